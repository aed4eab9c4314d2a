import type { RoleGrant } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { teamsQuery } from '../api/queries.js';
import { rolesQuery, sectorsQuery } from '../api/settings-queries.js';
import { useFormats } from '../i18n/use-formats.js';
import { useTexts } from '../i18n/use-texts.js';
import { useRoleTexts } from './permission-groups-and-role-texts.js';

const namesOf = (of: readonly { id: string; name: string }[], ids: readonly string[]) =>
  of.filter(({ id }) => ids.includes(id)).map(({ name }) => name);

/** Returns the words for a role that somebody holds: its name, for whom it is, and from when until when. */
export function useGrantText() {
  const { t } = useTexts();
  const formats = useFormats();
  const { roleName, lastDay } = useRoleTexts();
  const { data: roles = [] } = useQuery(rolesQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: sectors = [] } = useQuery(sectorsQuery);
  return (grant: RoleGrant): { name: string; facts: string[] } => {
    const { reach, roleId, teamIds, sectorIds, validFrom, validUntil } = grant;
    const role = roles.find(({ id }) => id === roleId);
    const where =
      reach === 'teams'
        ? formats.list(namesOf(teams, teamIds))
        : reach === 'sectors'
          ? t('roles.held.inSectors', { count: sectorIds.length, sectors: formats.list(namesOf(sectors, sectorIds)) })
          : t(`roles.held.${reach}`);
    const isLater = validFrom !== null && Date.parse(validFrom) > Date.now();
    return {
      name: role ? roleName(role) : '',
      facts: [
        where,
        isLater ? t('roles.held.begins', { date: formats.date(validFrom) }) : '',
        validUntil ? t('roles.held.ends', { date: lastDay(validUntil) }) : '',
      ].filter(Boolean),
    };
  };
}
