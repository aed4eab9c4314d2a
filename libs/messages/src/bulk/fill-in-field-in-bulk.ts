import type { Principal } from '@guichet/access';
import { caseFields, validateValue } from '@guichet/cases';
import type { BulkAction } from '@guichet/contracts';
import type { BulkItem, Tx } from '@guichet/database';
import { conflict, Failure, wrongField } from '@guichet/platform';
import { isInReach } from '../macros/run-acts.js';
import { routeByFields } from '../route-by-fields.js';
import { setFieldOfCase } from '../set-field-of-case.js';
import { atPresentVersion, isSame } from '../undo-case-changes.js';
import type { Turn } from './bulk-context.js';

type FillIn = Extract<BulkAction, { kind: 'field' }>;

/**
 * A value that no case would take is refused before any is tried.
 *
 * @throws Failure `not-found` for a field that is not in use, or of which the agent does not know; `invalid-request` for its value
 */
export async function assertFieldTakes(tx: Tx, who: Principal, { fieldId, value }: FillIn): Promise<void> {
  const field = (await caseFields(tx, who)).find(({ id, archived }) => id === fieldId && !archived);
  if (!field) throw new Failure('not-found');
  const validated = validateValue(field, value);
  const { key } = field;
  if ('reason' in validated) throw wrongField('action.value', validated.reason, { ...validated.data, key });
  // Many cases are not emptied at a stroke.
  if (validated.value === null) throw wrongField('action.value', 'value-not-valid', { key });
}

/**
 * Job: fills in the field of one case, as its agent would by hand; rules that ask for it route the case then. What they do is not undone
 * with it.
 *
 * @throws Failure as `setCaseFields`; `conflict` (`field-not-of-type`) for a case of another type
 */
export async function fillInFieldOfOne(tx: Tx, { who, action, item: { caseId } }: Turn): Promise<Partial<BulkItem>> {
  const { fieldId, value } = action.action as FillIn;
  const field = await setFieldOfCase(tx, who, { caseId, fieldId, value });
  if (!field) throw conflict('field-not-of-type');
  if (isSame(field.from, field.to)) return { state: 'unchanged' };
  const isMoved = await routeByFields(tx, { caseId, fieldIds: [fieldId], isOneOfMany: true });
  const isOutOfSight = isMoved && !(await isInReach({ tx, who, caseId }));
  return { state: 'done', changes: isOutOfSight ? null : await atPresentVersion(tx, caseId, { fields: [field] }) };
}
