import { validateValue } from '@guichet/cases';
import type { CaseField, CaseFieldKind } from '@guichet/contracts';

/** Kinds of fields for which rules ask. Of numbers and days they would have to ask for ranges, and nobody would name a long text. */
const ASKED: readonly CaseFieldKind[] = ['text', 'yes-no', 'choice', 'choices'];

/** Whether a rule can ask for this value in a field: as the field takes it now, of a list one of the options that can be chosen. */
export function canAskFor(field: Pick<CaseField, 'kind' | 'options'>, value: string | boolean): boolean {
  if (!ASKED.includes(field.kind)) return false;
  const validated = validateValue(field, field.kind === 'choices' ? [String(value)] : value);
  return 'value' in validated && validated.value !== null;
}
