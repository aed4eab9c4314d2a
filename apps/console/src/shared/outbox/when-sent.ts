import type { MessageEntry } from '@guichet/contracts';
import { isUndoable, undoDelayOf } from './last-scheduled-reply.js';

/** What leaves another day can be taken back at its case until then; as the last thing that was done, elsewhere, for so long. Milliseconds. */
const OFFERED = 10_000;

/** When what was sent from this window was sent, and when the server had stored it, by the clock of this browser. Milliseconds. */
const times = new Map<string, { sentAt: number; storedAt?: number }>();

export const noteSent = (entryId: string): void => void times.set(entryId, { sentAt: Date.now() });

/** Notes that the server has stored an entry, which was shown under another id before. */
export const noteStored = (before: string, entryId: string): void =>
  void times.set(entryId, { sentAt: times.get(before)?.sentAt ?? Date.now(), storedAt: Date.now() });

/** When an entry was sent from this window; 0: it was not, or the page was loaded anew since. */
export const whenSent = (entryId: string): number => times.get(entryId)?.sentAt ?? 0;

/**
 * How long a reply can still be taken back, in milliseconds: by the clock of this browser alone, where it was sent from here, as that of the server
 * may be another one.
 */
export function undoTimeLeft(reply: MessageEntry): number {
  const delay = undoDelayOf(reply);
  const { storedAt } = times.get(reply.id) ?? {};
  if (storedAt !== undefined) return storedAt + delay - Date.now();
  return Math.min(delay, Date.parse(reply.delivery!.dueAt!) - Date.now());
}

/** How long a reply is offered to be taken back to whoever has left its case. Milliseconds. */
export const offerTimeLeft = (reply: MessageEntry): number =>
  isUndoable(reply) ? undoTimeLeft(reply) : whenSent(reply.id) + OFFERED - Date.now();
