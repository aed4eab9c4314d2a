import type { MetricName, MetricResult } from '@guichet/contracts';
import { DataTable, type DataTableCell as Cell } from '@guichet/ui';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { DrillDownLink, hasCases } from '../drill-down/drill-down-link.js';
import { behindWord, type AskedBy } from '../history/history-search-and-requests.js';
import { linesOf } from '../charts/chart-lines.js';
import classes from './metric-section.module.css';
import { MetricLineChart } from '../charts/metric-line-chart.js';
import { ChartTable } from '../charts/chart-table.js';
import { useMetricFormats } from './use-metric-formats.js';
import { usePointLabels } from './use-point-labels.js';
import { useLineSummaryText } from './use-line-summary-text.js';
import { useSetHistorySearch } from '../history/use-set-history-search.js';

interface Props {
  metric: MetricName;
  result: MetricResult;
  asked: AskedBy;
}

/** A metric by day, week or month as a chart, with its table. */
export function MetricOverTime({ metric, result, asked }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const amounts = useMetricFormats();
  const labels = usePointLabels();
  const sentence = useLineSummaryText();
  const setSearch = useSetHistorySearch();
  const { points, unit, total } = result;
  const group = asked.granularity;
  const title = t(`dashboards.metric.${metric}.title`);
  if (total.value === null || points.length === 0)
    return <p className={classes.empty}>{t('dashboards.history.nothing')}</p>;

  const distribution = total.p90 !== null;
  const { keys, lines } = linesOf(result, distribution);
  const named = lines.map((line) => ({
    ...line,
    label: distribution ? t(`dashboards.history.line.${line.key === 'p90' ? 'p90Short' : 'value'}`) : title,
  }));
  const number = (value: number): Cell => ({ sort: value, shown: formats.number(value) });
  return (
    <>
      <MetricLineChart
        sentence={sentence(title, { unit, group, keys, values: lines[0]!.values })}
        unit={unit}
        group={group}
        keys={keys}
        lines={named}
        onPick={
          hasCases(metric) ? (key) => setSearch({ behind: behindWord(metric, { groupBy: group, key }) }) : undefined
        }
      />
      <ChartTable running={asked.running ? group : undefined} cut={asked.isFirstCut ? group : undefined}>
        <DataTable
          caption={title}
          columns={[
            { key: 'key', title: t(`dashboards.history.granularity.${group}`) },
            { key: 'value', title: distribution ? t('dashboards.history.line.value') : title },
            ...(distribution ? [{ key: 'p90', title: t('dashboards.history.line.p90') }] : []),
            ...(unit === 'count' ? [] : [{ key: 'count', title: t('dashboards.history.made') }]),
          ]}
          rows={points.map((point) => ({
            key: point.key,
            cells: [
              { sort: point.key, shown: labels.of(group, point.key) },
              {
                sort: point.value,
                shown: (
                  <DrillDownLink metric={metric} point={{ groupBy: group, key: point.key }} count={point.count}>
                    {amounts.of(point.value, unit)}
                  </DrillDownLink>
                ),
              },
              ...(distribution ? [{ sort: point.p90, shown: amounts.of(point.p90, unit) }] : []),
              ...(unit === 'count' ? [] : [number(point.count)]),
            ],
          }))}
        />
      </ChartTable>
    </>
  );
}
