import type { Agent } from '@guichet/contracts';
import { ErrorState, Hint, PageHead } from '@guichet/ui';
import { ActionIcon, Button, Group, Skeleton } from '@mantine/core';
import { IconArrowLeft, IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentProfileQuery, rightsQuery } from '../../../shared/api/settings-queries.js';
import { Failure } from '../../../shared/api/failure.js';
import { agentsQuery, teamsQuery } from '../../../shared/api/queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useMay, useSession } from '../../../shared/session/use-session.js';
import { viewAs } from '../../../shared/session/viewed-as.js';
import { SecondFactorOfAgent } from '../../second-factor/index.js';
import { AgentRoles } from '../roles/index.js';
import { AnonymitySection } from '../signatures/index.js';
import { AgentAbsence } from './agent-absence.js';
import { AgentDialog } from './agent-dialog.js';
import { AgentAccess } from './agent-access.js';
import { ChangeAddressDialog } from './change-address-dialog.js';
import { CasesLeft } from './cases-left.js';
import { PasswordLinkSection } from './password-link-section.js';
import { AgentProfileForm } from './assignment-profile-form.js';

/** The page of one agent: teams and roles, absence, access and profile. */
export function AgentPage() {
  const { t } = useTranslation();
  const may = useMay();
  const { agent: me } = useSession();
  const { agentId } = useParams({ from: '/console/settings/agents/$agentId' });
  const { data: agents, error, refetch } = useQuery(agentsQuery);
  const [isEditing, setEditing] = useState(false);
  const profile = useQuery(agentProfileQuery(agentId));
  const agent = agents?.find(({ id }) => id === agentId);
  const failed = (!agents && error) || (!profile.data && profile.error);
  const retry = () => void Promise.all([refetch(), profile.refetch()]);
  if (failed) return <ErrorState error={failed} what={t('agents.one.failed')} onRetry={retry} />;
  if (!agents) return <Skeleton height={320} />;
  if (!agent) return <ErrorState error={new Failure('not-found')} />;
  return (
    <>
      <PageHead
        back={
          <ActionIcon component={Link} to="/settings/agents" aria-label={t('agents.one.back')}>
            <IconArrowLeft size={18} stroke={1.5} />
          </ActionIcon>
        }
      >
        <h1>
          <bdi>{agent.name}</bdi>
        </h1>
        {may('agent.manage') && (
          <Group gap="xs" ml="auto">
            <SeeScreens agent={agent} />
            <Button variant="default" onClick={() => setEditing(true)}>
              {t('common.editShort')}
            </Button>
          </Group>
        )}
      </PageHead>
      <Memberships agent={agent} />
      {may('agent.manage') && !agent.active && <CasesLeft agentId={agentId} />}
      <Suspense fallback={<Skeleton height={160} />}>
        {may('agent.read') && <AgentRoles key={`roles-${agentId}`} agent={agent} />}
      </Suspense>
      {(may('presence.manage') || agent.id === me.id) && agent.active && (
        <AgentAbsence key={`absence-${agentId}`} agentId={agentId} />
      )}
      {/* One's own are changed in the account, which asks for the password and a code. */}
      {may('agent.manage') && agent.active && agent.id !== me.id && (
        <>
          <SecondFactorOfAgent key={`second-factor-${agentId}`} agent={agent} />
          <PasswordLinkSection key={`password-${agentId}`} agent={agent} />
        </>
      )}
      {may('signature.manage') && agent.active && (
        <AnonymitySection key={`anonymity-${agentId}`} of={{ agentId }} name={agent.name} />
      )}
      {may('agent.manage') && <AgentAccess key={`access-${agentId}`} agent={agent} />}
      {profile.data ? (
        <AgentProfileForm key={`profile-${agentId}`} agentId={agentId} saved={profile.data} />
      ) : (
        <Skeleton height={320} />
      )}
      {isEditing && <AgentDialog agent={agent} onClose={() => setEditing(false)} />}
    </>
  );
}

/** The address by which the agent is known, and the teams. */
function Memberships({ agent }: { agent: Agent }) {
  const { email, teamIds } = agent;
  const { t } = useTranslation();
  const may = useMay();
  const [isChanging, setChanging] = useState(false);
  const formats = useFormats();
  const { data: teams = [] } = useQuery(teamsQuery);
  const own = teams.filter(({ id }) => teamIds.includes(id)).map(({ name }) => name);
  return (
    <>
      <Hint>
        <bdi>{email}</bdi>{' '}
        {may('agent.manage') && (
          <Button variant="subtle" size="compact-sm" onClick={() => setChanging(true)}>
            {t('agents.address.change')}
          </Button>
        )}
        <br />
        {own.length > 0
          ? t('agents.one.inTeams', { count: own.length, teams: formats.list(own) })
          : t('agents.one.inNoTeam')}
      </Hint>
      {isChanging && <ChangeAddressDialog agent={agent} onClose={() => setChanging(false)} />}
    </>
  );
}

/** Shows the console as this agent would see it with their present rights, without content. */
function SeeScreens({ agent: { id, name } }: { agent: Agent }) {
  const { t } = useTranslation();
  const { data } = useQuery(rightsQuery(id));
  const permissions = data?.rights.map(({ permission }) => permission) ?? [];
  return (
    <Button
      variant="default"
      leftSection={<IconEye size={16} stroke={1.75} />}
      disabled={permissions.length === 0}
      onClick={() => viewAs({ name, permissions })}
    >
      {t('roles.see')}
    </Button>
  );
}
