import { shippedTemplateNames, type Language } from '@guichet/contracts';

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** SQL: something of the shipped template `t`, where its title is as it was shipped; else `other`. */
const ofShipped = (say: (key: string) => string, other: string): string =>
  `case ${Object.entries(shippedTemplateNames.fr)
    .map(([key, { title }]) => `when t.key = ${text(key)} and t.title = ${text(title)} then ${text(say(key))}`)
    .join(' ')} else ${other} end`;

const inEnglish = (key: string) => shippedTemplateNames.en[key]!;

const ENGLISH_TITLE = ofShipped((key) => inEnglish(key).title, 't.title');

/** SQL: the title of the template `t` as it is shown in a language. */
export const titleIn = (language: Language): string => (language === 'fr' ? 't.title' : `(${ENGLISH_TITLE})`);

/** SQL: what the template `t` is found by in the language in which it is not stored. */
export const OTHER_NAMES = `(${ofShipped((key) => {
  const { title, intention, tags } = inEnglish(key);
  return [title, intention, ...tags].join(' ');
}, "''")})`;
