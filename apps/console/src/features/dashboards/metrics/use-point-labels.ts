import type { ChannelKind, MetricGroup } from '@guichet/contracts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannelTexts } from '../../../shared/i18n/use-channel-texts.js';
import { format } from '../../../shared/i18n/use-formats.js';
import type { Days } from '../history/periods-and-granularity.js';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Returns formatters of the points of a metric: days and hours as dates, everything else by name. */
export function usePointLabels() {
  const { t, i18n } = useTranslation();
  const words = useChannelTexts();
  return useMemo(() => {
    const date = (day: string, options: Intl.DateTimeFormatOptions) =>
      format(i18n.language, { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
    const dated = { day: 'numeric', month: 'short' } as const;
    /** 1 January 2024 was a Monday. */
    const weekday = (name: string, width: 'short' | 'long' = 'short') =>
      date(`2024-01-0${weekdays.indexOf(name) + 1}`, { weekday: width });
    return {
      weekday,
      /** As short as an axis wants it. */
      short: (group: MetricGroup, key: string) =>
        group === 'month' ? date(key, { month: 'short', year: '2-digit' }) : date(key, dated),
      of: (group: MetricGroup, key: string, label: string | null = null): string => {
        if (group === 'day') return date(key, { ...dated, weekday: 'short' });
        if (group === 'week') return t('dashboards.history.weekOf', { day: date(key, dated) });
        if (group === 'month') return date(key, { month: 'long', year: 'numeric' });
        if (group === 'channel') return words.title(key as ChannelKind);
        if (group === 'hour')
          return t('dashboards.history.hour', {
            weekday: weekday(key.slice(0, 3), 'long'),
            from: Number(key.slice(4)),
            to: Number(key.slice(4)) + 1,
          });
        return label ?? t(`dashboards.history.none.${group}`);
      },
      days: ({ from, to }: Days) =>
        from === to
          ? date(from, { ...dated, year: 'numeric' })
          : format(i18n.language, { ...dated, year: 'numeric', timeZone: 'UTC' }).formatRange(
              new Date(`${from}T00:00:00Z`),
              new Date(`${to}T00:00:00Z`),
            ),
    };
  }, [t, i18n.language, words]);
}
