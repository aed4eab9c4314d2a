import type { CaseField, Language } from '@guichet/contracts';

/** A filter such as `nature=trottoir` in the words of the field that it names, where there is one: `Nature: Trottoir`. */
export function fieldFilterText(value: string, fields: readonly CaseField[], language: Language): string {
  const [, key, wanted] = /^([^=]*)=?(.*)$/.exec(value) ?? [];
  const field = fields.find((one) => one.key === key);
  if (!field) return value;
  const label = field.label[language];
  const option = field.options.find((one) => one.key === wanted);
  return wanted ? `${label}${language === 'fr' ? '\u00a0' : ''}: ${option?.label[language] ?? wanted}` : label;
}
