import { isWithinMetricError, metricChange } from '@guichet/contracts';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { IconArrowDown, IconArrowRight, IconArrowUp } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { isOfTooFew, verdictOf } from '../metrics/metric-values-and-changes.js';
import { ask, type AskedBy, type HistorySearch } from './history-search-and-requests.js';
import { metricQuery } from '../dashboard-queries.js';
import classes from './period-key-figures.module.css';
import { useMetricFormats } from '../metrics/use-metric-formats.js';
import { useGoodDirection } from '../metrics/use-good-direction.js';

const shown = [
  ...(['contacts', 'opened', 'closed', 'backlog'] as const),
  ...(['first-response', 'resolution', 'on-time', 'satisfaction'] as const),
];

/** The key figures of the period with their change, each a link to its metric. */
export function PeriodKeyFigures({ asked }: { asked: AskedBy }) {
  const { t } = useTexts();
  return (
    <ul className={classes.summary} aria-label={t('dashboards.history.summary')}>
      {shown.map((metric) => (
        <li key={metric}>
          <SummaryFigure metric={metric} asked={asked} />
        </li>
      ))}
    </ul>
  );
}

function SummaryFigure({ metric, asked }: { metric: (typeof shown)[number]; asked: AskedBy }) {
  const { t } = useTexts();
  const amounts = useMetricFormats();
  const better = useGoodDirection(metric);
  const { data: result, error } = useQuery(
    // The same question as that of its card, so that it is asked, and answered, once.
    metricQuery(metric, ask(asked, asked.granularity, metric === 'contacts' ? 'channel' : undefined)),
  );
  const changed = result && metricChange(result.total.value, result.previous?.value ?? null, result.unit);
  const compared = result?.previous && { now: result.total, before: result.previous, unit: result.unit, better };
  const verdict = compared && verdictOf(compared);
  const isSame = result?.previous && isWithinMetricError(result.total, result.previous);
  const Glyph =
    !changed || Math.abs(changed.by) < 0.005 ? IconArrowRight : changed.by > 0 ? IconArrowUp : IconArrowDown;
  return (
    <Link
      className={classes.figure}
      to="/dashboards/history/$metric"
      params={{ metric }}
      search={(before) => ({ ...(before as HistorySearch), behind: undefined })}
      title={t(`dashboards.metric.${metric}.definition`)}
    >
      <span className={classes.label}>{t(`dashboards.metric.${metric}.title`)}</span>
      <span className={classes.hint}>{t(`dashboards.history.hint.${metric}`)}</span>
      <span className={classes.value}>
        {result && result.total.p90 !== null && '≈\u00a0'}
        {result ? amounts.of(result.total.value, result.unit) : error ? '–' : <Skeleton height={26} width={70} />}
      </span>
      <span className={classes.change} data-verdict={verdict}>
        {isSame && t('dashboards.history.aboutTheSame')}
        {changed && !isSame && (
          <>
            <Glyph size={14} stroke={2} aria-hidden />
            {amounts.change(changed)}
            {verdict && ` · ${t(`dashboards.history.${verdict}`)}`}
            {compared && isOfTooFew(compared) && ` · ${t('dashboards.history.tooFew')}`}
          </>
        )}
      </span>
    </Link>
  );
}
