import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { periods, usualPeriod } from '../template-search-params.js';

/** `most`: figures go no further back. */
export const useReportDays = (most = Infinity) => Math.min(useSearch({ strict: false }).days ?? usualPeriod, most);

/** Selects the period of the figures, which is in the address. */
export function ReportPeriodSelect({ most = Infinity }: { most?: number }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const days = useReportDays(most);
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('templates.use.period')}
      data={periods
        .filter((period) => period <= most)
        .map((period) => ({
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
