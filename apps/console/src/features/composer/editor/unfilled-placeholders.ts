import type { TiptapEditorHTMLElement } from '@tiptap/core';
import { findTextRange, setCaret } from './caret.js';
import type { DraftContent } from '../../../shared/drafts/draft-content.js';

const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };
const plain = (html: string) =>
  html.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => characters[name]!);

/** Returns the placeholders that are still in a reply, whichever template they came with. */
export function unfilledPlaceholders({
  text,
  html,
  labels = [],
}: Pick<DraftContent, 'text' | 'html' | 'labels'>): string[] {
  const marked = [...(html ?? '').matchAll(/<mark\b[^>]*>(.*?)<\/mark>/gs)].map(([, words]) =>
    plain(words!).replace(/^\[(.*)\]$/s, '$1'),
  );
  return [...new Set([...labels.filter((label) => text.includes(`[${label}]`)), ...marked])];
}

/** Selects the first placeholder, so that what is typed replaces it. */
export function selectPlaceholder(field: HTMLElement, [first]: readonly string[]) {
  const words = `[${first}]`;
  if (field instanceof HTMLTextAreaElement) {
    field.focus();
    const at = field.value.indexOf(words);
    if (at >= 0) field.setSelectionRange(at, at + words.length);
    return;
  }
  const { editor } = field as TiptapEditorHTMLElement;
  if (!editor) return field.focus();
  const place = findTextRange(words, editor.state.doc);
  if (place) setCaret(editor, place);
  else editor.view.focus();
}
