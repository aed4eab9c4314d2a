import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import ts from 'typescript';
import { pathsOf, root } from './source-texts.js';
import { parse, type SourceFile } from './source-tree.js';

/** A row of the catalogue of attacks and bad inputs, as `test/threats.json` states it. */
interface Threat {
  id: string;
  threat: string;
  /** Why no test names it, or what of it no test can name yet. */
  reason?: string;
  /** What does not hold yet, although the feature exists. */
  open?: string;
}

/** The rows of the catalogue by section. */
type Catalogue = Record<string, Threat[]>;

/** A test that names threats in a comment above it. */
interface NamingTest {
  path: string;
  title: string;
  ids: string[];
  /** Whether it is skipped, or runs no code. */
  isSkipped: boolean;
}

const document = 'test/THREATS.md';
const COMMENT = /^\s*\/\/ Threats:/gm;
const IDS = /\/\/ Threats: ([A-Z]\d{2,3}(?:, [A-Z]\d{2,3})*)\./g;

export const readCatalogue = (): Catalogue =>
  JSON.parse(readFileSync(join(root, 'test/threats.json'), 'utf8')) as Catalogue;

export const readThreatDocument = (): string => readFileSync(join(root, document), 'utf8');

export const specs = (): SourceFile[] => pathsOf('**/*.spec.{ts,tsx}').map(parse);

/** The names before the parentheses of a call: `['describe', 'each']` for `describe.each(rows)('…')`. */
function calleeNames(expression: ts.Expression): string[] {
  if (ts.isIdentifier(expression)) return [expression.text];
  if (ts.isPropertyAccessExpression(expression)) return [...calleeNames(expression.expression), expression.name.text];
  if (ts.isCallExpression(expression)) return calleeNames(expression.expression);
  return [];
}

const titleOf = (call: ts.CallExpression): string => {
  const [title] = call.arguments;
  if (!title) return '';
  return ts.isStringLiteralLike(title) ? title.text : title.getText().slice(1, -1);
};

/** The tests of a spec that name threats, and the lines with such a comment above no test. */
export function namingTests({ path, text, syntax }: SourceFile): { tests: NamingTest[]; strayLines: number[] } {
  const tests: NamingTest[] = [];
  const attached = new Set<number>();

  const visit = (node: ts.Node, titles: string[], isSkipped: boolean): void => {
    let [inside, skipped] = [titles, isSkipped];
    if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) {
      const [kind = '', ...modifiers] = calleeNames(node.expression.expression);
      if (['describe', 'it', 'test'].includes(kind)) {
        inside = [...titles, titleOf(node.expression)];
        skipped ||= modifiers.includes('skip') || modifiers.includes('todo');
        const ids = (ts.getLeadingCommentRanges(text, node.pos) ?? []).flatMap(({ pos, end }) => {
          const found = [...text.slice(pos, end).matchAll(IDS)].flatMap(([, list]) => list!.split(', '));
          if (found.length > 0) attached.add(lineOf(pos));
          return found;
        });
        if (ids.length > 0) tests.push({ path, title: inside.join(' '), ids, isSkipped: skipped });
      }
    }
    ts.forEachChild(node, (child) => visit(child, inside, skipped));
  };
  const lineOf = (position: number): number => syntax.getLineAndCharacterOfPosition(position).line + 1;

  visit(syntax, [], false);
  const lines = [...text.matchAll(COMMENT)].map(({ index, 0: match }) => lineOf(index + match.length));
  return { tests, strayLines: lines.filter((line) => !attached.has(line)) };
}

/** What is wrong between the catalogue and the tests, a sentence each. */
export function threatFaults(catalogue: Catalogue, sources: SourceFile[]): string[] {
  const rows = Object.values(catalogue).flat();
  const ids = rows.map(({ id }) => id);
  const read = sources.map((source) => ({ path: source.path, ...namingTests(source) }));
  const tests = read.flatMap((one) => one.tests);
  const named = new Set(tests.filter(({ isSkipped }) => !isSkipped).flatMap((test) => test.ids));
  return [
    ...ids.filter((id, n) => ids.indexOf(id) !== n).map((id) => `${id} stands in the catalogue twice`),
    ...rows
      .filter(({ id, reason, open }) => !named.has(id) && !reason && !open)
      .map(({ id }) => `${id} has neither a test that names it nor a reason`),
    ...tests.flatMap(({ path, title, ids: own }) =>
      own.filter((id) => !ids.includes(id)).map((id) => `${path}: "${title}" names ${id}, which is no threat`),
    ),
    ...read.flatMap(({ path, strayLines }) =>
      strayLines.map((line) => `${path}:${line}: this comment stands above no test, or names no threats`),
    ),
  ];
}

const INTRODUCTION = `# Threats and bad inputs

What attackers and careless programs do to a help desk, and the test that fails when Guichet no longer withstands it. Rows come
from \`test/threats.json\`; a test names its rows in a comment above it, as CONTRIBUTING says. This document is generated:
\`UPDATE_THREATS=1 npm test -- test/structure/threats\` writes it anew.
`;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ');

const linkTo = ({ path, title }: NamingTest): string =>
  `[${basename(path).replace(/\.spec\.tsx?$/, '')}](${relative('test', path)}): ${cell(title)}`;

const rowOf = ({ id, threat, reason, open }: Threat, tests: NamingTest[]): string => {
  const lines = [
    ...tests.filter(({ ids, isSkipped }) => ids.includes(id) && !isSkipped).map(linkTo),
    ...(reason ? [cell(reason)] : []),
    ...(open ? [`**Open:** ${cell(open)}`] : []),
  ];
  return `| ${id} | ${cell(threat)} | ${lines.join('<br>')} |`;
};

/** The document, as it must be. */
export function renderThreats(catalogue: Catalogue, sources: SourceFile[]): string {
  const tests = sources.flatMap((source) => namingTests(source).tests);
  const sections = Object.entries(catalogue).map(
    ([title, rows]) =>
      `\n## ${title}\n\n| id | threat | tests, or the reason why there is none |\n| --- | --- | --- |\n${rows.map((row) => rowOf(row, tests)).join('\n')}\n`,
  );
  return INTRODUCTION + sections.join('');
}
