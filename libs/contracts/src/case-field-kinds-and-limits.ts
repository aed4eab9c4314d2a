import { dateFormat, dateLocales } from './date-format-by-language.js';
import type { Language } from './primitives.js';

/** Kinds of fields of a case type. They stand apart from the schemas, so that a screen can offer them without loading any. */
export const caseFieldKinds = ['text', 'long-text', 'number', 'date', 'yes-no', 'choice', 'choices'] as const;
export type CaseFieldKind = (typeof caseFieldKinds)[number];

/**
 * The condition by which a rule asks for what a case has in a field: for values, or for a range where the kind has an order. Null: for
 * nothing, as nobody would name a long text.
 */
export const caseFieldConditions = {
  ...{ text: 'field', 'yes-no': 'field', choice: 'field', choices: 'field' },
  ...{ number: 'fieldRange', date: 'fieldRange', 'long-text': null },
} as const satisfies Record<CaseFieldKind, 'field' | 'fieldRange' | null>;

/** What a field can hold at most, and how far a rule looks from the day on which one is filled in. */
export const caseFieldLimits = {
  ...{ perType: 40, label: 80, help: 300, key: 40, options: 60 },
  ...{ text: 200, longText: 4000, number: 1_000_000_000_000 },
  ...{ firstDay: '1850-01-01', lastDay: '2199-12-31', days: 36_500 },
} as const;

/** A text of the organisation in each language of the screens. */
export type TextInLanguages = Readonly<Record<Language, string>>;

/** What a value is in words needs of its field. */
export interface ReadableCaseField {
  kind: CaseFieldKind;
  options: readonly { key: string; label: TextInLanguages }[];
}

/** A value as it is stored: a text, a number, a day in ISO 8601, yes or no, the key of an option or those of several. */
export type CaseFieldValue = string | number | boolean | string[];

const YES_NO: Readonly<Record<Language, readonly [no: string, yes: string]>> = {
  en: ['No', 'Yes'],
  fr: ['Non', 'Oui'],
};

/** A value in words, as a reader of this language expects it. */
export function caseFieldText(field: ReadableCaseField, value: CaseFieldValue, language: Language): string {
  if (typeof value === 'boolean') return YES_NO[language][value ? 1 : 0];
  if (typeof value === 'number')
    return new Intl.NumberFormat(dateLocales[language], { maximumFractionDigits: 6 }).format(value);
  const labelOf = (key: string) => field.options.find((option) => option.key === key)?.label[language] ?? key;
  if (Array.isArray(value)) return value.map(labelOf).join(', ');
  if (field.kind === 'choice' || field.kind === 'choices') return labelOf(value);
  return field.kind === 'date' ? dayText(value, language) : value;
}

const dayText = (day: string, language: Language): string =>
  dateFormat(dateLocales[language], { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
