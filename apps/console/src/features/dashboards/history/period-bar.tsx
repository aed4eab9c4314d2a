import { NativeSelect, SegmentedControl } from '@mantine/core';
import { placeOfZone } from '../../../shared/i18n/place-of-zone.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { comparisons, granularities, type AskedBy, type HistorySearch } from './history-search-and-requests.js';
import { OwnDaysFields } from './own-days-fields.js';
import classes from './period-bar.module.css';
import { periods, usualGranularity, usualPeriod, type Granularity, type Period } from './periods-and-granularity.js';
import { usePointLabels } from '../metrics/use-point-labels.js';
import { useSetHistorySearch } from './use-set-history-search.js';

interface Props {
  search: HistorySearch;
  asked: AskedBy;
  timeZone: string;
}

/** The choice of the period, its granularity, and the period with which it is compared. */
export function PeriodBar({ search, asked, timeZone }: Props) {
  const { t } = useTexts();
  const labels = usePointLabels();
  const set = useSetHistorySearch();
  const period = search.period ?? usualPeriod;
  const choose = (next: Period) =>
    set({
      period: next === usualPeriod ? undefined : next,
      // Own days begin as those that are shown.
      from: next === 'own' ? asked.from : undefined,
      to: next === 'own' ? asked.to : undefined,
      group: undefined,
    });
  return (
    <div className={classes.bar}>
      <div className={classes.periods}>
        <SegmentedControl
          size="xs"
          aria-label={t('dashboards.history.period')}
          classNames={{ control: classes.period }}
          data={periods.map((one) => ({ value: one, label: t(`dashboards.history.periods.${one}`) }))}
          value={period}
          onChange={(value) => choose(value)}
        />
      </div>
      {period === 'own' && <OwnDaysFields shown={{ from: asked.from, to: asked.to }} onChoose={(days) => set(days)} />}
      <NativeSelect
        size="xs"
        aria-label={t('dashboards.history.group')}
        value={asked.granularity}
        onChange={(event) => {
          const group = event.currentTarget.value as Granularity;
          set({ group: group === usualGranularity(asked) ? undefined : group });
        }}
        data={granularities.map((granularity) => ({
          value: granularity,
          label: t(`dashboards.history.by.${granularity}`),
        }))}
      />
      <NativeSelect
        size="xs"
        aria-label={t('dashboards.history.compare')}
        value={search.compare ?? 'previous'}
        onChange={(event) => {
          const compare = event.currentTarget.value as (typeof comparisons)[number];
          set({ compare: compare === 'previous' ? undefined : compare });
        }}
        data={comparisons.map((one) => ({ value: one, label: t(`dashboards.history.comparison.${one}`) }))}
      />
      <p className={classes.days}>
        {t('dashboards.history.days', { days: labels.days(asked), zone: placeOfZone(timeZone) })}
        {asked.running && asked.compare && ` · ${t('dashboards.history.todayRuns')}`}
      </p>
    </div>
  );
}
