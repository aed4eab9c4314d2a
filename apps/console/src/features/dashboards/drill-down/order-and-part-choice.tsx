import type { MetricCasesOrder, MetricName, MetricUnit } from '@guichet/contracts';
import { SegmentedControl } from '@mantine/core';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useSetHistorySearch } from '../history/use-set-history-search.js';
import classes from './drill-down-drawer.module.css';

/** Of lengths of time the worst are the longest, which says more. */
const labelKey = (order: MetricCasesOrder, unit: MetricUnit) =>
  order === 'worst' && unit === 'seconds' ? 'longest' : order;

interface OrderProps {
  unit: MetricUnit;
  /** The orders that the metric has, the usual one first. */
  orders: readonly MetricCasesOrder[];
  chosen: MetricCasesOrder;
}

/** Chooses in which order the cases behind a number are listed. The address keeps it. */
export function OrderChoice({ unit, orders, chosen }: OrderProps) {
  const { t } = useTexts();
  const setSearch = useSetHistorySearch();
  return (
    <SegmentedControl
      className={classes.order}
      size="xs"
      aria-label={t('dashboards.history.order')}
      value={chosen}
      onChange={(next) => setSearch({ order: next === orders[0] ? undefined : next })}
      data={orders.map((value) => ({ value, label: t(`dashboards.history.orders.${labelKey(value, unit)}`) }))}
    />
  );
}

/** Of targets, what is not in the share was missed. */
const withinKey = (metric: MetricName, part: 'all' | 'yes' | 'no') =>
  metric === 'on-time' && part !== 'all'
    ? (`dashboards.history.within.target.${part}` as const)
    : (`dashboards.history.within.${part}` as const);

interface PartProps {
  metric: MetricName;
  within: 'yes' | 'no' | undefined;
}

/** Chooses which part of a share is listed: all, or only what is in it or is not. The address keeps it. */
export function PartChoice({ metric, within }: PartProps) {
  const { t } = useTexts();
  const setSearch = useSetHistorySearch();
  return (
    <SegmentedControl
      className={classes.order}
      size="xs"
      aria-label={t('dashboards.history.within.label')}
      value={within ?? 'all'}
      onChange={(next) => setSearch({ within: next === 'all' ? undefined : next })}
      data={(['all', 'no', 'yes'] as const).map((value) => ({ value, label: t(withinKey(metric, value)) }))}
    />
  );
}
