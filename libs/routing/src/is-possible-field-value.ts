import { validateValue } from '@guichet/cases';
import { caseFieldConditions, type CaseField, type Condition } from '@guichet/contracts';

/** Whether a rule can ask for this value in a field: as the field takes it now, of a list one of the options that can be chosen. */
export function isPossibleFieldValue(field: Pick<CaseField, 'kind' | 'options'>, value: string | boolean): boolean {
  if (caseFieldConditions[field.kind] !== 'field') return false;
  const validated = validateValue(field, field.kind === 'choices' ? [String(value)] : value);
  return 'value' in validated && validated.value !== null;
}

/** Whether a field holds what the range of a condition is made of. */
export const holdsKindOf = (
  { kind }: Extract<Condition, { on: 'fieldRange' }>,
  field: Pick<CaseField, 'kind'>,
): boolean => field.kind === (kind === 'number' ? 'number' : 'date');
