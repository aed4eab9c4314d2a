import type { Sector } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { MultiSelect, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { teamsQuery } from '../../../shared/api/queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { teamsToMove } from './teams-to-move.js';

interface Values {
  name: string;
  teamIds: string[];
  reason: string;
}

/** The name and the teams of a sector: of a new one, or of one that is there. */
export function SectorDialog({ sector, onClose }: { sector: Sector | undefined; onClose: () => void }) {
  const { t } = useTexts();
  const { data: teams = [] } = useQuery(teamsQuery);
  const [before] = useState(() => teams.filter(({ sectorId }) => sector && sectorId === sector.id).map(({ id }) => id));
  const form = useForm<Values>({ initialValues: { name: sector?.name ?? '', teamIds: before, reason: '' } });
  const save = useSaveSector(sector, onClose);
  const moves = teamsToMove(teams, sector?.id ?? null, form.values.teamIds);
  const leaving = moves.filter(({ leaves }) => leaves).length;
  return (
    <FormDialog
      title={sector ? sector.name : t('sectors.add')}
      error={save.error}
      submit={t('common.save')}
      pending={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('sectors.name')}
        description={t('sectors.nameHint')}
        required
        maxLength={120}
        {...form.getInputProps('name')}
      />
      <MultiSelect
        label={t('settings.teams')}
        description={t(leaving > 0 ? 'sectors.changesHint' : 'sectors.teamsHint')}
        data={teams.map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        {...form.getInputProps('teamIds')}
      />
      {leaving > 0 && (
        <Textarea
          label={t('sectors.whyTeamsLeave', { count: leaving })}
          description={t('sectors.whyLeaveHint')}
          required
          maxLength={500}
          autosize
          minRows={2}
          {...form.getInputProps('reason')}
        />
      )}
    </FormDialog>
  );
}

/** Saves a sector, then where its teams are. A second try goes on where the first one failed. */
function useSaveSector(sector: Sector | undefined, onDone: () => void) {
  const queryClient = useQueryClient();
  const { data: teams = [] } = useQuery(teamsQuery);
  const [attempt] = useState(() => crypto.randomUUID());
  const [created, setCreated] = useState<string>();
  return useMutation({
    mutationFn: async ({ name, teamIds, reason }: Values) => {
      const known = sector?.id ?? created;
      const { id } = known
        ? await call('updateSector', { params: { id: known }, body: { name } })
        : await call('createSector', { body: { name }, idempotencyKey: attempt });
      setCreated(id);
      for (const { teamId, leaves, sectorId } of teamsToMove(teams, known ?? null, teamIds)) {
        const into = known ? sectorId : id;
        await call('updateTeam', { params: { id: teamId }, body: { sectorId: into, ...(leaves && { reason }) } });
      }
    },
    onSuccess: onDone,
    onSettled: () =>
      Promise.all(
        (['sectors', 'teams', 'rights'] as const).map((name) => queryClient.invalidateQueries({ queryKey: [name] })),
      ),
  });
}
