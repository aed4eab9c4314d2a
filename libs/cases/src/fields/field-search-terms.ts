import type { CaseField, CaseFieldValue } from '@guichet/contracts';

/** How much of a text is compared with what a filter names. */
const COMPARED = 100;

/** Letters without accents and capitals, and one space between words. */
const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

/** What a value is compared by, whole: a text without accents and capitals, the key of each option, `true` or `false`. */
export const comparedTexts = (value: CaseFieldValue): string[] => [
  ...new Set((Array.isArray(value) ? value : [value]).map((one) => folded(String(one)))),
];

/**
 * The words by which a case is found for what it has in a field: that it has something, and what that is. A long text is no value
 * that anybody would name; an option is named by its key, whatever it is called by then.
 */
export function termsOf(field: Pick<CaseField, 'key' | 'kind'>, value: CaseFieldValue): string[] {
  const { key, kind } = field;
  if (kind === 'long-text') return [key];
  return [key, ...comparedTexts(value).map((text) => `${key}=${text.slice(0, COMPARED)}`)];
}

/** The words by which a case is found for what it has in its fields, each once. */
export const fieldTerms = (
  values: readonly { field: Parameters<typeof termsOf>[0]; value: CaseFieldValue | null }[],
): string[] => [...new Set(values.flatMap(({ field, value }) => (value === null ? [] : termsOf(field, value))))];

const YES_NO: Readonly<Record<string, string>> = { ...{ yes: 'true', oui: 'true' }, ...{ no: 'false', non: 'false' } };

/**
 * What a filter such as `annee_scolaire=CP` looks for, in whatever kind of field it is typed: as it stands, and as the number, the
 * day, the yes or the no that it can be. Undefined where it names no field.
 */
export function termsOfFilter(typed: string): string[] | undefined {
  const [, key, sign, text] = /^([a-z][a-z0-9_]{0,39})(?:(=)(.*))?$/is.exec(typed) ?? [];
  if (key === undefined) return undefined;
  const name = key.toLowerCase();
  if (sign === undefined) return [name];
  const word = folded(text ?? '').slice(0, COMPARED);
  const french = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(word);
  const number = /^[-+]?\d[\d ]*(?:[.,]\d+)?$/.test(word)
    ? Number(word.replace(/ /g, '').replace(',', '.'))
    : undefined;
  const words = [
    word,
    ...(Object.hasOwn(YES_NO, word) ? [YES_NO[word]] : []),
    ...(number === undefined ? [] : [String(number)]),
    ...(french ? [`${french[3]}-${french[2]?.padStart(2, '0')}-${french[1]?.padStart(2, '0')}`] : []),
  ];
  return [...new Set(words.map((one) => `${name}=${one}`))];
}
