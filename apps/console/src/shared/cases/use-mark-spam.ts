import type { CaseSummary } from '@guichet/contracts';
import { useTexts } from '../i18n/use-texts.js';
import { useUpdateCases } from './use-update-cases.js';

/** Is this what is done to these cases: are all of them spam already, so that they can only cease to be it? */
export const areSpam = (items: readonly CaseSummary[]): boolean => items.every(({ status }) => status === 'spam');

/** Marks cases as spam or, where all of them are, as none. Both can be undone. */
export function useMarkSpam() {
  const { t } = useTexts();
  const update = useUpdateCases();
  return (items: readonly CaseSummary[]): void => {
    const said = { count: items.length };
    if (areSpam(items)) void update(items, { status: 'open' }, t('common.toast.notSpam', said));
    else void update(items, { status: 'spam' }, t('common.toast.spam', said));
  };
}
