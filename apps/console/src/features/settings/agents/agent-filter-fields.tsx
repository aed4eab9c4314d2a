import { Select, SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { teamsQuery } from '../../../shared/api/queries.js';
import { rolesQuery } from '../../../shared/api/settings-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useRoleTexts } from '../../../shared/roles/permission-groups-and-role-texts.js';
import type { AccountState, AgentFilter } from './agent-filter.js';

/** By team, role and state of the account. Without a choice, each shows all. */
export function AgentFilterFields({
  filter,
  onChange,
}: {
  filter: AgentFilter;
  onChange: (filter: AgentFilter) => void;
}) {
  const { t } = useTexts();
  const { roleName } = useRoleTexts();
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: roles = [] } = useQuery(rolesQuery);
  const named = (label: string) => ({ 'aria-label': label, placeholder: label, clearable: true, size: 'xs' }) as const;
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="xs" mb="md">
      <Select
        {...named(t('agents.filter.team'))}
        searchable
        data={teams.map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.teamId}
        onChange={(teamId) => onChange({ ...filter, teamId })}
      />
      <Select
        {...named(t('agents.filter.role'))}
        searchable
        data={roles.map((role) => ({ value: role.id, label: roleName(role) }))}
        value={filter.roleId}
        onChange={(roleId) => onChange({ ...filter, roleId })}
      />
      <Select<AccountState>
        {...named(t('agents.filter.state'))}
        data={(['active', 'invited', 'inactive'] as const).map((value) => ({
          value,
          label: t(`agents.filter.states.${value}`),
        }))}
        value={filter.state}
        onChange={(state) => onChange({ ...filter, state })}
      />
    </SimpleGrid>
  );
}
