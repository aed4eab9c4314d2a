import type { Principal } from '@guichet/access';
import type { CaseStep } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { conflict, type Failure } from '@guichet/platform';
import { fieldLabelFor } from '../fields/field-label.js';

/**
 * Refuses to close a case in which a step is to be done that its type requires. What closes by itself, later, is not asked,
 * as with fields.
 * Index `checklist_step_type`.
 *
 * @throws Failure `conflict` that names the steps.
 */
export async function assertStepsDone(
  tx: Tx,
  who: Principal,
  { id, caseTypeId, reference }: Pick<Case, 'id' | 'caseTypeId' | 'reference'>,
): Promise<void> {
  if (caseTypeId === null) return;
  const missing = await tx.query<Pick<CaseStep, 'id' | 'label'>>(
    `select s.id, s.label from checklist_step s where s.case_type_id = $1 and s.required and s.archived_at is null
       and not exists (select from case_step d where d.case_id = $2 and d.id = s.id and d.done_at is not null)
     order by s.position, s.id`,
    [caseTypeId, id],
  );
  if (missing.length > 0) throw stepsRequired(who, reference, missing);
}

/** What is thrown where a case is, or would be, closed without these steps. */
export const stepsRequired = (
  who: Principal,
  reference: string,
  missing: readonly Pick<CaseStep, 'id' | 'label'>[],
): Failure =>
  conflict('case-steps-required', {
    ...{ reference, names: missing.map((step) => fieldLabelFor(who, step)).join(', ') },
    ids: missing.map(({ id }) => id),
    labels: missing.map(({ label }) => label),
  });
