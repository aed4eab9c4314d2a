import type { BulkActionStatus } from '@guichet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { currentBulkActionQuery } from '../../../shared/bulk/bulk-queries.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { noteTakenBack } from './reply-to-many/reply-taken-back.js';

/** `discard`: of replies that were not sent, nothing is left to be shown. */
type Step = 'cancel' | 'discard' | 'undo' | 'dismiss' | 'confirm';

/** Returns what its agent does with an action as a whole. What the server answers is shown at once. */
export function useBulkActionDecisions({ id, counts }: Pick<BulkActionStatus, 'id' | 'counts'>) {
  const queryClient = useQueryClient();
  const { t } = useTexts();
  const problemText = useProblemText();
  const { queryKey } = currentBulkActionQuery;
  const params = { id };
  return useMutation({
    mutationFn: async (step: Step): Promise<BulkActionStatus | null> => {
      if (step === 'cancel') return call('cancelBulkAction', { params });
      if (step === 'undo') return call('undoBulkAction', { params });
      if (step === 'confirm') return call('confirmBulkReplies', { params, body: { count: counts.prepared } });
      if (step === 'discard') await call('cancelBulkAction', { params });
      else await call('dismissBulkAction', { params });
      return null;
    },
    onSuccess: (status, step) => {
      queryClient.setQueryData(queryKey, status);
      if (step === 'undo') noteTakenBack(id);
    },
    onError: (error) => toastFailure(t('bulk.failed'), problemText(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['bulk-actions'] }),
  });
}
