/** Rows by their indexes, both included. */
export interface Reach {
  from: number;
  to: number;
}

/** Where somebody scrolls to; undefined: nobody scrolls. */
export type Direction = 'up' | 'down' | undefined;

/** So many rows are added on each side in one frame while nobody scrolls, and in one that scrolls. */
const STEP = 2;
/** So many are added between two frames while somebody scrolls, where they come: a frame with new rows costs as much for the first as for the next three. */
const MOST = 4;
/** Fewer than these are waited for. */
const LEAST = 3;

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
 * The same while somebody scrolls: what is in the page stays as it is until a row comes into sight that is not there, so that the frames
 * between only scroll. Those that are left behind go then as well.
 */
export function reachWhileScrolling(before: Reach, sight: Reach, wanted: Reach): Reach {
  const [above, below] = [before.from - sight.from, sight.to - before.to];
  if (above <= 0 && below <= 0) return before;
  const { from, to } = reachFor(before, sight, wanted);
  const isLeap = from > before.to || to < before.from;
  const more = isLeap ? 0 : Math.max(0, STEP - Math.max(above, below));
  return above > below
    ? { from: Math.max(wanted.from, from - more), to }
    : { from, to: Math.min(wanted.to, to + more) };
}

/** The rows of the next frame: a few more of those that are wanted. All at once, they would make that frame late. */
export function nextReach({ from, to }: Reach, wanted: Reach, direction: Direction): Reach {
  if (!direction) return { from: Math.max(wanted.from, from - STEP), to: Math.min(wanted.to, to + STEP) };
  const missing = direction === 'up' ? from - wanted.from : wanted.to - to;
  if (missing < LEAST) return { from, to };
  return direction === 'up'
    ? { from: Math.max(wanted.from, from - MOST), to: Math.min(to, wanted.to) }
    : { from: Math.max(from, wanted.from), to: Math.min(wanted.to, to + MOST) };
}
