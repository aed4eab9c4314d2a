import type { MetricResult } from '@guichet/contracts';
import { DataTable } from '@guichet/ui';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { mergeHistogramBuckets, type Bucket } from './merge-histogram-buckets.js';
import classes from './histogram.module.css';
import { ChartTable } from './chart-table.js';
import { useMetricFormats } from '../metrics/use-metric-formats.js';

const COLUMNS = 20;
const HEIGHT = 140;

/** A histogram of durations. */
export function Histogram({ result: { histogram, total }, title }: { result: MetricResult; title: string }) {
  const { t } = useTexts();
  const formats = useFormats();
  const amounts = useMetricFormats();
  const columns = mergeHistogramBuckets(histogram, COLUMNS);
  if (columns.length === 0) return null;
  const most = Math.max(...columns.map(({ count }) => count));
  const span = ({ from, to }: Bucket) =>
    to === null
      ? t('dashboards.history.longer', { from: amounts.duration(from) })
      : t('dashboards.history.between', { from: amounts.duration(from), to: amounts.duration(to) });
  const often = columns.find(({ count }) => count === most)!;
  const sentence = t('dashboards.history.histogramSentence', {
    title,
    median: amounts.of(total.value, 'seconds'),
    p90: amounts.of(total.p90, 'seconds'),
    often: span(often),
  });
  // A name for every column would not fit: about six do.
  const every = Math.ceil(columns.length / 6);
  return (
    <div>
      <p className={classes.sentence}>
        {sentence} <span className={classes.bars}>{t('dashboards.history.histogramBars')}</span>
      </p>
      <div className={classes.histogram} role="img" aria-label={sentence}>
        {columns.map((bucket, index) => (
          <span key={bucket.from} className={classes.column} title={`${span(bucket)}: ${formats.number(bucket.count)}`}>
            {bucket.count > 0 && <span className={classes.top}>{formats.number(bucket.count)}</span>}
            <span className={classes.height} style={{ height: (bucket.count / most) * HEIGHT }} />
            <span className={classes.name}>{index % every === 0 ? amounts.duration(bucket.from) : ''}</span>
          </span>
        ))}
      </div>
      <ChartTable>
        <DataTable
          caption={title}
          columns={[
            { key: 'span', title: t('dashboards.history.length') },
            { key: 'count', title: t('dashboards.history.made') },
          ]}
          rows={columns.map((bucket) => ({
            key: String(bucket.from),
            cells: [
              { sort: bucket.from, shown: span(bucket) },
              { sort: bucket.count, shown: formats.number(bucket.count) },
            ],
          }))}
        />
      </ChartTable>
    </div>
  );
}
