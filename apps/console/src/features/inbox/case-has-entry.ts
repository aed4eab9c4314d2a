import type { CaseSummary } from '@guichet/contracts';

/**
 * Whether a case has an entry, which may hold files and no words. One without, which is new or was merged away, has for a last entry
 * a note of the moment at which it was opened.
 */
export const caseHasEntry = ({
  lastEntry,
  preview,
  lastEntryAt,
  openedAt,
}: Pick<CaseSummary, 'lastEntry' | 'preview' | 'lastEntryAt' | 'openedAt'>): boolean =>
  lastEntry.kind === 'message' || preview !== '' || lastEntryAt !== openedAt;
