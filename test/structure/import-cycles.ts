import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { root } from './source-texts.js';
import type { SourceFile } from './source-tree.js';

/** The files of the product that a file imports, types included, by their path from the root. */
export function importsOf({ path, text }: SourceFile): string[] {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return importedFiles.map(({ fileName }) => resolve(path, fileName)).filter((target) => target !== undefined);
}

function resolve(path: string, specifier: string): string | undefined {
  const workspace = /^@guichet\/([\w-]+)$/.exec(specifier);
  const target = workspace ? `libs/${workspace[1]}/src/index.ts` : join(dirname(path), specifier);
  if (!workspace && !specifier.startsWith('.')) return undefined;
  const candidates = [
    target,
    target.replace(/\.js$/, '.ts'),
    target.replace(/\.js$/, '.tsx'),
    `${target}.ts`,
    `${target}.tsx`,
  ];
  const found = candidates.find((candidate) => /\.tsx?$/.test(candidate) && existsSync(join(root, candidate)));
  return found && relative(root, join(root, found));
}

/**
 * The circles among files: each group of files that import each other, directly or through others (the strongly connected
 * components of more than one file, by Tarjan's algorithm).
 */
export function cycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (node: string): void => {
    index.set(node, index.size);
    low.set(node, index.get(node)!);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node)!, low.get(next)!));
    }
    if (low.get(node) !== index.get(node)) return;
    const group = stack.splice(stack.indexOf(node));
    if (group.length > 1) found.push(group);
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return found;
}
