import type { Team } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { patch } from '../api/client.js';
import { teamsQuery } from '../api/queries.js';
import { useMay } from '../session/use-session.js';
import settings from '../settings/settings.module.css';
import { FormFailure } from '../shell/form.js';
import { LeaveGuard } from '../shell/leave-guard.js';
import { toast } from '../shell/toast.js';
import { TeamFields } from './team-fields.js';

export function Members() {
  const { teamId } = useParams({ from: '/desk/settings/teams/$teamId' });
  const { data: teams = [] } = useQuery(teamsQuery);
  const team = teams.find(({ id }) => id === teamId);
  return team && <MembersForm key={team.id} team={team} />;
}

/** Who is in the team, and whether its cases are confidential. */
function MembersForm({ team }: { team: Team }) {
  const { t } = useTranslation();
  const may = useMay();
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: { name: team.name, agentIds: team.agentIds, confidential: team.confidential },
  });
  const save = useMutation({
    mutationFn: (values: typeof form.values) => patch(`/teams/${team.id}`, values),
    onSuccess: async () => {
      form.resetDirty();
      toast({ message: t('saved') });
      await Promise.all(
        ['teams', 'agents', 'session'].map((name) => queryClient.invalidateQueries({ queryKey: [name] })),
      );
    },
  });
  const mayWrite = may('team.manage');
  return (
    <form className={settings.form} onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <LeaveGuard dirty={form.isDirty()} />
      <FormFailure error={save.error} />
      <TeamFields form={form} readOnly={!mayWrite} />
      {mayWrite && (
        <Button type="submit" loading={save.isPending} disabled={!form.isDirty()} style={{ alignSelf: 'start' }}>
          {t('save')}
        </Button>
      )}
    </form>
  );
}
