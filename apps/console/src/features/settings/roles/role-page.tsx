import { ErrorState, Hint, PageHead, PageSection } from '@guichet/ui';
import { ActionIcon, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { rolesQuery } from '../../../shared/api/settings-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useRoleTexts } from '../../../shared/roles/permission-groups-and-role-texts.js';
import { NotFound } from '../../../shared/router/not-found.js';
import { useMay } from '../../../shared/session/use-session.js';
import { RoleSecondFactor } from './role-second-factor.js';
import { RightsList } from './rights-of-role.js';

const route = getRouteApi('/console/settings/roles/$roleId');

/** One role: whether it requires a second factor, and what it permits. */
export function RolePage() {
  const { t } = useTexts();
  const may = useMay();
  const { roleId } = route.useParams();
  const { roleName, roleHint } = useRoleTexts();
  const { data: roles, error, refetch } = useQuery(rolesQuery);
  if (error && !roles) return <ErrorState error={error} what={t('roles.failed')} onRetry={() => void refetch()} />;
  if (!roles) return <Skeleton height={480} />;
  const role = roles.find(({ id }) => id === roleId);
  if (!role) return <NotFound />;
  return (
    <>
      <PageHead
        back={
          <ActionIcon component={Link} to="/settings/roles" aria-label={t('roles.all')}>
            <IconArrowLeft size={18} stroke={1.5} />
          </ActionIcon>
        }
      >
        <h1>
          <bdi>{roleName(role)}</bdi>
        </h1>
      </PageHead>
      <Hint>{roleHint(role)}</Hint>
      {may('agent.manage') && <RoleSecondFactor key={roleId} role={role} />}
      <PageSection>
        <h2>{t('roles.permits')}</h2>
        <RightsList role={role} />
      </PageSection>
    </>
  );
}
