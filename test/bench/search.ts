import { grantOfWord, type Principal } from '@guichet/access';
import { search } from '@guichet/cases';
import { Database } from '@guichet/database';
import { administrator } from '../support/product-process.js';
import { openCluster, type Cluster } from './bench-databases.js';
import { benchOptions } from './bench-options.js';
import { drawing, wordOf } from './search-vocabulary.js';
import { ENTRIES_PER_CASE, seedSearch } from './seed-search.js';
import { agentOf } from './seed-town.js';
import { conclude, median, percentile, rounded, say } from './statistics-and-results.js';

const options = benchOptions({ cases: [10_000], rounds: 60 });
const LIMIT = 30;

type Kind =
  | 'rare'
  | 'frequent'
  | 'two words'
  | 'two frequent words'
  | 'prefix'
  | 'typo'
  | 'phone'
  | 'file'
  | 'question';

/** What somebody might type, drawn anew for each round, as nobody asks for the same again and again. */
function questionsOf(cases: number): Record<Kind, () => string> {
  const draw = drawing(42);
  const rank = (from: number, to: number) => wordOf(from + Math.floor(draw() * (to - from)));
  const someCase = () => 1 + Math.floor(draw() * cases);
  return {
    rare: () => rank(15_000, 35_000),
    frequent: () => rank(5, 40),
    'two words': () => `${rank(5, 40)} ${rank(300, 3000)}`,
    'two frequent words': () => `${rank(5, 60)} ${rank(5, 60)}`,
    prefix: () => rank(60, 3000).slice(0, 4),
    typo: () => withTypo(rank(100, 5000)),
    phone: () =>
      `06 ${String(someCase())
        .padStart(8, '0')
        .replace(/(..)(?=.)/g, '$1 ')}`,
    file: () => (draw() < 0.5 ? `bail${2 * Math.ceil(someCase() / 2)}` : `locataire ${rank(300, 3000)}`),
    question: () => `comment faire ${rank(5, 40)} pour ${rank(40, 400)} et ${rank(400, 4000)} chez ${rank(4000, 9000)}`,
  };
}

/** Two letters in the middle are swapped. */
function withTypo(word: string): string {
  const at = Math.floor(word.length / 2);
  return `${word.slice(0, at - 1)}${word[at]}${word[at - 1]}${word.slice(at + 1)}`;
}

async function readersOf(database: Database): Promise<[string, Principal][]> {
  const rows = await database.query<{ id: string; email: string; teamIds: string[] }>(
    `select a.id, a.email, array(select team_id from team_member m where m.agent_id = a.id) as "teamIds" from agent a where email = any($1)`,
    [[administrator.email, agentOf(3).email]],
  );
  const principal = (email: string, role: 'administrator' | 'agent') => {
    const row = rows.find((one) => one.email === email)!;
    return { ...{ id: row.id, teamIds: row.teamIds, grants: [grantOfWord(role)] }, scopes: null, brokenGlass: [] } as unknown as Principal; // prettier-ignore
  };
  return [
    ['administrator', principal(administrator.email, 'administrator')],
    ['agent of two teams', principal(agentOf(3).email, 'agent')],
  ];
}

/** Prints the plans of what runs. */
async function explained(database: Database, title: string, run: () => Promise<unknown>): Promise<void> {
  const ask = database.query;
  database.query = async <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> => {
    const plan = await ask<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${sql}`, parameters);
    process.stderr.write(`── ${title}\n${plan.map((row) => row['QUERY PLAN']).join('\n')}\n`);
    return ask<Row>(sql, parameters);
  };
  await run();
  database.query = ask;
}

interface Measured {
  kind: Kind;
  reader: string;
  p50: number;
  p95: number;
  /** How many cases one answer shows on average. */
  hits: number;
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await run();
  return performance.now() - begun;
}

async function measure(cluster: Cluster, cases: number) {
  const url = await cluster.databaseWith(cases, { name: 'search', fill: seedSearch, isRead: true });
  const database = await Database.connect(url, { poolSize: 8 });
  try {
    const questions = questionsOf(cases);
    const measured: Measured[] = [];
    for (const [reader, who] of await readersOf(database))
      for (const [kind, draw] of Object.entries(questions) as [Kind, () => string][]) {
        const ask = async (q: string) => (await search(database, who, { q, limit: LIMIT })).hits.length;
        // The first ones warm connections and caches up, and are not measured.
        for (let n = 0; n < 5; n += 1) await ask(draw());
        if (options.plans) await explained(database, `${reader}, ${kind}`, () => ask(draw()));
        const [times, hits] = [[] as number[], [] as number[]];
        for (let n = 0; n < options.rounds; n += 1) {
          const q = draw();
          times.push(await timed(async () => hits.push(await ask(q))));
        }
        const mean = hits.reduce((sum, one) => sum + one, 0) / hits.length;
        const result = {
          kind,
          reader,
          p50: rounded(median(times)),
          p95: rounded(percentile(times, 0.95)),
          hits: rounded(mean),
        };
        measured.push(result);
        say(`${cases} cases, ${reader}, ${kind}: p50 ${result.p50} ms, p95 ${result.p95} ms, ${result.hits} cases`);
      }
    return { cases, entries: cases * ENTRIES_PER_CASE, floor: rounded(await floorOf(database, cases)), measured };
  } finally {
    await database.close();
  }
}

/** The p95 of reading thirty cases by their references. */
async function floorOf(database: Database, cases: number): Promise<number> {
  const draw = drawing(7);
  const times: number[] = [];
  for (let n = 0; n < options.rounds; n += 1) {
    const references = Array.from(
      { length: LIMIT },
      () => `GCH-2025-${String(1 + Math.floor(draw() * cases)).padStart(6, '0')}`,
    );
    times.push(await timed(() => database.query(`select * from cases where reference = any($1)`, [references])));
  }
  return percentile(times, 0.95);
}

const cluster = await openCluster(options.data);
try {
  const sizes = [];
  for (const cases of options.cases) sizes.push(await measure(cluster, cases));
  const [few, many] = [sizes[0]!, sizes.at(-1)!];
  const worst = Math.max(...many.measured.map(({ p95 }) => p95));
  // Below a millisecond or two, the clock and the machine decide.
  const grown = many.measured.map(({ p95 }, n) => p95 / Math.max(2, few.measured[n]!.p95));
  conclude({
    ...{ bench: 'search', figure: worst, unit: 'ms', floor: many.floor, ratio: rounded(worst / many.floor) },
    ...(sizes.length > 1 && { worstManyToFew: rounded(Math.max(...grown)) }),
    sizes,
  });
} finally {
  await cluster.close();
}
process.exit();
