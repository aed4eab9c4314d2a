import {
  reasonWords,
  shippedRole,
  shippedRoleNames,
  type GrantReach,
  type ImportedLine,
  type Reason,
  type RoleDefinition,
} from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import type { OnlyRole } from './give-and-take-roles.js';
import { roles } from './roles.js';
import { sectors } from './sectors.js';

type Wrong = ImportedLine['errors'][number];
type NamedRow = { id: string; name: string };

/** What the cells of a file may name, by their names in lower case. */
export interface RolesOfImport {
  roles: ReadonlyMap<string, RoleDefinition>;
  sectors: ReadonlyMap<string, NamedRow>;
  teams: ReadonlyMap<string, NamedRow>;
}

/** The words for a reach that people write. */
const REACHES: Readonly<Record<string, GrantReach>> = {
  ...{ 'own-teams': 'own-teams', 'own teams': 'own-teams', 'ses équipes': 'own-teams', 'ses equipes': 'own-teams' },
  ...{ 'all-teams': 'all-teams', 'all teams': 'all-teams', all: 'all-teams' },
  ...{ 'toutes les équipes': 'all-teams', 'toutes les equipes': 'all-teams', toutes: 'all-teams' },
  ...{ 'assigned-cases': 'assigned-cases', 'assigned cases': 'assigned-cases', 'dossiers attribués': 'assigned-cases' },
};

export const wrong = (column: Wrong['column'], reason: Reason, data?: Record<string, unknown>): Wrong => ({
  ...{ column, reason, message: reasonWords(reason, data) },
  ...(data && { data }),
});

/** The names in a cell. */
export const namesIn = (cell: string): string[] =>
  cell
    .split(/[;|,]/)
    .map((one) => one.trim())
    .filter(Boolean);

/** All roles by their keys and their names in either language; an own role that has the name of one that ships comes before it. */
export async function rolesOfImport(tx: Tx, teams: ReadonlyMap<string, NamedRow>): Promise<RolesOfImport> {
  const byName = new Map<string, RoleDefinition>();
  const found = await roles(tx);
  for (const role of [...found.filter(({ key }) => key), ...found.filter(({ key }) => !key)])
    for (const name of role.key ? [role.key, ...(shippedRoleNames[role.key] ?? [])] : [role.name])
      byName.set(name.toLowerCase(), role);
  // The short word of a French office.
  byName.set('administrateur', byName.get('administrateur') ?? byName.get('administrator')!);
  const offered = (await sectors(tx)).filter(({ archived }) => !archived);
  return { roles: byName, teams, sectors: new Map(offered.map(({ id, name }) => [name.toLowerCase(), { id, name }])) };
}

/** The role that a line gives, as it is given and as it is shown, and what is wrong with its cells. */
export function readRole(cells: { role: string; reach: string }, { roles, sectors, teams }: RolesOfImport) {
  const errors: Wrong[] = [];
  const name = cells.role.trim();
  const role = name ? roles.get(name.toLowerCase()) : roles.get(shippedRole('case-worker').key);
  if (!role) errors.push(wrong('role', 'csv-no-such-role', { name }));
  // Whoever is not of the house is not to see a whole team because a cell was left empty.
  const usual = role?.key === 'contractor' ? 'assigned-cases' : 'own-teams';
  const wanted = readReach(cells.reach.trim() || usual, { sectors, teams });
  if (!wanted) errors.push(wrong('reach', 'csv-no-such-reach', { name: cells.reach.trim() }));
  // For some teams it would manage nothing, and nobody gets everything by leaving a cell empty.
  if (role?.key === 'administrator' && !cells.reach.trim()) errors.push(wrong('reach', 'csv-reach-needed'));
  if (!role || !wanted) return { errors, shown: null };
  const { reach, of } = wanted;
  const ids = of.map(({ id }) => id);
  const given: OnlyRole = {
    ...{ role, reach },
    ...{ teamIds: reach === 'teams' ? ids : [], sectorIds: reach === 'sectors' ? ids : [] },
  };
  return { errors, given, shown: { key: role.key, name: role.name, reach, of: of.map((one) => one.name) } };
}

function readReach(
  cell: string,
  known: Pick<RolesOfImport, 'sectors' | 'teams'>,
): { reach: GrantReach; of: NamedRow[] } | undefined {
  const word = REACHES[cell.toLowerCase()];
  if (word) return { reach: word, of: [] };
  for (const reach of ['sectors', 'teams'] as const) {
    const of = namesIn(cell).map((name) => known[reach].get(name.toLowerCase()));
    if (of.length > 0 && of.every((one) => one !== undefined)) return { reach, of: [...new Set(of)] };
  }
  return undefined;
}
