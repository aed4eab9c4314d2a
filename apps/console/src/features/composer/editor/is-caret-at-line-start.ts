import type { TiptapEditorHTMLElement } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';

/** What stands around a caret: its line on both sides, and whether nothing is before it. */
interface Caret {
  before: string;
  behind: string;
  isFirst: boolean;
}

export const isAtStart = ({ before, behind, isFirst }: Caret): boolean => isFirst || (before + behind).trim() === '';

const caretOfField = ({ value, selectionStart }: HTMLTextAreaElement): Caret => ({
  before: value.slice(value.lastIndexOf('\n', selectionStart - 1) + 1, selectionStart),
  behind: value.slice(selectionStart).split('\n', 1)[0]!,
  isFirst: selectionStart === 0,
});

export function caretOfEditor({ selection: { $from } }: Pick<EditorState, 'selection'>): Caret {
  const { parent, parentOffset, depth } = $from;
  const words = (from: number, to: number) =>
    parent.textBetween(from, to, '', (leaf) => (leaf.type.name === 'hardBreak' ? '\n' : '\uFFFC'));
  const isInFirst = Array.from({ length: depth }, (_, at) => $from.index(at)).every((index) => index === 0);
  return {
    before: words(0, parentOffset).split('\n').at(-1)!,
    behind: words(parentOffset, parent.content.size).split('\n', 1)[0]!,
    isFirst: parentOffset === 0 && isInFirst,
  };
}

/** Stands the caret of a field on a line on which nothing is written, or at the very beginning? Nothing is selected then. */
export function isCaretAtLineStart(field: EventTarget): boolean {
  if (field instanceof HTMLTextAreaElement)
    return field.selectionStart === field.selectionEnd && isAtStart(caretOfField(field));
  const state = (field as TiptapEditorHTMLElement).editor?.state;
  return state !== undefined && state.selection.empty && isAtStart(caretOfEditor(state));
}
