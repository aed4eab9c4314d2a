import type { RoleDefinition } from '@guichet/contracts';
import { Select } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { groupNames, permissionGroups, useRoleTexts } from '../../../shared/roles/permission-groups-and-role-texts.js';
import classes from './rights-of-role.module.css';

/** What one role permits and what not, which is chosen: the matrix, for a screen that is too narrow for it. */
export function RightsOfRole({ roles }: { roles: readonly RoleDefinition[] }) {
  const { t } = useTexts();
  const { roleName } = useRoleTexts();
  const [chosenId, setChosenId] = useState(roles[0]?.id);
  const chosen = roles.find(({ id }) => id === chosenId) ?? roles[0];
  if (!chosen) return null;
  return (
    <>
      <Select
        label={t('roles.matrixRole')}
        data={roles.map((role) => ({ value: role.id, label: roleName(role) }))}
        allowDeselect={false}
        value={chosen.id}
        onChange={(id) => id && setChosenId(id)}
      />
      <RightsList role={chosen} />
    </>
  );
}

/** What a role permits and what not, group by group, and what it asks of whoever holds it. */
export function RightsList({ role }: { role: RoleDefinition }) {
  const { t } = useTexts();
  const { permissionName } = useRoleTexts();
  return (
    <>
      {role.requiresSecondFactor && <p>{t('roles.secondFactor.required')}</p>}
      {groupNames.map((group) => (
        <section key={group}>
          <h3 className={classes.group}>{t(`roles.group.${group}`)}</h3>
          <ul className={classes.rights}>
            {permissionGroups[group].map((permission) => {
              const isGiven = role.permissions.includes(permission);
              const Glyph = isGiven ? IconCheck : IconMinus;
              return (
                <li key={permission} data-given={isGiven || undefined}>
                  <Glyph size={16} stroke={2} role="img" aria-label={t(isGiven ? 'roles.yes' : 'roles.no')} />{' '}
                  {permissionName(permission)}
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </>
  );
}
