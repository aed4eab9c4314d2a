import type { Reconciliation, ReconciliationFinding } from '@guichet/contracts';
import { IconAlertTriangleFilled, IconShieldCheck, IconTool } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { caseListLink } from './case-list-links.js';
import { DashboardPanel } from '../dashboard-panel.js';
import classes from './queue-reconciliation.module.css';
import { useMetricFormats } from '../metrics/use-metric-formats.js';

/** The last reconciliation of the queues and what it found. */
export function QueueReconciliation({ reconciliation }: { reconciliation: Reconciliation }) {
  const { t } = useTexts();
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
        {reconciliation.findings.map((finding) => (
          <li key={finding.type} data-mended={finding.fixed || undefined}>
            {finding.fixed ? (
              <IconTool size={15} stroke={1.75} aria-hidden />
            ) : (
              <IconAlertTriangleFilled size={15} aria-hidden />
            )}
            <Finding finding={finding} />
          </li>
        ))}
      </ul>
    </DashboardPanel>
  );
}

/** What was found, in which teams, and where its cases are. */
function Finding({ finding: { type, count, fixed, caseIds, teams } }: { finding: ReconciliationFinding }) {
  const { t } = useTexts();
  const found = t(`dashboards.now.finding.${type}`, { count });
  // Where no agent is, all open cases of the team are concerned: the list of each.
  const isOfWholeTeams = type === 'team-empty' && teams.length > 0;
  return (
    <span>
      {isOfWholeTeams ? (
        <>
          {found}
          {t('dashboards.now.colon')}
          {teams.map(({ id, name, count: ofTeam }, index) => (
            <Fragment key={id}>
              {index > 0 && ', '}
              <Link {...caseListLink('waiting', id)}>
                <bdi>{name}</bdi> ({ofTeam})
              </Link>
            </Fragment>
          ))}
        </>
      ) : (
        found
      )}
      {' · '}
      {t(fixed ? 'dashboards.now.mended' : 'dashboards.now.notMended')}
      {type === 'unassigned-long' && (
        <>
          {' · '}
          <Link {...caseListLink('unassigned')}>{t('dashboards.now.seeUnassigned')}</Link>
        </>
      )}
      {type !== 'unassigned-long' && !isOfWholeTeams && caseIds[0] && (
        <>
          {' · '}
          <Link to="/cases/$caseId" params={{ caseId: caseIds[0] }}>
            {t('dashboards.now.firstCase')}
          </Link>
        </>
      )}
    </span>
  );
}
