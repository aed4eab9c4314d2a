/** Rows by their indexes, both included. */
export interface Reach {
  from: number;
  to: number;
}

/** So many rows are added on each side in one frame while nobody scrolls. */
const STEP = 2;
/** While somebody scrolls, so many rows come ahead of those in sight, as long as a frame has no more new ones than it can have. */
const AHEAD = 3;
const MOST = 4;

export const isSameReach = (one: Reach, other: Reach): boolean => one.from === other.from && one.to === other.to;

/** The rows that must be in the page now: those in sight, and those that are there already and are still wanted. */
export function reachFor(before: Reach, sight: Reach, wanted: Reach): Reach {
  if (before.to < sight.from - 1 || before.from > sight.to + 1) return sight;
  return {
    from: Math.max(wanted.from, Math.min(before.from, sight.from)),
    to: Math.min(wanted.to, Math.max(before.to, sight.to)),
  };
}

/**
 * The same while somebody scrolls. A frame in which rows come or go costs as much for the first of them as for the next three: so several
 * come at once, those that are left behind go with them, and the frames between only scroll.
 */
export function reachWhileScrolling(before: Reach, sight: Reach, wanted: Reach): Reach {
  const [above, below] = [before.from - sight.from, sight.to - before.to];
  if (above <= 0 && below <= 0) return before;
  const { from, to } = reachFor(before, sight, wanted);
  const isLeap = from > before.to || to < before.from;
  const ahead = isLeap ? 0 : Math.max(0, Math.min(AHEAD, MOST - Math.max(above, below)));
  return above > below
    ? { from: Math.max(wanted.from, from - ahead), to }
    : { from, to: Math.min(wanted.to, to + ahead) };
}

/** The rows of the next frame: a few more of those that are wanted. All at once, they would make that frame late. */
export const nextReach = (reach: Reach, wanted: Reach): Reach => ({
  from: Math.max(wanted.from, reach.from - STEP),
  to: Math.min(wanted.to, reach.to + STEP),
});
