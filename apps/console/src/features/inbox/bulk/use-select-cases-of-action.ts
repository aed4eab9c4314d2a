import { useCallback } from 'react';
import { casesOfAction } from '../../../shared/bulk/bulk-queries.js';
import { selectCases } from '../../../shared/cases/case-list-state.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/**
 * Returns a function that selects the cases with which an action was done, as they are now, so that something else can be done with them
 * though they may have left the list.
 */
export function useSelectCasesOfAction() {
  const { t } = useTexts();
  const problemText = useProblemText();
  return useCallback(
    async (id: string): Promise<void> => {
      try {
        const items = await casesOfAction(id);
        if (items.length > 0) selectCases(items);
        else toastFailure(t('bulk.failed'), t('bulk.noneSeen'));
      } catch (error) {
        toastFailure(t('bulk.listFailed'), problemText(error));
      }
    },
    [t, problemText],
  );
}
