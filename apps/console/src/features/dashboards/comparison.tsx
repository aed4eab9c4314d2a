import type { MetricInfo, MetricResult } from '@guichet/contracts';
import { IconArrowDown, IconArrowRight, IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { difference, judged, type Difference } from './amount.js';
import classes from './metric-card.module.css';
import { useAmounts } from './use-amounts.js';
import { useLabels } from './use-labels.js';

const glyphOf = ({ by }: Difference) => (Math.abs(by) < 0.005 ? IconArrowRight : by > 0 ? IconArrowUp : IconArrowDown);

interface Props {
  result: Pick<MetricResult, 'total' | 'previous' | 'unit'>;
  better: MetricInfo['better'];
}

/** How much more or less than before, and whether that is good. */
export function Comparison({ result: { total, previous, unit }, better }: Props) {
  const { t } = useTranslation();
  const amounts = useAmounts();
  const labels = useLabels();
  if (!previous) return null;
  const than = labels.days(previous);
  const changed = difference(total.value, previous.value, unit);
  if (!changed)
    return (
      <p className={classes.comparison}>
        {previous.value === null
          ? t('dashboards.history.nothingBefore', { days: than })
          : t('dashboards.history.was', { days: than, value: amounts.of(previous.value, unit) })}
      </p>
    );
  const verdict = judged(changed, better);
  const Glyph = glyphOf(changed);
  return (
    <p className={classes.comparison} data-verdict={verdict}>
      <Glyph size={15} stroke={2} aria-hidden />
      <strong>
        {amounts.change(changed)}
        {verdict && ` · ${t(`dashboards.history.${verdict}`)}`}
      </strong>{' '}
      {t('dashboards.history.was', { days: than, value: amounts.of(previous.value, unit) })}
    </p>
  );
}
