import type { TiptapEditorHTMLElement } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import type { DraftContent } from '../../../shared/drafts/draft-content.js';
import { editorToPlainText, type Node as PlainNode } from './editor-to-plain-text.js';
import { isCaretAtLineStart } from './is-caret-at-line-start.js';

export type Words = Pick<DraftContent, 'text' | 'html'>;

/** What is written on both sides of an empty line, of what was `whole` when the caret stood there. */
export interface WordsAround {
  whole: string;
  before: Words;
  behind: Words;
}

/** What stands on both sides of the line that the caret of a field without formatting stands on. */
export function textAround({
  value,
  selectionStart,
}: Pick<HTMLTextAreaElement, 'value' | 'selectionStart'>): WordsAround {
  const end = value.indexOf('\n', selectionStart);
  const words = (text: string) => ({ text, html: null });
  return {
    whole: value,
    before: words(value.slice(0, selectionStart).trimEnd()),
    behind: words(end < 0 ? '' : value.slice(end).trimStart()),
  };
}

/** The document on both sides of the line that the caret stands on; a paragraph that is empty goes with it. */
export function documentsAround({ doc, selection: { $from } }: Pick<EditorState, 'doc' | 'selection'>): [Node, Node] {
  const isEmpty = $from.depth === 1 && $from.parent.content.size === 0;
  const [end, begin] = isEmpty ? [$from.before(1), $from.after(1)] : [$from.pos, $from.pos];
  return [doc.cut(0, end), doc.cut(begin)];
}

/**
 * Returns what is written around the caret of a field that stands on an empty line between words, once that is asked for: the text of the
 * editor is made by its library. Undefined: it stands on no such line, or nothing is written behind it.
 */
export function wordsAroundCaret(field: Element | null): (() => Promise<WordsAround>) | undefined {
  if (!field || !isCaretAtLineStart(field)) return undefined;
  if (field instanceof HTMLTextAreaElement) {
    const around = textAround(field);
    return around.behind.text.trim() === '' ? undefined : async () => around;
  }
  const { state } = (field as TiptapEditorHTMLElement).editor!;
  const [before, behind] = documentsAround(state);
  if (editorToPlainText(behind.toJSON() as PlainNode).trim() === '') return undefined;
  const whole = editorToPlainText(state.doc.toJSON() as PlainNode);
  return async () => {
    const { getHTMLFromFragment } = await import('@tiptap/core');
    const words = (part: Node): Words => {
      const text = editorToPlainText(part.toJSON() as PlainNode).trim();
      return { text, html: text && getHTMLFromFragment(part.content, state.schema) };
    };
    return { whole, before: words(before), behind: words(behind) };
  };
}
