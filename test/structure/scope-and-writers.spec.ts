import { pathsOf, read } from './source-texts.js';

const sources = pathsOf('**/*.ts')
  .filter((path) => !/^test\/structure\//.test(path))
  .map(read);

/** The lines of the product in which something matches, as `path: line`. A pattern that began with any letters would try each of them. */
const linesWith = (pattern: RegExp, isAllowed: (path: string) => boolean): string[] =>
  sources
    .filter(({ path }) => !isAllowed(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(pattern)].map(({ index, 0: found }) => {
        const end = text.indexOf('\n', index + found.length);
        return `${path}: ${text.slice(text.lastIndexOf('\n', index) + 1, end < 0 ? undefined : end).trim()}`;
      }),
    );

describe('who may see a case', () => {
  /** These ask for the members or the queues of given teams, for nobody who reads. */
  const NOT_ABOUT_READERS = new Set([
    'libs/access/src/provisioning/give-and-take-group-roles.ts',
    'libs/sla/src/fire-thresholds.ts',
    'libs/workforce/src/assignment/auto-assigner.ts',
    'libs/workforce/src/assignment/candidate-agents.queries.ts',
    'libs/workforce/src/assignment/waiting-cases.queries.ts',
  ]);

  it('is said by Scope alone: no other statement compares a team with those of a reader', () => {
    const isAllowed = (path: string) =>
      path === 'libs/access/src/scope.ts' ||
      path.startsWith('test/') ||
      path.endsWith('.spec.ts') ||
      NOT_ABOUT_READERS.has(path);
    expect(linesWith(/team_id = any\(|team_ids && \$|\bteamsFor\(/gu, isAllowed)).toEqual([]);
  });
});

describe('cases and their timelines', () => {
  /** These write the rows, or move entries from one case to another. */
  const WRITERS = new Set([
    'libs/cases/src/timeline/write-cases-and-entries.ts',
    'libs/cases/src/moving/reorder-entries.ts',
  ]);

  it('are written by one file: no other statement inserts, updates or deletes them', () => {
    const isAllowed = (path: string) =>
      WRITERS.has(path) ||
      path.startsWith('test/') ||
      path.endsWith('.spec.ts') ||
      path.startsWith('libs/database/src/migrations/');
    const tables = '(?:public\\.)?"?(?:cases|timeline_entry|entry_words)"?\\b';
    const statement = new RegExp(
      `(?:insert into|update|delete from|truncate|merge into)\\s+(?:only\\s+)?${tables}`,
      'giu',
    );
    const repository =
      /repo\((?:Case|TimelineEntry|EntryWords)\)(?:\s*\.\s*)(?:insert|update|upsert|save|delete|remove|softDelete)\b/giu;
    expect([...linesWith(statement, isAllowed), ...linesWith(repository, isAllowed)]).toEqual([]);
  });
});
