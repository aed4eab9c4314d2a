import type { CaseDetail } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';

/** What the toasts about one move have in common. */
export const toastOfMove = (moveId: string): string => `move ${moveId}`;

/** Returns a function that undoes a merge, a split or a move. */
export function useUndoMove(item: Pick<CaseDetail, 'id'>) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ moveId }: { moveId: string }) =>
      call('undoMove', { params: { id: item.id, moveId }, idempotencyKey: undefined }),
    // It takes the place of the toast that offered this undo, wherever it was undone.
    onSuccess: (_, { moveId }) => toast({ message: t('case.move.undone'), about: [toastOfMove(moveId)] }),
    onError: (error) => toastFailure(t('case.move.undoFailed'), problemText(error)),
    onSettled: () => {
      for (const name of ['timeline', 'case', 'reach', 'cases', 'citizen'] as const)
        void queryClient.invalidateQueries({ queryKey: [name] });
    },
  });
}
