import { allow, assertSectorToUse, visibleSectors, parameters, type Principal } from '@guichet/access';
import type { CreateCaseType, CaseType as CaseTypeShape, UpdateCaseType } from '@guichet/contracts';
import { CaseType, isoTime, type Reader, type Tx } from '@guichet/database';
import { Failure, wrongField, conflict, newId } from '@guichet/platform';

const CASE_TYPES = `select t.id, t.name, t.active, t.sector_id as "sectorId", ${isoTime('t.created_at')} as "createdAt" from case_type t`;

/** All case types but those of sectors of which the agent does not know: by name, those that are no longer used last. */
export function caseTypes(reader: Reader, who: Principal): Promise<CaseTypeShape[]> {
  const { values, bind } = parameters();
  return reader.query(
    `${CASE_TYPES} where ${visibleSectors(who, bind).sector('t.sector_id')} order by not t.active, t.name collate "fr-x-icu", t.id`,
    values,
  );
}

/**
 * Creates a case type.
 *
 * @throws Failure `not-permitted`, `conflict` for a name that another case type has, `invalid-request` for a sector that there is
 *   not.
 */
export async function createCaseType(
  tx: Tx,
  who: Principal,
  { name, sectorId = null }: CreateCaseType,
): Promise<CaseTypeShape> {
  allow(who, 'routing.manage');
  await assertNameFree(tx, name, null);
  await assertSectorToUse(tx, who, sectorId);
  const id = newId();
  await tx.repo(CaseType).insert({ id, name, active: true, sectorId, createdAt: tx.now });
  tx.publish('case-type.changed', { caseTypeId: id }, { everybody: 'Every agent chooses among all case types.' });
  return caseTypeById(tx, id);
}

/**
 * Renames a case type, or says whether it is used, and in which sector. Cases that have it keep it.
 *
 * @throws Failure `not-permitted`, `not-found`, `conflict` for a name that another case type has, `invalid-request` for a sector that
 *   there is not.
 */
export async function updateCaseType(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: UpdateCaseType },
): Promise<CaseTypeShape> {
  allow(who, 'routing.manage');
  const { sectorId } = await caseTypeById(tx, id);
  if (wanted.sectorId !== sectorId) await assertSectorToUse(tx, who, wanted.sectorId);
  if (wanted.name) await assertNameFree(tx, wanted.name, id);
  if (Object.keys(wanted).length > 0) await tx.repo(CaseType).update({ id }, wanted);
  tx.publish('case-type.changed', { caseTypeId: id }, { everybody: 'Every agent chooses among all case types.' });
  return caseTypeById(tx, id);
}

/**
 * The id of a case type that may be chosen for a case of a team; null stays null.
 *
 * @throws Failure `invalid-request` for one that there is not, that is no longer used, or that is of another sector.
 */
export async function usableCaseType(tx: Tx, id: string | null, teamId: string): Promise<string | null> {
  if (id === null) return null;
  const [found] = await tx.query(`select 1 from case_type t where t.id = $1 and t.active and ${isForTeam('$2')}`, [
    id,
    teamId,
  ]);
  if (!found) throw wrongField('caseTypeId', 'no-such-case-type');
  return id;
}

/** SQL condition: cases of a team may have the case type `t`. */
const isForTeam = (team: string): string =>
  `(t.sector_id is null or t.sector_id = (select sector_id from team where id = ${team}))`;

/** Whether a case may keep its case type when it goes to a team: one of another sector stays behind. */
export async function mayKeepCaseType(tx: Tx, id: string | null, teamId: string): Promise<boolean> {
  const left = await tx.query(`select 1 from case_type t where t.id = $1 and not ${isForTeam('$2')}`, [id, teamId]);
  return left.length === 0;
}

/** The name of a case type; null where there is none. */
export const caseTypeName = async (tx: Tx, id: string | null): Promise<string | null> =>
  id && ((await tx.query<{ name: string }>(`select name from case_type where id = $1`, [id]))[0]?.name ?? null);

async function caseTypeById(tx: Tx, id: string): Promise<CaseTypeShape> {
  const [caseType] = await tx.query<CaseTypeShape>(`${CASE_TYPES} where t.id = $1`, [id]);
  if (!caseType) throw new Failure('not-found');
  return caseType;
}

async function assertNameFree(tx: Tx, name: string, exceptId: string | null): Promise<void> {
  const [other] = await tx.query(`select 1 from case_type where lower(name) = lower($1) and id is distinct from $2`, [
    name,
    exceptId,
  ]);
  if (other) throw conflict('case-type-name-taken', { name });
}
