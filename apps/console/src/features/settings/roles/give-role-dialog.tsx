import type { Agent, AgentRights, GiveRole } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { agentsQuery, teamsQuery } from '../../../shared/api/queries.js';
import { rolesQuery } from '../../../shared/api/settings-queries.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { RedundantRoleNotice } from './lost-and-remaining-rights.js';
import { coveringGrants } from './lost-remaining-and-covered-rights.js';
import { missingChoice, type RoleAndReach } from './role-and-reach.js';
import { faultOfUntil, instantsOf, type DaysOfRole } from './role-days-to-instants.js';
import { RoleDays } from './role-days.js';
import { RoleAndReachFields } from './role-and-reach-fields.js';
import { RoleGrantSummary } from './role-grant-summary.js';

type Values = RoleAndReach & DaysOfRole;

const wantedBy = ({ roleId, reach, teamIds, sectorIds, ...days }: Values): GiveRole => ({
  roleId: roleId!,
  reach,
  teamIds: reach === 'teams' ? teamIds : [],
  sectorIds: reach === 'sectors' ? sectorIds : [],
  ...instantsOf(days),
});

/** For which teams a role would be given. Sectors stand for the teams that are in them now. */
function useExtent(agentId: string, { reach, teamIds, sectorIds }: Values) {
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: agents = [] } = useQuery(agentsQuery);
  const own = agents.find(({ id }) => id === agentId)?.teamIds ?? [];
  const ofSectors = teams.filter(({ sectorId }) => sectorId && sectorIds.includes(sectorId)).map(({ id }) => id);
  const byReach = { 'all-teams': null, 'own-teams': own, 'assigned-cases': [], teams: teamIds, sectors: ofSectors };
  return { own, teamIds: byReach[reach], assigned: reach === 'assigned-cases' };
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
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const { data: roles = [] } = useQuery(rolesQuery);
  const [attempt] = useState(() => crypto.randomUUID());
  const missing = (values: Values, field: string) => {
    const found = missingChoice(values);
    return found?.field === field ? t(found.text) : null;
  };
  const form = useForm<Values>({
    initialValues: {
      ...{ roleId: null, reach: isService ? 'teams' : 'own-teams', teamIds: [], sectorIds: [], from: '', until: '' },
    },
    validate: {
      sectorIds: (_, values) => missing(values, 'sectorIds'),
      teamIds: (_, values) => missing(values, 'teamIds'),
      until: (_, values) => {
        const fault = faultOfUntil(values, Date.now());
        return fault && t(fault);
      },
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
  const { own, ...extent } = useExtent(agent.id, form.values);
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
      <RoleAndReachFields
        hasAutofocus
        values={form.values}
        errors={form.errors}
        isService={isService}
        onChange={(changed) => form.setValues(changed)}
      />
      <RoleGrantSummary values={form.values} ownTeamIds={own} />
      {chosen && <RedundantRoleNotice name={agent.name} reasons={coveringGrants(rights, chosen, extent)} />}
      <RoleDays inputProps={(field) => form.getInputProps(field)} />
    </FormDialog>
  );
}
