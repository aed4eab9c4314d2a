import type { CaseSummary } from '@guichet/contracts';
import { useCallback } from 'react';
import { toast, toastFailure } from '../feedback/toast-and-undo.js';
import { useProblemText } from '../i18n/use-problem-text.js';
import { useTexts } from '../i18n/use-texts.js';
import type { Failed } from './run-with-concurrency-limit.js';
import type { NamedCase } from './short-case-name.js';
import { useAddCaseName } from './use-add-case-name.js';

interface Undone {
  /** What was said of the change. */
  said?: string | undefined;
  /** What was undone elsewhere than by the toast of the change, as of a toast: that one goes, as it could be undone no second time. */
  about?: readonly string[];
}

/**
 * Returns a function that says that a change of cases is undone, or at once which of them could not be restored, and why. Of one case, it
 * says which change that is: another one may have been meant.
 */
export function useUndoResultToast() {
  const { t } = useTexts();
  const sayWhich = useAddCaseName();
  const problemText = useProblemText();
  return useCallback(
    (
      items: readonly NamedCase[],
      failed: readonly Failed<Pick<CaseSummary, 'reference'>>[],
      { said, about = [] }: Undone = {},
    ) => {
      const [first, ...others] = failed;
      const total = items.length;
      const undone =
        said && total === 1 ? t('common.toast.undoneThis', { said }) : t('common.toast.undone', { count: total });
      if (!first) return toast({ ...sayWhich(undone, items), about });
      if (others.length === 0)
        return toastFailure(
          t('common.toast.notUndone', { reference: first.item.reference }),
          problemText(first.error),
          { about },
        );
      const reasons = failed
        .map(({ item, error }) => t('common.labelled', { label: item.reference, value: problemText(error) }))
        .join('\n');
      toastFailure(t('common.toast.severalNotUndone', { count: failed.length, total }), reasons, { about });
    },
    [t, sayWhich, problemText],
  );
}
