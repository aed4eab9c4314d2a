import { ActionIcon, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { profileQuery } from '../api/circulation.js';
import { Failure } from '../api/failure.js';
import { agentsQuery } from '../api/queries.js';
import { useMay, useSession } from '../session/use-session.js';
import { Trouble } from '../shell/trouble.js';
import team from '../team/team.module.css';
import { Absence } from './absence.js';
import { Profile } from './profile.js';

/** One agent: what they can be given, and whether they are there. */
export function AgentScreen() {
  const { t } = useTranslation();
  const may = useMay();
  const { agent: me } = useSession();
  const { agentId } = useParams({ from: '/desk/settings/agents/$agentId' });
  const { data: agents, error, refetch } = useQuery(agentsQuery);
  const profile = useQuery(profileQuery(agentId));
  const agent = agents?.find(({ id }) => id === agentId);
  const failed = (!agents && error) || (!profile.data && profile.error);
  const retry = () => void Promise.all([refetch(), profile.refetch()]);
  if (failed) return <Trouble error={failed} what={t('workforce.agent.failed')} onRetry={retry} />;
  if (!agents) return <Skeleton height={320} />;
  if (!agent) return <Trouble error={new Failure('not-found')} />;
  return (
    <>
      <header className={team.head}>
        <ActionIcon component={Link} to="/settings/agents" aria-label={t('workforce.agent.back')}>
          <IconArrowLeft size={18} stroke={1.5} />
        </ActionIcon>
        <h1>
          <bdi>{agent.name}</bdi>
        </h1>
      </header>
      {(may('presence.manage') || agent.id === me.id) && agent.active && <Absence key={agentId} agentId={agentId} />}
      {profile.data ? <Profile key={agentId} agentId={agentId} saved={profile.data} /> : <Skeleton height={320} />}
    </>
  );
}
