import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isFailure } from '../api/failure.js';

/** A failure in words: ours for the code, with the server's detail where it says more. */
export function useProblemText() {
  const { t } = useTranslation();
  return useCallback(
    (error: unknown) => {
      if (!isFailure(error)) return t('problem.internal-error');
      const said = t(`problem.${error.code}`);
      const detail =
        error.problem.errors?.map((field) => `${field.path}: ${field.message}`).join(' · ') ?? error.problem.detail;
      return detail ? `${said} ${detail}` : said;
    },
    [t],
  );
}
