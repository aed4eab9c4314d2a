import type { Agent, Role } from '@guichet/contracts';
import { PersonMark } from '@guichet/ui';
import { Badge, Button, MultiSelect, PasswordInput, Select, Skeleton, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch, post } from '../api/client.js';
import { agentsQuery, teamsQuery } from '../api/queries.js';
import { useMay, useSession } from '../session/use-session.js';
import { FormDialog } from '../shell/form-dialog.js';
import { SearchField } from '../shell/search-field.js';
import { Trouble } from '../shell/trouble.js';
import classes from './settings.module.css';

const roles: readonly Role[] = ['agent', 'supervisor', 'administrator'];

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
        ? patch(`/agents/${agent.id}`, { ...values, active, ...(password && { password }) })
        : post('/agents', { ...values, email, password }, { idempotencyKey: attempt }),
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
      submit={t('save')}
      pending={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <TextInput data-autofocus label={t('account.name')} required maxLength={120} {...form.getInputProps('name')} />
      <TextInput
        label={t('signIn.email')}
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
        data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
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
        label={agent ? t('agents.resetPassword') : t('signIn.password')}
        description={agent ? t('agents.resetHint') : t('account.passwordHint')}
        autoComplete="new-password"
        required={!agent}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
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

export function Agents() {
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
      <header className={classes.head}>
        <h1>{t('settings.agents')}</h1>
        {may('agent.manage') && (
          <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setEditing({})}>
            {t('agents.add')}
          </Button>
        )}
      </header>
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
        <Trouble error={error} what={t('agents.failed')} onRetry={() => void refetch()} />
      ) : !shown ? (
        <Skeleton height={180} />
      ) : (
        <ul className={classes.rows}>
          {shown.map((agent) => (
            <li key={agent.id} className={classes.row} data-off={!agent.active || undefined}>
              <PersonMark name={agent.name} size={34} />
              <div className={classes.main}>
                <div className={classes.name}>
                  <Link to="/settings/agents/$agentId" params={{ agentId: agent.id }} className={classes.whole}>
                    <bdi>{agent.name}</bdi>
                  </Link>
                  {agent.role !== 'agent' && (
                    <Badge variant="light" tt="none">
                      {t(`role.${agent.role}`)}
                    </Badge>
                  )}
                  {!agent.active && (
                    <Badge variant="light" color="gray" tt="none">
                      {t('agents.inactive')}
                    </Badge>
                  )}
                </div>
                <div className={classes.sub}>
                  {[
                    agent.email,
                    ...teams.filter((team) => agent.teamIds.includes(team.id)).map((team) => team.name),
                  ].join(' · ')}
                </div>
              </div>
              {may('agent.manage') && (
                <Button
                  className={classes.above}
                  variant="default"
                  size="xs"
                  onClick={() => setEditing({ agent })}
                  aria-label={t('edit', { name: agent.name })}
                >
                  {t('editShort')}
                </Button>
              )}
              <IconChevronRight size={16} stroke={1.5} aria-hidden />
            </li>
          ))}
        </ul>
      )}
      {editing && <AgentDialog agent={editing.agent} onClose={() => setEditing(undefined)} />}
    </>
  );
}
