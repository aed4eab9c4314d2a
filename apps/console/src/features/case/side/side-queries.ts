import type { SideConversation } from '@guichet/contracts';
import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';

/** The correspondence about a case with others than its citizen. */
export const sideConversationsQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['side', caseId],
    queryFn: async ({ signal }) => (await call('listSideConversations', { params: { id: caseId }, signal })).items,
    staleTime: 30_000,
  });

/** Whom colleagues have asked before. */
export const sideRecipientsQuery = queryOptions({
  queryKey: ['side', 'recipients'],
  queryFn: async ({ signal }) => (await call('listSideRecipients', { signal })).items,
  staleTime: 60_000,
});

/** Reads anew what has changed with a side conversation: itself, and the timeline of its case. */
export function refreshSide(queryClient: QueryClient, caseId: string): void {
  void queryClient.invalidateQueries({ queryKey: ['side'] });
  for (const name of ['timeline', 'case'] as const) void queryClient.invalidateQueries({ queryKey: [name, caseId] });
}

/** Closes a side conversation, or opens it again. */
export function useUpdateSide(caseId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, isClosed }: Pick<SideConversation, 'id'> & { isClosed: boolean }) =>
      call('updateSideConversation', { params: { id: caseId, sideId: id }, body: { isClosed } }),
    onSettled: () => refreshSide(queryClient, caseId),
  });
}
