import type { RoleDefinition } from '@guichet/contracts';
import { ErrorState, PageHead, PageLead, PageSection, Row, RowList, RowMain, RowName, Hint } from '@guichet/ui';
import { Badge, Button, Group, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCopy, IconEye, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { rolesQuery } from '../../../shared/api/settings-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useRoleTexts } from '../../../shared/roles/permission-groups-and-role-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { viewAs } from '../../../shared/session/viewed-as.js';
import { RoleDialog } from './role-dialog.js';
import { RightsOfRole } from './rights-of-role.js';
import { RoleMatrix } from './role-matrix.js';
import classes from './roles.module.css';

/** What is edited: an own role, or a copy of any, or a new one. */
type Edited = { role?: RoleDefinition; copyOf?: RoleDefinition };

/** The roles, and the matrix of what each permits. */
export function RolesPage() {
  const { t } = useTexts();
  const may = useMay();
  const { data: roles, error, refetch } = useQuery(rolesQuery);
  const [edited, setEdited] = useState<Edited>();
  // Twelve columns of a matrix are of no use on a phone: there, one role is shown at a time.
  const isNarrow = useMediaQuery('(max-width: 600px)');
  return (
    <>
      <PageHead>
        <h1>{t('roles.title')}</h1>
        {may('agent.manage') && (
          <Button leftSection={<IconPlus size={16} stroke={1.75} />} onClick={() => setEdited({})}>
            {t('roles.add')}
          </Button>
        )}
      </PageHead>
      <PageLead>{t('roles.lead')}</PageLead>
      {error && !roles ? (
        <ErrorState error={error} what={t('roles.failed')} onRetry={() => void refetch()} />
      ) : !roles ? (
        <Skeleton height={240} />
      ) : (
        <>
          <RowList>
            {roles.map((role) => (
              <RoleRow key={role.id} role={role} onEdit={may('agent.manage') ? setEdited : undefined} />
            ))}
          </RowList>
          <PageSection>
            <h2>{t('roles.matrix')}</h2>
            {isNarrow ? (
              <RightsOfRole roles={roles} />
            ) : (
              <>
                <Hint>{t('roles.matrixLead')}</Hint>
                <RoleMatrix roles={roles} />
              </>
            )}
          </PageSection>
        </>
      )}
      {edited && <RoleDialog {...edited} onClose={() => setEdited(undefined)} />}
    </>
  );
}

function RoleRow({ role, onEdit }: { role: RoleDefinition; onEdit: ((edited: Edited) => void) | undefined }) {
  const { t } = useTexts();
  const { roleName, roleHint } = useRoleTexts();
  const name = roleName(role);
  return (
    <Row>
      <RowMain>
        <RowName>
          <Link to="/settings/roles/$roleId" params={{ roleId: role.id }} data-whole-row>
            <bdi>{name}</bdi>
          </Link>
          {role.key && (
            <Badge variant="light" color="gray" tt="none">
              {t('roles.shipped')}
            </Badge>
          )}
          {role.requiresSecondFactor && (
            <Badge variant="light" tt="none">
              {t('roles.secondFactor.title')}
            </Badge>
          )}
        </RowName>
        <p className={classes.facts}>
          {roleHint(role)} <span>{t('roles.agents', { count: role.agents })}</span>
        </p>
      </RowMain>
      {onEdit && (
        <Group gap={8}>
          <Button
            data-above-row
            variant="default"
            size="xs"
            leftSection={<IconEye size={14} stroke={1.75} />}
            onClick={() => viewAs({ name, permissions: role.permissions })}
            aria-label={t('roles.seeOf', { name })}
          >
            {t('roles.see')}
          </Button>
          {!role.key && (
            <Button
              data-above-row
              variant="default"
              size="xs"
              onClick={() => onEdit({ role })}
              aria-label={t('roles.edit', { name })}
            >
              {t('common.editShort')}
            </Button>
          )}
          <Button
            data-above-row
            variant="default"
            size="xs"
            leftSection={<IconCopy size={14} stroke={1.75} />}
            onClick={() => onEdit({ copyOf: role })}
            aria-label={t('roles.copyOf', { name })}
          >
            {t('roles.copy')}
          </Button>
        </Group>
      )}
    </Row>
  );
}
