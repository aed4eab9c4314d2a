import { GroupReach, type AgentGroup } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { MultiSelect, Radio, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../shared/api/client.js';
import { teamsQuery } from '../../../shared/api/queries.js';
import { rolesQuery, sectorsQuery } from '../../../shared/api/settings-queries.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useRoleTexts } from '../../../shared/roles/permission-groups-and-role-texts.js';

/** Which teams and roles the members of a group get. */
export function DirectoryGroupDialog({ group, onClose }: { group: AgentGroup; onClose: () => void }) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const { roleName } = useRoleTexts();
  const { data: roles = [] } = useQuery(rolesQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: sectors = [] } = useQuery(sectorsQuery);
  const offered = sectors.filter(({ archived }) => !archived);
  const { teamIds, roleIds, reach, reachTeamIds, reachSectorIds } = group;
  const form = useForm({
    initialValues: { teamIds, roleIds, reach, reachTeamIds, reachSectorIds },
    validate: {
      reachTeamIds: (ids, values) =>
        values.reach === 'teams' && values.roleIds.length > 0 && ids.length === 0 ? t('roles.held.teamsNeeded') : null,
      reachSectorIds: (ids, values) =>
        values.reach === 'sectors' && values.roleIds.length > 0 && ids.length === 0
          ? t('roles.held.sectorsNeeded')
          : null,
    },
  });
  const save = useMutation({
    mutationFn: (body: typeof form.values) => call('mapGroup', { params: { id: group.id }, body }),
    onSuccess: async () => {
      toast({ message: t('groups.saved', { name: group.name }) });
      await Promise.all(
        (['groups', 'rights', 'roles', 'agents', 'teams'] as const).map((key) =>
          queryClient.invalidateQueries({ queryKey: [key] }),
        ),
      );
      onClose();
    },
  });
  const choices = teams.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <FormDialog
      title={group.name}
      error={save.error}
      submit={t('common.save')}
      pending={save.isPending}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      onClose={onClose}
    >
      <MultiSelect
        label={t('groups.teams')}
        description={t('groups.teamsHint')}
        data={choices}
        searchable
        {...form.getInputProps('teamIds')}
      />
      <MultiSelect
        label={t('groups.roles')}
        data={roles.map((role) => ({ value: role.id, label: roleName(role) }))}
        searchable
        {...form.getInputProps('roleIds')}
      />
      {form.values.roleIds.length > 0 && (
        <Radio.Group label={t('roles.held.for')} {...form.getInputProps('reach')}>
          <Stack gap="xs" mt={8}>
            {GroupReach.options
              .filter((one) => one !== 'sectors' || offered.length > 0 || reach === one)
              .map((one) => (
                <Radio key={one} value={one} label={t(`roles.held.${one}`)} />
              ))}
          </Stack>
        </Radio.Group>
      )}
      {form.values.roleIds.length > 0 && form.values.reach === 'sectors' && (
        <MultiSelect
          label={t('sectors.title')}
          description={t('roles.held.sectorsHint')}
          data={offered.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          {...form.getInputProps('reachSectorIds')}
        />
      )}
      {form.values.roleIds.length > 0 && form.values.reach === 'teams' && (
        <MultiSelect label={t('settings.teams')} data={choices} searchable {...form.getInputProps('reachTeamIds')} />
      )}
    </FormDialog>
  );
}
