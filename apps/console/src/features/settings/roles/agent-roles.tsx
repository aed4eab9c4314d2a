import { permissions, type Agent, type AgentRights, type Permission, type RoleGrant } from '@guichet/contracts';
import { ErrorState, Hint, PageSection } from '@guichet/ui';
import { Button, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../shared/api/client.js';
import { teamsQuery } from '../../../shared/api/queries.js';
import { rightsQuery, rolesQuery, sectorsQuery } from '../../../shared/api/settings-queries.js';
import { toast, toastFailure } from '../../../shared/feedback/toast.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { groupNames, permissionGroups, useRoleTexts } from '../../../shared/roles/use-role-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { GiveRoleDialog } from './give-role-dialog.js';
import classes from './roles.module.css';

/** The roles that an agent holds, and what they may do by them. */
export function AgentRoles({ agent }: { agent: Agent }) {
  const { t } = useTranslation();
  const may = useMay();
  const { data, error, refetch } = useQuery(rightsQuery(agent.id));
  const [giving, setGiving] = useState(false);
  return (
    <>
      <PageSection>
        <h2>{t('roles.held.title')}</h2>
        <Hint>{t('roles.held.hint')}</Hint>
        {error && !data ? (
          <ErrorState error={error} what={t('roles.rights.failed')} onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeleton height={60} />
        ) : (
          <>
            {data.grants.length === 0 && <p>{t('roles.held.none')}</p>}
            <ul className={classes.held}>
              {data.grants.map((grant) => (
                <HeldRole key={grant.id} agentId={agent.id} grant={grant} />
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
      {giving && <GiveRoleDialog agent={agent} onClose={() => setGiving(false)} />}
    </>
  );
}

function HeldRole({ agentId, grant }: { agentId: string; grant: RoleGrant }) {
  const { t } = useTranslation();
  const may = useMay();
  const formats = useFormats();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const { roleName, lastDay } = useRoleTexts();
  const { data: roles = [] } = useQuery(rolesQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: sectors = [] } = useQuery(sectorsQuery);
  const role = roles.find(({ id }) => id === grant.roleId);
  const name = role ? roleName(role) : '';
  const take = useMutation({
    mutationFn: () => call('takeRole', { params: { id: agentId, grantId: grant.id } }),
    onSuccess: async () => {
      toast({ message: t('roles.held.taken') });
      await Promise.all(
        (['rights', 'roles', 'agents'] as const).map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
      );
    },
    onError: (error) => toastFailure(name, problemText(error)),
  });
  const { reach, teamIds, sectorIds, validFrom, validUntil } = grant;
  const names = (of: readonly { id: string; name: string }[], ids: string[]) =>
    formats.list(of.filter(({ id }) => ids.includes(id)).map((one) => one.name));
  const where =
    reach === 'teams'
      ? names(teams, teamIds)
      : reach === 'sectors'
        ? t('roles.held.inSectors', { count: sectorIds.length, sectors: names(sectors, sectorIds) })
        : t(`roles.held.${reach}`);
  const isLater = validFrom !== null && Date.parse(validFrom) > Date.now();
  const facts = [
    where,
    isLater && t('roles.held.begins', { date: formats.date(validFrom) }),
    validUntil && t('roles.held.ends', { date: lastDay(validUntil) }),
  ].filter(Boolean);
  return (
    <li>
      <span>
        <bdi>{name}</bdi>
        <small>{facts.join(' · ')}</small>
      </span>
      {may('agent.manage') && (
        <Button
          variant="default"
          size="xs"
          loading={take.isPending}
          onClick={() => take.mutate()}
          aria-label={t('roles.held.takeRole', { role: name })}
        >
          {t('roles.held.take')}
        </Button>
      )}
    </li>
  );
}

/** They are closed at first: the list is long, and what is below it is changed more often. */
function Rights({ agent, rights }: { agent: Agent; rights: AgentRights['rights'] }) {
  const { t } = useTranslation();
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
