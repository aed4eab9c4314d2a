import type { Principal } from '@guichet/access';
import type { Case, Tx } from '@guichet/database';
import { assertStepsDone } from '../checklists/assert-steps-done.js';
import { assertFieldsFilled } from '../fields/assert-fields-filled.js';

/**
 * Refuses to close a case without what its type requires. `typeBefore`: the type that it had before the change by which it is closed, so
 * that nobody gets round its requirements by taking it away.
 *
 * @throws Failure `conflict` that names what is missing.
 */
export async function assertCaseMayClose(
  tx: Tx,
  who: Principal,
  { item, typeBefore = item.caseTypeId }: { item: Case; typeBefore?: string | null },
): Promise<void> {
  const { id, reference } = item;
  for (const caseTypeId of new Set([typeBefore, item.caseTypeId])) {
    await assertFieldsFilled(tx, who, { id, caseTypeId, reference });
    await assertStepsDone(tx, who, { id, caseTypeId, reference });
  }
}
