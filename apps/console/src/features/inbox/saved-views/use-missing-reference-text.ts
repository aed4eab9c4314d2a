import type { GoneFromView } from '@guichet/contracts';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** Returns the words for what a view names that is there no longer, or that the agent does not see. */
export function useMissingReferenceText() {
  const { t } = useTexts();
  return (gone: readonly GoneFromView[]) =>
    t('views.gone', { what: gone.map((one) => t(`common.facet.${one}`)).join(', ') });
}
