import type { Agent, HeldRole } from '@guichet/contracts';
import {
  ErrorState,
  PageHead,
  PersonAvatar,
  Row,
  RowDetail,
  RowList,
  RowMain,
  RowName,
  SearchField,
} from '@guichet/ui';
import { Button, Group, Skeleton } from '@mantine/core';
import { IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { agentsQuery, teamsQuery } from '../../../shared/api/queries.js';
import { roleGrantsQuery } from '../../../shared/api/settings-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useGrantText } from '../../../shared/roles/use-grant-text.js';
import { useMay } from '../../../shared/session/use-session.js';
import { EditAgentDialog } from './edit-agent-dialog.js';
import { InviteAgentDialog } from './invite-agent-dialog.js';
import classes from './agents-page.module.css';
import { AgentFilterFields } from './agent-filter-fields.js';
import { isInFilter, NO_FILTER } from './agent-filter.js';
import { ImportAgentsDialog } from './import-agents-dialog.js';
import { InvitationBadge } from './invitation-badge.js';
import { AgentStateBadges } from './agent-state-badges.js';
import { SendUndeliveredInvitations } from './send-undelivered-invitations.js';
import { usePasswordLinks } from './use-password-link.js';

/** Returns the roles of agents, by their ids and in words, each with for whom and for how long it is held; undefined while they are not known. */
function useRolesOf() {
  const { data: grants } = useQuery(roleGrantsQuery);
  const grantText = useGrantText();
  if (!grants) return () => undefined;
  const byAgent = Map.groupBy(grants, ({ agentId }) => agentId);
  const words = (grant: HeldRole) => {
    const { name, facts } = grantText(grant);
    return `${name} (${facts.join(', ')})`;
  };
  return (id: string) => {
    const held = byAgent.get(id) ?? [];
    return { roleIds: held.map(({ roleId }) => roleId), words: held.map(words) };
  };
}

interface RowProps {
  agent: Agent;
  roles: string[] | undefined;
  onEdit: (() => void) | undefined;
}

function AgentRow({ agent, roles, onEdit }: RowProps) {
  const { t } = useTexts();
  const { data: teams = [] } = useQuery(teamsQuery);
  const links = usePasswordLinks();
  const own = teams.filter((team) => agent.teamIds.includes(team.id)).map((team) => team.name);
  return (
    <Row off={!agent.active || undefined}>
      <PersonAvatar name={agent.name} size={34} />
      <RowMain>
        <RowName>
          <Link to="/settings/agents/$agentId" params={{ agentId: agent.id }} data-whole-row>
            <bdi>{agent.name}</bdi>
          </Link>
          {agent.active && <InvitationBadge link={links.get(agent.id)} />}
          <AgentStateBadges agent={agent} />
        </RowName>
        <RowDetail>{[agent.email, ...own].join(' · ')}</RowDetail>
        {roles && <RowDetail>{roles.length > 0 ? roles.join(' · ') : t('agents.noRole')}</RowDetail>}
      </RowMain>
      {onEdit && (
        <Button
          data-above-row
          className={classes.edit}
          variant="default"
          size="xs"
          onClick={onEdit}
          aria-label={t('common.edit', { name: agent.name })}
        >
          {t('common.editShort')}
        </Button>
      )}
      <IconChevronRight size={16} stroke={1.5} aria-hidden />
    </Row>
  );
}

/** All agents, each with their teams and the roles that they hold. */
export function AgentsPage() {
  const { t } = useTexts();
  const may = useMay();
  const { data: agents, error, refetch } = useQuery(agentsQuery);
  const [editing, setEditing] = useState<Agent>();
  const [inviting, setInviting] = useState(false);
  const [importing, setImporting] = useState(false);
  const [text, setText] = useState('');
  const rolesOf = useRolesOf();
  const links = usePasswordLinks();
  const [filter, setFilter] = useState(NO_FILTER);
  const wanted = text.trim().toLowerCase();
  const shown = agents
    ?.map((agent) => ({ agent, ...rolesOf(agent.id) }))
    .filter(
      ({ agent, roleIds = [], words = [] }) =>
        [agent.name, agent.email, ...words].some((one) => one.toLowerCase().includes(wanted)) &&
        isInFilter(filter, { ...agent, roleIds, isInvited: links.get(agent.id)?.purpose === 'invitation' }),
    );
  return (
    <>
      <PageHead>
        <h1>{t('settings.agents')}</h1>
        {may('agent.manage') && (
          <Group gap="xs">
            <Button variant="default" onClick={() => setImporting(true)}>
              {t('agents.import.open')}
            </Button>
            <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setInviting(true)}>
              {t('agents.add')}
            </Button>
          </Group>
        )}
      </PageHead>
      {agents && may('agent.manage') && <SendUndeliveredInvitations agents={agents} />}
      {(agents?.length ?? 0) > 4 && (
        <>
          <SearchField
            mb="xs"
            label={t('agents.find')}
            placeholder={t('agents.find')}
            value={text}
            onText={setText}
            onClear={() => setText('')}
          />
          <AgentFilterFields filter={filter} onChange={setFilter} />
        </>
      )}
      {error ? (
        <ErrorState error={error} what={t('agents.failed')} onRetry={() => void refetch()} />
      ) : !shown ? (
        <Skeleton height={180} />
      ) : (
        <RowList>
          {shown.map(({ agent, words }) => (
            <AgentRow
              key={agent.id}
              agent={agent}
              roles={words}
              onEdit={may('agent.manage') ? () => setEditing(agent) : undefined}
            />
          ))}
        </RowList>
      )}
      {shown?.length === 0 && <p role="status">{t('agents.noneFound')}</p>}
      {editing && <EditAgentDialog agent={editing} onClose={() => setEditing(undefined)} />}
      {inviting && <InviteAgentDialog onClose={() => setInviting(false)} />}
      {importing && <ImportAgentsDialog onClose={() => setImporting(false)} />}
    </>
  );
}
