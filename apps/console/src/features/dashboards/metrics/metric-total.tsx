import type { MetricName, MetricResult } from '@guichet/contracts';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { DrillDownLink } from '../drill-down/drill-down-link.js';
import { ChangeSinceEarlierPeriod } from './change-since-earlier-period.js';
import classes from './metric-section.module.css';
import { useMetricFormats } from './use-metric-formats.js';
import { useGoodDirection } from './use-good-direction.js';

/** What a figure is made of; cases where nothing else is named. */
const bases: Partial<Record<MetricName, 'targets' | 'closedCases' | 'replies' | 'responses' | 'surveyed'>> = {
  'on-time': 'targets',
  'reopen-rate': 'closedCases',
  'template-share': 'replies',
  satisfaction: 'responses',
  'survey-response': 'surveyed',
};

/** The total of a metric, the number of cases it is made of, and its change. */
export function MetricTotal({ metric, result }: { metric: MetricName; result: MetricResult }) {
  const { t } = useTexts();
  const formats = useFormats();
  const amounts = useMetricFormats();
  const better = useGoodDirection(metric);
  const { total, unit } = result;
  const base = t(`dashboards.history.base.${bases[metric] ?? 'cases'}`, {
    count: total.count,
    number: formats.number(total.count),
  });
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
              ? t('dashboards.history.of', { base })
              : t('dashboards.history.median', { p90: amounts.of(total.p90, unit), base })}
          </p>
        )}
      </div>
      <ChangeSinceEarlierPeriod result={result} better={better} />
    </>
  );
}
