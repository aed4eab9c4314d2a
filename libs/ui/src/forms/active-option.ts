/** What a list offers: so many choices, and, behind them, to create what was typed. */
export interface Offered {
  choices: number;
  creatable: boolean;
}

/** Nothing is marked: Enter chooses nothing yet. */
export const NONE = -1;

const total = ({ choices, creatable }: Offered) => choices + (creatable ? 1 : 0);

/**
 * Returns the position of the option that Enter takes. It is the first choice until another is marked. To create something is never
 * marked by itself: what was typed may be the beginning of a word that the list does not have. Pure.
 */
export function activeOption(marked: number | undefined, offered: Offered): number {
  if (marked === undefined) return offered.choices > 0 ? 0 : NONE;
  return Math.min(marked, total(offered) - 1);
}

/** Returns the position of the next or previous option, around the ends of the list. Pure. */
export function movedOption(from: number, by: 1 | -1, offered: Offered): number {
  const count = total(offered);
  if (count === 0) return NONE;
  return from === NONE ? (by === 1 ? 0 : count - 1) : (from + by + count) % count;
}
