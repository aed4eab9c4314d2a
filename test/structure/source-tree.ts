import ts from 'typescript';
import { pathsOf, read, type SourceText } from './source-texts.js';

export interface SourceFile extends SourceText {
  syntax: ts.SourceFile;
}

/** Every TypeScript source of the product, parsed. Specs and their support are left out: their sizes are those of stories. */
export const productSources = (): SourceFile[] =>
  pathsOf('**/*.{ts,tsx}')
    .filter((path) => !path.startsWith('test/') && !/\.spec\.tsx?$/.test(path))
    .map(parse);

/** Every source, parsed: that of the product, of its tests and of what supports them. */
export const allSources = (): SourceFile[] => pathsOf('**/*.{ts,tsx,mjs}').map(parse);

export function parse(path: string): SourceFile {
  const { text } = read(path);
  return { path, text, syntax: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
}
