/** Rows by their indexes, both included. */
export interface Reach {
  from: number;
  to: number;
}

/** So many rows are added on each side in one frame. A fast wheel brings two into sight. */
const STEP = 2;

export const isSameReach = (one: Reach, other: Reach): boolean => one.from === other.from && one.to === other.to;

/** The rows that must be in the page now: those in sight, and those that are there already and are still wanted. */
export function reachFor(before: Reach, sight: Reach, wanted: Reach): Reach {
  if (before.to < sight.from - 1 || before.from > sight.to + 1) return sight;
  return {
    from: Math.max(wanted.from, Math.min(before.from, sight.from)),
    to: Math.min(wanted.to, Math.max(before.to, sight.to)),
  };
}

/** The rows of the next frame: a few more of those that are wanted. All at once, they would make that frame late. */
export const nextReach = (reach: Reach, wanted: Reach): Reach => ({
  from: Math.max(wanted.from, reach.from - STEP),
  to: Math.min(wanted.to, reach.to + STEP),
});
