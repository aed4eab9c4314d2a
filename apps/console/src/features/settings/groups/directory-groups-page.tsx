import type { AgentGroup } from '@guichet/contracts';
import {
  EmptyState,
  ErrorState,
  Hint,
  PageHead,
  PageLead,
  PageSection,
  Row,
  RowDetail,
  RowList,
  RowMain,
  RowName,
} from '@guichet/ui';
import { Button, Skeleton } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { teamsQuery } from '../../../shared/api/queries.js';
import { groupsQuery, rolesQuery, sectorsQuery } from '../../../shared/api/settings-queries.js';
import { CopiedValue } from '../../../shared/forms/copied-value.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useRoleTexts } from '../../../shared/roles/permission-groups-and-role-texts.js';
import { DirectoryGroupDialog } from './directory-group-dialog.js';

/** The groups of the organisation's directory, and what their members get by them. */
export function DirectoryGroupsPage() {
  const { t } = useTexts();
  const { data: groups, error, refetch } = useQuery(groupsQuery);
  const [edited, setEdited] = useState<AgentGroup>();
  return (
    <>
      <PageHead>
        <h1>{t('groups.title')}</h1>
      </PageHead>
      <PageLead>{t('groups.lead')}</PageLead>
      {error && !groups ? (
        <ErrorState error={error} what={t('groups.failed')} onRetry={() => void refetch()} />
      ) : !groups ? (
        <Skeleton height={180} />
      ) : groups.length === 0 ? (
        <EmptyState icon={IconUsersGroup} title={t('groups.none')}>
          {t('groups.noneHint')}
        </EmptyState>
      ) : (
        <RowList>
          {groups.map((group) => (
            <GroupRow key={group.id} group={group} onEdit={setEdited} />
          ))}
        </RowList>
      )}
      <PageSection>
        <h2>{t('groups.connect')}</h2>
        <Hint>{t('groups.connectHint')}</Hint>
        <CopiedValue value={`${window.location.origin}/scim/v2`} />
        <Button component={Link} to="/settings/service-accounts" variant="default" mt="md">
          {t('groups.toAccounts')}
        </Button>
      </PageSection>
      {edited && <DirectoryGroupDialog group={edited} onClose={() => setEdited(undefined)} />}
    </>
  );
}

function GroupRow({ group, onEdit }: { group: AgentGroup; onEdit: (group: AgentGroup) => void }) {
  const { t } = useTexts();
  const formats = useFormats();
  const { roleName } = useRoleTexts();
  const { data: roles = [] } = useQuery(rolesQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: sectors = [] } = useQuery(sectorsQuery);
  const namesOf = (ids: readonly string[], among: readonly { id: string; name: string }[] = teams) =>
    formats.list(among.filter(({ id }) => ids.includes(id)).map(({ name }) => name));
  const given = formats.list(roles.filter(({ id }) => group.roleIds.includes(id)).map(roleName));
  const { reachSectorIds } = group;
  const where =
    group.reach === 'teams'
      ? namesOf(group.reachTeamIds)
      : group.reach === 'sectors'
        ? t('roles.held.inSectors', { count: reachSectorIds.length, sectors: namesOf(reachSectorIds, sectors) })
        : t(`roles.held.${group.reach}`);
  const facts = [
    group.teamIds.length > 0 && t('groups.inTeams', { count: group.teamIds.length, teams: namesOf(group.teamIds) }),
    given && t('groups.withRoles', { count: group.roleIds.length, roles: given, where }),
  ].filter(Boolean);
  return (
    <Row>
      <RowMain>
        <RowName>
          <bdi>{group.name}</bdi>
        </RowName>
        <RowDetail>{t('groups.members', { count: group.members })}</RowDetail>
        <RowDetail>{facts.length > 0 ? facts.join(' · ') : t('groups.givesNothing')}</RowDetail>
      </RowMain>
      <Button
        variant="default"
        size="xs"
        onClick={() => onEdit(group)}
        aria-label={t('common.edit', { name: group.name })}
      >
        {t('common.editShort')}
      </Button>
    </Row>
  );
}
