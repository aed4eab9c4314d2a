/** What a list offers: so many choices, and, behind them, to create what was typed. */
export interface Offered {
  choices: number;
  creatable: boolean;
}

/** Nothing is offered, so that nothing is marked: Enter chooses nothing. */
export const NONE = -1;

const total = ({ choices, creatable }: Offered) => choices + (creatable ? 1 : 0);

/**
 * Returns the position of the option that Enter takes. It is the first one until another is marked: what was typed is created by Enter
 * where no choice matches it, and is marked as such before, so that nobody takes it for lost. Pure.
 */
export function activeOption(marked: number | undefined, offered: Offered): number {
  return Math.min(marked ?? 0, total(offered) - 1);
}

/** Returns the position of the next or previous option, around the ends of the list. Pure. */
export function movedOption(from: number, by: 1 | -1, offered: Offered): number {
  const count = total(offered);
  if (count === 0) return NONE;
  return from === NONE ? (by === 1 ? 0 : count - 1) : (from + by + count) % count;
}
