import { dateFormat, dateLocales, type Language, type TemplateVariable } from '@guichet/contracts';

const MOST_CHARACTERS = 26;
const YES: Readonly<Record<Language, string>> = { fr: 'oui', en: 'yes' };
const FORMATS = { date: { dateStyle: 'long' }, time: { timeStyle: 'short' } } as const;

/** Returns the example of a variable as texts of a language write such a value, short enough for a menu. */
export function exampleInWords(
  { type, example }: Pick<TemplateVariable, 'type' | 'example'>,
  language: Language,
): string {
  const raw = example[language];
  if (type === 'flag') return YES[language];
  if (type !== 'date' && type !== 'time') return raw.replace(/\n[^]*/, ' …').slice(0, MOST_CHARACTERS);
  const at = new Date(type === 'date' ? `${raw}T00:00Z` : `2000-01-01T${raw}Z`);
  return dateFormat(dateLocales[language], { ...FORMATS[type], timeZone: 'UTC' }).format(at);
}
