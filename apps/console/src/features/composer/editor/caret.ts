import type { Editor, TiptapEditorHTMLElement } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';

/**
 * Where in the document the caret stands that stood behind these words in a plain field. The field has what the document
 * has not (a dash before an item, an address behind a link), never the other way round, but for spaces.
 */
export function positionAfter(words: string, document: Node): number {
  let place = 1;
  let at = 0;
  let ended = false;
  document.descendants(({ text = '' }, position) => {
    for (let n = 0; n < text.length && !ended; n += 1) {
      const found = words.indexOf(text[n]!, at);
      if (found < 0) ended = true;
      else [at, place] = [found + 1, position + n + 1];
    }
  });
  return place;
}

/** Where these words stand first in the document, in one block. */
export function findTextRange(words: string, document: Node): { from: number; to: number } | undefined {
  let place: { from: number; to: number } | undefined;
  document.descendants((node, position) => {
    if (!node.isTextblock || place) return !place;
    const at = node.textBetween(0, node.content.size, undefined, '\n').indexOf(words);
    if (at >= 0) place = { from: position + 1 + at, to: position + 1 + at + words.length };
    return false;
  });
  return place;
}

/** At once: what is typed next is already written there. */
export function setCaret(editor: Editor, at: number | { from: number; to: number }) {
  editor.commands.setTextSelection(at);
  editor.view.focus();
}

export const setCaretAtEnd = (editor: Editor) => setCaret(editor, editor.state.doc.content.size);

/** Goes on where somebody was writing in the plain field, or had selected words of it. A space at the end of it is none in HTML. */
export function continueAt({ from, to }: { from: string; to: string }, editor: Editor) {
  const { doc } = editor.state;
  const place = positionAfter(to, doc);
  if (from !== to) return setCaret(editor, { from: positionAfter(from, doc), to: place });
  const space = to.endsWith(' ') && doc.textBetween(place - 1, place) !== ' ';
  // Undo takes back what the agent has written, and this they have not seen being written.
  if (space) editor.view.dispatch(editor.state.tr.insertText(' ', place).setMeta('addToHistory', false));
  setCaret(editor, space ? place + 1 : place);
}

/** Gives an element the focus again, with the caret where it was: the editor would show it there a moment later. */
export function returnTo(element: HTMLElement) {
  const { editor } = element as TiptapEditorHTMLElement;
  if (editor) editor.view.focus();
  else element.focus();
}

/** Gives a field the caret where it was, or behind its words where it was nowhere yet. */
export function focusField(field: HTMLElement) {
  if (field instanceof HTMLTextAreaElement) {
    field.focus();
    if (field.selectionEnd === 0) field.setSelectionRange(field.value.length, field.value.length);
    return;
  }
  const { editor } = field as TiptapEditorHTMLElement;
  if (!editor) return field.focus();
  const { from, to } = editor.state.selection;
  if (from === to && from <= 1) setCaretAtEnd(editor);
  else editor.view.focus();
}

/** Whether the agent has gone on to another field, or has opened a menu: a field that appears leaves the focus there. */
export function isFocusElsewhere(): boolean {
  const active = document.activeElement;
  if (!active) return false;
  const isField = active.matches(
    'input, textarea, select, [contenteditable=true], [aria-haspopup][aria-expanded=true]',
  );
  return isField || active.closest('[role=menu], [role=listbox], [role=dialog]') !== null;
}
