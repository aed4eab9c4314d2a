import type { CaseSummary } from '@guichet/contracts';
import { useCallback } from 'react';
import { toast, toastFailure } from '../feedback/toast-and-undo.js';
import { useProblemText } from '../i18n/use-problem-text.js';
import { useTexts } from '../i18n/use-texts.js';
import type { Failed } from './run-with-concurrency-limit.js';
import { useAddCaseReference } from './use-add-case-reference.js';

type Changed = Pick<CaseSummary, 'id' | 'reference'>;

/**
 * Returns a function that says that a change of cases is undone, or at once which of them could not be restored, and why. `about`: what
 * was undone elsewhere than by the toast of the change, as of a toast: that one goes, as it could be undone no second time.
 */
export function useUndoResultToast() {
  const { t } = useTexts();
  const sayWhich = useAddCaseReference();
  const problemText = useProblemText();
  return useCallback(
    (items: readonly Changed[], failed: readonly Failed<Changed>[], about: readonly string[] = []) => {
      const [first, ...others] = failed;
      const total = items.length;
      if (!first) return toast({ message: sayWhich(t('common.toast.undone', { count: total }), items), about });
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
