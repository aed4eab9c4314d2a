import type { TemplateSummary } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../shared/i18n/use-formats.js';
import { useNow } from '../../shared/i18n/use-now.js';
import { validityState } from './template-states.js';

const two = (value: number) => String(value).padStart(2, '0');
/** The day here, as `2026-12-31`. */
const dayOf = (now: number) => {
  const date = new Date(now);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/** Returns a description of the period of validity, and whether it has expired or not begun. */
export function useValidityText(template: Pick<TemplateSummary, 'validFrom' | 'validUntil'>) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  // At noon, so that the day is the same wherever it is read.
  const day = (at: string | null) => (at ? formats.date(`${at}T12:00:00`) : '');
  const [from, until] = [day(template.validFrom), day(template.validUntil)];
  const words =
    from && until
      ? t('templates.validBetween', { from, until })
      : from
        ? t('templates.validFrom', { from })
        : until
          ? t('templates.validUntil', { until })
          : undefined;
  return { words, outside: validityState(template, dayOf(now)) };
}
