import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { teamsQuery } from '../api/queries.js';
import { useFormats } from '../i18n/use-formats.js';
import { useMay, useSession } from './use-session.js';

/** More names than these would fill the menu. */
const MOST_NAMES = 4;

/** Whose cases or figures an export contains, where that is less than the screen shows; null: all that it shows. */
export function useExportNote(of: 'cases' | 'figures'): string | null {
  const { t } = useTranslation();
  const formats = useFormats();
  const { exportTeamIds, agent } = useSession();
  const may = useMay();
  const { data: teams = [] } = useQuery({ ...teamsQuery, enabled: exportTeamIds !== null && may('team.read') });
  if (exportTeamIds === null) return null;
  const names = teams.filter(({ id }) => exportTeamIds.includes(id)).map(({ name }) => name);
  const count = exportTeamIds.length;
  // Figures are those of teams.
  if (count === 0) return of === 'cases' && agent.seesAssigned ? t('common.export.assignedOnly') : null;
  if (names.length === 0 || names.length > MOST_NAMES) return t('common.export.someTeams', { count });
  return t('common.export.teamsOnly', { teams: formats.list(names) });
}
