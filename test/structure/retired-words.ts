import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';

export interface RetiredWord {
  path: string;
  /** From 1; 0 where the name of the file is meant. */
  line: number;
  word: string;
  instead: string;
}

interface Retirement {
  /** Identifiers as a whole, and the names of files that consist of them. */
  identifiers?: string[];
  /** Regular expressions that are found anywhere in a text, comments included. */
  anywhere?: string[];
  /** Files in which these words are allowed, because the name is fixed from outside. */
  except?: string[];
  /** What to write instead. */
  instead: string;
}

const retirements = JSON.parse(readFileSync(join(import.meta.dirname, 'retired-words.json'), 'utf8')) as Retirement[];
const byIdentifier = new Map(
  retirements.flatMap(({ identifiers = [], except = [], instead }) =>
    identifiers.map((name) => [name, { instead, except }] as const),
  ),
);
const patterns = retirements.flatMap(({ anywhere = [], except = [], instead }) =>
  anywhere.map((source) => ({ pattern: new RegExp(source, 'giu'), instead, except })),
);

const fileName = (path: string): string => basename(path).replace(/(\.db|\.e2e)?(\.spec)?(\.module)?\.\w+$/, '');
const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Every retired word of a file: in its name, among its identifiers where it is code, and anywhere in its text. */
export function retiredIn(path: string, text: string): RetiredWord[] {
  const lineAt = (position: number): number => text.slice(0, position).split('\n').length;
  const found: RetiredWord[] = [];
  const name = fileName(path);
  const retiredName = byIdentifier.get(name) ?? byIdentifier.get(camel(name));
  if (retiredName) found.push({ path, line: 0, word: name, instead: retiredName.instead });
  for (const { pattern, instead } of patterns.filter(({ except }) => !except.includes(path)))
    for (const { 0: word, index } of text.matchAll(pattern)) found.push({ path, line: lineAt(index), word, instead });
  if (!/\.tsx?$/.test(path)) return found;
  for (const { word, position } of identifiersOf(path, text)) {
    const retired = byIdentifier.get(word);
    if (retired && !retired.except.includes(path))
      found.push({ path, line: lineAt(position), word, instead: retired.instead });
  }
  return found;
}

function identifiersOf(path: string, text: string): { word: string; position: number }[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  const found: { word: string; position: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.push({ word: node.text, position: node.getStart(file) });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
