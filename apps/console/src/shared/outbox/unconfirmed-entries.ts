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

/** Returns the reply in a case that is on its way to the server, if one is: at once, also before it is drawn. */
export function replyOnItsWay(caseId: string): { id: string; stored: Unanswered['stored'] } | undefined {
  const found = [...unanswered].find(([, one]) => one.caseId === caseId && one.kind === 'message');
  return found && { id: found[0], stored: found[1].stored };
}

/** Notes an entry as unanswered. Returns what ends that. */
export function noteUnanswered(caseId: string, { id, kind }: Entry): (stored: Entry | undefined) => void {
  const { promise, resolve } = Promise.withResolvers<Entry | undefined>();
  unanswered.set(id, { caseId, kind, stored: promise });
  return (stored) => {
    unanswered.delete(id);
    resolve(stored);
  };
}
