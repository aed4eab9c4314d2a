import type { CaseSummary } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.js';
import { toast, toastFailure } from '../feedback/toast.js';
import { useProblemText } from '../i18n/use-problem-text.js';
import { useSayWhichCase } from './use-say-which-case.js';
import { runWithConcurrencyLimit, type Failed } from './run-with-concurrency-limit.js';

type Given = Pick<CaseSummary, 'id' | 'reference'>;

/**
 * Returns a function that takes cases back which were given to another team a moment ago, with what that team was told. It returns
 * those that stay there, and says nothing of them.
 */
export function useTakeBackCases() {
  const queryClient = useQueryClient();
  return useCallback(
    async <Item extends Given>(items: readonly Item[]): Promise<Failed<Item>[]> => {
      const failed = await runWithConcurrencyLimit(items, ({ id }) =>
        call('undoHandover', { params: { id }, idempotencyKey: undefined }),
      );
      for (const key of ['case', 'timeline'] as const)
        for (const { id } of items) void queryClient.invalidateQueries({ queryKey: [key, id] });
      for (const key of ['cases', 'counts'] as const) void queryClient.invalidateQueries({ queryKey: [key] });
      return failed;
    },
    [queryClient],
  );
}

/** Returns a function that says that a change of cases is undone, or at once which of them could not be restored, and why. */
export function useSayIfUndone() {
  const { t } = useTranslation();
  const sayWhich = useSayWhichCase();
  const problemText = useProblemText();
  return useCallback(
    (items: readonly Given[], failed: readonly Failed<Given>[]) => {
      const [first, ...others] = failed;
      const total = items.length;
      if (!first) return toast({ message: sayWhich(t('common.toast.undone', { count: total }), items) });
      if (others.length === 0)
        return toastFailure(t('common.toast.notUndone', { reference: first.item.reference }), problemText(first.error));
      const reasons = failed.map(({ item, error }) => `${item.reference}: ${problemText(error)}`).join('\n');
      toastFailure(t('common.toast.severalNotUndone', { count: failed.length, total }), reasons);
    },
    [t, sayWhich, problemText],
  );
}
