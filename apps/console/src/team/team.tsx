import { ActionIcon, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Failure } from '../api/failure.js';
import { teamsQuery } from '../api/queries.js';
import { useMay } from '../session/use-session.js';
import { Trouble } from '../shell/trouble.js';
import tabs from '../templates/tabs.module.css';
import classes from './team.module.css';

const pages = [
  { to: '/settings/teams/$teamId', name: 'members', needs: 'team.read' },
  { to: '/settings/teams/$teamId/hours', name: 'hours', needs: 'circulation.read' },
  { to: '/settings/teams/$teamId/queue', name: 'queue', needs: 'circulation.read' },
] as const;

/** One team: who is in it, when it works, and how its cases find somebody. */
export function TeamScreen() {
  const { t } = useTranslation();
  const may = useMay();
  const { teamId } = useParams({ from: '/desk/settings/teams/$teamId' });
  const { data: teams, error, refetch } = useQuery(teamsQuery);
  const team = teams?.find(({ id }) => id === teamId);
  if (error && !teams)
    return <Trouble error={error} what={t('workforce.team.failed')} onRetry={() => void refetch()} />;
  if (!teams) return <Skeleton height={180} />;
  if (!team) return <Trouble error={new Failure('not-found')} />;
  return (
    <>
      <header className={classes.head}>
        <ActionIcon component={Link} to="/settings/teams" aria-label={t('workforce.team.back')}>
          <IconArrowLeft size={18} stroke={1.5} />
        </ActionIcon>
        <h1>
          <bdi>{team.name}</bdi>
        </h1>
      </header>
      <nav className={`${tabs.tabs} ${classes.tabs}`} aria-label={t('workforce.team.pages')}>
        {pages
          .filter(({ needs }) => may(needs))
          .map(({ to, name }) => (
            <Link key={name} className={tabs.tab} to={to} params={{ teamId }} activeOptions={{ exact: true }}>
              {t(`workforce.team.page.${name}`)}
            </Link>
          ))}
      </nav>
      <Outlet />
    </>
  );
}
