import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { ChangeSinceEarlierPeriod } from '../metrics/change-since-earlier-period.js';
import { ask, askedBy } from '../history/history-search-and-requests.js';
import { dayIn } from '../history/periods-and-granularity.js';
import { metricQuery } from '../dashboard-queries.js';
import { useMetricFormats } from '../metrics/use-metric-formats.js';
import { useGoodDirection } from '../metrics/use-good-direction.js';
import classes from './survey-responses-page.module.css';

interface Props {
  team: string | undefined;
  /** Of the viewer's first team. */
  timeZone: string;
}

/** The satisfaction of the last thirty days beside that of the thirty days before. */
export function SatisfactionSummary({ team, timeZone }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const amounts = useMetricFormats();
  const better = useGoodDirection('satisfaction');
  const today = Date.parse(`${dayIn(timeZone, useNow())}T12:00:00Z`);
  const { data: result } = useQuery(metricQuery('satisfaction', ask(askedBy({ team }, 'UTC', today), 'week')));
  if (!result || result.total.value === null) return null;
  const { value, count } = result.total;
  return (
    <div className={classes.sum}>
      <p>
        <Link to="/dashboards/history/$metric" params={{ metric: 'satisfaction' }} search={{ team }}>
          {t('dashboards.surveyResponses.sum', {
            count,
            share: amounts.of(value, 'share'),
            number: formats.number(count),
          })}
        </Link>
      </p>
      <ChangeSinceEarlierPeriod result={result} better={better} />
    </div>
  );
}
