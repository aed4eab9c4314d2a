/** The texts of one namespace: sentences, and groups of them. */
export interface Catalogue {
  readonly [key: string]: string | Catalogue;
}

const files = import.meta.glob<{ default: Catalogue }>('../../i18n/*/*.json');
const pathOf = (language: string, namespace: string) => `../../i18n/${language}/${namespace}.json`;
const parts = Object.keys(files).map(
  (path) =>
    path
      .replace(/\.json$/, '')
      .split('/')
      .slice(-2) as [string, string],
);

/** The languages of the console: the folders of `src/i18n`. */
export const languages: readonly string[] = [...new Set(parts.map(([language]) => language))];

/** The namespaces in which a language has texts. */
export const namespacesOf = (language: string): string[] =>
  parts.filter(([other]) => other === language).map(([, namespace]) => namespace);

/** Loads one JSON file of texts. */
export async function loadCatalogue(language: string, namespace: string): Promise<Catalogue> {
  const load = files[pathOf(language, namespace)];
  return load ? (await load()).default : {};
}
