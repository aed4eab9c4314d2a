import { permissions, type Agent, type AgentRights, type Permission } from '@guichet/contracts';
import { ErrorState, Hint, PageSection } from '@guichet/ui';
import { Button, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { rightsQuery } from '../../../shared/api/settings-queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { groupNames, permissionGroups, useRoleTexts } from '../../../shared/roles/permission-groups-and-role-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { GiveRoleDialog } from './give-role-dialog.js';
import { HeldRole } from './held-role.js';
import classes from './roles.module.css';

/** The roles that an agent holds, and what they may do by them. */
export function AgentRoles({ agent, isService = false }: { agent: Pick<Agent, 'id' | 'name'>; isService?: boolean }) {
  const { t } = useTexts();
  const may = useMay();
  const { data, error, refetch } = useQuery(rightsQuery(agent.id));
  const [giving, setGiving] = useState(false);
  return (
    <>
      <PageSection>
        <h2>{t('roles.held.title')}</h2>
        <Hint>{t(isService ? 'roles.held.hintService' : 'roles.held.hint')}</Hint>
        {error && !data ? (
          <ErrorState error={error} what={t('roles.rights.failed')} onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeleton height={60} />
        ) : (
          <>
            {data.grants.length === 0 && <p>{t(isService ? 'roles.held.noneService' : 'roles.held.none')}</p>}
            <ul className={classes.held}>
              {data.grants.map((grant) => (
                <HeldRole key={grant.id} agent={agent} grant={grant} rights={data.rights} />
              ))}
            </ul>
            {may('agent.manage') && (
              <Button
                variant="default"
                leftSection={<IconPlus size={16} stroke={1.75} />}
                onClick={() => setGiving(true)}
              >
                {t('roles.held.give')}
              </Button>
            )}
          </>
        )}
      </PageSection>
      {data && <Rights agent={agent} rights={data.rights} />}
      {giving && (
        <GiveRoleDialog
          agent={agent}
          isService={isService}
          rights={data?.rights ?? []}
          onClose={() => setGiving(false)}
        />
      )}
    </>
  );
}

/** They are closed at first: the list is long, and what is below it is changed more often. */
function Rights({ agent, rights }: { agent: Pick<Agent, 'name'>; rights: AgentRights['rights'] }) {
  const { t } = useTexts();
  const { permissionName, reason } = useRoleTexts();
  const reasonsOf = (permission: Permission) => rights.find((right) => right.permission === permission)?.reasons;
  return (
    <PageSection>
      <details className={classes.rightsDetails}>
        <summary>
          <h2>{t('roles.rights.title', { name: agent.name })}</h2>
          <Hint>{t(rights.length > 0 ? 'roles.rights.hint' : 'roles.rights.none')}</Hint>
        </summary>
        {groupNames
          .filter((group) => permissionGroups[group].some(reasonsOf))
          .map((group) => (
            <div key={group}>
              <h3 className={classes.rightsGroup}>{t(`roles.group.${group}`)}</h3>
              <ul className={classes.rights}>
                {permissionGroups[group].filter(reasonsOf).map((permission) => (
                  <li key={permission}>
                    {permissionName(permission)}
                    {reasonsOf(permission)!.map((one) => (
                      <small key={one.grantId}>{reason(one, permissions[permission] === 'cases')}</small>
                    ))}
                  </li>
                ))}
              </ul>
            </div>
          ))}
      </details>
    </PageSection>
  );
}
