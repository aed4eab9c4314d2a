import { basename, relative } from 'node:path';
import ts from 'typescript';
import { pathsOf } from './source-texts.js';
import { parse, type SourceFile } from './source-tree.js';

/** What must hold: a threat that is withstood, a requirement that is met. */
export interface Row {
  id: string;
  /** Why no test names it, or what of it no test can name. */
  reason?: string;
  /** What does not hold yet, although the feature exists. */
  open?: string;
}

/** The rows by section. */
export type Sections<Any extends Row> = Record<string, Any[]>;

/** Rows that tests name in a comment above them, such as `// Threats: A001, S02.` */
export interface Catalogue<Any extends Row> {
  /** The word before the colon. */
  word: string;
  /** What one id looks like. */
  id: RegExp;
  /** What a row is called, where one is named that there is not. */
  noun: string;
  /** The folder of the document, from which its links start. */
  folder: string;
  /** The heads of the columns between the id and the tests, and what stands in them. */
  columns: Record<string, (row: Any) => string>;
}

/** What of a catalogue a comment is read by. */
export type Naming = Pick<Catalogue<never>, 'word' | 'id'>;

/** A test that names rows in a comment above it. */
export interface NamingTest {
  path: string;
  title: string;
  ids: string[];
  /** Whether it is skipped, or runs no code. */
  isSkipped: boolean;
}

let read: SourceFile[] | undefined;
/** All specs, which are read once: several catalogues look through them. */
export const specs = (): SourceFile[] => (read ??= pathsOf('**/*.spec.{ts,tsx}').map(parse));

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

/** The tests of a spec that name rows, and the lines with such a comment above no test. */
export function namingTests(
  { path, text, syntax }: SourceFile,
  { word, id }: Naming,
): { tests: NamingTest[]; strayLines: number[] } {
  const naming = new RegExp(`// ${word}: (${id.source}(?:, ${id.source})*)\\.`, 'g');
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
          const found = [...text.slice(pos, end).matchAll(naming)].flatMap(([, list]) => list!.split(', '));
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
  const comments = text.matchAll(new RegExp(`^\\s*// ${word}:`, 'gm'));
  const lines = [...comments].map(({ index, 0: match }) => lineOf(index + match.length));
  return { tests, strayLines: lines.filter((line) => !attached.has(line)) };
}

/** What is wrong between a catalogue and the tests, a sentence each. */
export function faultsOf<Any extends Row>(
  catalogue: Catalogue<Any>,
  sections: Sections<Any>,
  sources: SourceFile[],
): string[] {
  const rows = Object.values(sections).flat();
  const ids = rows.map(({ id }) => id);
  const read = sources.map((source) => ({ path: source.path, ...namingTests(source, catalogue) }));
  const tests = read.flatMap((one) => one.tests);
  const named = new Set(tests.filter(({ isSkipped }) => !isSkipped).flatMap((test) => test.ids));
  const { noun } = catalogue;
  return [
    ...ids.filter((id, n) => ids.indexOf(id) !== n).map((id) => `${id} stands in the catalogue twice`),
    ...rows
      .filter(({ id, reason, open }) => !named.has(id) && !reason && !open)
      .map(({ id }) => `${id} has neither a test that names it nor a reason`),
    ...tests.flatMap(({ path, title, ids: own }) =>
      own.filter((id) => !ids.includes(id)).map((id) => `${path}: "${title}" names ${id}, which is no ${noun}`),
    ),
    ...read.flatMap(({ path, strayLines }) =>
      strayLines.map((line) => `${path}:${line}: this comment stands above no test, or names no ${noun}s`),
    ),
  ];
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ');

const linkTo = ({ path, title }: NamingTest, folder: string): string =>
  `[${basename(path).replace(/\.spec\.tsx?$/, '')}](${relative(folder, path)}): ${cell(title)}`;

function lineOf<Any extends Row>({ columns, folder }: Catalogue<Any>, row: Any, tests: NamingTest[]): string {
  const shown = [
    ...tests.filter(({ ids, isSkipped }) => ids.includes(row.id) && !isSkipped).map((test) => linkTo(test, folder)),
    ...(row.reason ? [cell(row.reason)] : []),
    ...(row.open ? [`**Open:** ${cell(row.open)}`] : []),
  ];
  const cells = [row.id, ...Object.values(columns).map((of) => cell(of(row))), shown.join('<br>')];
  return `| ${cells.join(' | ')} |`;
}

/** The tables of a catalogue, one for each section, as its document must show them. */
export function tablesOf<Any extends Row>(
  catalogue: Catalogue<Any>,
  sections: Sections<Any>,
  sources: SourceFile[],
): string {
  const tests = sources.flatMap((source) => namingTests(source, catalogue).tests);
  const heads = ['id', ...Object.keys(catalogue.columns), 'tests, or the reason why there is none'];
  const head = `| ${heads.join(' | ')} |\n| ${heads.map(() => '---').join(' | ')} |`;
  return Object.entries(sections)
    .map(
      ([title, rows]) => `\n## ${title}\n\n${head}\n${rows.map((row) => lineOf(catalogue, row, tests)).join('\n')}\n`,
    )
    .join('');
}
