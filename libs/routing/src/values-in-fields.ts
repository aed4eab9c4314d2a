import { validateValue } from '@guichet/cases';
import { caseFieldKindsOfRules, type CaseField } from '@guichet/contracts';

/** Whether a rule can ask for this value in a field: as the field takes it now, of a list one of the options that can be chosen. */
export function canAskFor(field: Pick<CaseField, 'kind' | 'options'>, value: string | boolean): boolean {
  if (!caseFieldKindsOfRules.includes(field.kind)) return false;
  const validated = validateValue(field, field.kind === 'choices' ? [String(value)] : value);
  return 'value' in validated && validated.value !== null;
}
