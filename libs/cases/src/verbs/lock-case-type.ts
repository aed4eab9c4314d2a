import { allow, visibleSectors, parameters, type Principal } from '@guichet/access';
import type { Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';

/**
 * Locks a case type whose fields or steps an administrator changes, so that two of them neither add the same nor overwrite the order
 * of the other.
 *
 * @throws Failure `not-permitted` without `routing.manage`; `not-found` for a type that the administrator does not know
 */
export async function lockCaseType(tx: Tx, who: Principal, caseTypeId: string): Promise<void> {
  allow(who, 'routing.manage');
  const { values, bind } = parameters(caseTypeId);
  const [found] = await tx.query(
    `select 1 from case_type t where t.id = $1 and ${visibleSectors(who, bind).sector('t.sector_id')} for update`,
    values,
  );
  if (!found) throw new Failure('not-found');
}
