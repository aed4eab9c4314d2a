/** The texts of one namespace: sentences, and groups of them. */
export interface Catalogue {
  readonly [key: string]: string | Catalogue;
}

/** By the path of a file of texts. */
type Catalogues = Record<string, Catalogue>;

const starts = import.meta.glob<Catalogues>('../../i18n/*/index.ts', { import: 'texts' });
const later = import.meta.glob<Catalogue>('../../i18n/*/{dashboards,deliverability}.json', { import: 'default' });
const folderOf = (path: string) => path.split('/').at(-2)!;
const namespaceOf = (path: string) =>
  path
    .split('/')
    .at(-1)!
    .replace(/\.json$/, '');

/** The languages of the console: the folders of `src/i18n`. */
export const languages: readonly string[] = Object.keys(starts).map(folderOf);

/** Loads the texts that every screen may need, by namespace. */
export async function loadCatalogues(language: string): Promise<[namespace: string, Catalogue][]> {
  const texts = await starts[`../../i18n/${language}/index.ts`]!();
  return Object.entries(texts).map(([path, catalogue]) => [namespaceOf(path), catalogue]);
}

/** Loads the texts of a namespace that comes with its screens. */
export const loadCatalogue = async (language: string, namespace: string): Promise<Catalogue> =>
  (await later[`../../i18n/${language}/${namespace}.json`]?.()) ?? {};
