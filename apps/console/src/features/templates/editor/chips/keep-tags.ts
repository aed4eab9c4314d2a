import type { Node } from '@tiptap/pm/model';
import { isHistoryTransaction } from '@tiptap/pm/history';
import { Plugin, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Mapping } from '@tiptap/pm/transform';
import { asRestoringTags, isChangeOfTags } from './change-marks.js';
import { isFromOutside } from './passage-and-length-rules.js';
import { passagesIn, tagsOf, type PlacedChip } from './wording-document.js';

const isMeant = (change: Transaction): boolean =>
  isChangeOfTags(change) || isHistoryTransaction(change) || isFromOutside(change);

/** A tag that was taken along, and on which side of what was written in its place it belongs. */
interface LostTag {
  tag: PlacedChip;
  at: number;
  isBefore: boolean;
}

/** Returns the tags that changes have taken from passages of which they have left others. */
function lostTags(before: Node, changed: Mapping): LostTag[] {
  const partly = passagesIn(before).flatMap((passage) => {
    const tags = tagsOf(passage);
    const lost = tags.filter(({ at }) => changed.mapResult(at).deletedAfter);
    return lost.length < tags.length ? lost : [];
  });
  const found: LostTag[] = [];
  for (const tag of partly.toSorted((a, b) => a.at - b.at)) {
    const neighbour = found.at(-1);
    // What was replaced from the tag on is what follows it: it stays before what is written there.
    const isFirst = !changed.mapResult(tag.at, -1).deletedBefore;
    const isBefore = isFirst || (neighbour?.tag.at === tag.at - 1 && neighbour.isBefore);
    found.push({ tag, at: changed.map(tag.at, isBefore ? -1 : 1), isBefore });
  }
  return found;
}

/** Puts lost tags back. Whoever writes goes on where the words were that have been replaced. */
function restore(tr: Transaction, lost: readonly LostTag[]): Transaction {
  const { anchor, head } = tr.selection;
  const moved = (place: number) =>
    tr.doc.resolve(place + lost.filter(({ at, isBefore }) => at < place || (at === place && isBefore)).length);
  for (const { tag, at } of lost.toReversed()) tr.insert(at, tag.node);
  return asRestoringTags(tr.setSelection(TextSelection.between(moved(anchor), moved(head))));
}

/** Leaves the tags of a passage where they are unless all of them are deleted at once: a condition goes with its words only. */
export const keepTags = () =>
  new Plugin({
    appendTransaction: (changes, before: EditorState, { tr }: EditorState) => {
      if (!changes.some(({ docChanged }) => docChanged) || changes.some(isMeant)) return null;
      const changed = new Mapping();
      for (const { mapping } of changes) changed.appendMapping(mapping);
      const lost = lostTags(before.doc, changed);
      return lost.length > 0 ? restore(tr, lost) : null;
    },
  });
