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
import { Badge, Button, MultiSelect, PasswordInput, Select, Skeleton, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { agentsQuery, teamsQuery } from '../../../shared/api/queries.js';
import { useMay, useSession } from '../../../shared/session/use-session.js';

function AgentDialog({ agent, onClose }: { agent: Agent | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { agent: me } = useSession();
  const { data: teams = [] } = useQuery(teamsQuery);
  const [attempt] = useState(() => crypto.randomUUID());
  const own = agent?.id === me.id;
  const form = useForm({
    initialValues: {
      name: agent?.name ?? '',
      email: agent?.email ?? '',
      role: agent?.role ?? 'agent',
      teamIds: agent?.teamIds ?? [],
      password: '',
      active: agent?.active ?? true,
    },
    validate: {
      password: (value) => ((agent ? value !== '' : true) && value.length < 12 ? t('account.passwordHint') : null),
    },
  });
  const save = useMutation({
    mutationFn: ({ email, active, password, ...values }: typeof form.values) =>
      agent
        ? call('updateAgent', { params: { id: agent.id }, body: { ...values, active, ...(password && { password }) } })
        : call('createAgent', { body: { ...values, email, password }, idempotencyKey: attempt }),
    onSuccess: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ['agents'] }),
        queryClient.invalidateQueries({ queryKey: ['teams'] }),
      ]);
      onClose();
    },
  });
  return (
    <FormDialog
      title={agent ? agent.name : t('agents.add')}
      error={save.error}
      submit={t('common.save')}
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
      <Select
        label={t('agents.role')}
        description={t(`agents.roleHint.${form.values.role}`)}
        data={Role.options.map((role) => ({ value: role, label: t(`common.role.${role}`) }))}
        allowDeselect={false}
        disabled={own}
        {...form.getInputProps('role')}
      />
      <MultiSelect
        label={t('settings.teams')}
        data={teams.map((team) => ({ value: team.id, label: team.name }))}
        searchable
        {...form.getInputProps('teamIds')}
      />
      <PasswordInput
        label={agent ? t('agents.resetPassword') : t('auth.signIn.password')}
        description={agent ? t('agents.resetHint') : t('account.passwordHint')}
        autoComplete="new-password"
        required={!agent}
        visibilityToggleButtonProps={{ 'aria-label': t('auth.signIn.show') }}
        {...form.getInputProps('password')}
      />
      {agent && !own && (
        <Switch
          label={t('agents.active')}
          description={t('agents.activeHint')}
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
