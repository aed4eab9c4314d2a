import type { CaseDetail } from '@guichet/contracts';
import { useCallback, useMemo, useState } from 'react';
import { amendmentsOf } from './message-amendments.js';
import { foldActivities } from './fold-activities.js';
import { invitationStandings } from '../message/invitation-standing.js';
import { toBeAsked } from '../message/uncertain-senders.js';
import { canceledIn } from '../message/canceled-entries.js';
import { useTimelineEntries } from './use-timeline-entries.js';

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
  const canceled = useMemo(() => canceledIn(entries.values()), [entries]);
  const invitations = useMemo(() => invitationStandings(entries.values(), canceled), [entries, canceled]);
  const uncertain = useMemo(() => toBeAsked(entries.values()), [entries]);
  const openFold = useCallback((position: number) => setOpenFolds((open) => new Set([...open, position])), []);
  return useMemo(
    () => ({ entries, error, pending, refetch, want, amendments, folds, canceled, invitations, uncertain, openFold }),
    [entries, error, pending, refetch, want, amendments, folds, canceled, invitations, uncertain, openFold],
  );
}

export type TimelineContent = ReturnType<typeof useAmendmentsAndFolds>;
