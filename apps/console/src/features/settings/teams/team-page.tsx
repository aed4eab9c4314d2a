import { ErrorState, PageHead, Tabs } from '@guichet/ui';
import { ActionIcon, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useParams } from '@tanstack/react-router';
import { Failure } from '../../../shared/api/failure.js';
import { teamsQuery } from '../../../shared/api/queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import classes from './team-page.module.css';

const pages = [
  { to: '/settings/teams/$teamId', name: 'members', needs: 'team.read' },
  { to: '/settings/teams/$teamId/hours', name: 'hours', needs: 'routing.read' },
  { to: '/settings/teams/$teamId/queue', name: 'queue', needs: 'routing.read' },
  { to: '/settings/teams/$teamId/signature', name: 'signature', needs: 'signature.manage' },
] as const;

/** One team: who is in it, when it works, and how its cases find somebody. */
export function TeamPage() {
  const { t } = useTexts();
  const may = useMay();
  const { teamId } = useParams({ from: '/console/settings/teams/$teamId' });
  const { data: teams, error, refetch } = useQuery(teamsQuery);
  const team = teams?.find(({ id }) => id === teamId);
  if (error && !teams) return <ErrorState error={error} what={t('teams.one.failed')} onRetry={() => void refetch()} />;
  if (!teams) return <Skeleton height={180} />;
  if (!team) return <ErrorState error={new Failure('not-found')} />;
  return (
    <>
      <PageHead
        back={
          <ActionIcon component={Link} to="/settings/teams" aria-label={t('teams.one.back')}>
            <IconArrowLeft size={18} stroke={1.5} />
          </ActionIcon>
        }
      >
        <h1>
          <bdi>{team.name}</bdi>
        </h1>
      </PageHead>
      <Tabs className={classes.tabs} aria-label={t('teams.one.pages')}>
        {pages
          .filter(({ needs }) => may(needs))
          .map(({ to, name }) => (
            <Link key={name} to={to} params={{ teamId }} activeOptions={{ exact: true }}>
              {t(`teams.one.page.${name}`)}
            </Link>
          ))}
      </Tabs>
      <Outlet />
    </>
  );
}
