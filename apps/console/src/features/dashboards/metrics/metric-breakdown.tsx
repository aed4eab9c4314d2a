import { isWithinMetricError, type ChannelKind, type MetricName } from '@guichet/contracts';
import { ChannelMark, DataTable, type DataTableCell as Cell, ErrorState } from '@guichet/ui';
import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { isOfTooFew, verdictOf } from './metric-values-and-changes.js';
import { DrillDownLink } from '../drill-down/drill-down-link.js';
import classes from './metric-breakdown.module.css';
import { comparePeriods, grewMost, type ComparedPoint } from './compare-periods.js';
import { MetricTotal } from './metric-total.js';
import { MetricSkeleton } from './metric-section.js';
import { ask, type AskedBy, type BehindPoint, type Split } from '../history/history-search-and-requests.js';
import card from './metric-section.module.css';
import { metricQuery } from '../dashboard-queries.js';
import { useMetricFormats } from './use-metric-formats.js';
import { useGoodDirection } from './use-good-direction.js';
import { usePointLabels } from './use-point-labels.js';

interface Props {
  metric: MetricName;
  asked: AskedBy;
  split: Split;
  /** Whether its total stands above it, where nothing else says it. */
  withTotal?: boolean;
}

/** The figures of the period, and those of the period that they are compared with. */
function useWithPrevious({ metric, asked, split }: Omit<Props, 'withTotal'>) {
  const { data: result, error, refetch } = useQuery(metricQuery(metric, ask(asked, split)));
  const previous = result?.previous ?? undefined;
  const { data: earlier } = useQuery({
    ...metricQuery(metric, { ...ask(asked, split), from: previous?.from, to: previous?.to, compare: undefined }),
    enabled: previous !== undefined,
  });
  return { result, error, refetch, previous, earlier };
}

/** A name with its share of the largest value as a bar behind it. */
const NameCell = ({ channel, name, share }: { channel: ChannelKind | undefined; name: string; share: number }) => (
  <span className={classes.name}>
    {channel && <ChannelMark kind={channel} />}
    <span>
      {name}
      {share > 0 && <span className={classes.length} style={{ width: `${share * 100}%` }} aria-hidden />}
    </span>
  </span>
);

/** A metric by channel, team, case type or agent, with the value of the earlier period. */
export function MetricBreakdown({ metric, asked, split, withTotal = false }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const amounts = useMetricFormats();
  const labels = usePointLabels();
  const better = useGoodDirection(metric);
  const { result, error, refetch, previous, earlier } = useWithPrevious({ metric, asked, split });
  if (error && !result) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!result || (previous && !earlier)) return <MetricSkeleton />;

  const { unit } = result;
  const rows = comparePeriods(result.points, previous && earlier?.points, unit);
  if (rows.length === 0) return <p className={card.empty}>{t('dashboards.history.nothing')}</p>;
  const most = Math.max(...rows.map(({ now }) => now.value ?? 0), Number.MIN_VALUE);
  const growth = unit === 'count' ? grewMost(rows) : undefined;
  const distribution = result.total.p90 !== null;
  const name = ({ key, label }: ComparedPoint) => labels.of(split, key, label);
  const opened = (figure: { value: number | null; count: number }, point: BehindPoint): Cell => ({
    sort: figure.value,
    shown: (
      <DrillDownLink metric={metric} point={{ groupBy: split, ...point }} count={figure.count}>
        {distribution && figure.value !== null && '≈\u00a0'}
        {amounts.of(figure.value, unit)}
      </DrillDownLink>
    ),
  });
  const change = ({ now, before, change, more }: ComparedPoint): Cell => {
    const verdict = before && verdictOf({ now, before, unit, better });
    if (before && isWithinMetricError(now, before)) return { sort: more, shown: t('dashboards.history.aboutTheSame') };
    return {
      sort: more,
      shown: (
        <span className={classes.change} data-verdict={verdict}>
          {change ? amounts.change(change) : more !== null && more > 0 ? t('dashboards.history.isNew') : '–'}
          {verdict && <span className="g-sr"> {t(`dashboards.history.${verdict}`)}</span>}
          {before && isOfTooFew({ now, before, unit, better }) && (
            <span className={classes.few}>{t('dashboards.history.tooFew')}</span>
          )}
        </span>
      ),
    };
  };
  return (
    <>
      {withTotal && <MetricTotal metric={metric} result={result} />}
      {growth && (
        <p className={card.finding}>
          {t('dashboards.history.grew', {
            name: name(growth),
            more: formats.number(growth.more!),
            from: amounts.of(growth.before!.value, unit),
            to: amounts.of(growth.now.value, unit),
          })}
        </p>
      )}
      <DataTable
        key={split}
        caption={t('dashboards.history.byWhat', {
          title: t(`dashboards.metric.${metric}.title`),
          what: t(`dashboards.${split}`).toLocaleLowerCase(),
        })}
        order={{ column: 1, down: true }}
        columns={[
          { key: 'name', title: t(`dashboards.${split}`) },
          { key: 'value', title: t(`dashboards.metric.${metric}.title`) },
          ...(distribution ? [{ key: 'p90', title: t('dashboards.history.line.p90') }] : []),
          ...(previous
            ? [
                { key: 'before', title: labels.days(previous) },
                { key: 'change', title: t('dashboards.history.change') },
              ]
            : []),
          ...(unit === 'count' ? [] : [{ key: 'count', title: t('dashboards.history.made') }]),
        ]}
        rows={rows.map((row) => ({
          key: row.key,
          cells: [
            {
              sort: name(row),
              shown: (
                <NameCell
                  channel={split === 'channel' ? (row.key as ChannelKind) : undefined}
                  name={name(row)}
                  share={(row.now.value ?? 0) / most}
                />
              ),
            },
            opened(row.now, { key: row.key }),
            ...(distribution
              ? [
                  {
                    sort: row.now.p90,
                    shown: `${row.now.p90 === null ? '' : '≈\u00a0'}${amounts.of(row.now.p90, unit)}`,
                  },
                ]
              : []),
            ...(previous
              ? [
                  opened(row.before ?? { value: null, count: 0 }, {
                    key: row.key,
                    from: previous.from,
                    to: previous.to,
                  }),
                  change(row),
                ]
              : []),
            ...(unit === 'count' ? [] : [{ sort: row.now.count, shown: formats.number(row.now.count) }]),
          ],
        }))}
      />
    </>
  );
}
