import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call } from '../api/client.js';
import { endToasts } from '../feedback/shown-toasts.js';
import { toast, toastFailure } from '../feedback/toast-and-undo.js';
import { useProblemText } from '../i18n/use-problem-text.js';
import { useTexts } from '../i18n/use-texts.js';

/** What a toast is about which says that an agent is relieved of cases. */
export const reliefOf = (agentId: string): string => `relief ${agentId}`;

/** Returns a function that lets cases be assigned automatically again to agents whom colleagues have relieved of some. */
export function useEndRelief() {
  const queryClient = useQueryClient();
  const { t } = useTexts();
  const problemText = useProblemText();
  return useCallback(
    async (agentIds: readonly string[]): Promise<void> => {
      // Of several, those that can be ended are ended.
      const results = await Promise.allSettled(agentIds.map((id) => call('endRelief', { params: { id } })));
      agentIds.filter((_, n) => results[n]?.status === 'fulfilled').forEach((id) => endToasts(reliefOf(id)));
      const failed = results.find((result) => result.status === 'rejected');
      if (failed) toastFailure(t('choose.relief.end'), problemText(failed.reason));
      else toast({ message: t('choose.relief.ended') });
      for (const name of ['presence', 'board'] as const) void queryClient.invalidateQueries({ queryKey: [name] });
    },
    [queryClient, t, problemText],
  );
}
