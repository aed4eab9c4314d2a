import { EmptyState, ErrorState } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AgentsNow } from './agents-now.js';
import { ChannelsNow } from './channels-now.js';
import { Figures } from './figures.js';
import { HealthLine } from './health-line.js';
import classes from './now.module.css';
import { SweepLine } from './reconciliation-line.js';
import { TeamsNow } from './teams-now.js';
import { Today } from './today.js';
import { useBoard } from './use-board.js';

/** The present state: malfunctions, late teams with the reasons, and agents with free capacity. */
export function Now() {
  const { t } = useTranslation();
  const { board, error, retry } = useBoard();
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
      <HealthLine board={board} />
      <Figures board={board} />
      <div className={classes.columns}>
        <div className={classes.wide}>
          <TeamsNow teams={board.teams} agents={board.agents} />
          <ChannelsNow channels={board.channels} />
        </div>
        <div className={classes.narrow}>
          <AgentsNow board={board} />
          <Today board={board} />
          <SweepLine sweep={board.reconciliation} />
        </div>
      </div>
    </div>
  );
}

function Loading() {
  const { t } = useTranslation();
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
