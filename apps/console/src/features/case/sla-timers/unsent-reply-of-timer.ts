import type { Entry, SlaTimer } from '@guichet/contracts';

/**
 * Returns whether a timer has ended by a reply of which an attempt to send it has failed, and which waits for another one. It counts
 * as given, as it was written in time; where it fails for good, the timer runs again.
 */
export const isEndedByRetriedReply = (
  { state, endedAt }: Pick<SlaTimer, 'state' | 'endedAt'>,
  entries: readonly Entry[],
): boolean =>
  state === 'done' &&
  entries.some(
    (entry) =>
      entry.kind === 'message' &&
      entry.at === endedAt &&
      entry.delivery?.status === 'queued' &&
      entry.delivery.attempts > 0,
  );
