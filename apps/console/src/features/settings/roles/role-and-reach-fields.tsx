import { GrantReach, permissions, type RoleDefinition } from '@guichet/contracts';
import { MultiSelect, Radio, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { teamsQuery } from '../../../shared/api/queries.js';
import { rolesQuery, sectorsQuery } from '../../../shared/api/settings-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useRoleTexts } from '../../../shared/roles/permission-groups-and-role-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { usualReach, type RoleAndReach } from './role-and-reach.js';

/** A service account is a member of no team, and has no case. */
const FOR_PEOPLE: readonly GrantReach[] = ['own-teams', 'assigned-cases'];

interface Props {
  values: RoleAndReach;
  errors: Readonly<Record<string, ReactNode>>;
  onChange: (changed: Partial<RoleAndReach>) => void;
  /** For a service account, which is a member of no team. */
  isService?: boolean;
  hasAutofocus?: boolean;
}

/** The roles that one may give: none with a right in cases, or in what all teams share, that one does not have. */
function useRolesToGive(): readonly RoleDefinition[] {
  const may = useMay();
  const { data: roles = [] } = useQuery(rolesQuery);
  return roles.filter((role) => role.permissions.every((one) => permissions[one] === 'organisation' || may(one)));
}

/** Which role is given, and for which teams. */
export function RoleAndReachFields({ values, errors, onChange, isService = false, hasAutofocus = false }: Props) {
  const { t } = useTexts();
  const { roleName, roleHint } = useRoleTexts();
  const roles = useRolesToGive();
  const { data: sectors = [] } = useQuery(sectorsQuery);
  const hasSectors = sectors.some(({ archived }) => !archived);
  const chosen = roles.find(({ id }) => id === values.roleId);
  const choose = (roleId: string | null) => {
    const next = roles.find(({ id }) => id === roleId);
    const isUntouched = values.reach === usualReach(chosen?.key);
    onChange({ roleId, ...(next && isUntouched && !isService && { reach: usualReach(next.key) }) });
  };
  return (
    <>
      <Select
        {...(hasAutofocus && { 'data-autofocus': true })}
        openOnFocus={false}
        label={t('roles.held.role')}
        description={chosen && roleHint(chosen)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={roles.map((role) => ({ value: role.id, label: roleName(role) }))}
        searchable
        required
        value={values.roleId}
        onChange={choose}
      />
      <Radio.Group
        label={t('roles.held.for')}
        value={values.reach}
        onChange={(reach) => onChange({ reach: GrantReach.parse(reach) })}
      >
        <Stack gap="xs" mt={8}>
          {GrantReach.options
            .filter((reach) => (reach !== 'sectors' || hasSectors) && !(isService && FOR_PEOPLE.includes(reach)))
            .map((reach) => (
              <Radio key={reach} value={reach} label={t(`roles.held.${reach}`)} />
            ))}
        </Stack>
      </Radio.Group>
      <ReachFields {...{ values, errors, onChange }} />
    </>
  );
}

/** Which sectors or teams, where a role is given for some. */
function ReachFields({ values: { reach, teamIds, sectorIds }, errors, onChange }: Omit<Props, 'isService'>) {
  const { t } = useTexts();
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: sectors = [] } = useQuery(sectorsQuery);
  if (reach === 'sectors')
    return (
      <MultiSelect
        label={t('sectors.title')}
        description={t('roles.held.sectorsHint')}
        data={sectors.filter(({ archived }) => !archived).map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        value={sectorIds}
        error={errors['sectorIds']}
        onChange={(chosen) => onChange({ sectorIds: chosen })}
      />
    );
  if (reach === 'teams')
    return (
      <MultiSelect
        label={t('roles.held.teamsOfRole')}
        data={teams.map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        value={teamIds}
        error={errors['teamIds']}
        onChange={(chosen) => onChange({ teamIds: chosen })}
      />
    );
  return null;
}
