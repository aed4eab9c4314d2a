import type { Entry } from '@guichet/contracts';

/** Entries that are shown before the server has stored them, by their id, and what it has stored in their place. */
const unanswered = new Map<string, Promise<Entry | undefined>>();

export const isUnanswered = (entryId: string): boolean => unanswered.has(entryId);

/** Resolves with what the server has stored in place of an entry; undefined: it took none. */
export const whenAnswered = (entryId: string): Promise<Entry | undefined> =>
  unanswered.get(entryId) ?? Promise.resolve(undefined);

/** Notes an entry as unanswered. Returns what ends that. */
export function noteUnanswered(entryId: string): (stored: Entry | undefined) => void {
  const { promise, resolve } = Promise.withResolvers<Entry | undefined>();
  unanswered.set(entryId, promise);
  return (stored) => {
    unanswered.delete(entryId);
    resolve(stored);
  };
}
