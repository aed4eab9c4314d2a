import type { CaseDetail } from '@guichet/contracts';
import { toastFailure } from '../feedback/toast-and-undo.js';
import { useReasonText } from '../i18n/use-problem-text.js';
import { useTexts } from '../i18n/use-texts.js';
import { requestFieldFocus, keyOfStep } from './field-focus-request.js';
import { changesOf } from './case-change-effects.js';
import { missingFields, missingSteps } from './missing-fields-and-steps.js';

/**
 * Returns a function that says which required fields of an open case are empty, or which required steps are to be done, goes to the first
 * of them, and returns whether there are any. The server asks, too: this spares an agent from leaving a case that would come back, and from
 * sending a reply with which the case was to be closed. `title`: what is not done.
 */
export function useAskForMissingFields() {
  const { t } = useTexts();
  const reasonText = useReasonText();
  return (item: CaseDetail, title = t('case.fields.notClosed')): boolean => {
    const { id: caseId, reference } = item;
    const [fields, steps] = [missingFields(item), missingSteps(item)];
    const [field, step] = [fields[0]?.field, steps[0]];
    if (!field && !step) return false;
    // All that is missing, so that nobody is refused a second time.
    const texts = [
      ...(field
        ? [reasonText('case-fields-required', { reference, labels: fields.map((one) => one.field.label) })]
        : []),
      ...(step ? [reasonText('case-steps-required', { reference, labels: steps.map(({ label }) => label) })] : []),
    ];
    toastFailure(title, texts.join('\n'), { about: changesOf(caseId, { status: 'closed' }) });
    if (field) requestFieldFocus({ caseId, key: field.key });
    else if (step) requestFieldFocus({ caseId, key: keyOfStep(step.id) });
    return true;
  };
}
