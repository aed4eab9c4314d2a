import {
  isWithinMetricError,
  metricChange,
  type MetricChange,
  type MetricInfo,
  type MetricResult,
} from '@guichet/contracts';
import { IconArrowDown, IconArrowRight, IconArrowUp } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { isOfTooFew, verdictOf } from './metric-values-and-changes.js';
import classes from './metric-section.module.css';
import { useMetricFormats } from './use-metric-formats.js';
import { usePointLabels } from './use-point-labels.js';

const glyphOf = ({ by }: MetricChange) =>
  Math.abs(by) < 0.005 ? IconArrowRight : by > 0 ? IconArrowUp : IconArrowDown;

interface Props {
  result: Pick<MetricResult, 'total' | 'previous' | 'unit'>;
  better: MetricInfo['better'];
}

/** The change of a value since the earlier period, and whether it is better or worse. */
export function ChangeSinceEarlierPeriod({ result: { total, previous, unit }, better }: Props) {
  const { t } = useTexts();
  const amounts = useMetricFormats();
  const labels = usePointLabels();
  if (!previous) return null;
  const than = labels.days(previous);
  const changed = metricChange(total.value, previous.value, unit);
  const verdict = verdictOf({ now: total, before: previous, unit, better });
  if (!changed)
    return verdict ? (
      <p className={classes.comparison} data-verdict={verdict}>
        <strong>{t(`dashboards.history.${verdict}`)}</strong>{' '}
        {t('dashboards.history.was', { days: than, value: amounts.of(previous.value, unit) })}
      </p>
    ) : (
      <p className={classes.comparison}>
        {previous.value === null
          ? t('dashboards.history.nothingBefore', { days: than })
          : t('dashboards.history.was', { days: than, value: amounts.of(previous.value, unit) })}
      </p>
    );
  if (isWithinMetricError(total, previous))
    return (
      <p className={classes.comparison}>
        <strong>{t('dashboards.history.aboutTheSame')}</strong>{' '}
        {t('dashboards.history.was', { days: than, value: amounts.of(previous.value, unit) })}
      </p>
    );
  const Glyph = glyphOf(changed);
  return (
    <p className={classes.comparison} data-verdict={verdict}>
      <Glyph size={15} stroke={2} aria-hidden />
      <strong>
        {amounts.change(changed)}
        {verdict && ` · ${t(`dashboards.history.${verdict}`)}`}
        {isOfTooFew({ now: total, before: previous, unit, better }) && ` · ${t('dashboards.history.tooFew')}`}
      </strong>{' '}
      {t('dashboards.history.was', { days: than, value: amounts.of(previous.value, unit) })}
    </p>
  );
}
