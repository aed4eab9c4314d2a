import { readFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

export const root = join(import.meta.dirname, '../..');

export interface SourceFile {
  /** Path from the root of the repository, with forward slashes. */
  path: string;
  text: string;
  syntax: ts.SourceFile;
}

const isGenerated = (path: string): boolean => /(^|\/)(node_modules|dist)\//.test(path) || path.endsWith('.d.ts');

/** The paths of all files of apps, libs and test that match `pattern`, without what is installed or generated. */
export const pathsOf = (pattern: string): string[] =>
  globSync(`{apps,libs,test}/${pattern}`, { cwd: root, exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path) })
    .map((path) => relative(root, join(root, path)))
    .filter((path) => !isGenerated(path))
    .sort();

/** Every TypeScript source of the product, parsed. Specs and their support are left out: their sizes are those of stories. */
export const productSources = (): SourceFile[] =>
  pathsOf('**/*.{ts,tsx}')
    .filter((path) => !path.startsWith('test/') && !/\.spec\.tsx?$/.test(path))
    .map(parse);

/** Every source, parsed: that of the product, of its tests and of what supports them. */
export const allSources = (): SourceFile[] => pathsOf('**/*.{ts,tsx,mjs}').map(parse);

export function parse(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  return { path, text, syntax: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
}
