import type { Principal } from '@guichet/access';
import type { CaseField } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { conflict, type Failure } from '@guichet/platform';
import { fieldLabelFor } from './field-label.js';

/**
 * Refuses to close a case in which a field is empty that its type requires. A request that is passed on is asked when the agent decides
 * that it closes; what closes by itself, as a case that is part of another one now, is not.
 *
 * @throws Failure `conflict` that names the fields.
 */
export async function assertFieldsFilled(
  tx: Tx,
  who: Principal,
  { id, caseTypeId, reference }: Pick<Case, 'id' | 'caseTypeId' | 'reference'>,
): Promise<void> {
  if (caseTypeId === null) return;
  const missing = await tx.query<Pick<CaseField, 'key' | 'label'>>(
    `select f.key, f.label from case_field f where f.case_type_id = $1 and f.required and f.archived_at is null
       and not exists (select from case_field_value v where v.case_id = $2 and v.field_id = f.id)
     order by f.position, f.id`,
    [caseTypeId, id],
  );
  if (missing.length > 0) throw fieldsRequired(who, reference, missing);
}

/** What is thrown where a case is, or would be, closed without these fields. */
export function fieldsRequired(
  who: Principal,
  reference: string,
  missing: readonly Pick<CaseField, 'key' | 'label'>[],
): Failure {
  return conflict('case-fields-required', {
    ...{ reference, names: missing.map((field) => fieldLabelFor(who, field)).join(', ') },
    keys: missing.map(({ key }) => key),
    labels: missing.map(({ label }) => label),
  });
}
