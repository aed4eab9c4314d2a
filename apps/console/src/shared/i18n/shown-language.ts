import { languages, type Language } from '@guichet/contracts';

/** The language of ours in which the console is shown: `i18n.language` is that of a country where the language is English. */
export const shownLanguage = (i18n: { language: string }): Language =>
  languages.find((language) => i18n.language.startsWith(language)) ?? 'en';
