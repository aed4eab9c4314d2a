import type { Principal } from '@guichet/access';
import type { CaseField } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { conflict, type Failure } from '@guichet/platform';
import { fieldLabelFor } from './field-label.js';

type Missing = Pick<CaseField, 'key' | 'label'>;

/**
 * The fields without which agents cannot close a case of these types, and that are empty in this one: type by type. A request that is
 * passed on is asked when the agent decides that it closes; what closes by itself, as a case that is part of another one now, is not.
 */
export const emptyRequiredFields = (
  tx: Tx,
  { caseId, caseTypeIds }: { caseId: string; caseTypeIds: readonly string[] },
): Promise<Missing[]> =>
  tx.query(
    `select f.key, f.label from case_field f where f.case_type_id = any($1::uuid[]) and f.required and f.archived_at is null
       and not exists (select from case_field_value v where v.case_id = $2 and v.field_id = f.id)
     order by array_position($1::uuid[], f.case_type_id), f.position, f.id`,
    [caseTypeIds, caseId],
  );

/** SQL condition: the case `c` lacks a field without which an agent cannot close it. Primary key of `case_field_value`. */
export const lacksField = (c: string): string =>
  `exists (select from case_field f where f.case_type_id = ${c}.case_type_id and f.required and f.archived_at is null
    and not exists (select from case_field_value v where v.case_id = ${c}.id and v.field_id = f.id))`;

/** What is said of these fields where a case is, or would be, closed without them. */
export const namesOfFields = (who: Principal, missing: readonly Missing[]) => ({
  names: missing.map((field) => fieldLabelFor(who, field)).join(', '),
  keys: missing.map(({ key }) => key),
  labels: missing.map(({ label }) => label),
});

/** What is thrown where a case is, or would be, closed without these fields. */
export const fieldsRequired = (who: Principal, reference: string, missing: readonly Missing[]): Failure =>
  conflict('case-fields-required', { reference, ...namesOfFields(who, missing) });
