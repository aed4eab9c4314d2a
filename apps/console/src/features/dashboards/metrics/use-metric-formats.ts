import type { MetricChange, MetricUnit } from '@guichet/contracts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMetricValue, formatDuration } from './metric-values-and-changes.js';

/** Returns formatters of values for the language of the user. */
export function useMetricFormats() {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(
    () => ({
      of: (value: number | null, unit: MetricUnit) => formatMetricValue(value, unit, language),
      duration: (seconds: number) => formatDuration(seconds, language),
      /** Formats how long ago something was, at `now` in milliseconds, without seconds. */
      age: (at: string, now: number) =>
        now - Date.parse(at) < 60_000 ? '< 1 min' : formatDuration((now - Date.parse(at)) / 1000, language),
      percent: (share: number) =>
        new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share),
      /** With its sign: "+12%", "−3 points". */
      change: ({ by, in: unit }: MetricChange) => {
        const digits = Math.abs(by) < 0.1 ? 1 : 0;
        const value = unit === 'percent' ? by : by * 100;
        const formatted = new Intl.NumberFormat(language, {
          style: unit === 'percent' ? 'percent' : 'decimal',
          maximumFractionDigits: digits,
          signDisplay: 'exceptZero',
        })
          .format(value)
          .replace('-', '\u2212');
        if (unit === 'percent') return formatted;
        return t('dashboards.history.points', { by: formatted, count: Number(Math.abs(value).toFixed(digits)) });
      },
    }),
    [language, t],
  );
}
