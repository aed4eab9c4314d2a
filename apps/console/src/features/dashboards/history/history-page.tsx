import { ErrorState } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { CaseAgeingTable } from '../metrics/case-ageing-table.js';
import { DrillDownDrawer } from '../drill-down/drill-down-drawer.js';
import { MetricBreakdown } from '../metrics/metric-breakdown.js';
import { MetricSection } from '../metrics/metric-section.js';
import { ExportMenu } from './export-menu.js';
import { FilterBar } from './filter-bar.js';
import { WeekdayHourHeatMap } from '../metrics/weekday-hour-heat-map.js';
import classes from './history-page.module.css';
import { MetricOverTimeSection } from '../metrics/metric-over-time-section.js';
import { PeriodBar } from './period-bar.js';
import { PeriodKeyFigures } from './period-key-figures.js';
import { useHistoryRequest } from './use-history-request.js';
import { ContactsByChannel } from '../metrics/contacts-by-channel.js';

const exported = [
  'contacts',
  'opened',
  'replies',
  'closed',
  'backlog',
  'first-response',
  'resolution',
  'on-time',
  'breaches',
  'closed-without-reply',
  'satisfaction',
] as const;

/** The history: volumes, times, SLA targets, backlog and survey results. Each number opens its cases. */
export function HistoryPage() {
  const { t } = useTexts();
  const { search, asked, timeZone, error, retry } = useHistoryRequest();
  if (error && !asked) return <ErrorState error={error} what={t('dashboards.history.loadFailed')} onRetry={retry} />;
  if (!asked || !timeZone) return <Skeleton height={420} mt={16} role="status" aria-label={t('common.loading')} />;
  return (
    <div className={classes.history}>
      <div>
        <PeriodBar search={search} asked={asked} timeZone={timeZone} />
        <FilterBar search={search}>
          <ExportMenu metrics={exported} asked={asked} groupBy={asked.granularity} />
        </FilterBar>
      </div>
      <PeriodKeyFigures asked={asked} />
      <div className={classes.cards}>
        <ContactsByChannel asked={asked} />
        <MetricOverTimeSection metric="opened" asked={asked} />
        <MetricOverTimeSection metric="closed" asked={asked} />
        <MetricOverTimeSection metric="first-response" asked={asked} />
        <MetricOverTimeSection metric="resolution" asked={asked} />
        <MetricOverTimeSection metric="on-time" asked={asked} />
        <MetricSection metric="breaches">
          <MetricBreakdown metric="breaches" asked={asked} split="team" withTotal />
        </MetricSection>
        <MetricSection metric="closed-without-reply">
          <MetricBreakdown metric="closed-without-reply" asked={asked} split="team" withTotal />
        </MetricSection>
        <MetricOverTimeSection metric="backlog" asked={asked} />
        <MetricSection metric="backlog" title={t('dashboards.history.ageing')}>
          <CaseAgeingTable team={search.team} />
        </MetricSection>
        <MetricSection metric="contacts" title={t('dashboards.history.heat')} wide>
          <WeekdayHourHeatMap metric="contacts" asked={asked} />
        </MetricSection>
        <MetricOverTimeSection metric="satisfaction" asked={asked} />
        <MetricSection metric="satisfaction" title={t('dashboards.history.satisfactionBy')}>
          <MetricBreakdown metric="satisfaction" asked={asked} split="team" />
        </MetricSection>
        <MetricOverTimeSection metric="contacts-per-case" asked={asked} />
        <MetricOverTimeSection metric="reopen-rate" asked={asked} />
        <MetricOverTimeSection metric="template-share" asked={asked} />
        <MetricOverTimeSection metric="channel-switches" asked={asked} />
        <MetricOverTimeSection metric="survey-response" asked={asked} />
      </div>
      {search.behind && (
        <DrillDownDrawer word={search.behind} asked={asked} order={search.order} within={search.within} />
      )}
    </div>
  );
}
