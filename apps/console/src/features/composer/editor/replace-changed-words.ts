import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';

/** Replaces what differs between the node that begins at `at` and another one. */
function replaceDifference(change: Transaction, { before, after, at }: { before: Node; after: Node; at: number }) {
  const start = before.content.findDiffStart(after.content, at);
  const end = before.content.findDiffEnd(after.content, at + before.content.size, at + after.content.size);
  if (start === null || !end) return;
  // Where a letter is doubled, what is alike from the front and what is alike from behind overlap.
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  change.replace(start, end.a + overlap, after.slice(start - at, end.b + overlap - at));
}

/**
 * Makes the document read as another one, by replacing nothing but what differs, block by block where there are as many: the caret stays
 * behind the words behind which it stood.
 */
export function replaceChangedWords(change: Transaction, after: Node): Transaction {
  const before = change.doc;
  const hasSameBlocks =
    before.childCount === after.childCount && before.children.every((block, n) => block.sameMarkup(after.child(n)));
  if (!hasSameBlocks) {
    replaceDifference(change, { before, after, at: 0 });
    return change;
  }
  // From the last one on, so that the places of those before it stay what they are.
  let at = before.content.size;
  for (let n = before.childCount - 1; n >= 0; n -= 1) {
    at -= before.child(n).nodeSize;
    replaceDifference(change, { before: before.child(n), after: after.child(n), at: at + 1 });
  }
  return change;
}
