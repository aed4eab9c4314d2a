import type { Attachment, Entry } from '@guichet/contracts';

/** Messages that were canceled, and what a team was told of a case that was taken back. */
export function canceledIn(entries: Iterable<Entry>): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const entry of entries) {
    if (entry.kind !== 'activity') continue;
    const { activity } = entry;
    if (activity.type === 'canceled') ids.add(activity.entryId);
    if (activity.type === 'handover-undone' && activity.entryId) ids.add(activity.entryId);
  }
  return ids;
}

const isTakenBack = (entry: Entry): boolean =>
  (entry.kind === 'note' && entry.removedAt !== undefined) ||
  (entry.kind === 'message' && entry.delivery?.status === 'canceled');

/** The entries whose files are files of the case: neither a message that was taken back before it left, nor a note that was removed. */
export function entriesThatStand(entries: readonly Entry[]): Entry[] {
  const canceled = canceledIn(entries);
  return entries.filter((entry) => !canceled.has(entry.id) && !isTakenBack(entry));
}

/** The files of an entry as the lists of a case have them: pictures within its text are none. */
export const listedFilesOf = (entry: Entry): readonly Attachment[] =>
  entry.kind === 'activity' ? [] : (entry.attachments ?? []).filter(({ inline }) => !inline);
