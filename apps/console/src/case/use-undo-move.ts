import type { CaseDetail, MoveDone } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { post } from '../api/client.js';
import { useProblemText } from '../i18n/problem-text.js';
import { toast, toastFailure } from '../shell/toast.js';

/** Takes a merge, a split or a move back. */
export function useUndoMove(item: Pick<CaseDetail, 'id'>) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ moveId }: { moveId: string }) =>
      post<MoveDone>(`/cases/${item.id}/moves/${moveId}/undo`, {}, { idempotencyKey: undefined }),
    onSuccess: () => toast({ message: t('move.undone') }),
    onError: (error) => toastFailure(t('move.undoFailed'), problemText(error)),
    onSettled: () => {
      for (const name of ['timeline', 'case', 'reach', 'cases'])
        void queryClient.invalidateQueries({ queryKey: [name] });
    },
  });
}
