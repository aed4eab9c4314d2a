import { randomUUIDv7 } from 'node:crypto';
import { allow, type Principal } from '@guichet/access';
import type { CreateCaseType, CaseType as CaseTypeShape, UpdateCaseType } from '@guichet/contracts';
import { CaseType, isoTime, type Reader, type Tx } from '@guichet/database';
import { Failure, wrongField, conflict } from '@guichet/platform';

/** All case types by name, those that are no longer used last. */
export const caseTypes = (reader: Reader): Promise<CaseTypeShape[]> =>
  reader.query(
    `select id, name, active, ${isoTime('created_at')} as "createdAt" from case_type order by not active, name collate "fr-x-icu", id`,
  );

/**
 * Creates a case type.
 *
 * @throws Failure `not-permitted`, `conflict` for a name that another case type has.
 */
export async function createCaseType(tx: Tx, who: Principal, { name }: CreateCaseType): Promise<CaseTypeShape> {
  allow(who, 'routing.manage');
  await assertNameFree(tx, name, null);
  const id = randomUUIDv7();
  await tx.repo(CaseType).insert({ id, name, active: true, createdAt: tx.now });
  tx.publish('case-type.changed', { caseTypeId: id }, { everybody: 'Every agent chooses among all case types.' });
  return caseTypeById(tx, id);
}

/**
 * Renames a case type, or says whether it is used.
 *
 * @throws Failure `not-permitted`, `not-found`, `conflict` for a name that another case type has.
 */
export async function updateCaseType(
  tx: Tx,
  who: Principal,
  { id, wanted }: { id: string; wanted: UpdateCaseType },
): Promise<CaseTypeShape> {
  allow(who, 'routing.manage');
  await caseTypeById(tx, id);
  if (wanted.name) await assertNameFree(tx, wanted.name, id);
  if (wanted.name !== undefined || wanted.active !== undefined) await tx.repo(CaseType).update({ id }, wanted);
  tx.publish('case-type.changed', { caseTypeId: id }, { everybody: 'Every agent chooses among all case types.' });
  return caseTypeById(tx, id);
}

/**
 * The id of a case type that may be chosen; null stays null.
 *
 * @throws Failure `invalid-request` for one that there is not, or that is no longer used.
 */
export async function usableCaseType(tx: Tx, id: string | null): Promise<string | null> {
  if (id === null) return null;
  const [found] = await tx.query(`select 1 from case_type where id = $1 and active`, [id]);
  if (!found) throw wrongField('caseTypeId', 'no-such-case-type');
  return id;
}

/** The name of a case type; null where there is none. */
export const caseTypeName = async (tx: Tx, id: string | null): Promise<string | null> =>
  id && ((await tx.query<{ name: string }>(`select name from case_type where id = $1`, [id]))[0]?.name ?? null);

async function caseTypeById(tx: Tx, id: string): Promise<CaseTypeShape> {
  const [caseType] = await tx.query<CaseTypeShape>(
    `select id, name, active, ${isoTime('created_at')} as "createdAt" from case_type where id = $1`,
    [id],
  );
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
