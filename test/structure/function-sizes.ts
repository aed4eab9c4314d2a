import ts from 'typescript';
import type { SourceFile } from './source-tree.js';

export interface FunctionSize {
  path: string;
  name: string;
  /** The line where it starts, from 1. */
  line: number;
  lines: number;
}

const isFunction = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  (ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isAccessor(node)) &&
  node.body !== undefined;

const nameOf = (node: ts.FunctionLikeDeclaration): string => {
  const named =
    node.name ??
    (ts.isVariableDeclaration(node.parent) || ts.isPropertyAssignment(node.parent) ? node.parent.name : null);
  return named?.getText() ?? '(anonymous)';
};

/** The length of every function of a file, in lines from its first token to its closing brace. */
export function functionSizes({ path, syntax }: SourceFile): FunctionSize[] {
  const sizes: FunctionSize[] = [];
  const lineAt = (position: number): number => syntax.getLineAndCharacterOfPosition(position).line + 1;
  const visit = (node: ts.Node): void => {
    if (isFunction(node)) {
      const line = lineAt(node.getStart());
      sizes.push({ path, name: nameOf(node), line, lines: lineAt(node.end) - line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return sizes;
}

/** The value below which the given share of the values lies; 0 for an empty list. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
