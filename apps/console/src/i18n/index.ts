import type { Language } from '@guichet/contracts';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { en } from './en.js';
import type { dashboards } from './en/dashboards.js';
import { typeset } from './typeset.js';

/** Parts whose words come with their screens: nobody waits for them to see the inbox. */
interface Later {
  dashboards: typeof dashboards;
}
type Words = typeof en & Later;
type Shape<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Shape<T[Key]> };
/** What another language must provide: the same keys. */
export type Translation = Shape<Words>;
export type FirstTranslation = Shape<typeof en>;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Words };
  }
}

type Loaders = Record<Language, () => Promise<object>>;
const first: Loaders = {
  en: () => import('./en.js').then((module) => module.en),
  fr: () => import('./fr.js').then((module) => spoken(module.fr, typeset)),
};
const later: Record<keyof Later, Loaders> = {
  dashboards: {
    en: () => import('./en/dashboards.js'),
    fr: () => import('./fr/dashboards.js').then((words) => spoken(words, typeset)),
  },
};
const learnt = new Set<keyof Later>();

/** French and Breton speakers get French; everybody else English. */
export const browserLanguage = (): Language =>
  navigator.languages
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag): tag is Language => tag === 'fr' || tag === 'en') ?? 'en';

const spoken = (words: object, say: (text: string) => string): object =>
  Object.fromEntries(
    Object.entries(words).map(([key, value]: [string, string | object]) => [
      key,
      typeof value === 'object' ? spoken(value, say) : say(value),
    ]),
  );

// French says "un million de"; CLDR calls that category `many`, and our sentences use the plural for it.
function withMany(words: object): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(words) as [string, string | object][]) {
    all[key] = typeof value === 'object' ? withMany(value) : value;
    if (key.endsWith('_other')) all[key.replace(/_other$/, '_many')] = value;
  }
  return all;
}

/** Days come before months and hours count to 24: an English that Europe writes. */
const locales: Record<Language, string> = { en: 'en-GB', fr: 'fr' };
/** What is spoken now. */
const spokenNow = (): Language => (i18next.language === locales.fr ? 'fr' : 'en');

const add = (language: Language, words: object) =>
  i18next.addResourceBundle(language, 'translation', withMany(words), true, true);

/** Has the words of a part, in the language that is spoken, and in whatever is spoken from then on. */
export async function learn(part: keyof Later) {
  learnt.add(part);
  const language = spokenNow();
  add(language, await later[part][language]());
}

export async function speak(language: Language) {
  const words = await Promise.all([first[language](), ...[...learnt].map((part) => later[part][language]())]);
  const lng = locales[language];
  if (!i18next.isInitialized)
    await i18next.use(initReactI18next).init({ lng, resources: {}, interpolation: { escapeValue: false } });
  for (const some of words) add(language, some);
  await i18next.changeLanguage(lng);
  document.documentElement.lang = language;
}
