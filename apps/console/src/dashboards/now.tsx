import { Blank } from '@guichet/ui';
import { Skeleton } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Trouble } from '../shell/trouble.js';
import { AgentsNow } from './agents-now.js';
import { ChannelsNow } from './channels-now.js';
import { Figures } from './figures.js';
import { HealthLine } from './health-line.js';
import classes from './now.module.css';
import { SweepLine } from './sweep-line.js';
import { TeamsNow } from './teams-now.js';
import { Today } from './today.js';
import { useBoard } from './use-board.js';

/** How things stand now: is anything broken, which team is late and why, who has room. */
export function Now() {
  const { t } = useTranslation();
  const { board, error, retry } = useBoard();
  if (error && !board) return <Trouble error={error} what={t('dashboards.now.loadFailed')} onRetry={retry} />;
  if (!board) return <Loading />;
  if (board.teams.length === 0)
    return (
      <Blank icon={IconUsersGroup} title={t('dashboards.now.noTeam')}>
        {t('dashboards.now.noTeamText')}
      </Blank>
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
          <SweepLine sweep={board.sweep} />
        </div>
      </div>
    </div>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <div className={classes.now} role="status" aria-label={t('loading')}>
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
