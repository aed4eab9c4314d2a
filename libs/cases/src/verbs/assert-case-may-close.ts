import type { Principal } from '@guichet/access';
import type { Case, Tx } from '@guichet/database';
import { conflict } from '@guichet/platform';
import { namesOfSteps, requiredStepsToDo, stepsRequired } from '../checklists/required-steps.js';
import { emptyRequiredFields, fieldsRequired, namesOfFields } from '../fields/required-fields.js';

/**
 * Refuses to close a case without what its type requires. `typeBefore`: the type that it had before the change by which it is closed, so
 * that nobody gets round its requirements by taking it away.
 *
 * @throws Failure `conflict` that names all that is missing, so that nobody is refused a second time.
 */
export async function assertCaseMayClose(
  tx: Tx,
  who: Principal,
  { item, typeBefore = item.caseTypeId }: { item: Case; typeBefore?: string | null },
): Promise<void> {
  const { id: caseId, reference } = item;
  const caseTypeIds = [...new Set([typeBefore, item.caseTypeId])].filter((id) => id !== null);
  if (caseTypeIds.length === 0) return;
  const fields = await emptyRequiredFields(tx, { caseId, caseTypeIds });
  const steps = await requiredStepsToDo(tx, { caseId, caseTypeIds });
  if (fields.length > 0 && steps.length > 0) {
    const { names, ids, labels } = namesOfSteps(who, steps);
    const ofSteps = { steps: names, ids, stepLabels: labels };
    throw conflict('case-fields-and-steps-required', { reference, ...namesOfFields(who, fields), ...ofSteps });
  }
  if (fields.length > 0) throw fieldsRequired(who, reference, fields);
  if (steps.length > 0) throw stepsRequired(who, reference, steps);
}
