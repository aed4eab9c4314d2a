import ts from 'typescript';
import type { SourceFile } from './source-tree.js';

export interface LongParameterList {
  path: string;
  name: string;
  /** The line where the function starts, from 1. */
  line: number;
  parameters: number;
}

/** Nest calls the constructors of the classes that it decorates: each of their parameters is something to inject. */
const isInjected = (node: ts.Node): boolean =>
  ts.isConstructorDeclaration(node) && ts.canHaveDecorators(node.parent) && Boolean(ts.getDecorators(node.parent));

/** A function that is written as an argument has the parameters that the function which is called passes to it. */
const isArgument = (node: ts.Node): boolean =>
  ts.isCallExpression(node.parent) && node.parent.arguments.some((argument) => argument === node);

function nameOf(node: ts.SignatureDeclaration): string {
  if (ts.isConstructorDeclaration(node)) return `${node.parent.name?.text ?? '(anonymous)'}.constructor`;
  const { parent } = node;
  const isNamed =
    ts.isVariableDeclaration(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isTypeAliasDeclaration(parent);
  return (node.name ?? (isNamed ? parent.name : undefined))?.getText() ?? '(anonymous)';
}

/** The functions, constructors and types of functions of a file that have more parameters than `most`. */
export function longParameterLists({ path, syntax }: SourceFile, most: number): LongParameterList[] {
  const found: LongParameterList[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && node.parameters.length > most && !isInjected(node) && !isArgument(node)) {
      const line = syntax.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ path, name: nameOf(node), line, parameters: node.parameters.length });
    }
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return found;
}
