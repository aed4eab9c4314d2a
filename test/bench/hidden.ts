import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { principalOf, type Principal } from '@guichet/access';
import { CaseQuery } from '@guichet/contracts';
import { administrator } from '../support/product-process.js';
import { openCluster } from './bench-databases.js';
import { benchOptions } from './bench-options.js';
import { loadTree, type Tree } from './requests-by-tree.js';
import { seedSectors } from './seed-sectors.js';
import { agentOf } from './seed-town.js';
import { conclude, median, rounded, say } from './statistics-and-results.js';

const options = benchOptions({ cases: [100_000], rounds: 400 });

type Question = (what: string) => Promise<unknown>;

/** What is hidden from the reader, and what does not exist: as many of each. */
interface Asked {
  name: string;
  ask: Question;
  hidden: string[];
  absent: string[];
}
/** Whether one can tell by the time of an answer. */
interface Difference {
  name: string;
  hiddenMs: number;
  absentMs: number;
  /** How often what is hidden takes longer than what does not exist: 0.5 where nothing can be told by one answer. */
  share: number;
  /** By how many standard errors that is off (Mann–Whitney): above 3 it tells. */
  errors: number;
  /** The same of two halves of what does not exist, which nothing tells apart. */
  errorsOfChance: number;
}

/** How often one of the first takes longer than one of the second, from 0 to 1. */
function shareOfLonger(some: readonly number[], others: readonly number[]): number {
  const longer = some.flatMap((one) => others.map((other) => (one > other ? 1 : one === other ? 0.5 : 0)));
  return longer.reduce<number>((sum, one) => sum + one, 0) / longer.length;
}

/** The milliseconds that our connection and we have computed so far: what else the machine does is not in it. */
function computedBy(backend: number): number {
  const { user, system } = process.cpuUsage();
  return Number(readFileSync(`/proc/${backend}/schedstat`, 'utf8').split(' ')[0]) / 1e6 + (user + system) / 1000;
}

/** How often each is asked for: whoever wants to tell them apart asks again and again. */
const TRIES = 3;

/** By how many standard errors such a share is off the half, for so many of each. */
const standardErrors = (share: number, some: number, others: number): number =>
  rounded((share - 0.5) / Math.sqrt((some + others + 1) / (12 * some * others)));

/** The least that an answer takes. */
async function timed(ask: Question, what: string, backend: number): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < TRIES; n += 1) {
    const before = computedBy(backend);
    await ask(what).catch((error: unknown) => {
      // To those who ask, what is hidden does not exist; any other fault would make all answers alike.
      if ((error as { code?: string }).code !== 'not-found') throw error;
    });
    times.push(computedBy(backend) - before);
  }
  return Math.min(...times);
}

