import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { rolesQuery } from '../../shared/api/settings-queries.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useRoleTexts } from '../../shared/roles/permission-groups-and-role-texts.js';

/** The roles that require a second factor, whatever the rule for all agents says, each with a link to where that is decided. */
export function RequiringRoles() {
  const { t } = useTexts();
  const { roleName } = useRoleTexts();
  const { data: roles } = useQuery(rolesQuery);
  if (!roles) return null;
  const requiring = roles.filter(({ requiresSecondFactor }) => requiresSecondFactor);
  return (
    <Text size="sm">
      {t('organisation.secondFactor.byRoles', { count: requiring.length })}{' '}
      {requiring.map((role, at) => (
        <Fragment key={role.id}>
          {at > 0 && ', '}
          <Anchor
            component={Link}
            to="/settings/roles/$roleId"
            params={{ roleId: role.id } as never}
            inherit
            underline="always"
          >
            {roleName(role)}
          </Anchor>
        </Fragment>
      ))}
      {requiring.length === 0 && (
        <Anchor component={Link} to="/settings/roles" inherit underline="always">
          {t('organisation.secondFactor.allRoles')}
        </Anchor>
      )}
    </Text>
  );
}
