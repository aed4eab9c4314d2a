import { Badge, Button, Skeleton } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconChevronRight, IconLock, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../api/client.js';
import { agentsQuery, teamsQuery } from '../api/queries.js';
import { useTimes } from '../i18n/time.js';
import { useMay } from '../session/use-session.js';
import { FormDialog } from '../shell/form-dialog.js';
import { SearchField } from '../shell/search-field.js';
import { Trouble } from '../shell/trouble.js';
import { TeamFields, type TeamValues } from '../team/team-fields.js';
import classes from './settings.module.css';

function NewTeam({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [attempt] = useState(() => crypto.randomUUID());
  const form = useForm<TeamValues>({ initialValues: { name: '', agentIds: [], confidential: false } });
  const save = useMutation({
    mutationFn: (values: TeamValues) => post('/teams', values, { idempotencyKey: attempt }),
    onSuccess: async () => {
      await Promise.all(
        ['teams', 'agents', 'session'].map((name) => queryClient.invalidateQueries({ queryKey: [name] })),
      );
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('teams.add')}
      error={save.error}
      submit={t('save')}
      pending={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <TeamFields form={form} />
    </FormDialog>
  );
}

export function Teams() {
  const { t } = useTranslation();
  const times = useTimes();
  const may = useMay();
  const { data: teams, error, refetch } = useQuery(teamsQuery);
  const { data: agents = [] } = useQuery(agentsQuery);
  const [adding, setAdding] = useState(false);
  const [text, setText] = useState('');
  const shown = teams?.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <>
      <header className={classes.head}>
        <h1>{t('settings.teams')}</h1>
        {may('team.manage') && (
          <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setAdding(true)}>
            {t('teams.add')}
          </Button>
        )}
      </header>
      <p className={classes.lead}>{t('teams.lead')}</p>
      {(teams?.length ?? 0) > 8 && (
        <SearchField
          mb="md"
          label={t('circulation.find')}
          placeholder={t('circulation.find')}
          value={text}
          onText={setText}
          onClear={() => setText('')}
        />
      )}
      {error ? (
        <Trouble error={error} what={t('teams.failed')} onRetry={() => void refetch()} />
      ) : !shown ? (
        <Skeleton height={120} />
      ) : (
        <ul className={classes.rows}>
          {shown.map((team) => (
            <li key={team.id} className={classes.row}>
              <div className={classes.main}>
                <div className={classes.name}>
                  <Link to="/settings/teams/$teamId" params={{ teamId: team.id }} className={classes.whole}>
                    <bdi>{team.name}</bdi>
                  </Link>
                  {team.confidential && (
                    <Badge variant="light" color="gray" tt="none" leftSection={<IconLock size={12} stroke={1.75} />}>
                      {t('teams.confidential')}
                    </Badge>
                  )}
                </div>
                <div className={classes.sub}>
                  {times.list(agents.filter((agent) => team.agentIds.includes(agent.id)).map((agent) => agent.name)) ||
                    t('teams.nobody')}
                </div>
              </div>
              <IconChevronRight size={16} stroke={1.5} aria-hidden />
            </li>
          ))}
        </ul>
      )}
      {adding && <NewTeam onClose={() => setAdding(false)} />}
    </>
  );
}
