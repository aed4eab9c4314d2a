/** The texts of one namespace: sentences, and groups of them. */
export interface Catalogue {
  readonly [key: string]: string | Catalogue;
}

/** By the path of a file of texts. */
type Catalogues = Record<string, Catalogue>;

const starts = import.meta.glob<Catalogues>('../../i18n/*/index.ts', { import: 'texts' });
const others = import.meta.glob<Catalogues>('../../i18n/*/deferred-texts.ts', { import: 'texts' });
const ofScreens = import.meta.glob<Catalogue>('../../i18n/*/{dashboards,deliverability}.json', { import: 'default' });
const folderOf = (path: string) => path.split('/').at(-2)!;
const namespaceOf = (path: string) =>
  path
    .split('/')
    .at(-1)!
    .replace(/\.json$/, '');

/** The languages of the console: the folders of `src/i18n`. */
export const languages: readonly string[] = Object.keys(starts).map(folderOf);

type Namespaces = [namespace: string, Catalogue][];

const byNamespace = (texts: Catalogues): Namespaces =>
  Object.entries(texts).map(([path, catalogue]) => [namespaceOf(path), catalogue]);

/** Loads the texts of the first screen, by namespace. */
export const loadFirstCatalogues = async (language: string): Promise<Namespaces> =>
  byNamespace(await starts[`../../i18n/${language}/index.ts`]!());

/** Loads the texts that every other screen may need, by namespace. */
export const loadLaterCatalogues = async (language: string): Promise<Namespaces> =>
  byNamespace(await others[`../../i18n/${language}/deferred-texts.ts`]!());

/** Loads the texts of a namespace that comes with its screens. */
export const loadCatalogue = async (language: string, namespace: string): Promise<Catalogue> =>
  (await ofScreens[`../../i18n/${language}/${namespace}.json`]?.()) ?? {};
