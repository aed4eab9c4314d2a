import type { MetricUnit } from '@guichet/contracts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { amount, duration, type Difference } from './amount.js';

/** Values in the words of whoever reads. */
export function useAmounts() {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(
    () => ({
      of: (value: number | null, unit: MetricUnit) => amount(value, unit, language),
      duration: (seconds: number) => duration(seconds, language),
      /** How long ago something was, at `now` in milliseconds. Nobody counts its seconds. */
      age: (at: string, now: number) =>
        now - Date.parse(at) < 60_000 ? '< 1 min' : duration((now - Date.parse(at)) / 1000, language),
      percent: (share: number) =>
        new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share),
      /** With its sign: "+12%", "−3 points". */
      change: ({ by, in: unit }: Difference) => {
        const digits = Math.abs(by) < 0.1 ? 1 : 0;
        const value = unit === 'percent' ? by : by * 100;
        const told = new Intl.NumberFormat(language, {
          style: unit === 'percent' ? 'percent' : 'decimal',
          maximumFractionDigits: digits,
          signDisplay: 'exceptZero',
        }).format(value);
        if (unit === 'percent') return told;
        return t('dashboards.history.points', { by: told, count: Number(Math.abs(value).toFixed(digits)) });
      },
    }),
    [language, t],
  );
}
