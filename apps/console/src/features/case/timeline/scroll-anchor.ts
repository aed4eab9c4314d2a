import type { Entry } from '@guichet/contracts';

/** What a timeline keeps in sight while it grows. */
export interface ScrollAnchor {
  /** What is kept in sight while heights become known: the entry that it opened at, or its end; undefined: what is read. */
  anchor: 'target' | 'end' | undefined;
  /** Entries that came below what is read. */
  below: number;
  /** Position of the last entry that was looked at for that. */
  counted: number;
}

export type ScrollAnchorEvent =
  /** The reader has moved. */
  | { type: 'moved'; atEnd: boolean }
  | { type: 'entries'; entries: ReadonlyMap<number, Entry>; total: number; agentId: string; atEnd: boolean }
  /** The end came into sight by whatever made room for it: nothing is below any more. */
  | { type: 'end-in-sight' }
  /** The reader wants to see what came below. */
  | { type: 'to-end' };

export const initialScrollAnchor = (anchor: 'target' | 'end', total: number): ScrollAnchor => ({
  anchor,
  below: 0,
  counted: total,
});

/** What came behind an entry, as far as it is known without gaps: whose it is counts. */
function arrivals(entries: ReadonlyMap<number, Entry>, counted: number, agentId: string) {
  const found = { counted, fresh: 0, sent: false };
  for (let entry = entries.get(counted + 1); entry; entry = entries.get(found.counted + 1)) {
    found.counted = entry.position;
    // What came with another case was written before, and was brought here by whoever merged the two.
    if (entry.kind === 'activity' || ('movedFrom' in entry && entry.movedFrom)) continue;
    if (entry.actor.kind === 'agent' && entry.actor.id === agentId) found.sent = true;
    else found.fresh += 1;
  }
  return found;
}

const atEnd = (place: ScrollAnchor): ScrollAnchor =>
  place.anchor === 'end' && place.below === 0 ? place : { ...place, anchor: 'end', below: 0 };

/** Returns the anchor after an event; the same object where nothing changes. */
export function reduceScrollAnchor(place: ScrollAnchor, event: ScrollAnchorEvent): ScrollAnchor {
  switch (event.type) {
    case 'moved':
      if (event.atEnd) return atEnd(place);
      return place.anchor === undefined ? place : { ...place, anchor: undefined };
    case 'entries': {
      // Less than before: something was moved to another case.
      const before = Math.min(place.counted, event.total);
      const { counted, fresh, sent } = arrivals(event.entries, before, event.agentId);
      // Whoever has written sees that it is there.
      if (sent) return { anchor: 'end', below: 0, counted };
      const below = place.below + (event.atEnd ? 0 : fresh);
      return counted === place.counted && below === place.below ? place : { ...place, counted, below };
    }
    case 'end-in-sight':
      return place.below === 0 ? place : { ...place, below: 0 };
    case 'to-end':
      return atEnd(place);
  }
}
