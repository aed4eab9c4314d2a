import type { CaseSummary } from '@guichet/contracts';
import { useCallback } from 'react';
import { useTexts } from '../i18n/use-texts.js';

/**
 * Returns a function that adds to what was done with a single case which one it was: by the time that it is read, another case may be
 * open. Of several cases, what is said has their number.
 */
export function useAddCaseReference() {
  const { t } = useTexts();
  return useCallback(
    (said: string, [only, ...others]: readonly Pick<CaseSummary, 'reference'>[]): string =>
      only && others.length === 0 ? t('common.toast.ofCase', { said, reference: only.reference }) : said,
    [t],
  );
}
