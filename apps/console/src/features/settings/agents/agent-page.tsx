import type { Agent } from '@guichet/contracts';
import { ErrorState, Hint, PageHead } from '@guichet/ui';
import { ActionIcon, Button, Group, Skeleton } from '@mantine/core';
import { IconArrowLeft, IconEye } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import {
  agentAccessQuery,
  agentProfileQuery,
  passwordLinksQuery,
  rightsQuery,
  unfinishedCasesQuery,
} from '../../../shared/api/settings-queries.js';
import { Failure } from '../../../shared/api/failure.js';
import { agentsQuery, presenceQuery, teamsQuery } from '../../../shared/api/queries.js';
import { signaturesQuery } from '../../../shared/api/signature-queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { signInOptionsQuery } from '../../../shared/passkeys/sign-in-options-and-passkeys.js';
import { useMay, useSession } from '../../../shared/session/use-session.js';
import { viewAs } from '../../../shared/session/viewed-as.js';
import { SecondFactorOfAgent, secondFactorQuery } from '../../second-factor/index.js';
import { AgentRoles } from '../roles/index.js';
import { AnonymitySection } from '../signatures/index.js';
import { AgentAbsence } from './agent-absence.js';
import { AgentActivation } from './agent-activation.js';
import { AgentStateBadges } from './agent-state-badges.js';
import { EditAgentDialog } from './edit-agent-dialog.js';
import { AgentAccess } from './agent-sessions-and-tokens.js';
import { ChangeAgentAddressDialog } from './change-agent-address-dialog.js';
import { RemainingCasesNotice } from './remaining-cases-notice.js';
import { PasswordLinkSection } from './password-link-section.js';
import { AgentProfileForm } from './assignment-profile-form.js';

/** The page of one agent: teams and roles, absence, access and profile. */
export function AgentPage() {
  const { t } = useTexts();
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
        <AgentStateBadges agent={agent} />
        {may('agent.manage') && (
          <Group gap="xs" ml="auto">
            <SeeScreens agent={agent} />
            {agent.id !== me.id && <AgentActivation agent={agent} />}
            <Button variant="default" onClick={() => setEditing(true)}>
              {t('common.editShort')}
            </Button>
          </Group>
        )}
      </PageHead>
      <Memberships agent={agent} />
      <Suspense fallback={<Skeleton height={480} />}>
        <Sections key={agentId} agent={agent} />
      </Suspense>
      {isEditing && <EditAgentDialog agent={agent} onClose={() => setEditing(false)} />}
    </>
  );
}

/**
 * Whether all that the sections show has been read, or could not be. A section that came later would push the others away under the
 * pointer, and a press would be lost.
 */
function useAreSectionsRead({ id, active }: Agent): boolean {
  const may = useMay();
  const { agent: me } = useSession();
  const manages = may('agent.manage');
  const helpsSignIn = manages && active && id !== me.id;
  const [wereRead, setRead] = useState(false);
  const reads = useQueries({
    queries: [
      agentProfileQuery(id),
      presenceQuery,
      { ...rightsQuery(id), enabled: may('agent.read') },
      { ...secondFactorQuery(id), enabled: helpsSignIn },
      { ...passwordLinksQuery, enabled: helpsSignIn },
      { ...signInOptionsQuery, enabled: helpsSignIn },
      { ...agentAccessQuery(id), enabled: manages },
      { ...signaturesQuery, enabled: may('signature.manage') },
      { ...unfinishedCasesQuery(id), enabled: manages && !active },
    ],
  });
  const areRead = wereRead || reads.every(({ isLoading }) => !isLoading);
  // What is read again after a fault takes nothing away that is being filled in.
  if (areRead && !wereRead) setRead(true);
  return areRead;
}

/** What can be seen and changed of an agent, one section each. */
function Sections({ agent }: { agent: Agent }) {
  const may = useMay();
  const { agent: me } = useSession();
  const { id, name, active } = agent;
  const { data: profile } = useQuery(agentProfileQuery(id));
  const areRead = useAreSectionsRead(agent);
  if (!areRead) return <Skeleton height={480} />;
  return (
    <>
      {may('agent.manage') && !active && <RemainingCasesNotice agentId={id} />}
      {may('agent.read') && <AgentRoles agent={agent} />}
      {(may('presence.manage') || id === me.id) && active && <AgentAbsence agentId={id} />}
      {/* One's own are changed in the account, which asks for the password and a code. */}
      {may('agent.manage') && active && id !== me.id && (
        <>
          <SecondFactorOfAgent agent={agent} />
          <PasswordLinkSection agent={agent} />
        </>
      )}
      {may('signature.manage') && active && <AnonymitySection of={{ agentId: id }} name={name} />}
      {may('agent.manage') && <AgentAccess agent={agent} />}
      {profile ? <AgentProfileForm agentId={id} saved={profile} /> : <Skeleton height={320} />}
    </>
  );
}

/** The address by which the agent is known, and the teams. */
function Memberships({ agent }: { agent: Agent }) {
  const { email, teamIds } = agent;
  const { t } = useTexts();
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
      {isChanging && <ChangeAgentAddressDialog agent={agent} onClose={() => setChanging(false)} />}
    </>
  );
}

/** Shows the console as this agent would see it with their present rights, without content. */
function SeeScreens({ agent: { id, name } }: { agent: Agent }) {
  const { t } = useTexts();
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
