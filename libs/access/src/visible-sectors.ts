import type { Reader, Tx } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import type { Principal } from './principal.js';
import { parameters, Scope, scopeOrNone, type Bind } from './scope.js';

/**
 * SQL conditions on what lies in sectors but is no case, as a template does: somebody knows of what is in no sector, and of what is
 * in one in which they may read cases. To them, all else does not exist.
 */
export function visibleSectors(who: Principal, bind: Bind) {
  const visible = scopeOrNone(who, 'case.read') ?? Scope.none;
  const isKnown = (sector: string): string =>
    `(${sector} is null or ${visible.sqlWhole(bind)} or exists (
       select 1 from team in_sector where in_sector.sector_id = ${sector} and ${visible.sqlSomeOf('in_sector.id', bind)}))`;
  // The teams are looked up once for a statement, whatever the number of its rows, and not at all where there are no sectors.
  const isKnownTeam = (team: string): string =>
    `(${visible.sqlWhole(bind)} or not exists (select 1 from sector)
      or ${team} = any(array(select placed.id from team placed where ${isKnown('placed.sector_id')})))`;
  return {
    /** The sector whose id this expression is, or null. */
    sector: isKnown,
    /** The team whose id this expression is. */
    team: isKnownTeam,
  };
}

/** The ids of the teams of which somebody knows, for what names teams in a document. */
export async function knownTeamIds(reader: Reader, who: Principal): Promise<ReadonlySet<string>> {
  const { values, bind } = parameters();
  const rows = await reader.query<{ id: string }>(
    `select t.id from team t where ${visibleSectors(who, bind).sector('t.sector_id')}`,
    values,
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * Refuses to put something into a sector that the agent does not know, or that is not offered any more.
 *
 * @throws Failure `invalid-request` (`no-such-sector`) with the field `sectorId`.
 */
export async function assertSectorToUse(tx: Tx, who: Principal, sectorId: string | null | undefined): Promise<void> {
  if (!sectorId) return;
  const { values, bind } = parameters(sectorId);
  const known = visibleSectors(who, bind).sector('s.id');
  const rows = await tx.query(`select 1 from sector s where s.id = $1 and s.archived_at is null and ${known}`, values);
  if (rows.length === 0) throw wrongField('sectorId', 'no-such-sector');
}
