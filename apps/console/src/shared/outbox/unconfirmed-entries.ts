/** Entries that are shown before the server has stored them, by their id: there is nothing yet that could be taken back. */
const unanswered = new Set<string>();

export const isUnanswered = (entryId: string): boolean => unanswered.has(entryId);

/** Notes an entry as unanswered. Returns what ends that. */
export function noteUnanswered(entryId: string): () => void {
  unanswered.add(entryId);
  return () => void unanswered.delete(entryId);
}
