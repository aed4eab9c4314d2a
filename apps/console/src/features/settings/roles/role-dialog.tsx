import { permissions, withNeeded, withoutDependent, type Permission, type RoleDefinition } from '@guichet/contracts';
import { FormDialog } from '@guichet/ui';
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../shared/api/client.js';
import { toast } from '../../../shared/feedback/toast-and-undo.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { groupNames, permissionGroups, useRoleTexts } from '../../../shared/roles/permission-groups-and-role-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import classes from './roles.module.css';

interface Props {
  role?: RoleDefinition;
  copyOf?: RoleDefinition;
  onClose: () => void;
}

/** Makes a role, or changes one that was made here: its name, and what it permits. */
export function RoleDialog({ role, copyOf, onClose }: Props) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const { roleName } = useRoleTexts();
  const copied = copyOf && t('roles.copyName', { name: roleName(copyOf) });
  const [name, setName] = useState(role?.name ?? copied ?? '');
  const [description, setDescription] = useState((role ?? copyOf)?.description ?? '');
  const [ticked, setTicked] = useState<readonly Permission[]>((role ?? copyOf)?.permissions ?? []);
  const [attempt] = useState(() => crypto.randomUUID());
  const settle = async (message: string) => {
    await queryClient.invalidateQueries({ queryKey: ['roles'] });
    toast({ message });
    onClose();
  };
  const save = useMutation({
    mutationFn: () => {
      const body = { name, description, permissions: [...ticked] };
      return role
        ? call('updateRole', { params: { id: role.id }, body })
        : call('createRole', { body, idempotencyKey: attempt });
    },
    onSuccess: () => settle(t('roles.saved')),
  });
  const remove = useMutation({
    mutationFn: () => call('deleteRole', { params: { id: role!.id } }),
    onSuccess: () => settle(t('roles.deleted')),
  });
  return (
    <FormDialog
      title={role ? role.name : t('roles.add')}
      size={640}
      error={save.error ?? remove.error}
      submit={t('common.save')}
      pending={save.isPending}
      disabled={ticked.length === 0}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={t('roles.name')}
        required
        maxLength={60}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Textarea
        label={t('roles.description')}
        autosize
        maxLength={300}
        value={description}
        onChange={({ currentTarget }) => setDescription(currentTarget.value)}
      />
      <p className={classes.lead}>{t('roles.needs')}</p>
      <PermissionChecks
        ticked={ticked}
        onTick={(permission, on) =>
          setTicked(on ? withNeeded([...ticked, permission]) : withoutDependent(ticked, permission))
        }
      />
      {role && (
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          className={classes.delete}
          loading={remove.isPending}
          onClick={() => remove.mutate()}
        >
          {t('roles.delete')}
        </Button>
      )}
    </FormDialog>
  );
}

function PermissionChecks({
  ticked,
  onTick,
}: {
  ticked: readonly Permission[];
  onTick: (permission: Permission, on: boolean) => void;
}) {
  const { t } = useTexts();
  const may = useMay();
  const { permissionName, permissionHint } = useRoleTexts();
  const hintOf = (permission: Permission) =>
    permissions[permission] === 'organisation'
      ? `${permissionHint(permission)} (${t('roles.everyTeam')})`
      : permissionHint(permission);
  return groupNames.map((group) => (
    <fieldset key={group} className={classes.group}>
      <legend>{t(`roles.group.${group}`)}</legend>
      {permissionGroups[group].map((permission) => (
        <Checkbox
          key={permission}
          label={permissionName(permission)}
          description={hintOf(permission)}
          checked={ticked.includes(permission)}
          // Nobody gives what they do not have; what a role has already can be taken out of it.
          disabled={!may(permission) && !ticked.includes(permission)}
          onChange={({ currentTarget }) => onTick(permission, currentTarget.checked)}
        />
      ))}
    </fieldset>
  ));
}
