import { GrantReach, type Agent, type AgentRights, type GiveRole } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Radio, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { agentsQuery, teamsQuery } from '../../../shared/api/queries.js';
import { rolesQuery, sectorsQuery } from '../../../shared/api/settings-queries.js';
import { toast } from '../../../shared/feedback/toast.js';
import { SeveralSelect } from '../../../shared/forms/several-select.js';
import { useRoleTexts } from '../../../shared/roles/use-role-texts.js';
import { RedundantRoleNotice } from './remaining-rights.js';
import { coveringGrants } from './remaining-and-covering-grants.js';

/** The beginning of a day here, and of the day behind it: a role that is given until a day is held on that day, too. */
const beginningOf = (day: string) => new Date(`${day}T00:00`);
const endOf = (day: string) => {
  const end = beginningOf(day);
  end.setDate(end.getDate() + 1);
  return end;
};

/** A service account is a member of no team, and has no case. */
const FOR_PEOPLE: readonly GrantReach[] = ['own-teams', 'assigned-cases'];

interface Values {
  roleId: string | null;
  reach: GrantReach;
  teamIds: string[];
  sectorIds: string[];
  /** Days; empty: now, and without an end. */
  from: string;
  until: string;
}

const wantedBy = ({ roleId, reach, teamIds, sectorIds, from, until }: Values): GiveRole => ({
  roleId: roleId!,
  reach,
  teamIds: reach === 'teams' ? teamIds : [],
  sectorIds: reach === 'sectors' ? sectorIds : [],
  validFrom: from ? beginningOf(from).toISOString() : null,
  validUntil: until ? endOf(until).toISOString() : null,
});

/** For which teams a role would be given. Sectors stand for the teams that are in them now. */
function useExtent(agentId: string, { reach, teamIds, sectorIds }: Values) {
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: agents = [] } = useQuery(agentsQuery);
  const own = agents.find(({ id }) => id === agentId)?.teamIds ?? [];
  const ofSectors = teams.filter(({ sectorId }) => sectorId && sectorIds.includes(sectorId)).map(({ id }) => id);
  const byReach = { 'all-teams': null, 'own-teams': own, 'assigned-cases': [], teams: teamIds, sectors: ofSectors };
  return { teamIds: byReach[reach], assigned: reach === 'assigned-cases' };
}

interface Props {
  agent: Pick<Agent, 'id' | 'name'>;
  /** A service account, which is a member of no team. */
  isService: boolean;
  /** What they may do already. */
  rights: AgentRights['rights'];
  onClose: () => void;
}

/** Gives an agent a role: for which teams, and from when until when. */
export function GiveRoleDialog({ agent, isService, rights, onClose }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { roleName, roleHint } = useRoleTexts();
  const { data: roles = [] } = useQuery(rolesQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: sectors = [] } = useQuery(sectorsQuery);
  const offered = sectors.filter(({ archived }) => !archived);
  const [attempt] = useState(() => crypto.randomUUID());
  const form = useForm<Values>({
    initialValues: {
      ...{ roleId: null, reach: isService ? 'teams' : 'own-teams', teamIds: [], sectorIds: [], from: '', until: '' },
    },
    validate: {
      sectorIds: (ids, { reach }) => (reach === 'sectors' && ids.length === 0 ? t('roles.held.sectorsNeeded') : null),
      teamIds: (ids, { reach }) => (reach === 'teams' && ids.length === 0 ? t('roles.held.teamsNeeded') : null),
      until: (until, { from }) =>
        until && endOf(until).getTime() <= Date.now()
          ? t('roles.held.inPast')
          : until && from && until < from
            ? t('roles.held.endsBefore')
            : null,
    },
  });
  const give = useMutation({
    mutationFn: (values: Values) =>
      call('giveRole', { params: { id: agent.id }, body: wantedBy(values), idempotencyKey: attempt }),
    onSuccess: async () => {
      toast({ message: t('roles.held.given') });
      await Promise.all(
        (['rights', 'roles', 'agents'] as const).map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
      );
      onClose();
    },
  });
  const chosen = roles.find(({ id }) => id === form.values.roleId);
  const extent = useExtent(agent.id, form.values);
  const choose = (roleId: string | null) => {
    form.setFieldValue('roleId', roleId);
    // Whoever is not of the house is not to see a whole team because nobody looked at what is chosen below.
    const isContractor = roles.some(({ id, key }) => id === roleId && key === 'contractor');
    if (isContractor && !isService) form.setFieldValue('reach', 'assigned-cases');
  };
  return (
    <FormDialog
      title={t('roles.held.giveTo', { name: agent.name })}
      error={give.error}
      submit={t('roles.held.give')}
      pending={give.isPending}
      disabled={!chosen}
      onSubmit={form.onSubmit((values) => give.mutate(values))}
      onClose={onClose}
    >
      <Select
        data-autofocus
        openOnFocus={false}
        label={t('roles.held.role')}
        description={chosen && roleHint(chosen)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={roles.map((role) => ({ value: role.id, label: roleName(role) }))}
        searchable
        required
        {...form.getInputProps('roleId')}
        onChange={choose}
      />
      <Radio.Group label={t('roles.held.for')} {...form.getInputProps('reach')}>
        <Stack gap="xs" mt={8}>
          {GrantReach.options
            .filter(
              (reach) => (reach !== 'sectors' || offered.length > 0) && !(isService && FOR_PEOPLE.includes(reach)),
            )
            .map((reach) => (
              <Radio key={reach} value={reach} label={t(`roles.held.${reach}`)} />
            ))}
        </Stack>
      </Radio.Group>
      {form.values.reach === 'sectors' && (
        <SeveralSelect
          label={t('sectors.title')}
          description={t('roles.held.sectorsHint')}
          data={offered.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          {...form.getInputProps('sectorIds')}
        />
      )}
      {form.values.reach === 'teams' && (
        <SeveralSelect
          label={t('settings.teams')}
          data={teams.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          {...form.getInputProps('teamIds')}
        />
      )}
      {chosen && <RedundantRoleNotice name={agent.name} reasons={coveringGrants(rights, chosen, extent)} />}
      <TextInput
        type="date"
        label={t('roles.held.from')}
        description={t('roles.held.fromHint')}
        {...form.getInputProps('from')}
      />
      <TextInput
        type="date"
        label={t('roles.held.until')}
        description={t('roles.held.untilHint')}
        {...form.getInputProps('until')}
      />
    </FormDialog>
  );
}
