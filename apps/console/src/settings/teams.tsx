import type { Team } from '@guichet/contracts';
import { Button, MultiSelect, Skeleton, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patch, post } from '../api/client.js';
import { agentsQuery, teamsQuery } from '../api/queries.js';
import { useTimes } from '../i18n/time.js';
import { useMay } from '../session/use-session.js';
import { FormDialog } from '../shell/form-dialog.js';
import { Trouble } from '../shell/trouble.js';
import classes from './settings.module.css';

function TeamDialog({ team, onClose }: { team: Team | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: agents = [] } = useQuery(agentsQuery);
  const [attempt] = useState(() => crypto.randomUUID());
  const form = useForm({ initialValues: { name: team?.name ?? '', agentIds: team?.agentIds ?? [] } });
  const save = useMutation({
    mutationFn: (values: typeof form.values) =>
      team ? patch(`/teams/${team.id}`, values) : post('/teams', values, { idempotencyKey: attempt }),
    onSuccess: async () => {
      await Promise.all(
        ['teams', 'agents', 'session'].map((name) => queryClient.invalidateQueries({ queryKey: [name] })),
      );
      onClose();
    },
  });
  return (
    <FormDialog
      title={team ? team.name : t('teams.add')}
      error={save.error}
      submit={t('save')}
      pending={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <TextInput data-autofocus label={t('teams.name')} required maxLength={120} {...form.getInputProps('name')} />
      <MultiSelect
        label={t('settings.agents')}
        description={t('teams.agentsHint')}
        data={agents
          .filter((agent) => agent.active || form.values.agentIds.includes(agent.id))
          .map((agent) => ({ value: agent.id, label: agent.name }))}
        searchable
        {...form.getInputProps('agentIds')}
      />
    </FormDialog>
  );
}

export function Teams() {
  const { t } = useTranslation();
  const times = useTimes();
  const may = useMay();
  const { data: teams, error, refetch } = useQuery(teamsQuery);
  const { data: agents = [] } = useQuery(agentsQuery);
  const [editing, setEditing] = useState<{ team?: Team }>();
  return (
    <>
      <header className={classes.head}>
        <h1>{t('settings.teams')}</h1>
        {may('team.manage') && (
          <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setEditing({})}>
            {t('teams.add')}
          </Button>
        )}
      </header>
      <p className={classes.lead}>{t('teams.lead')}</p>
      {error ? (
        <Trouble error={error} what={t('teams.failed')} onRetry={() => void refetch()} />
      ) : !teams ? (
        <Skeleton height={120} />
      ) : (
        <ul className={classes.rows}>
          {teams.map((team) => (
            <li key={team.id} className={classes.row}>
              <div className={classes.main}>
                <div className={classes.name}>
                  <bdi>{team.name}</bdi>
                </div>
                <div className={classes.sub}>
                  {times.list(agents.filter((agent) => team.agentIds.includes(agent.id)).map((agent) => agent.name)) ||
                    t('teams.nobody')}
                </div>
              </div>
              {may('team.manage') && (
                <Button
                  variant="default"
                  size="xs"
                  onClick={() => setEditing({ team })}
                  aria-label={t('edit', { name: team.name })}
                >
                  {t('editShort')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {editing && <TeamDialog team={editing.team} onClose={() => setEditing(undefined)} />}
    </>
  );
}
