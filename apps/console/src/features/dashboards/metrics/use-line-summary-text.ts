import type { MetricGroup, MetricUnit } from '@guichet/contracts';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { extremes } from '../charts/chart-lines.js';
import { useMetricFormats } from './use-metric-formats.js';
import { usePointLabels } from './use-point-labels.js';

interface Line {
  unit: MetricUnit;
  group: MetricGroup;
  /** The keys of the points, in the order of the values. */
  keys: readonly string[];
  values: (number | null)[];
}

/** Returns a sentence that describes a line over time: where it is highest and where lowest. */
export function useLineSummaryText() {
  const { t } = useTexts();
  const amounts = useMetricFormats();
  const labels = usePointLabels();
  return (title: string, { unit, group, keys, values }: Line) => {
    const found = extremes(values);
    if (!found) return t('dashboards.history.sentenceNone', { title });
    const { low, high } = found;
    return t(values[low] === values[high] ? 'dashboards.history.sentenceFlat' : 'dashboards.history.sentence', {
      title,
      high: amounts.of(values[high]!, unit),
      highAt: labels.of(group, keys[high]!),
      low: amounts.of(values[low]!, unit),
      lowAt: labels.of(group, keys[low]!),
    });
  };
}
