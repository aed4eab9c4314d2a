import type { MetricName, MetricResult } from '@guichet/contracts';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { DrillDownLink } from '../drill-down/drill-down-link.js';
import { ChangeSinceEarlierPeriod } from './change-since-earlier-period.js';
import classes from './metric-section.module.css';
import { useMetricFormats } from './use-metric-formats.js';
import { useGoodDirection } from './use-good-direction.js';

/** The total of a metric, the number of cases it is made of, and its change. */
export function MetricTotal({ metric, result }: { metric: MetricName; result: MetricResult }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amounts = useMetricFormats();
  const better = useGoodDirection(metric);
  const { total, unit } = result;
  return (
    <>
      <div className={classes.head}>
        <p className={classes.value}>
          <DrillDownLink metric={metric} count={total.count}>
            {total.p90 !== null && '≈\u00a0'}
            {amounts.of(total.value, unit)}
          </DrillDownLink>
        </p>
        {total.value !== null && unit !== 'count' && (
          <p className={classes.of}>
            {total.p90 === null
              ? t('dashboards.history.of', { count: total.count, number: formats.number(total.count) })
              : t('dashboards.history.median', {
                  p90: amounts.of(total.p90, unit),
                  count: total.count,
                  number: formats.number(total.count),
                })}
          </p>
        )}
      </div>
      <ChangeSinceEarlierPeriod result={result} better={better} />
    </>
  );
}
