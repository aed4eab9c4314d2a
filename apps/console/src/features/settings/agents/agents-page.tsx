import type { Agent, HeldRole } from '@guichet/contracts';
import { ErrorState, PageHead, PersonMark, Row, RowDetail, RowList, RowMain, RowName, SearchField } from '@guichet/ui';
import { Badge, Button, Group, Skeleton } from '@mantine/core';
import { IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery, teamsQuery } from '../../../shared/api/queries.js';
import { roleGrantsQuery } from '../../../shared/api/settings-queries.js';
import { useGrantText } from '../../../shared/roles/use-grant-text.js';
import { useMay } from '../../../shared/session/use-session.js';
import { AgentDialog } from './agent-dialog.js';
import classes from './agents-page.module.css';
import { ImportAgentsDialog } from './import-agents-dialog.js';
import { InvitationBadge } from './invitation-badge.js';
import { PendingInvitations } from './pending-invitations.js';
import { usePasswordLinks } from './use-password-link.js';

/** Returns the roles of agents in words, each with for whom and for how long it is held; undefined while they are not known. */
function useRolesOf() {
  const { data: grants } = useQuery(roleGrantsQuery);
  const grantText = useGrantText();
  if (!grants) return () => undefined;
  const byAgent = Map.groupBy(grants, ({ agentId }) => agentId);
  const words = (grant: HeldRole) => {
    const { name, facts } = grantText(grant);
    return `${name} (${facts.join(', ')})`;
  };
  return (id: string): string[] => (byAgent.get(id) ?? []).map(words);
}

interface RowProps {
  agent: Agent;
  roles: string[] | undefined;
  onEdit: (() => void) | undefined;
}

function AgentRow({ agent, roles, onEdit }: RowProps) {
  const { t } = useTranslation();
  const { data: teams = [] } = useQuery(teamsQuery);
  const links = usePasswordLinks();
  const own = teams.filter((team) => agent.teamIds.includes(team.id)).map((team) => team.name);
  return (
    <Row off={!agent.active || undefined}>
      <PersonMark name={agent.name} size={34} />
      <RowMain>
        <RowName>
          <Link to="/settings/agents/$agentId" params={{ agentId: agent.id }} data-whole-row>
            <bdi>{agent.name}</bdi>
          </Link>
          {agent.active && <InvitationBadge link={links.get(agent.id)} />}
          {!agent.active && (
            <Badge variant="light" color="gray" tt="none">
              {t('agents.inactive')}
            </Badge>
          )}
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
  const { t } = useTranslation();
  const may = useMay();
  const { data: agents, error, refetch } = useQuery(agentsQuery);
  const [editing, setEditing] = useState<{ agent?: Agent }>();
  const [importing, setImporting] = useState(false);
  const [text, setText] = useState('');
  const rolesOf = useRolesOf();
  const wanted = text.trim().toLowerCase();
  const shown = agents
    ?.map((agent) => ({ agent, roles: rolesOf(agent.id) }))
    .filter(({ agent, roles = [] }) =>
      [agent.name, agent.email, ...roles].some((words) => words.toLowerCase().includes(wanted)),
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
            <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setEditing({})}>
              {t('agents.add')}
            </Button>
          </Group>
        )}
      </PageHead>
      {agents && may('agent.manage') && <PendingInvitations agents={agents} />}
      {(agents?.length ?? 0) > 4 && (
        <SearchField
          mb="md"
          label={t('agents.find')}
          placeholder={t('agents.find')}
          value={text}
          onText={setText}
          onClear={() => setText('')}
        />
      )}
      {error ? (
        <ErrorState error={error} what={t('agents.failed')} onRetry={() => void refetch()} />
      ) : !shown ? (
        <Skeleton height={180} />
      ) : (
        <RowList>
          {shown.map(({ agent, roles }) => (
            <AgentRow
              key={agent.id}
              agent={agent}
              roles={roles}
              onEdit={may('agent.manage') ? () => setEditing({ agent }) : undefined}
            />
          ))}
        </RowList>
      )}
      {shown?.length === 0 && <p role="status">{t('agents.noneFound')}</p>}
      {editing && <AgentDialog agent={editing.agent} onClose={() => setEditing(undefined)} />}
      {importing && <ImportAgentsDialog onClose={() => setImporting(false)} />}
    </>
  );
}