/** Asks for all of them in an order that is drawn, so that what else the machine does meets both alike. */
async function compared({ name, ask, hidden, absent }: Asked, backend: number): Promise<Difference> {
  const all = [...hidden.map((what) => ({ what, to: 0 })), ...absent.map((what, n) => ({ what, to: 1 + (n % 2) }))];
  const times: [number[], number[], number[]] = [[], [], []];
  // The first ones plan.
  for (let n = 0; n < 8; n += 1) await timed(ask, randomUUID(), backend);
  for (const { what, to } of all
    .map((one) => ({ one, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one))
    times[to]!.push(await timed(ask, what, backend));
  const [of, one, other] = times;
  const none = [...one, ...other];
  const share = shareOfLonger(of, none);
  return {
    ...{ name, hiddenMs: rounded(median([...of])), absentMs: rounded(median([...none])), share: rounded(share) },
    errors: standardErrors(share, of.length, none.length),
    errorsOfChance: standardErrors(shareOfLonger(one, other), one.length, other.length),
  };
}

/** Values of a column of cases that are hidden from the reader, of other sectors or restricted in their own teams. */
const hiddenOf = async ({ database }: Tree, who: Principal, { column, where }: { column: string; where: string }) => {
  const rows = await database.query<{ value: string }>(
    `select distinct on (1) ${column}::text as value from cases c join team t on t.id = c.team_id where ${where} and ${column} is not null
     order by 1 limit 100000`,
    [who.teamIds],
  );
  return rows.map(({ value }) => ({ value, at: Math.random() })).sort((a, b) => a.at - b.at).slice(0, options.rounds).map(({ value }) => value); // prettier-ignore
};

const ELSEWHERE = `not t.id = any($1::uuid[])`;
const RESTRICTED = `$1::uuid[] is not null and c.restricted_to is not null`;
/** A person of whom the reader sees no case. */
const UNKNOWN = `${ELSEWHERE} and not exists (select 1 from cases own where own.citizen_id = c.citizen_id and own.team_id = any($1))`;
interface Pair {
  column: string;
  where: string;
  absent: (count: number) => string[];
}
const namesOf = (count: number) => Array.from({ length: count }, () => `citizen ${90_000_000 + Math.floor(9e6 * Math.random())}`); // prettier-ignore
const idsOf = (count: number) => Array.from({ length: count }, () => randomUUID());
/** Of the same length as those that exist. */
const referencesOf = (count: number) => Array.from({ length: count }, () => `GCH-2019-${String(Math.floor(1e6 * Math.random())).padStart(6, '0')}`); // prettier-ignore

/** `agent`: one of some teams, to whom other sectors are closed; `leader`: one who sees every team, but no restricted case. */
async function pairsOf(tree: Tree, { agent, leader }: Record<'agent' | 'leader', Principal>): Promise<Asked[]> {
  const { database, cases, citizens } = tree;
  const caseById = (who: Principal) => (id: string) => cases.caseDetail(database, who, { id });
  const searched = (who: Principal) => (q: string) => cases.search(database, who, { q, limit: 20 });
  const listed = (who: Principal) => (q: string) =>
    cases.inbox(database, who, CaseQuery.parse({ view: 'all', status: 'any', q }));
  const person = (who: Principal) => (id: string) => citizens.citizenById(database, who, id);
  const named = (who: Principal) => (q: string) => citizens.citizensBeginning(database, who, { q, limit: 20 });
  const pair = async (
    name: string,
    asked: (who: Principal) => Question,
    { column, where, absent }: Pair,
  ): Promise<Asked> => {
    const who = where === RESTRICTED ? leader : agent;
    const hidden = await hiddenOf(tree, who, { column, where });
    return { name, ask: asked(who), hidden, absent: absent(hidden.length) };
  };
  const [id, reference] = [
    { column: 'c.id', absent: idsOf },
    { column: 'c.reference', absent: referencesOf },
  ];
  return Promise.all([
    pair('a case of another sector by its id', caseById, { ...id, where: ELSEWHERE }),
    pair('a restricted case by its id', caseById, { ...id, where: RESTRICTED }),
    pair('a case of another sector by its reference', searched, { ...reference, where: ELSEWHERE }),
    pair('a restricted case by its reference', searched, { ...reference, where: RESTRICTED }),
    pair('the inbox by a reference of another sector', listed, { ...reference, where: ELSEWHERE }),
    pair('a person of another sector by their id', person, { column: 'c.citizen_id', where: UNKNOWN, absent: idsOf }),
    pair('a person of another sector by their name', named, {
      column: 'c.citizen_name',
      where: UNKNOWN,
      absent: namesOf,
    }),
    pair('a search for a name of another sector', searched, {
      column: 'c.citizen_name',
      where: UNKNOWN,
      absent: namesOf,
    }),
  ]);
}

const cluster = await openCluster(options.data);
try {
  const url = await cluster.databaseWith(options.cases[0]!, { name: 'sectors', fill: seedSectors, isRead: true });
  const tree = await loadTree(process.cwd(), url);
  const known = async (email: string) => {
    const [row] = await tree.database.query<{ id: string }>(`select id from agent where email = $1`, [email]);
    return (await principalOf(tree.database, row!.id))!;
  };
  const [backend] = await tree.database.query<{ pid: number }>(`select pg_backend_pid() as pid`);
  const readers = { agent: await known(agentOf(0).email), leader: await known(administrator.email) };
  const results: Difference[] = [];
  for (const asked of await pairsOf(tree, readers)) {
    const result = await compared(asked, backend!.pid);
    results.push(result);
    const { name, hiddenMs, absentMs, share, errors, errorsOfChance } = result;
    say(`${name}: hidden ${hiddenMs} ms, absent ${absentMs} ms; longer in ${share}, off by ${errors} errors (by chance ${errorsOfChance}); ${asked.hidden.length} of each`); // prettier-ignore
  }
  const figure = Math.max(...results.map(({ errors }) => Math.abs(errors)));
  const floor = Math.max(...results.map(({ errorsOfChance }) => Math.abs(errorsOfChance)));
  conclude({
    ...{ bench: 'hidden', figure, unit: 'standard errors', floor, ratio: rounded(figure / floor) },
    ...{ cases: options.cases[0], results },
  });
  await tree.database.close();
} finally {
  await cluster.close();
}
