import type { Problem } from '@guichet/contracts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isFailure } from '../api/failure.js';

/** A failure in words: ours for its reason or, where it names none, for the code, with what the server says of it. */
export function useProblemText() {
  const { t } = useTranslation();
  return useCallback(
    (error: unknown) => {
      if (!isFailure(error)) return t('problem.internal-error');
      const { reason, detail, data, errors = [] } = error.problem;
      if (reason) return t(`reason.${reason}`, { ...data });
      const said = t(`problem.${error.code}`);
      const ofField = (field: NonNullable<Problem['errors']>[number]) =>
        field.reason ? t(`reason.${field.reason}`, { ...field.data }) : `${field.path}: ${field.message}`;
      return [said, errors.map(ofField).join(' · ') || detail].filter(Boolean).join(' ');
    },
    [t],
  );
}
