import { EmptyState, ErrorState } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { IconUsersGroup } from '@tabler/icons-react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { AgentAvailability } from './agent-availability.js';
import { ChannelHealth } from './channel-health.js';
import { KeyFigures } from './key-figures.js';
import { SystemHealthLine } from './system-health-line.js';
import classes from './now-page.module.css';
import { QueueReconciliation } from './queue-reconciliation.js';
import { TeamWorkloadTable } from './team-workload-table.js';
import { WorkTodayAndSatisfaction } from './work-today-and-satisfaction.js';
import { useLiveBoard } from '../use-live-board.js';

/** The present state: malfunctions, late teams with the reasons, and agents with free capacity. */
export function NowPage() {
  const { t } = useTexts();
  const { board, error, since, retry } = useLiveBoard();
  // The socket learns no sooner than after a minute that it is cut off.
  const { online } = useNetwork();
  if (error && !board) return <ErrorState error={error} what={t('dashboards.now.loadFailed')} onRetry={retry} />;
  if (!board) return <Loading />;
  if (board.teams.length === 0)
    return (
      <EmptyState icon={IconUsersGroup} title={t('dashboards.now.noTeam')}>
        {t('dashboards.now.noTeamText')}
      </EmptyState>
    );
  return (
    <div className={classes.now}>
      <SystemHealthLine board={board} since={since} failed={error !== null || !online} />
      <KeyFigures board={board} />
      <p className={classes.note}>{t('dashboards.now.withoutRestricted')}</p>
      <div className={classes.columns}>
        <div className={classes.wide}>
          <TeamWorkloadTable teams={board.teams} agents={board.agents} />
          <ChannelHealth channels={board.channels} />
        </div>
        <div className={classes.narrow}>
          <AgentAvailability board={board} />
          <WorkTodayAndSatisfaction board={board} />
          <QueueReconciliation reconciliation={board.reconciliation} />
        </div>
      </div>
    </div>
  );
}

function Loading() {
  const { t } = useTexts();
  return (
    <div className={classes.now} role="status" aria-label={t('common.loading')}>
      <Skeleton height={40} radius={8} />
      <div className={classes.figures}>
        {Array.from({ length: 6 }, (_, index) => (
          <Skeleton key={index} height={104} radius={8} />
        ))}
      </div>
      <div className={classes.columns}>
        <Skeleton height={420} radius={8} className={classes.wide} />
        <Skeleton height={420} radius={8} className={classes.narrow} />
      </div>
    </div>
  );
}
