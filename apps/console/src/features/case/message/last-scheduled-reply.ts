import type { Entry, MessageEntry } from '@guichet/contracts';

/** The undo delay of an account is shorter; beyond it, a reply is one to be sent later. Milliseconds. */
const LONGEST_UNDO = 120_000;

/** Returns the newest reply of an agent that has not been sent yet. */
export const lastScheduledReply = (entries: ReadonlyMap<number, Entry>, agentId: string): MessageEntry | undefined =>
  [...entries.values()]
    .filter((entry): entry is MessageEntry => entry.kind === 'message' && entry.delivery?.status === 'scheduled')
    .filter(({ actor }) => actor.kind === 'agent' && actor.id === agentId)
    .toSorted((a, b) => a.position - b.position)
    .at(-1);

/** Whether a reply is still inside its undo delay. Both times are by the clock of the server. */
export const isUndoable = ({ at, delivery }: MessageEntry): boolean =>
  delivery?.dueAt != null && Date.parse(delivery.dueAt) - Date.parse(at) <= LONGEST_UNDO;
