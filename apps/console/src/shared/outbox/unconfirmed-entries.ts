import type { Entry } from '@guichet/contracts';

interface Unanswered {
  caseId: string;
  kind: Entry['kind'];
  /** What the server has stored in its place; undefined: it took none. */
  stored: Promise<Entry | undefined>;
}

/** Entries that are shown before the server has stored them, by their id. */
const unanswered = new Map<string, Unanswered>();

export const isUnanswered = (entryId: string): boolean => unanswered.has(entryId);

/** Returns what the server stores in place of an entry, once it has answered; undefined: it took none, or was not asked. */
export const whenStored = (entryId: string): Unanswered['stored'] =>
  unanswered.get(entryId)?.stored ?? Promise.resolve(undefined);

/** Returns the replies in a case that are on their way to the server, the last one last: at once, also before they are drawn. */
export const repliesOnTheirWay = (caseId: string): { id: string; stored: Unanswered['stored'] }[] =>
  [...unanswered].flatMap(([id, one]) =>
    one.caseId === caseId && one.kind === 'message' ? [{ id, stored: one.stored }] : [],
  );

/** Notes an entry as unanswered. Returns what ends that. */
export function noteUnanswered(caseId: string, { id, kind }: Entry): (stored: Entry | undefined) => void {
  const { promise, resolve } = Promise.withResolvers<Entry | undefined>();
  unanswered.set(id, { caseId, kind, stored: promise });
  return (stored) => {
    unanswered.delete(id);
    resolve(stored);
  };
}
