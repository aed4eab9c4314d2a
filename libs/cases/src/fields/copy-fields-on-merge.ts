import type { Case, Tx } from '@guichet/database';
import { fieldsOfCase } from './case-fields.queries.js';
import { fieldTerms } from './field-search-terms.js';

/**
 * Gives the case into which another one is merged what that one has in fields in which it has nothing itself. Both are locked; the
 * caller saves `into`. Returns the ids of these fields.
 */
export async function copyFieldsOnMerge(tx: Tx, from: Case, into: Case): Promise<string[]> {
  const carried = await tx.query<{ fieldId: string }>(
    `insert into case_field_value (case_id, field_id, kind, value, filled_at)
     select $2, v.field_id, v.kind, v.value, v.filled_at from case_field_value v where v.case_id = $1
     on conflict do nothing returning field_id as "fieldId"`,
    [from.id, into.id],
  );
  if (carried.length > 0) into.fieldTerms = fieldTerms(await fieldsOfCase(tx, into.id));
  return carried.map(({ fieldId }) => fieldId);
}

/** Takes those values back that came by a merge and that nobody has changed since. Both cases are locked; the caller saves `into`. */
export async function takeFieldsBack(
  tx: Tx,
  { from, into, fieldIds }: { from: Case; into: Case; fieldIds: readonly string[] },
): Promise<void> {
  if (fieldIds.length === 0) return;
  await tx.query(
    `delete from case_field_value v using case_field_value origin
     where v.case_id = $2 and v.field_id = any($3::uuid[]) and origin.case_id = $1 and origin.field_id = v.field_id and origin.value = v.value`,
    [from.id, into.id, fieldIds],
  );
  into.fieldTerms = fieldTerms(await fieldsOfCase(tx, into.id));
}
