import type { Language } from '@guichet/contracts';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { en } from './en.js';

export type Words = typeof en;
type Shape<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Shape<T[Key]> };
/** What another language must provide: the same keys. */
export type Translation = Shape<Words>;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Words };
  }
}

const loaders: Record<Language, () => Promise<Translation>> = {
  en: () => import('./en.js').then((module) => module.en),
  fr: () => import('./fr.js').then((module) => module.fr),
};

/** French and Breton speakers get French; everybody else English. */
export const browserLanguage = (): Language =>
  navigator.languages
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag): tag is Language => tag === 'fr' || tag === 'en') ?? 'en';

// French says "un million de"; CLDR calls that category `many`, and our sentences use the plural for it.
function withMany(words: object): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(words) as [string, string | object][]) {
    all[key] = typeof value === 'object' ? withMany(value) : value;
    if (key.endsWith('_other')) all[key.replace(/_other$/, '_many')] = value;
  }
  return all;
}

export async function speak(language: Language) {
  const words = withMany(await loaders[language]());
  if (!i18next.isInitialized)
    await i18next.use(initReactI18next).init({ lng: language, resources: {}, interpolation: { escapeValue: false } });
  i18next.addResourceBundle(language, 'translation', words, true, true);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
