import { useCallback } from 'react';
import { missingIn } from '../../shared/cases/missing-in-refusal.js';
import { useProblemText } from '../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../shared/i18n/use-texts.js';

/**
 * Returns a formatter of the reason why a step or a field was not changed. One that a case must have to be closed is refused for that only
 * once the case is closed: whoever takes it back then is told so, and not what to do before closing it.
 */
export function useStepOrFieldProblemText() {
  const { t } = useTexts();
  const problemText = useProblemText();
  return useCallback(
    (error: unknown): string => {
      const { step, field } = missingIn(error);
      return step.length + field.length > 0 ? t('case.requiredInClosed') : problemText(error);
    },
    [t, problemText],
  );
}
