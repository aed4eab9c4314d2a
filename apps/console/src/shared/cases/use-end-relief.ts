import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call } from '../api/client.js';
import { toast, toastFailure } from '../feedback/toast-and-undo.js';
import { useProblemText } from '../i18n/use-problem-text.js';
import { useTexts } from '../i18n/use-texts.js';

/** Returns a function that lets cases be assigned automatically again to agents whom colleagues have relieved of some. */
export function useEndRelief() {
  const queryClient = useQueryClient();
  const { t } = useTexts();
  const problemText = useProblemText();
  return useCallback(
    async (agentIds: readonly string[]): Promise<void> => {
      // Of several, those that can be ended are ended.
      const results = await Promise.allSettled(agentIds.map((id) => call('endRelief', { params: { id } })));
      const failed = results.find((result) => result.status === 'rejected');
      if (failed) toastFailure(t('common.toast.endRelief'), problemText(failed.reason));
      else toast({ message: t('common.toast.reliefEnded') });
      for (const name of ['presence', 'board'] as const) void queryClient.invalidateQueries({ queryKey: [name] });
    },
    [queryClient, t, problemText],
  );
}
