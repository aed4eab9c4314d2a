import type { Node } from '@tiptap/pm/model';
import { Plugin, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { isHistoryTransaction } from '@tiptap/pm/history';
import { isRestoringTags } from './change-marks.js';
import { pairTags } from './wording-pieces.js';
import { chipNode, chipsIn, endsEmpty, endsWithPassageOrBlock, toWording, wordingSchema } from './wording-document.js';

/** Code that is typed to its end: a variable, a block, or the beginning of a passage. */
const TYPED = /\{\{[^{}]+\}\}|\{%-?\s*(?:(if|unless)|block)\s[^%{}]+%\}/;

/** Returns the first code among the words of a document, and where it stands. */
function typedCode(doc: Node): { from: number; source: string; opens: string | undefined } | undefined {
  let found: ReturnType<typeof typedCode>;
  doc.descendants((node, at) => {
    const code = found || !node.isText ? null : TYPED.exec(node.text ?? '');
    if (code) found = { from: at + code.index, source: code[0], opens: code[1] };
    return !found;
  });
  return found;
}

/** Makes chips of code that was typed; the beginning of a passage gets its end. */
function turnTypedCode(tr: Transaction): void {
  for (let code = typedCode(tr.doc); code; code = typedCode(tr.doc)) {
    const chips = [chipNode(code.source), ...(code.opens ? [chipNode(`{% end${code.opens} %}`)] : [])];
    tr.replaceWith(code.from, code.from + code.source.length, chips);
    // Whoever writes a condition goes on with what depends on it.
    if (code.opens) tr.setSelection(TextSelection.create(tr.doc, code.from + 1));
  }
}

/** Takes away the tags whose passage has lost another of its tags. The words of it stay. */
function dropStrayTags(tr: Transaction): void {
  const chips = chipsIn(tr.doc);
  const { strays } = pairTags(chips.map(({ piece }) => piece));
  for (const stray of strays.toReversed()) tr.delete(chips[stray]!.at, chips[stray]!.at + 1);
}

/** Keeps each passage whole, whatever is typed, deleted or moved. */
export const keepPassagesWhole = () =>
  new Plugin({
    appendTransaction: (changes, _, state: EditorState) => {
      if (!changes.some(({ docChanged }) => docChanged) || changes.some(isKept)) return null;
      const { tr } = state;
      turnTypedCode(tr);
      dropStrayTags(tr);
      return tr.docChanged ? tr : null;
    },
  });

/**
 * Keeps a line to go on writing below a passage or a block that is last. It goes when something else has become last, unless somebody
 * is there.
 */
export const keepLineBelow = () =>
  new Plugin({
    appendTransaction: (changes, before: EditorState, { doc, selection, tr }: EditorState) => {
      if (!changes.some(({ docChanged }) => docChanged) || changes.some(isKept)) return null;
      const { size } = doc.content;
      const had = endsWithPassageOrBlock(before.doc);
      if (endsWithPassageOrBlock(doc)) {
        // An empty line that was a part of the text is one still.
        const isThere = endsEmpty(doc) && (had || !endsEmpty(before.doc));
        return isThere ? null : tr.insert(size, wordingSchema.nodes.line.create());
      }
      return had && endsEmpty(doc) && selection.to < size - 2 ? tr.delete(size - 2, size) : null;
    },
  });

const FROM_OUTSIDE = 'fromOutside';

/** Is this a wording that another part of the screen, or somebody else, has written? */
export const isFromOutside = (change: Transaction): boolean => change.getMeta(FROM_OUTSIDE) === true;

/** What undoing brings back was whole, and a text from outside is shown as it is. */
const isKept = (change: Transaction): boolean => isHistoryTransaction(change) || isFromOutside(change);

/** Puts the wording of somebody else, or of another part of the screen, in the place of the present one. */
export function replaceWording(state: EditorState, doc: Node): Transaction {
  return state.tr
    .replaceWith(0, state.doc.content.size, doc.content)
    .setMeta(FROM_OUTSIDE, true)
    .setMeta('addToHistory', false);
}

/** Refuses what would make the wording longer than it may be; a longer one may still become shorter. */
export const limitLength = (most: number) =>
  new Plugin({
    filterTransaction: (change, state) => {
      if (!change.docChanged || isFromOutside(change) || isRestoringTags(change)) return true;
      const length = toWording(change.doc).length;
      return length <= most || length <= toWording(state.doc).length;
    },
  });
