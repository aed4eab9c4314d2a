import type { MetricName, MetricResult } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../../shared/i18n/time.js';
import { DrillDownLink } from './drill-down-link.js';
import { Comparison } from './comparison.js';
import classes from './metric-card.module.css';
import { useAmounts } from './use-amounts.js';
import { useBetter } from './use-better.js';

/** The number itself, of how many it is made, and how it was before. */
export function Total({ metric, result }: { metric: MetricName; result: MetricResult }) {
  const { t } = useTranslation();
  const times = useTimes();
  const amounts = useAmounts();
  const better = useBetter(metric);
  const { total, unit } = result;
  return (
    <>
      <div className={classes.head}>
        <p className={classes.value}>
          <DrillDownLink metric={metric} count={total.count}>
            {amounts.of(total.value, unit)}
          </DrillDownLink>
        </p>
        {total.value !== null && unit !== 'count' && (
          <p className={classes.of}>
            {total.p90 === null
              ? t('dashboards.history.of', { count: total.count, number: times.number(total.count) })
              : t('dashboards.history.median', {
                  p90: amounts.of(total.p90, unit),
                  count: total.count,
                  number: times.number(total.count),
                })}
          </p>
        )}
      </div>
      <Comparison result={result} better={better} />
    </>
  );
}
