import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export interface SourceText {
  /** Path from the root of the repository, with forward slashes. */
  path: string;
  text: string;
}

const isGenerated = (path: string): boolean => /(^|\/)(node_modules|dist)\//.test(path) || path.endsWith('.d.ts');

/** The paths of all files of apps, libs and test that match `pattern`, without what is installed or generated. */
export const pathsOf = (pattern: string): string[] =>
  globSync(`{apps,libs,test}/${pattern}`, { cwd: root, exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path) })
    .map((path) => relative(root, join(root, path)))
    .filter((path) => !isGenerated(path))
    .sort();

export const read = (path: string): SourceText => ({ path, text: readFileSync(join(root, path), 'utf8') });
