/** What an agent was asked to look at before their reply leaves, and whether there was time to see it. */
export interface Review {
  readonly ids: ReadonlySet<string>;
  readonly seen: boolean;
}

/**
 * Returns what pressing "Send" does where others wrote meanwhile: it asks to look at it, does nothing while that cannot have been
 * seen yet, or sends.
 */
export function reviewStep(changes: readonly { id: string }[], review: Review | undefined): 'ask' | 'wait' | 'send' {
  if (changes.length === 0) return 'send';
  if (!review || changes.some(({ id }) => !review.ids.has(id))) return 'ask';
  return review.seen ? 'send' : 'wait';
}
