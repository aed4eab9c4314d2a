import { allow, teamsFor, type Principal } from '@guichet/access';
import { wakeCase } from '@guichet/cases';
import { SweepFinding, type Sweep } from '@guichet/contracts';
import { Setting, type Database, type Tx } from '@guichet/database';
import { z } from 'zod';
import { handOn, lockHeld } from './hands.js';
import { forgetLost } from './presence.js';
import {
  asleepClocks,
  inEmptyTeams,
  longUnassigned,
  lostCases,
  mendCounts,
  overslept,
  unfinished,
  type Found,
} from './sweep.queries.js';

const SWEEP = { kind: 'system', name: 'Sweep' } as const;
const KEY = 'sweep';
/** What one transaction locks at most. */
const BATCH = 100;

/** The report as it is kept: team by team, so that everybody reads what is of theirs. */
const Report = z.object({
  at: z.iso.datetime(),
  looked: z.array(z.object({ teamId: z.uuid(), count: z.number() })),
  findings: z.array(
    SweepFinding.pick({ what: true, mended: true }).extend({
      teams: z.array(z.object({ teamId: z.uuid(), count: z.number(), caseIds: z.array(z.uuid()) })),
    }),
  ),
});
type Report = z.infer<typeof Report>;

/** Looks over all queues: mends what might have fallen out of one, reports what is for people to mend. */
export async function sweepQueues(database: Database): Promise<void> {
  const lost = await inBatches(database, returnLost);
  const woken = await inBatches(database, wakeOverslept);
  await database.write(SWEEP, async (tx) => {
    const counts = (await mendCounts(tx)).map(({ teamId, delta }) => ({ id: null, teamId, count: Math.abs(delta) }));
    const asleep = await asleepClocks(tx);
    await tx.jobs(
      'ring-clocks',
      asleep.map(({ id }) => ({ payload: { caseId: id }, key: `clocks:${id}` })),
    );
    const findings: Report['findings'] = [
      { what: 'assignee-gone', mended: true, teams: byTeam(lost) },
      { what: 'overdue-wake', mended: true, teams: byTeam(woken) },
      { what: 'clock-asleep', mended: true, teams: byTeam(asleep) },
      { what: 'count-off', mended: true, teams: byTeam(counts) },
      { what: 'team-empty', mended: false, teams: await inEmptyTeams(tx) },
      { what: 'unassigned-long', mended: false, teams: await longUnassigned(tx) },
    ];
    const found = findings.filter(({ teams }) => teams.length > 0);
    const value: Report = { at: tx.now.toISOString(), looked: await unfinished(tx), findings: found };
    await tx.repo(Setting).upsert({ key: KEY, value }, ['key']);
    await forgetLost(tx);
    tx.publish('queue.swept', {});
  });
}

interface One {
  /** Null where it is no single case. */
  id: string | null;
  teamId: string;
  count?: number;
}

async function inBatches(database: Database, work: (tx: Tx) => Promise<One[]>): Promise<One[]> {
  const all: One[] = [];
  for (;;) {
    const some = await database.write(SWEEP, work);
    all.push(...some);
    if (some.length < BATCH) return all;
  }
}

/** Index of `lostCases`; under their locks only those that still are. */
async function returnLost(tx: Tx): Promise<One[]> {
  const items = await lockHeld(
    tx,
    (await lostCases(tx, BATCH)).map(({ id }) => id),
  );
  const still = new Set((await lostCases(tx, BATCH)).map(({ id }) => id));
  const lost = items.filter(({ id }) => still.has(id));
  await handOn(
    tx,
    lost.map((item) => ({ item, to: null, because: { by: 'sweeper' } })),
  );
  return lost;
}

async function wakeOverslept(tx: Tx): Promise<One[]> {
  const found = await overslept(tx, BATCH);
  for (const { id, until } of found) await wakeCase(tx, id, until.toISOString());
  return found;
}

const byTeam = (items: readonly One[]): Found[] =>
  [...Map.groupBy(items, ({ teamId }) => teamId)].map(([teamId, own]) => ({
    teamId,
    count: own.reduce((sum, { count = 1 }) => sum + count, 0),
    caseIds: own.flatMap(({ id }) => id ?? []).slice(0, 20),
  }));

/** What the last look found, as far as it is of teams that one sees. */
export async function sweepOf(query: Database['read'], who: Principal): Promise<Sweep> {
  allow(who, 'circulation.read');
  const teams = teamsFor(who, 'case.read');
  const [row] = await query<{ value: unknown }>(`select value from setting where key = $1`, [KEY]);
  if (!row) return { at: null, looked: 0, findings: [] };
  const { at, looked, findings } = Report.parse(row.value);
  const own = <Of extends { teamId: string }>(items: readonly Of[]) =>
    items.filter(({ teamId }) => !teams || teams.includes(teamId));
  return {
    at,
    looked: total(own(looked)),
    findings: findings
      .map(({ what, mended, teams: found }) => ({
        what,
        mended,
        count: total(own(found)),
        caseIds: own(found).flatMap(({ caseIds }) => caseIds),
      }))
      .filter(({ count }) => count > 0),
  };
}

const total = (items: readonly { count: number }[]): number => items.reduce((sum, { count }) => sum + count, 0);
