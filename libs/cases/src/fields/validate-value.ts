import { caseFieldLimits as limits, type CaseField, type CaseFieldValue, type FieldReason } from '@guichet/contracts';

/** Why a value cannot stand in a field. */
export interface WrongValue {
  reason: FieldReason;
  data?: Record<string, unknown>;
}

/** A value as it is stored, nothing where the field is to be empty, or why it cannot be. */
export type ValidatedValue = { value: CaseFieldValue | null } | WrongValue;

type Field = Pick<CaseField, 'kind' | 'options'>;
type Had = CaseFieldValue | null;
type Validate = (value: CaseFieldValue, field: Field, had: Had) => ValidatedValue;

const validators: Record<CaseField['kind'], Validate> = {
  text: (value) => textOf(value, { max: limits.text, refused: /[\p{Cc}\p{Zl}\p{Zp}]/u }),
  'long-text': (value) => textOf(value, { max: limits.longText, refused: /[^\P{Cc}\n\t]/u }),
  number: numberOf,
  date: dayOf,
  'yes-no': (value) => (typeof value === 'boolean' ? { value } : { reason: 'yes-no-needed' }),
  choice: optionOf,
  choices: optionsOf,
};

/**
 * Judges a value by the kind of its field. A blank text and an empty list are no values. An archived option can stay where it is
 * in what the case has had, and be chosen nowhere else.
 */
export const validateValue = (field: Field, value: CaseFieldValue, had: Had = null): ValidatedValue =>
  validators[field.kind](value, field, had);

/** A value as it would be stored, so that two can be compared, whatever has become of its options; one that is not valid stays. */
export function comparableValue(field: Field, value: CaseFieldValue | null): CaseFieldValue | null {
  if (value === null) return null;
  const validated = validateValue(field, value, value);
  return 'reason' in validated ? value : validated.value;
}

function textOf(value: CaseFieldValue, { max, refused }: { max: number; refused: RegExp }): ValidatedValue {
  if (typeof value !== 'string') return { reason: 'text-needed' };
  const text = value.replace(/\r\n?/g, '\n').normalize('NFC').trim();
  if (refused.test(text) || !text.isWellFormed()) return { reason: 'control-characters' };
  if (text.length > max) return { reason: 'text-too-long', data: { max } };
  return { value: text === '' ? null : text };
}

function numberOf(value: CaseFieldValue): ValidatedValue {
  if (typeof value !== 'number' || Number.isNaN(value)) return { reason: 'number-needed' };
  if (value > limits.number) return { reason: 'number-too-high', data: { max: limits.number } };
  if (value < -limits.number) return { reason: 'number-too-low', data: { min: -limits.number } };
  // A minus zero would be another number to whoever compares texts.
  return { value: value + 0 };
}

function dayOf(value: CaseFieldValue): ValidatedValue {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return { reason: 'not-a-date' };
  const day = new Date(`${value}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(value)) return { reason: 'not-a-date' };
  const { firstDay, lastDay } = limits;
  if (value < firstDay || value > lastDay)
    return { reason: 'case-field-day-range', data: { first: firstDay, last: lastDay } };
  return { value };
}

const hasOption = (had: Had, key: string): boolean => (Array.isArray(had) ? had.includes(key) : had === key);

const usable = ({ options }: Field, had: Had) =>
  options.filter(({ key, archived }) => !archived || hasOption(had, key));

function notOneOf(field: Field, had: Had): WrongValue {
  const labels = usable(field, had).map(({ label }) => label);
  return { reason: 'not-one-of', data: { values: labels.map(({ en }) => en).join(', '), labels } };
}

function optionOf(value: CaseFieldValue, field: Field, had: Had): ValidatedValue {
  const isUsable = usable(field, had).some(({ key }) => key === value);
  return isUsable ? { value } : notOneOf(field, had);
}

function optionsOf(value: CaseFieldValue, field: Field, had: Had): ValidatedValue {
  if (!Array.isArray(value)) return notOneOf(field, had);
  const chosen = usable(field, had).flatMap(({ key }) => (value.includes(key) ? [key] : []));
  if (value.some((key) => !chosen.includes(key))) return notOneOf(field, had);
  return { value: chosen.length === 0 ? null : chosen };
}
