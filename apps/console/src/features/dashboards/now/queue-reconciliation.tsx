import type { Reconciliation } from '@guichet/contracts';
import { IconAlertTriangleFilled, IconShieldCheck, IconTool } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { DashboardPanel } from '../dashboard-panel.js';
import classes from './queue-reconciliation.module.css';
import { useMetricFormats } from '../metrics/use-metric-formats.js';

/** The last reconciliation of the queues and what it found. */
export function QueueReconciliation({ reconciliation }: { reconciliation: Reconciliation }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const amounts = useMetricFormats();
  const now = useNow();
  return (
    <DashboardPanel labelledBy="queue-check">
      <h2 id="queue-check">{t('dashboards.now.queueCheck')}</h2>
      {reconciliation.at === null ? (
        <p className={classes.line}>{t('dashboards.now.queueCheckPending')}</p>
      ) : (
        <p className={classes.line}>
          {reconciliation.findings.length === 0 && <IconShieldCheck size={16} stroke={1.75} aria-hidden data-ok="" />}
          {t(
            reconciliation.findings.length === 0
              ? 'dashboards.now.queueCheckClean'
              : 'dashboards.now.queueCheckFindings',
            {
              count: reconciliation.checked,
              number: formats.number(reconciliation.checked),
              age: amounts.age(reconciliation.at, now),
            },
          )}
        </p>
      )}
      <ul className={classes.findings}>
        {reconciliation.findings.map(({ type, count, fixed, caseIds }) => (
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
    </DashboardPanel>
  );
}
