import { ErrorState } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AgeingTable } from './ageing.js';
import { DrillDownDrawer } from './drill-down-drawer.js';
import { Breakdown } from './breakdown.js';
import { Card } from './card.js';
import { ExportMenu } from './export-menu.js';
import { FilterBar } from './filter-bar.js';
import { HeatMap } from './heat-map.js';
import classes from './history.module.css';
import { MetricCard } from './metric-card.js';
import { PeriodBar } from './period-bar.js';
import { Summary } from './summary.js';
import { useAsked } from './use-asked.js';
import { Volumes } from './volumes.js';

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
export function History() {
  const { t } = useTranslation();
  const { search, asked, timeZone, error, retry } = useAsked();
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
      <Summary asked={asked} />
      <div className={classes.cards}>
        <Volumes asked={asked} />
        <MetricCard metric="first-response" asked={asked} />
        <MetricCard metric="resolution" asked={asked} />
        <MetricCard metric="on-time" asked={asked} />
        <Card metric="breaches">
          <Breakdown metric="breaches" asked={asked} split="team" />
        </Card>
        <Card metric="closed-without-reply">
          <Breakdown metric="closed-without-reply" asked={asked} split="team" />
        </Card>
        <MetricCard metric="backlog" asked={asked} />
        <Card metric="backlog" title={t('dashboards.history.ageing')}>
          <AgeingTable team={search.team} />
        </Card>
        <Card metric="contacts" title={t('dashboards.history.heat')} wide>
          <HeatMap metric="contacts" asked={asked} />
        </Card>
        <MetricCard metric="satisfaction" asked={asked} />
        <Card metric="satisfaction" title={t('dashboards.history.satisfactionBy')}>
          <Breakdown metric="satisfaction" asked={asked} split="team" />
        </Card>
        <MetricCard metric="contacts-per-case" asked={asked} />
        <MetricCard metric="reopen-rate" asked={asked} />
        <MetricCard metric="template-share" asked={asked} />
        <MetricCard metric="channel-switches" asked={asked} />
        <MetricCard metric="closed" asked={asked} />
        <MetricCard metric="survey-response" asked={asked} />
      </div>
      {search.behind && <DrillDownDrawer word={search.behind} asked={asked} />}
    </div>
  );
}
