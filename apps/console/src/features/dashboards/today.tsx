import type { Board } from '@guichet/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../../shared/i18n/time.js';
import { Explained } from './explained.js';
import panel from './panel.module.css';
import classes from './today.module.css';
import { useAmounts } from './use-amounts.js';

/** The work that was done today, and the survey results of this week. */
export function Today({ board: { today, satisfaction } }: { board: Board }) {
  const { t } = useTranslation();
  const times = useTimes();
  const amounts = useAmounts();
  return (
    <section className={panel.panel} aria-labelledby="today">
      <h2 id="today">{t('dashboards.now.today')}</h2>
      <dl className={classes.today}>
        {(['contacts', 'replies', 'closed'] as const).map((metric) => (
          <div key={metric}>
            <dt>
              <Explained text={t(`dashboards.metric.${metric}.definition`)}>
                {t(`dashboards.metric.${metric}.title`)}
              </Explained>
            </dt>
            <dd>
              <Link to="/dashboards/history/$metric" params={{ metric }} search={{ period: 'today', group: 'day' }}>
                {times.number(today[metric])}
              </Link>
            </dd>
          </div>
        ))}
        <div>
          <dt>
            <Explained text={t('dashboards.now.satisfactionExplained')}>{t('dashboards.now.satisfaction')}</Explained>
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
    </section>
  );
}
