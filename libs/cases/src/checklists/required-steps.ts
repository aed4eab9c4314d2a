import type { Principal } from '@guichet/access';
import type { CaseStep } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { conflict, type Failure } from '@guichet/platform';
import { fieldLabelFor } from '../fields/field-label.js';

type Missing = Pick<CaseStep, 'id' | 'label'>;

/**
 * The steps without which agents cannot close a case of these types, and that are to be done in this one: type by type. What closes by
 * itself, later, is not asked, as with fields. Index `checklist_step_type`.
 */
export const requiredStepsToDo = (
  tx: Tx,
  { caseId, caseTypeIds }: { caseId: string; caseTypeIds: readonly string[] },
): Promise<Missing[]> =>
  tx.query(
    `select s.id, s.label from checklist_step s where s.case_type_id = any($1::uuid[]) and s.required and s.archived_at is null
       and not exists (select from case_step d where d.case_id = $2 and d.id = s.id and d.done_at is not null)
     order by array_position($1::uuid[], s.case_type_id), s.position, s.id`,
    [caseTypeIds, caseId],
  );

/** SQL condition: the case `c` lacks a step without which an agent cannot close it. Index `checklist_step_type`. */
export const lacksStep = (c: string): string =>
  `exists (select from checklist_step s where s.case_type_id = ${c}.case_type_id and s.required and s.archived_at is null
    and not exists (select from case_step d where d.case_id = ${c}.id and d.id = s.id and d.done_at is not null))`;

/** What is said of these steps where a case is, or would be, closed without them. */
export const namesOfSteps = (who: Principal, missing: readonly Missing[]) => ({
  names: missing.map((step) => fieldLabelFor(who, step)).join(', '),
  ids: missing.map(({ id }) => id),
  labels: missing.map(({ label }) => label),
});

/** What is thrown where a case is, or would be, closed without these steps. */
export const stepsRequired = (who: Principal, reference: string, missing: readonly Missing[]): Failure =>
  conflict('case-steps-required', { reference, ...namesOfSteps(who, missing) });
