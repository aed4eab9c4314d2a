import type { Entry, MessageEntry } from '@guichet/contracts';

/** Accounts hold answers for less; beyond it, an answer is one to be sent later. Milliseconds. */
const longestHold = 120_000;

/** The newest answer of somebody that has not left yet. */
export const lastHeld = (entries: ReadonlyMap<number, Entry>, agentId: string): MessageEntry | undefined =>
  [...entries.values()]
    .filter((entry): entry is MessageEntry => entry.kind === 'message' && entry.delivery?.status === 'held')
    .filter(({ actor }) => actor.kind === 'agent' && actor.id === agentId)
    .toSorted((a, b) => a.position - b.position)
    .at(-1);

/** Whether it is held only so that it can be undone. Both moments are of the server's clock. */
export const leavesSoon = ({ at, delivery }: MessageEntry): boolean =>
  delivery?.dueAt != null && Date.parse(delivery.dueAt) - Date.parse(at) <= longestHold;
