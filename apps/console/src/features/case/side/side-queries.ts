import type { SideConversation } from '@guichet/contracts';
import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

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

/** The administrations to which colleagues have passed requests on. */
export const authoritiesQuery = queryOptions({
  queryKey: ['side', 'authorities'],
  queryFn: async ({ signal }) => (await call('listAuthorities', { signal })).items,
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

/** Sends a message of a side conversation again that has not arrived. */
export function useRetrySide(caseId: string) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (message: { sideId: string; messageId: string }) =>
      call('retrySideMessage', { params: { id: caseId, ...message }, idempotencyKey: undefined }),
    onError: (error) => toastFailure(t('case.delivery.actionFailed'), problemText(error)),
    onSettled: () => refreshSide(queryClient, caseId),
  });
}
