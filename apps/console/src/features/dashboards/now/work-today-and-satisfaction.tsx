import type { Board } from '@guichet/contracts';
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { ExplainedLabel } from '../explained-label.js';
import { DashboardPanel } from '../dashboard-panel.js';
import classes from './work-today-and-satisfaction.module.css';
import { useMetricFormats } from '../metrics/use-metric-formats.js';

/** The work that was done today, and the survey results of this week. */
export function WorkTodayAndSatisfaction({ board: { today, satisfaction } }: { board: Board }) {
  const { t } = useTexts();
  const formats = useFormats();
  const amounts = useMetricFormats();
  return (
    <DashboardPanel labelledBy="today">
      <h2 id="today">{t('dashboards.now.today')}</h2>
      <dl className={classes.today}>
        {(['contacts', 'replies', 'closed'] as const).map((metric) => (
          <div key={metric}>
            <dt>
              <ExplainedLabel text={t(`dashboards.metric.${metric}.definition`)}>
                {t(`dashboards.metric.${metric}.title`)}
              </ExplainedLabel>
            </dt>
            <dd>
              <Link to="/dashboards/history/$metric" params={{ metric }} search={{ period: 'today', group: 'day' }}>
                {formats.number(today[metric])}
              </Link>
            </dd>
          </div>
        ))}
        <div>
          <dt>
            <ExplainedLabel text={t('dashboards.now.satisfactionExplained')}>
              {t('dashboards.now.satisfaction')}
            </ExplainedLabel>
          </dt>
          <dd>
            {satisfaction.responses === 0 ? (
              <span className={classes.none}>{t('dashboards.now.noAnswers')}</span>
            ) : (
              <>
                {amounts.percent(satisfaction.good / satisfaction.responses)}{' '}
                <span className={classes.of}>{t('dashboards.now.ofAnswers', { count: satisfaction.responses })}</span>
              </>
            )}
          </dd>
        </div>
      </dl>
    </DashboardPanel>
  );
}
