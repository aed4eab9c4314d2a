import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namingTests, tablesOf, type Catalogue, type Row, type Sections } from './rows-with-tests.js';
import { root } from './source-texts.js';
import type { SourceFile } from './source-tree.js';

/** A requirement of OWASP ASVS in our own words, as `test/asvs.json` states it. */
interface Requirement extends Row {
  /** From which level on it is asked. */
  level: 1 | 2 | 3;
  requirement: string;
}

export const ASVS: Catalogue<Requirement> = {
  word: 'ASVS',
  id: /\d{1,2}\.\d{1,2}\.\d{1,2}/,
  noun: 'requirement',
  folder: '',
  columns: { level: ({ level }) => `L${level}`, requirement: ({ requirement }) => requirement },
};

export const readRequirements = (): Sections<Requirement> =>
  JSON.parse(readFileSync(join(root, 'test/asvs.json'), 'utf8')) as Sections<Requirement>;

/** What stands above it is written by hand. */
const MARK = '<!-- What follows is written by `UPDATE_ASVS=1 npm test -- test/structure/asvs`. -->\n';

/** How many rows there are of each sort, in a sentence. */
function countOf(sections: Sections<Requirement>, sources: SourceFile[]): string {
  const rows = Object.values(sections).flat();
  const tests = sources.flatMap((source) => namingTests(source, ASVS).tests).filter(({ isSkipped }) => !isSkipped);
  const named = new Set(tests.flatMap(({ ids }) => ids));
  const tested = rows.filter(({ id }) => named.has(id)).length;
  const open = rows.flatMap((row) => (row.open ? [row.id] : []));
  return `\n${rows.length} requirements: ${tested} have tests, ${rows.length - tested} a reason alone. ${open.length} are not wholly met: ${open.join(', ')}.\n`;
}

/** The document as it must be: the head that it has, and the tables. */
export function renderRequirements(document: string, sections: Sections<Requirement>, sources: SourceFile[]): string {
  const [head] = document.split(MARK);
  return head + MARK + countOf(sections, sources) + tablesOf(ASVS, sections, sources).replaceAll('\n## ', '\n### ');
}
