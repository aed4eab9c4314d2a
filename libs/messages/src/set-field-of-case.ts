import { caseFor, type Principal } from '@guichet/access';
import { fieldsOfCase, setCaseFields } from '@guichet/cases';
import type { CaseFieldValue } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import type { CaseChanges } from './undo-case-changes.js';

interface Wanted {
  caseId: string;
  fieldId: string;
  value: CaseFieldValue | null;
}

/**
 * Fills in a field of a case by its id, and returns what it had and has now; undefined: the type of the case has no such field.
 *
 * @throws Failure as `setCaseFields`
 */
export async function setFieldOfCase(
  tx: Tx,
  who: Principal,
  { caseId, fieldId, value }: Wanted,
): Promise<NonNullable<CaseChanges['fields']>[number] | undefined> {
  await caseFor(tx, who, { id: caseId, permission: 'case.update' });
  const fieldNow = async () =>
    (await fieldsOfCase(tx, caseId)).find(({ field, standing }) => field.id === fieldId && standing === 'asked');
  const before = await fieldNow();
  if (!before) return undefined;
  const { key } = before.field;
  await setCaseFields(tx, who, { caseId, changes: [{ key, value }] });
  return { key, from: before.value, to: (await fieldNow())?.value ?? null };
}
