import type { Problem, Reason, VariableType } from '@guichet/contracts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isFailure } from '../api/failure.js';

/** Returns a formatter of the reason of a refusal. */
export function useReasonText() {
  const { t } = useTranslation();
  return useCallback(
    (reason: Reason, data: Readonly<Record<string, unknown>> = {}) =>
      t(`problems.reason.${reason}`, {
        ...data,
        ...(reason === 'template-value' && { type: t(`common.variableType.${data['type'] as VariableType}`) }),
      }),
    [t],
  );
}

/** Returns a formatter of failures: our text of the reason or, without one, of the code, with what the server says. */
export function useProblemText() {
  const { t } = useTranslation();
  const reasonText = useReasonText();
  return useCallback(
    (error: unknown) => {
      if (!isFailure(error)) return t('problems.code.internal-error');
      const { reason, detail, data, errors = [] } = error.problem;
      if (reason) return reasonText(reason, data);
      const said = t(`problems.code.${error.code}`);
      const ofField = (field: NonNullable<Problem['errors']>[number]) =>
        field.reason ? reasonText(field.reason, field.data) : `${field.path}: ${field.message}`;
      return [said, errors.map(ofField).join(' · ') || detail].filter(Boolean).join(' ');
    },
    [t, reasonText],
  );
}
