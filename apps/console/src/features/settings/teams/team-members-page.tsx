import type { Team } from '@guichet/contracts';
import { FormColumn, FormError, PageForm } from '@guichet/ui';
import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { call } from '../../../shared/api/client.js';
import { teamsQuery } from '../../../shared/api/queries.js';
import { useMay } from '../../../shared/session/use-session.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { TeamDetails } from './team-details.js';
import { leavesItsSector, TeamFields, type TeamValues } from './team-fields.js';

export function TeamMembersPage() {
  const { teamId } = useParams({ from: '/console/settings/teams/$teamId' });
  const { data: teams = [] } = useQuery(teamsQuery);
  const team = teams.find(({ id }) => id === teamId);
  const mayWrite = useMay()('team.manage');
  return team && (mayWrite ? <MembersForm key={team.id} team={team} /> : <TeamDetails team={team} />);
}

/** Who is in the team, and whether its cases are confidential. */
function MembersForm({ team }: { team: Team }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const form = useForm<TeamValues>({
    initialValues: {
      name: team.name,
      agentIds: team.agentIds,
      confidential: team.confidential,
      sectorId: team.sectorId,
      reason: '',
    },
  });
  const save = useMutation({
    mutationFn: ({ reason, ...values }: TeamValues) =>
      call('updateTeam', {
        params: { id: team.id },
        body: { ...values, ...(leavesItsSector(values, team.sectorId) && { reason }) },
      }),
    onSuccess: async () => {
      form.setFieldValue('reason', '');
      form.resetDirty();
      toast({ message: t('common.saved') });
      await Promise.all(
        (['teams', 'sectors', 'agents', 'session'] as const).map((name) =>
          queryClient.invalidateQueries({ queryKey: [name] }),
        ),
      );
    },
  });
  return (
    <PageForm
      isChanged={form.isDirty()}
      isSaving={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
    >
      <FormColumn>
        <FormError error={save.error} />
        <TeamFields form={form} from={team.sectorId} />
        <Button type="submit" loading={save.isPending} disabled={!form.isDirty()} style={{ alignSelf: 'start' }}>
          {t('common.save')}
        </Button>
      </FormColumn>
    </PageForm>
  );
}
