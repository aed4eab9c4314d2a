import type { Reconciliation } from '@guichet/contracts';
import { IconAlertTriangleFilled, IconShieldCheck, IconTool } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useNow, useTimes } from '../../shared/i18n/time.js';
import panel from './panel.module.css';
import classes from './reconciliation-line.module.css';
import { useAmounts } from './use-amounts.js';

/** The last look over all queues: nothing falls out of one unseen. */
export function SweepLine({ sweep }: { sweep: Reconciliation }) {
  const { t } = useTranslation();
  const times = useTimes();
  const amounts = useAmounts();
  const now = useNow();
  return (
    <section className={panel.panel} aria-labelledby="sweep">
      <h2 id="sweep">{t('dashboards.now.sweep')}</h2>
      {sweep.at === null ? (
        <p className={classes.line}>{t('dashboards.now.notSwept')}</p>
      ) : (
        <p className={classes.line}>
          {sweep.findings.length === 0 && <IconShieldCheck size={16} stroke={1.75} aria-hidden data-ok="" />}
          {t(sweep.findings.length === 0 ? 'dashboards.now.sweptClean' : 'dashboards.now.swept', {
            count: sweep.checked,
            number: times.number(sweep.checked),
            age: amounts.age(sweep.at, now),
          })}
        </p>
      )}
      <ul className={classes.findings}>
        {sweep.findings.map(({ type, count, fixed, caseIds }) => (
          <li key={type} data-mended={fixed || undefined}>
            {fixed ? (
              <IconTool size={15} stroke={1.75} aria-hidden />
            ) : (
              <IconAlertTriangleFilled size={15} aria-hidden />
            )}
            <span>
              {t(`dashboards.now.finding.${type}`, { count })}
              {' · '}
              {t(fixed ? 'dashboards.now.mended' : 'dashboards.now.notMended')}
              {caseIds[0] && (
                <>
                  {' · '}
                  {type === 'unassigned-long' ? (
                    <Link to="/inbox/$view" params={{ view: 'unassigned' }} search={{ sort: 'oldest' }}>
                      {t('dashboards.now.seeThem')}
                    </Link>
                  ) : (
                    <Link to="/cases/$caseId" params={{ caseId: caseIds[0] }}>
                      {t('dashboards.now.firstCase')}
                    </Link>
                  )}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
