import { DataTable, ErrorState } from '@guichet/ui';
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { MetricBreakdown } from './metric-breakdown.js';
import { DrillDownLink } from '../drill-down/drill-down-link.js';
import { MetricSection, MetricSkeleton } from './metric-section.js';
import { ask, behindWord, type AskedBy, type BehindPoint } from '../history/history-search-and-requests.js';
import { largest, linesOf, OTHERS, sum } from '../charts/chart-lines.js';
import card from './metric-section.module.css';
import { metricQuery } from '../dashboard-queries.js';
import { MetricTotal } from './metric-total.js';
import { MetricLineChart } from '../charts/metric-line-chart.js';
import { ChartTable } from '../charts/chart-table.js';
import { useMetricFormats } from './use-metric-formats.js';
import { usePointLabels } from './use-point-labels.js';
import { useLineSummaryText } from './use-line-summary-text.js';
import { useSetHistorySearch } from '../history/use-set-history-search.js';
import classes from './contacts-by-channel.module.css';

/** So many channels have a line of their own. */
const LINES = 4;

/** The number of incoming contacts by channel: a chart over time, and a breakdown with the earlier period. */
export function ContactsByChannel({ asked }: { asked: AskedBy }) {
  return (
    <MetricSection metric="contacts" wide>
      <div className={classes.volumes}>
        <div>
          <VolumeChart asked={asked} />
        </div>
        <div>
          <MetricBreakdown metric="contacts" asked={asked} split="channel" />
        </div>
      </div>
    </MetricSection>
  );
}

function VolumeChart({ asked }: { asked: AskedBy }) {
  const { t } = useTexts();
  const amounts = useMetricFormats();
  const labels = usePointLabels();
  const sentence = useLineSummaryText();
  const setSearch = useSetHistorySearch();
  const { granularity } = asked;
  const { data: result, error, refetch } = useQuery(metricQuery('contacts', ask(asked, granularity, 'channel')));
  if (error && !result) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!result) return <MetricSkeleton />;
  const all = linesOf(result, false);
  const shown = largest(all, LINES);
  const name = (key: string) => (key === OTHERS ? t('dashboards.history.others') : labels.of('channel', key));
  const together = all.keys.map((_, index) => sum(all.lines.map(({ values }) => values[index] ?? null)));
  const number = (value: number, point: BehindPoint) => ({
    sort: value,
    shown: (
      <DrillDownLink metric="contacts" point={point} count={value}>
        {amounts.of(value, 'count')}
      </DrillDownLink>
    ),
  });
  const title = t('dashboards.metric.contacts.title');
  return (
    <>
      <MetricTotal metric="contacts" result={result} />
      {all.lines.length === 0 ? (
        <p className={card.empty}>{t('dashboards.history.nothing')}</p>
      ) : (
        <>
          <MetricLineChart
            sentence={`${sentence(title, { unit: 'count', group: granularity, keys: all.keys, values: together })} ${shown.lines
              .map(({ key, values }) => `${name(key)}: ${amounts.of(sum(values), 'count')}`)
              .join(', ')}.`}
            unit="count"
            tall
            group={granularity}
            keys={shown.keys}
            lines={shown.lines.map((line) => ({ ...line, label: name(line.key) }))}
            onPick={(key) => setSearch({ behind: behindWord('contacts', { groupBy: granularity, key }) })}
          />
          <ChartTable
            running={asked.running ? granularity : undefined}
            cut={asked.isFirstCut ? granularity : undefined}
          >
            <DataTable
              caption={title}
              columns={[
                { key: 'key', title: t(`dashboards.history.granularity.${granularity}`) },
                { key: 'all', title },
                ...all.lines.map(({ key }) => ({ key, title: name(key) })),
              ]}
              rows={all.keys.map((key, index) => ({
                key,
                cells: [
                  { sort: key, shown: labels.of(granularity, key) },
                  number(together[index]!, { groupBy: granularity, key }),
                  ...all.lines.map((line) =>
                    number(line.values[index] ?? 0, { groupBy: granularity, key, by: 'channel', series: line.key }),
                  ),
                ],
              }))}
            />
          </ChartTable>
        </>
      )}
    </>
  );
}
