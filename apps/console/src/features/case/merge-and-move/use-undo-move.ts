import type { CaseDetail } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { toast, toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** What the toasts about one move have in common. */
export const toastOfMove = (moveId: string): string => `move ${moveId}`;

interface UndoneMove {
  moveId: string;
  /** Where it was done just now, and the case as it was before says nothing of it. */
  how?: CaseDetail['moves'][number]['how'];
}

/** Returns a function that undoes a merge, a split or a move. */
export function useUndoMove(item: Pick<CaseDetail, 'id' | 'moves'>) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ moveId }: UndoneMove) =>
      call('undoMove', { params: { id: item.id, moveId }, idempotencyKey: undefined }),
    // It takes the place of the toast that offered this undo, wherever it was undone.
    onSuccess: ({ returned, stayed }, { moveId, how = item.moves.find(({ id }) => id === moveId)?.how }) => {
      const said = [
        t(how === 'merged' ? 'case.move.mergeUndone' : 'case.move.undone'),
        ...(returned > 0 ? [t('case.move.since.returned', { count: returned })] : []),
        ...(stayed > 0 ? [t('case.move.since.stayed', { count: stayed })] : []),
      ];
      toast({ message: said.join(' '), about: [toastOfMove(moveId)] });
    },
    onError: (error) => toastFailure(t('case.move.undoFailed'), problemText(error)),
    onSettled: () => {
      for (const name of ['timeline', 'case', 'reach', 'cases', 'citizen'] as const)
        void queryClient.invalidateQueries({ queryKey: [name] });
    },
  });
}
