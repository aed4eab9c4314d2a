import type { TemplateSummary } from '@guichet/contracts';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { townDay } from '../../shared/i18n/organisation-time-zone.js';
import { useNow } from '../../shared/i18n/use-now.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { validityState } from './variant-states-and-current-version.js';

/** Returns a description of the period of validity, and whether it has expired or not begun. */
export function useValidityText(template: Pick<TemplateSummary, 'validFrom' | 'validUntil'>) {
  const { t } = useTexts();
  const formats = useFormats();
  const now = useNow();
  const day = (at: string | null) => (at ? formats.date(at) : '');
  const [from, until] = [day(template.validFrom), day(template.validUntil)];
  const words =
    from && until
      ? t('templates.validBetween', { from, until })
      : from
        ? t('templates.validFrom', { from })
        : until
          ? t('templates.validUntil', { until })
          : undefined;
  return { words, outside: validityState(template, townDay(now)) };
}
