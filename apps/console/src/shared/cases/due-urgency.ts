/** From when on what is due is due soon, in milliseconds before it: the `due=soon` of the inbox. */
const SOON = 2 * 60 * 60_000;

export type Urgency = 'late' | 'soon' | 'fine';

/** Returns how urgent a due time is, in milliseconds since 1970. */
export function dueUrgency(dueAt: string, now: number): Urgency {
  const left = Date.parse(dueAt) - now;
  return left <= 0 ? 'late' : left < SOON ? 'soon' : 'fine';
}

/** Returns how many of the cases are due after `from` and before `until`, in milliseconds since 1970. */
export const dueBefore = (
  items: readonly { dueAt: string | null }[],
  { from, until }: { from: number; until: number },
): number =>
  items.filter(({ dueAt }) => dueAt !== null && Date.parse(dueAt) > from && Date.parse(dueAt) < until).length;
