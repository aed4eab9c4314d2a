import type { Node } from '@tiptap/pm/model';
import { isChip, passagesIn, tagsOf } from './wording-document.js';

/** What is selected, in the order of the text. */
export interface TextSpan {
  from: number;
  to: number;
}

/**
 * Takes the tags at the edges of a range out of it that goes no further than their passage: what is done with the words of a passage is
 * not done with its condition.
 */
export function withoutTagsAtEdges(doc: Node, range: TextSpan): TextSpan {
  let { from, to } = range;
  const passages = passagesIn(doc).toReversed();
  for (let isChanged = true; isChanged && from < to;) {
    const [start, end] = [from, to];
    for (const passage of passages) {
      const places = tagsOf(passage).map(({ at }) => at);
      if (places.includes(start) && end <= passage.closing.at + 1) from = start + 1;
      if (places.includes(end - 1) && start >= passage.opening.at) to = end - 1;
    }
    isChanged = from !== start || to !== end;
  }
  return from <= to ? { from, to } : { from, to: from };
}

/** Takes every chip at the edges of a range out of it; where nothing else is in it, it stays. */
export function withoutChipsAtEdges(doc: Node, range: TextSpan): TextSpan {
  let { from, to } = range;
  const chipAt = (at: number) => {
    const node = doc.nodeAt(at);
    return node !== null && isChip(node);
  };
  while (from < to && chipAt(from)) from += 1;
  while (from < to && chipAt(to - 1)) to -= 1;
  return from < to ? { from, to } : range;
}

/** Leads the moving end of a selection back before the tags that it has just reached, in a passage in which the other end is. */
export function headWithinPassage(doc: Node, anchor: number, head: number): number {
  const passages = passagesIn(doc).filter(({ opening, closing }) => opening.at < anchor && anchor <= closing.at);
  const back = head < anchor ? 1 : -1;
  const reached = (at: number): boolean =>
    passages.some((passage) => tagsOf(passage).some((tag) => tag.at === (back === 1 ? at : at - 1)));
  let within = head;
  while (within !== anchor && reached(within)) within += back;
  return within;
}

/** Returns how far a selection is led that goes on over the tags beside its moving end; undefined where no tag keeps it. */
export function beyondTags(
  doc: Node,
  { anchor, head }: { anchor: number; head: number },
  back: 1 | -1,
): number | undefined {
  const isHeldBack = (place: number) => headWithinPassage(doc, anchor, place) !== place;
  let beyond = head + back;
  if (!isHeldBack(beyond)) return undefined;
  while (isHeldBack(beyond)) beyond += back;
  return beyond;
}
