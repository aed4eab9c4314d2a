import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { periods, usualPeriod } from '../template-search-params.js';

export const useReportDays = () => useSearch({ strict: false }).days ?? usualPeriod;

/** Selects the period of the figures, which is in the address. */
export function ReportPeriodSelect() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const days = useReportDays();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('templates.use.period')}
      data={periods.map((period) => ({
        value: String(period),
        label: period === 365 ? t('templates.use.year') : t('templates.use.days', { count: period }),
      }))}
      value={String(days)}
      onChange={(value) =>
        void navigate({
          to: '.',
          search: (before) => ({ ...before, days: Number(value) === usualPeriod ? undefined : Number(value) }),
          replace: true,
        })
      }
    />
  );
}
