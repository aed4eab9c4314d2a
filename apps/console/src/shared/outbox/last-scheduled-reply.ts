import type { Entry, MessageEntry } from '@guichet/contracts';

/** The undo delay of an account is shorter; beyond it, a reply is one to be sent later. Milliseconds. */
const LONGEST_UNDO = 120_000;

/** Whether an entry is a reply of an agent that has not been sent yet. */
export const isScheduledReply = (entry: Entry, agentId: string): entry is MessageEntry =>
  entry.kind === 'message' &&
  entry.delivery?.status === 'scheduled' &&
  entry.actor.kind === 'agent' &&
  entry.actor.id === agentId;

/** How long after a reply was written it leaves, in milliseconds: both times are by the clock of the server. */
export const undoDelayOf = ({ at, delivery }: MessageEntry): number =>
  delivery?.dueAt == null ? Infinity : Date.parse(delivery.dueAt) - Date.parse(at);

/** Whether a reply leaves after its undo delay, and not at a time that was chosen. */
export const isUndoable = (reply: MessageEntry): boolean => undoDelayOf(reply) <= LONGEST_UNDO;

/** Returns the replies of an agent that have not been sent yet, the newest last. */
export const scheduledReplies = (entries: ReadonlyMap<number, Entry>, agentId: string): MessageEntry[] =>
  [...entries.values()].filter((entry) => isScheduledReply(entry, agentId)).toSorted((a, b) => a.position - b.position);

/** Returns the newest of them: rather one that leaves in a moment than one that leaves another day. */
export function lastScheduledReply(entries: ReadonlyMap<number, Entry>, agentId: string): MessageEntry | undefined {
  const scheduled = scheduledReplies(entries, agentId);
  return scheduled.findLast(isUndoable) ?? scheduled.at(-1);
}
