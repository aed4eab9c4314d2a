import type { MetricInfo } from '@guichet/contracts';
import { ErrorState } from '@guichet/ui';
import { SegmentedControl, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Failure } from '../../../shared/api/failure.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { DrillDownDrawer } from '../drill-down/drill-down-drawer.js';
import { MetricBreakdown } from '../metrics/metric-breakdown.js';
import { MetricSkeleton } from '../metrics/metric-section.js';
import { ExportMenu } from './export-menu.js';
import { FilterBar } from './filter-bar.js';
import { WeekdayHourHeatMap } from '../metrics/weekday-hour-heat-map.js';
import { Histogram } from '../charts/histogram.js';
import { ask, splits, type AskedBy, type HistorySearch, type Split } from './history-search-and-requests.js';
import classes from './history-page.module.css';
import { MetricOverTime } from '../metrics/metric-over-time.js';
import { DashboardPanel } from '../dashboard-panel.js';
import { PeriodBar } from './period-bar.js';
import { metricQuery, metricsQuery } from '../dashboard-queries.js';
import { WaitingAndLateCasesLine } from '../metrics/waiting-and-late-cases-line.js';
import { MetricTotal } from '../metrics/metric-total.js';
import { useHistoryRequest } from './use-history-request.js';
import { useSetHistorySearch } from './use-set-history-search.js';

/** The page of one metric: over time, by dimension, as histogram and as heat map. */
export function MetricPage() {
  const { t } = useTexts();
  const { metric } = useParams({ strict: false });
  const { search, asked, timeZone, error, retry } = useHistoryRequest();
  const { data: metrics, error: unlisted, refetch } = useQuery(metricsQuery);
  const info = metrics?.find(({ name }) => name === metric);
  const failed = error ?? unlisted ?? (metrics && !info ? new Failure('not-found') : undefined);
  if (failed && (!asked || !info))
    return (
      <ErrorState
        error={failed}
        what={t('dashboards.history.loadFailed')}
        onRetry={() => {
          retry();
          void refetch();
        }}
      />
    );
  if (!asked || !timeZone || !info)
    return <Skeleton height={420} mt={16} role="status" aria-label={t('common.loading')} />;
  const split = info.groups.find((group): group is Split => group === search.split) ?? splitsOf(info)[0];
  return (
    <div className={classes.history}>
      <div>
        <PeriodBar search={search} asked={asked} timeZone={timeZone} />
        <FilterBar search={search}>
          <ExportMenu metrics={[info.name]} asked={asked} groupBy={asked.granularity} by={split} />
        </FilterBar>
      </div>
      <Depth key={info.name} info={info} asked={asked} split={split} search={search} />
      {search.behind && (
        <DrillDownDrawer word={search.behind} asked={asked} order={search.order} within={search.within} />
      )}
    </div>
  );
}

const splitsOf = ({ groups }: MetricInfo) => splits.filter((split) => groups.includes(split));

interface Props {
  info: MetricInfo;
  asked: AskedBy;
  split: Split | undefined;
  search: HistorySearch;
}

function Depth({ info, asked, split, search }: Props) {
  const { t } = useTexts();
  const set = useSetHistorySearch();
  const { name: metric, groups } = info;
  const { data: result, error, refetch } = useQuery(metricQuery(metric, ask(asked, asked.granularity)));
  const title = t(`dashboards.metric.${metric}.title`);
  return (
    <>
      <DashboardPanel labelledBy="metric">
        <div className={classes.title}>
          <h2 id="metric">{title}</h2>
          <Link to="/dashboards/history" search={{ ...search, split: undefined, behind: undefined }}>
            <IconArrowLeft size={15} stroke={1.75} aria-hidden />
            <span>{t('dashboards.history.back')}</span>
          </Link>
        </div>
        <p className={classes.lead}>{t(`dashboards.metric.${metric}.definition`)}</p>
        {error && !result ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : !result ? (
          <MetricSkeleton />
        ) : (
          <>
            <MetricTotal metric={metric} result={result} />
            {metric === 'first-response' && <WaitingAndLateCasesLine asked={asked} />}
            {info.distribution && <p className={classes.note}>{t('dashboards.history.approximate')}</p>}
            <MetricOverTime metric={metric} result={result} asked={asked} />
          </>
        )}
      </DashboardPanel>
      {split && (
        <DashboardPanel>
          <div className={classes.head}>
            <h2>{t('dashboards.history.byWhat', { title, what: t(`dashboards.${split}`).toLocaleLowerCase() })}</h2>
            <SegmentedControl
              size="xs"
              aria-label={t('dashboards.history.split')}
              data={splitsOf(info).map((one) => ({ value: one, label: t(`dashboards.${one}`) }))}
              value={split}
              onChange={(value) => set({ split: value })}
            />
          </div>
          <MetricBreakdown key={split} metric={metric} asked={asked} split={split} />
        </DashboardPanel>
      )}
      {result && result.histogram.length > 0 && (
        <DashboardPanel labelledBy="histogram">
          <h2 id="histogram">{t('dashboards.history.histogram')}</h2>
          <Histogram result={result} title={title} />
        </DashboardPanel>
      )}
      {groups.includes('hour') && (
        <DashboardPanel labelledBy="heat">
          <h2 id="heat">{t('dashboards.history.heat')}</h2>
          <WeekdayHourHeatMap metric={metric} asked={asked} />
        </DashboardPanel>
      )}
    </>
  );
}
