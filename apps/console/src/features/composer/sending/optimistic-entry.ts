import type { QueryKey } from '../../../shared/api/query-key.js';
import type { CaseDetail, Entry, Timeline } from '@guichet/contracts';
import type { QueryClient } from '@tanstack/react-query';
import type { WithEtag } from '../../../shared/api/client.js';
import { timelinePage } from '../../../shared/api/queries.js';

const pageKey = (caseId: string, position: number): QueryKey => [
  'timeline',
  caseId,
  Math.floor((position - 1) / timelinePage),
];

/** Shows an entry before the server has stored it. Returns functions that remove it or replace it by the stored one. */
export function showOptimistically(queryClient: QueryClient, caseId: string, entry: Entry) {
  const key = pageKey(caseId, entry.position);
  void queryClient.cancelQueries({ queryKey: ['case', caseId] });
  const without = (timeline: Timeline | undefined) =>
    timeline && { ...timeline, items: timeline.items.filter((known) => known.id !== entry.id) };
  queryClient.setQueryData<Timeline>(key, (timeline) => ({
    items: [...(timeline?.items ?? []), entry],
    nextCursor: null,
    total: entry.position,
  }));
  const isReply = entry.kind === 'message';
  const wasUnanswered = queryClient.getQueryData<WithEtag<CaseDetail>>(['case', caseId])?.data.unanswered ?? false;
  const reach = (position: number) =>
    queryClient.setQueryData<WithEtag<CaseDetail>>(
      ['case', caseId],
      (answer) =>
        answer && {
          ...answer,
          data: {
            ...answer.data,
            lastPosition: Math.max(answer.data.lastPosition, position),
            unanswered: answer.data.unanswered && !isReply,
          },
        },
    );
  reach(entry.position);

  return {
    settle(real: Entry) {
      queryClient.setQueryData<Timeline>(key, without);
      queryClient.setQueryData<Timeline>(pageKey(caseId, real.position), (timeline) => ({
        items: [...(timeline?.items ?? []).filter((known) => known.position !== real.position), real].toSorted(
          (a, b) => a.position - b.position,
        ),
        nextCursor: null,
        total: real.position,
      }));
      reach(real.position);
      void queryClient.invalidateQueries({ queryKey: ['case', caseId] });
      void queryClient.invalidateQueries({ queryKey: pageKey(caseId, real.position) });
    },
    takeBack() {
      queryClient.setQueryData<Timeline>(key, without);
      queryClient.setQueryData<WithEtag<CaseDetail>>(
        ['case', caseId],
        (answer) =>
          answer && {
            ...answer,
            data: {
              ...answer.data,
              lastPosition: Math.max(0, entry.position - 1),
              unanswered: wasUnanswered,
            },
          },
      );
      void queryClient.invalidateQueries({ queryKey: ['case', caseId] });
      void queryClient.invalidateQueries({ queryKey: key });
    },
  };
}
