import { Role, type Agent } from '@guichet/contracts';
import {
  ErrorState,
  FormDialog,
  PageHead,
  PersonMark,
  Row,
  RowDetail,
  RowList,
  RowMain,
  RowName,
  SearchField,
} from '@guichet/ui';
import { Badge, Button, MultiSelect, Select, Skeleton, Switch, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery, teamsQuery } from '../../../shared/api/queries.js';
import { SecretDialog } from '../../../shared/feedback/secret-dialog.js';
import { useMay, useSession } from '../../../shared/session/use-session.js';
import { InvitationBadge } from './invitation-badge.js';
import { useLinkTexts, usePasswordLinks } from './use-password-link.js';
import { useSaveAgent } from './use-save-agent.js';
import { useWhatEnds } from './use-what-ends.js';

function AgentDialog({ agent, onClose }: { agent: Agent | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { agent: me } = useSession();
  const { data: teams = [] } = useQuery(teamsQuery);
  const [link, setLink] = useState<string>();
  const linkTexts = useLinkTexts();
  const own = agent?.id === me.id;
  const form = useForm({
    initialValues: {
      name: agent?.name ?? '',
      email: agent?.email ?? '',
      role: agent?.role ?? 'agent',
      teamIds: agent?.teamIds ?? [],
      active: agent?.active ?? true,
    },
  });
  const save = useSaveAgent(agent, (shown) => (shown ? setLink(shown) : onClose()));
  const whatEnds = useWhatEnds(agent?.active && !form.values.active ? agent.id : undefined);
  if (link) return <SecretDialog {...linkTexts(form.values.name, 'invitation')} secret={link} onClose={onClose} />;
  return (
    <FormDialog
      title={agent ? agent.name : t('agents.add')}
      error={save.error}
      submit={t(agent ? 'common.save' : 'agents.link.invite')}
      pending={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <TextInput data-autofocus label={t('account.name')} required maxLength={120} {...form.getInputProps('name')} />
      <TextInput
        label={t('auth.signIn.email')}
        type="email"
        autoComplete="off"
        required
        readOnly={Boolean(agent)}
        variant={agent ? 'filled' : 'default'}
        {...form.getInputProps('email')}
      />
      {/* Later, roles are given and taken one by one: a word would replace them all. */}
      {!agent && (
        <Select
          label={t('agents.role')}
          description={t(`agents.roleHint.${form.values.role}`)}
          data={Role.options.map((role) => ({ value: role, label: t(`common.role.${role}`) }))}
          allowDeselect={false}
          {...form.getInputProps('role')}
        />
      )}
      <MultiSelect
        label={t('settings.teams')}
        data={teams.map((team) => ({ value: team.id, label: team.name }))}
        searchable
        {...form.getInputProps('teamIds')}
      />
      <Text size="sm">{t(agent ? 'agents.rolesElsewhere' : 'agents.link.willChoose')}</Text>
      {agent && !own && (
        <Switch
          label={t('agents.active')}
          description={whatEnds ?? t('agents.activeHint')}
          {...form.getInputProps('active', { type: 'checkbox' })}
        />
      )}
    </FormDialog>
  );
}

export function AgentsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const { data: agents, error, refetch } = useQuery(agentsQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const [editing, setEditing] = useState<{ agent?: Agent }>();
  const [text, setText] = useState('');
  const links = usePasswordLinks();
  const shown = agents?.filter((agent) =>
    `${agent.name} ${agent.email}`.toLowerCase().includes(text.trim().toLowerCase()),
  );
  return (
    <>
      <PageHead>
        <h1>{t('settings.agents')}</h1>
        {may('agent.manage') && (
          <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setEditing({})}>
            {t('agents.add')}
          </Button>
        )}
      </PageHead>
      {(agents?.length ?? 0) > 8 && (
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
          {shown.map((agent) => (
            <Row key={agent.id} off={!agent.active || undefined}>
              <PersonMark name={agent.name} size={34} />
              <RowMain>
                <RowName>
                  <Link to="/settings/agents/$agentId" params={{ agentId: agent.id }} data-whole-row>
                    <bdi>{agent.name}</bdi>
                  </Link>
                  {agent.role !== 'agent' && (
                    <Badge variant="light" tt="none">
                      {t(`common.role.${agent.role}`)}
                    </Badge>
                  )}
                  {agent.active && <InvitationBadge link={links.get(agent.id)} />}
                  {!agent.active && (
                    <Badge variant="light" color="gray" tt="none">
                      {t('agents.inactive')}
                    </Badge>
                  )}
                </RowName>
                <RowDetail>
                  {[
                    agent.email,
                    ...teams.filter((team) => agent.teamIds.includes(team.id)).map((team) => team.name),
                  ].join(' · ')}
                </RowDetail>
              </RowMain>
              {may('agent.manage') && (
                <Button
                  data-above-row
                  variant="default"
                  size="xs"
                  onClick={() => setEditing({ agent })}
                  aria-label={t('common.edit', { name: agent.name })}
                >
                  {t('common.editShort')}
                </Button>
              )}
              <IconChevronRight size={16} stroke={1.5} aria-hidden />
            </Row>
          ))}
        </RowList>
      )}
      {editing && <AgentDialog agent={editing.agent} onClose={() => setEditing(undefined)} />}
    </>
  );
}
