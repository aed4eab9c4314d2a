import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { pathsOf, root } from './source-texts.js';

export interface DocumentedPath {
  /** The document that names it. */
  document: string;
  path: string;
}

const FILE = /\w\.(?:tsx?|mts|mjs|json|md|css|html|http|eml|ya?ml)$/;
const SEGMENTS = /^[\w.@*<>{},-]+(?:\/[\w.@*<>{},-]+)*\/?$/;

/** The documents that lead people through the code. */
export const documents = (): string[] => [
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'README.md',
  ...pathsOf('**/README.md'),
];

/** `<name>` stands for any name. */
const patternOf = (path: string): string => path.replace(/<[\w -]+>/g, '*').replace(/\/$/, '');

const isThere = (base: string, path: string): boolean =>
  path.includes('*') || path.includes('{')
    ? globSync(path, { cwd: join(root, base) }).length > 0
    : existsSync(join(root, base, path));

/** The folders from which a document names what is its own. */
const basesOf = (document: string): string[] => [dirname(document), join(dirname(document), 'src')];

/**
 * The words in backticks that are paths: names of files, folders with a `/` at the end, and whatever begins with a folder that
 * there is. Addresses of the web and of providers, packages and code are none.
 */
function pathsIn(document: string, text: string): string[] {
  const quoted = [...text.replace(/^```.*?^```/gms, '').matchAll(/`([^`\n]+)`/g)].flatMap(([, words]) =>
    words!.split(' '),
  );
  const beginsWithFolder = (word: string): boolean =>
    word.includes('/') && ['.', ...basesOf(document)].some((base) => isThere(base, word.split('/')[0]!));
  return quoted
    .map((word) => word.replace(/^(?:\.\.?\/)+/, ''))
    .filter((word) => SEGMENTS.test(word) && !/^(?:@|\.git\/)/.test(word))
    .filter((word) => FILE.test(word) || word.endsWith('/') || beginsWithFolder(word));
}

/** The targets of links, from the root. */
const linksIn = (document: string, text: string): string[] =>
  [...text.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].map(([, target]) => normalize(join(dirname(document), target!)));

/** The paths and links of a document that lead nowhere. A path may be shortened to its end, within the project of the document. */
export function deadPathsIn(document: string, text: string, files: readonly string[]): DocumentedPath[] {
  const project = dirname(document).split('/').slice(0, 2).join('/');
  const own = files.filter((file) => project === '.' || file.startsWith(`${project}/`));
  const isEndOf = (path: string): boolean => {
    const end = new RegExp(`(?:^|/)${sourceOf(path)}(?:$|/)`);
    return own.some((file) => end.test(file));
  };
  const leads = (path: string): boolean => {
    const pattern = patternOf(path);
    return ['.', ...basesOf(document)].some((base) => isThere(base, pattern)) || isEndOf(pattern);
  };
  return [
    ...pathsIn(document, text).filter((path) => !leads(path)),
    ...linksIn(document, text).filter((path) => !existsSync(join(root, path))),
  ].map((path) => ({ document, path }));
}

/** A pattern with `*` and `{a,b}` as the source of a regular expression. */
const sourceOf = (pattern: string): string =>
  pattern
    .replace(/[.+?^$()[\]|\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replace(/\{([^}]*)\}/g, (_, names: string) => `(?:${names.replaceAll(',', '|')})`);

/** Names that a document says to be in a file (`Name` in `file.ts`) and that the file does not hold. */
export function missingNamesIn(document: string, text: string, files: readonly string[]): DocumentedPath[] {
  return [...text.matchAll(/`(\w+)`\s+(?:in|of)\s+`([^`\s*<{]+\.tsx?)`/g)].flatMap(([, name, path]) => {
    const found = files.filter((file) => file === path || file.endsWith(`/${path}`));
    const isHeld = found.some((file) => new RegExp(`\\b${name}\\b`).test(readFileSync(join(root, file), 'utf8')));
    return isHeld ? [] : [{ document, path: `${name} in ${path}` }];
  });
}

/** Tables and types of the table of words in ARCHITECTURE that the code does not have. */
export function missingWordsIn(text: string, files: readonly string[]): string[] {
  const code = files
    .filter((file) => /^libs\/(?:contracts|channels|database)\/src\/.*\.ts$/.test(file))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  const namesIn = (cell = ''): string[] => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name!);
  const rows = /^\| word .*?(?=\n\n)/ms.exec(text)?.[0].split('\n').slice(2) ?? [];
  return rows.flatMap((row) => {
    const [, , , tables, types] = row.split('|');
    return [
      ...namesIn(tables).filter((table) => !code.includes(`create table ${table} (`)),
      ...namesIn(types).filter((type) => !new RegExp(`export (?:class|const|type|interface) ${type}\\b`).test(code)),
    ];
  });
}

export const readDocument = (document: string): string => readFileSync(join(root, document), 'utf8');
