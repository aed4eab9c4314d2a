import type { Entry, MessageEntry } from '@guichet/contracts';

/** The newest message of the citizen, else the newest one of ours that was not canceled. */
export function newestMessageToForward(
  entries: Iterable<Entry>,
  canceled: ReadonlySet<string>,
): MessageEntry | undefined {
  const messages = [...entries]
    .filter((entry): entry is MessageEntry => entry.kind === 'message')
    .filter(({ id, delivery }) => !canceled.has(id) && delivery?.status !== 'canceled')
    .toSorted((a, b) => a.position - b.position);
  return messages.findLast(({ direction }) => direction === 'in') ?? messages.at(-1);
}
