import type { Node } from '@tiptap/pm/model';
import type { Selection, Transaction } from '@tiptap/pm/state';
import { predecessors, stretches } from './stretches.js';

/** Replaces what differs between the node that begins at `at` and another one. */
function replaceDifference(change: Transaction, { before, after, at }: { before: Node; after: Node; at: number }) {
  const start = before.content.findDiffStart(after.content, at);
  const end = before.content.findDiffEnd(after.content, at + before.content.size, at + after.content.size);
  if (start === null || !end) return;
  // Where a letter is doubled, what is alike from the front and what is alike from behind overlap.
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  change.replace(start, end.a + overlap, after.slice(start - at, end.b + overlap - at));
}

/** The spaces before the caret, where it stands at the end of a line. */
function spacesAtCaret({ $head, empty }: Selection): string {
  if (!empty || !$head.parent.isTextblock || $head.nodeAfter?.isText) return '';
  return /[ \u00a0]*$/.exec($head.parent.textBetween(0, $head.parentOffset, undefined, '\n'))![0];
}

/**
 * Makes the document read as another one, by replacing nothing but what differs, block by block: the caret stays
 * behind the words behind which it stood. A space that was just typed at the end of a line stays: HTML has none there, and what is typed next
 * would be one word with the last one.
 */
export function replaceChangedWords(change: Transaction, after: Node): Transaction {
  const typed = spacesAtCaret(change.selection);
  replaceBlocks(change, after);
  const { $head } = change.selection;
  const isLineEnd = $head.parentOffset > 0 && !$head.nodeAfter?.isText;
  return typed && isLineEnd && spacesAtCaret(change.selection) === '' ? change.insertText(typed) : change;
}

const wordsOf = (block: Node) => new Set(block.textContent.split(/\s+/));

/** For each block of a document the place of the one in whose place it comes in another one; undefined: none. In their order. */
function blocksBefore(before: Node, after: Node): (number | undefined)[] {
  const [were, are] = [[...before.children], [...after.children]];
  const found = stretches(were, are, (block) => JSON.stringify(block)) ?? [{ isSame: false, were, are }];
  let at = 0;
  return found.flatMap((stretch) => {
    const places = stretch.isSame ? stretch.were.map((_, n) => n) : predecessors(stretch, wordsOf);
    const begin = at;
    at += stretch.were.length;
    return places.map((place) => (place === undefined ? undefined : begin + place));
  });
}

function replaceBlocks(change: Transaction, after: Node): void {
  const before = change.doc;
  const places = blocksBefore(before, after);
  const begins = before.children.map((_, n) =>
    before.children.slice(0, n).reduce((sum, { nodeSize }) => sum + nodeSize, 0),
  );
  // From the last one on, so that the places of those before it stay what they are. What comes in does so first: a document is never empty.
  let [last, at] = [before.childCount, before.content.size];
  for (let m = after.childCount - 1; m >= 0; m -= 1) {
    const [n, block] = [places[m], after.child(m)];
    if (n === undefined) {
      change.insert(at, block);
      continue;
    }
    const [was, begin] = [before.child(n), begins[n]!];
    if (n + 1 < last) change.delete(begin + was.nodeSize, at);
    if (was.sameMarkup(block)) replaceDifference(change, { before: was, after: block, at: begin + 1 });
    else change.replaceWith(begin, begin + was.nodeSize, block);
    [last, at] = [n, begin];
  }
  if (at > 0) change.delete(0, at);
}
