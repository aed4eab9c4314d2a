import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { isJson, type Json } from './schema-components.js';

const SOURCES = join(import.meta.dirname, '../../libs/contracts/src');

/** The docstrings of one schema: its own under `''`, those of its fields under their path, such as `health.reason`. */
type Docstrings = Map<string, string>;

function docstringOf(node: ts.Node): string | undefined {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = comment && ts.getTextOfJSDocComment(comment.comment);
  return text?.replace(/\s+/g, ' ').trim() || undefined;
}

/** Every constant of the contracts by its name, with the statement that holds its docstring. */
function constants(): Map<string, { statement: ts.VariableStatement; value: ts.Expression }> {
  const found = new Map<string, { statement: ts.VariableStatement; value: ts.Expression }>();
  const files = readdirSync(SOURCES).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  for (const name of files) {
    const text = readFileSync(join(SOURCES, name), 'utf8');
    for (const statement of ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true).statements) {
      if (!ts.isVariableStatement(statement)) continue;
      for (const { name: constant, initializer } of statement.declarationList.declarations) {
        if (!initializer || !ts.isIdentifier(constant)) continue;
        // Two files may each have a constant of their own of one name; those that are exported are unique.
        const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
        const key = isExported ? constant.text : `${name}:${constant.text}`;
        found.set(key, { statement, value: initializer });
      }
    }
  }
  return found;
}

/** Reads what the sources of the contracts say about each schema and its fields, so that nobody writes it twice. */
class ContractDocstrings {
  private readonly constants = constants();

  of(name: string): Docstrings {
    const constant = this.constants.get(name);
    const docs: Docstrings = new Map();
    if (!constant) return docs;
    this.collect(constant.value, '', docs);
    const own = docstringOf(constant.statement);
    if (own) docs.set('', own);
    return docs;
  }

  /** Adds the docstrings of the fields in an expression. What stands later overrides what it extends. */
  private collect(node: ts.Node, path: string, docs: Docstrings): void {
    if (ts.isObjectLiteralExpression(node))
      return node.properties.forEach((field) => this.collectField(field, path, docs));
    if (ts.isTypeNode(node)) return;
    // A chain such as `CaseSummary.extend({ … })` begins with what it extends; a field that is another schema has its own.
    if (ts.isPropertyAccessExpression(node)) return this.collect(node.expression, path, docs);
    if (!ts.isIdentifier(node)) return ts.forEachChild(node, (child) => this.collect(child, path, docs));
    if (path === '' || ts.isSpreadAssignment(node.parent)) this.collectNamed(node, path, docs);
  }

  private collectNamed(name: ts.Identifier, path: string, docs: Docstrings): void {
    const file = name.getSourceFile().fileName;
    const constant = this.constants.get(`${file}:${name.text}`) ?? this.constants.get(name.text);
    if (constant) this.collect(constant.value, path, docs);
  }

  private collectField(field: ts.ObjectLiteralElementLike, path: string, docs: Docstrings): void {
    if (ts.isSpreadAssignment(field)) return this.collect(field.expression, path, docs);
    if (!ts.isPropertyAssignment(field) && !ts.isShorthandPropertyAssignment(field)) return;
    const name = (field.name as ts.Identifier | ts.StringLiteral).text;
    const here = path === '' ? name : `${path}.${name}`;
    const text = docstringOf(field);
    if (text) docs.set(here, text);
    if (ts.isPropertyAssignment(field)) this.collect(field.initializer, here, docs);
  }
}

/** The schema with the docstrings of its fields as their descriptions. */
function describeFields(schema: Json, docs: Docstrings, path = ''): Json {
  const describe = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(describe);
    return isJson(value) ? describeFields(value, docs, path) : value;
  };
  const fields = (properties: Json) =>
    Object.fromEntries(
      Object.entries(properties).map(([name, field]) => {
        const here = path === '' ? name : `${path}.${name}`;
        const description = docs.get(here);
        return [name, { ...describeFields(field as Json, docs, here), ...(description && { description }) }];
      }),
    );
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === 'properties') return [key, fields(value as Json)];
      return [
        key,
        ['items', 'anyOf', 'oneOf', 'allOf', 'additionalProperties'].includes(key) ? describe(value) : value,
      ];
    }),
  );
}

/** The components with what the sources say about them. */
export function withDescriptions(schemas: Record<string, Json>): Record<string, Json> {
  const docstrings = new ContractDocstrings();
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const known = docstrings.of(name);
      const docs = known.size > 0 ? known : docstrings.of(name.replace(/Input$/, ''));
      const own = docs.get('');
      return [name, { ...(own && { description: own }), ...describeFields(schema, docs) }];
    }),
  );
}

/** The docstrings of the fields of a constant of the contracts, such as the events of `events`. */
export const fieldDocstrings = (constant: string): Docstrings => new ContractDocstrings().of(constant);
