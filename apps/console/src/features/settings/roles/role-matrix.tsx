import type { RoleDefinition } from '@guichet/contracts';
import { IconCheck } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { groupNames, permissionGroups, useRoleTexts } from '../../../shared/roles/permission-groups-and-role-texts.js';
import classes from './roles.module.css';

/** Who may do what: a row for each permission, a column for each role. */
export function RoleMatrix({ roles }: { roles: readonly RoleDefinition[] }) {
  const { t } = useTexts();
  const { roleName, permissionName, permissionHint } = useRoleTexts();
  return (
    <div className={classes.scroll} role="region" aria-label={t('roles.matrix')} tabIndex={0}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{t('roles.right')}</th>
            {roles.map((role) => (
              <th key={role.id} scope="col">
                <span>{roleName(role)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('roles.secondFactor.required')}</th>
            {roles.map((role) => (
              <Cell key={role.id} isGiven={role.requiresSecondFactor} />
            ))}
          </tr>
          {groupNames.map((group) => (
            <Fragment key={group}>
              <tr className={classes.groupRow}>
                <th scope="colgroup" colSpan={roles.length + 1}>
                  <span>{t(`roles.group.${group}`)}</span>
                </th>
              </tr>
              {permissionGroups[group].map((permission) => (
                <tr key={permission}>
                  <th scope="row" title={permissionHint(permission)}>
                    {permissionName(permission)}
                  </th>
                  {roles.map((role) => (
                    <Cell key={role.id} isGiven={role.permissions.includes(permission)} />
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ isGiven }: { isGiven: boolean }) {
  const { t } = useTexts();
  return (
    <td>
      {isGiven ? (
        <IconCheck size={16} stroke={2} role="img" aria-label={t('roles.yes')} />
      ) : (
        <span role="img" aria-label={t('roles.no')} />
      )}
    </td>
  );
}
