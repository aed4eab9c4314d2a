import type { ExportedPart, Team } from '@guichet/contracts';
import type { TFunction } from 'i18next';

/** More names than these would fill the menu. */
const MOST_NAMES = 4;

interface Words {
  t: TFunction;
  /** Writes several as one text. */
  list: (items: string[]) => string;
  /** Those of which the agent knows. */
  teams: readonly Pick<Team, 'id' | 'name'>[];
}

/** Says whose cases or figures alone an export has; null: all that the screen shows, or nothing. */
export function exportNote(part: ExportedPart, { t, list, teams }: Words): string | null {
  if (part === null) return null;
  const { teamIds, assigned } = part;
  const names = teams.filter(({ id }) => teamIds.includes(id)).map(({ name }) => name);
  const isNamed = names.length === teamIds.length && names.length <= MOST_NAMES;
  const what = isNamed ? names : [t('export.teams', { count: teamIds.length })];
  if (assigned !== 'none') what.push(t(assigned === 'all' ? 'export.assigned' : 'export.someAssigned'));
  return what.length > 0 ? t('export.only', { what: list(what) }) : null;
}
