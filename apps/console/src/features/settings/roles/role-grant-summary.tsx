import type { RoleDefinition } from '@guichet/contracts';
import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { teamsQuery } from '../../../shared/api/queries.js';
import { rolesQuery, sectorsQuery } from '../../../shared/api/settings-queries.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useRoleTexts } from '../../../shared/roles/permission-groups-and-role-texts.js';
import { missingChoice, rightsWithoutReach, type RoleAndReach } from './role-and-reach.js';

/** So many rights are named; the others are a number. */
const NAMED = 4;

const namesOf = (of: readonly { id: string; name: string }[], ids: readonly string[]) =>
  of.filter(({ id }) => ids.includes(id)).map(({ name }) => name);

interface Props {
  values: RoleAndReach;
  /** The teams that the agent is in, or joins. */
  ownTeamIds: readonly string[];
}

/** Says which role will be given and for which teams, before it is, and what of it will reach nothing. */
export function RoleGrantSummary({ values, ownTeamIds }: Props) {
  const { data: roles = [] } = useQuery(rolesQuery);
  const role = roles.find(({ id }) => id === values.roleId);
  if (!role || missingChoice(values)) return null;
  return (
    <div role="status">
      <Extent role={role} {...{ values, ownTeamIds }} />
      <WithoutReach role={role} reach={values.reach} />
    </div>
  );
}

/** For which teams, sectors or cases. */
function Extent({ role, values: { reach, teamIds, sectorIds }, ownTeamIds }: Props & { role: RoleDefinition }) {
  const { t } = useTexts();
  const formats = useFormats();
  const { roleName } = useRoleTexts();
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: sectors = [] } = useQuery(sectorsQuery);
  const name = roleName(role);
  if (reach === 'own-teams' && ownTeamIds.length === 0)
    return <Alert color="orange">{t('roles.given.noTeam', { role: name })}</Alert>;
  const inTeams = namesOf(teams, reach === 'teams' ? teamIds : ownTeamIds);
  const inSectors = namesOf(sectors, sectorIds);
  return (
    <Text size="sm">
      {reach === 'all-teams' && t('roles.given.allTeams', { role: name })}
      {reach === 'assigned-cases' && t('roles.given.assigned', { role: name })}
      {(reach === 'teams' || reach === 'own-teams') &&
        t('roles.given.teams', { role: name, count: inTeams.length, teams: formats.list(inTeams) })}
      {reach === 'sectors' &&
        t('roles.given.sectors', { role: name, count: inSectors.length, sectors: formats.list(inSectors) })}
    </Text>
  );
}

/** Which of its rights are given for all teams alone. */
function WithoutReach({ role, reach }: { role: RoleDefinition } & Pick<RoleAndReach, 'reach'>) {
  const { t } = useTexts();
  const formats = useFormats();
  const { permissionName } = useRoleTexts();
  const rights = rightsWithoutReach(role.permissions, reach);
  if (rights.length === 0) return null;
  const more = rights.length - NAMED;
  const names = rights.slice(0, NAMED).map((right) => t('roles.quoted', { role: permissionName(right) }));
  if (more > 0) names.push(t('roles.remains.more', { count: more }));
  return (
    <Text size="sm" mt={6} c="dimmed">
      {t('roles.given.withoutReach', { rights: formats.list(names) })}
    </Text>
  );
}
