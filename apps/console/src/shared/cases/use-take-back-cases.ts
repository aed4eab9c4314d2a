import type { CaseSummary } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.js';
import { toastFailure } from '../feedback/toast.js';
import { useProblemText } from '../i18n/use-problem-text.js';

type Given = Pick<CaseSummary, 'id' | 'reference'>;

/** Returns a function that takes cases back which were given to another team a moment ago, with what that team was told. */
export function useTakeBackCases() {
  const queryClient = useQueryClient();
  const { t } = useTranslation();
  const problemText = useProblemText();
  return useCallback(
    async (items: readonly Given[]) => {
      for (const { id, reference } of items)
        await call('undoHandover', { params: { id }, idempotencyKey: undefined }).catch((error: unknown) =>
          toastFailure(t('common.toast.notUndone', { reference }), problemText(error)),
        );
      for (const key of ['case', 'timeline'] as const)
        for (const { id } of items) void queryClient.invalidateQueries({ queryKey: [key, id] });
      for (const key of ['cases', 'counts'] as const) void queryClient.invalidateQueries({ queryKey: [key] });
    },
    [queryClient, t, problemText],
  );
}
