import type { SendOptions } from './send-options-menu.js';

/** What an agent was asked to look at before their reply leaves, and whether there was time to see it. */
export interface Review {
  readonly ids: ReadonlySet<string>;
  readonly seen: boolean;
  /** How the reply was to be sent when that was asked. */
  readonly options: SendOptions;
}

/**
 * Returns what pressing "Send" does where others wrote meanwhile: it asks to look at it, does nothing while that cannot have been
 * seen yet, or sends.
 */
export function newEntriesReviewStep(
  changes: readonly { id: string }[],
  review: Review | undefined,
): 'ask' | 'wait' | 'send' {
  if (changes.length === 0) return 'send';
  if (!review || changes.some(({ id }) => !review.ids.has(id))) return 'ask';
  return review.seen ? 'send' : 'wait';
}

/** How a reply is sent that its writer was asked about: as they wanted it then, unless they have chosen another way since. */
export function optionsAfterReview(
  wanted: SendOptions,
  { changes, review }: { changes: readonly { id: string }[]; review: Review | undefined },
): SendOptions {
  const isAsked = changes.length > 0 && newEntriesReviewStep(changes, review) !== 'ask';
  return isAsked && Object.keys(wanted).length === 0 ? review!.options : wanted;
}
