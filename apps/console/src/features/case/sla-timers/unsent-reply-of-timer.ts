import type { DeliveryStatus, Entry, SlaTimer } from '@guichet/contracts';

/** What the delivery of a reply is until it has left. */
const UNSENT: readonly (DeliveryStatus | undefined)[] = ['scheduled', 'queued', 'sending'];

/**
 * Returns how it stands with the reply by which a timer has ended, while that has not left: it is being sent, be it that it can still be
 * undone, or an attempt has failed and it waits for another one. It counts as given, as it was written in time; where it fails for good,
 * the timer runs again. Undefined: it has left, or no such reply is among the entries.
 */
export function unsentReplyOf(
  { state, endedAt }: Pick<SlaTimer, 'state' | 'endedAt'>,
  entries: readonly Entry[],
): 'sending' | 'retried' | undefined {
  if (state !== 'done') return undefined;
  for (const entry of entries)
    if (entry.kind === 'message' && entry.at === endedAt && UNSENT.includes(entry.delivery?.status))
      return entry.delivery?.status === 'queued' && entry.delivery.attempts > 0 ? 'retried' : 'sending';
  return undefined;
}
