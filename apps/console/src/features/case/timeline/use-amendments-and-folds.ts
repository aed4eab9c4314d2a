import type { CaseDetail, Entry } from '@guichet/contracts';
import { useCallback, useMemo, useState } from 'react';
import { amendmentsOf } from './message-amendments.js';
import { foldActivities } from './fold-activities.js';
import { invitationStandings } from '../message/invitation-standing.js';
import { useTimelineEntries } from './use-timeline-entries.js';

/** Messages that were canceled, and what a team was told of a case that was taken back. */
function canceledIn(entries: ReadonlyMap<number, Entry>): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const entry of entries.values()) {
    if (entry.kind !== 'activity') continue;
    const { activity } = entry;
    if (activity.type === 'canceled') ids.add(activity.entryId);
    if (activity.type === 'handover-undone' && activity.entryId) ids.add(activity.entryId);
  }
  return ids;
}

/** Returns what the timeline shows of its entries: amendments of messages, canceled messages and folded activities. */
export function useAmendmentsAndFolds(item: CaseDetail, target: number) {
  const total = item.lastPosition;
  const { entries, error, pending, refetch, want } = useTimelineEntries(item.id, total, Math.min(target, total));
  const [openFolds, setOpenFolds] = useState<ReadonlySet<number>>(() => new Set());
  const { amendments, shownOnMessages } = useMemo(() => amendmentsOf(entries), [entries]);
  const folds = useMemo(
    () => foldActivities(entries, { open: openFolds, keep: target, shownOnMessages }),
    [entries, openFolds, target, shownOnMessages],
  );
  const canceled = useMemo(() => canceledIn(entries), [entries]);
  const invitations = useMemo(() => invitationStandings(entries.values(), canceled), [entries, canceled]);
  const openFold = useCallback((position: number) => setOpenFolds((open) => new Set([...open, position])), []);
  return useMemo(
    () => ({ entries, error, pending, refetch, want, amendments, folds, canceled, invitations, openFold }),
    [entries, error, pending, refetch, want, amendments, folds, canceled, invitations, openFold],
  );
}

export type TimelineContent = ReturnType<typeof useAmendmentsAndFolds>;
