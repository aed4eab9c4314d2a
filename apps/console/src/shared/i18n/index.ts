import type { Language } from '@guichet/contracts';
import i18next, { type PostProcessorModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import {
  languages,
  loadCatalogue,
  loadFirstCatalogues,
  loadLaterCatalogues,
  type Catalogue,
} from './load-catalogue.js';
import { importWithRetry } from '../api/import-with-retry.js';
import { preferences } from '../session/browser-preferences.js';
import type { Namespace } from './text-types.js';
import { renewTexts } from './use-texts.js';
import { elideFrench } from './elide-french.js';
import { typesetFrench } from './typeset-french.js';

export { languages } from './load-catalogue.js';

/** Namespaces whose screens asked for them: the inbox does not wait for their texts. */
const requested = new Set<Namespace>();

/** Days come before months and hours count to 24: the English that Europe writes. */
const localeOf = (language: string) => (language === 'en' ? 'en-GB' : language);
let current: string = 'en';

/**
 * The language that was chosen in this browser before signing in, else the first one of the browser in which the console has texts;
 * Breton speakers get French, all others English.
 */
export const browserLanguage = (): Language =>
  preferences().language ??
  navigator.languages
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .map((tag) => (tag === 'br' ? 'fr' : tag))
    .find((tag): tag is Language => languages.includes(tag)) ??
  'en';

/** The name of a language in that language itself. */
export const nameOfLanguage = (language: string): string => {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
};

const mapTexts = (texts: Catalogue, change: (text: string) => string): Catalogue =>
  Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [
      key,
      typeof value === 'string' ? change(value) : mapTexts(value, change),
    ]),
  );

/** French says "un million de"; CLDR calls that category `many`, and our sentences use the plural for it. */
function withMany(texts: Catalogue): Catalogue {
  const all: Record<string, string | Catalogue> = {};
  for (const [key, value] of Object.entries(texts)) {
    all[key] = typeof value === 'string' ? value : withMany(value);
    if (key.endsWith('_other')) all[key.replace(/_other$/, '_many')] = value;
  }
  return all;
}

const elision: PostProcessorModule = {
  type: 'postProcessor',
  name: 'elision',
  process: (text, _key, values: Record<string, unknown>) =>
    i18next.language === 'fr' && typeof text === 'string' ? elideFrench(text, values) : text,
};

function add(language: string, namespaces: readonly (readonly [namespace: string, Catalogue])[]) {
  const shown = namespaces.map(
    ([namespace, texts]) => [namespace, withMany(language === 'fr' ? mapTexts(texts, typesetFrench) : texts)] as const,
  );
  i18next.addResourceBundle(localeOf(language), 'translation', Object.fromEntries(shown), true, true);
  // What is not shown changes nothing on the screen.
  if (localeOf(language) === i18next.language) renewTexts();
}

/** The languages of which the later texts are here or on their way. */
const later = new Map<string, Promise<void>>();

/** Loads the texts that the first screen does not need, in the current language. They are here once that resolves. */
export function loadLaterTexts(language = current): Promise<void> {
  const known = later.get(language);
  if (known) return known;
  const loading = importWithRetry(() => loadLaterCatalogues(language)).then((texts) => add(language, texts));
  later.set(language, loading);
  loading.catch(() => later.delete(language));
  return loading;
}

/** Loads the texts of a namespace in the current language, and in every language that is chosen from then on. */
export async function loadNamespace(namespace: Namespace) {
  requested.add(namespace);
  add(current, [[namespace, await loadCatalogue(current, namespace)]]);
}

/** Loads the texts of a language and shows the console in it. */
export async function setLanguage(language: Language) {
  const lng = localeOf(language);
  if (!i18next.isInitialized)
    await i18next
      .use(initReactI18next)
      .use(elision)
      .init({
        lng,
        resources: {},
        interpolation: { escapeValue: false },
        postProcess: [elision.name],
        // What waits for the later texts is drawn anew once they are here.
        react: { bindI18nStore: 'added' },
      });
  const ofScreens = [...requested].map(
    async (namespace) => [namespace, await loadCatalogue(language, namespace)] as const,
  );
  add(language, [...(await loadFirstCatalogues(language)), ...(await Promise.all(ofScreens))]);
  if (later.size > 0) await loadLaterTexts(language);
  current = language;
  await i18next.changeLanguage(lng);
  renewTexts();
  document.documentElement.lang = language;
}
