import { allow, parameters, Scope, scopeOrNone, type Principal } from '@guichet/access';
import { wakeCase } from '@guichet/cases';
import { ReconciliationFinding, type Reconciliation } from '@guichet/contracts';
import { Setting, type Database, type Reader, type Tx } from '@guichet/database';
import { z } from 'zod';
import { reassign, lockCases } from './reassign-cases.js';
import {
  casesWithOverdueThreshold,
  casesOfEmptyTeams,
  longUnassigned,
  casesOfInvalidAssignees,
  fixCounts,
  overdueSnoozed,
  countUnfinished,
  type FindingsOfTeam,
} from './reconcile-queues.queries.js';

const RECONCILIATION = { kind: 'system', name: 'Reconciliation' } as const;
const KEY = 'reconciliation';
/** How many cases one transaction locks at most. */
const BATCH = 100;

/** The report as it is stored: by team, so that each reader is shown only what concerns their teams. */
const Report = z.object({
  at: z.iso.datetime(),
  checked: z.array(z.object({ teamId: z.uuid(), count: z.number() })),
  findings: z.array(
    ReconciliationFinding.pick({ type: true, fixed: true }).extend({
      teams: z.array(z.object({ teamId: z.uuid(), count: z.number(), caseIds: z.array(z.uuid()) })),
    }),
  ),
});
type Report = z.infer<typeof Report>;

/** Job: checks all queues, fixes what has fallen out of one, and stores a report of what people have to fix. */
export async function reconcileQueues(database: Database): Promise<void> {
  const unassigned = await inBatches(database, unassignInvalid);
  const woken = await inBatches(database, wakeOverdue);
  await database.write(RECONCILIATION, async (tx) => {
    const findings = [
      { type: 'assignee-invalid' as const, fixed: true, teams: byTeam(unassigned) },
      { type: 'snooze-overdue' as const, fixed: true, teams: byTeam(woken) },
      ...(await fixInOneGo(tx)),
      { type: 'team-empty' as const, fixed: false, teams: await casesOfEmptyTeams(tx) },
      { type: 'unassigned-long' as const, fixed: false, teams: await longUnassigned(tx) },
    ].filter(({ teams }) => teams.length > 0);
    const value: Report = { at: tx.now.toISOString(), checked: await countUnfinished(tx), findings };
    await tx.repo(Setting).upsert({ key: KEY, value }, ['key']);
    tx.publish('queue.reconciled', {}, { everybody: 'Every agent may read what was found in their own teams.' });
  });
}

/** Corrects the maintained counts, and fires the thresholds of SLA timers that are overdue. */
async function fixInOneGo(tx: Tx): Promise<Report['findings']> {
  const counts = (await fixCounts(tx)).map(({ teamId, delta }) => ({ id: null, teamId, count: Math.abs(delta) }));
  const overdue = await casesWithOverdueThreshold(tx);
  await tx.jobs(
    'fire-sla-thresholds',
    overdue.map(({ id }) => ({ payload: { caseId: id }, key: `sla:${id}` })),
  );
  return [
    { type: 'threshold-overdue', fixed: true, teams: byTeam(overdue) },
    { type: 'count-wrong', fixed: true, teams: byTeam(counts) },
  ];
}

interface FoundCase {
  /** Null where the finding is not about a single case. */
  id: string | null;
  teamId: string;
  count?: number;
}

async function inBatches(database: Database, work: (tx: Tx) => Promise<FoundCase[]>): Promise<FoundCase[]> {
  const all: FoundCase[] = [];
  for (;;) {
    const some = await database.write(RECONCILIATION, work);
    all.push(...some);
    if (some.length < BATCH) return all;
  }
}

/** Unassigns cases of invalid assignees, after a second look behind the locks. */
async function unassignInvalid(tx: Tx): Promise<FoundCase[]> {
  const found = await casesOfInvalidAssignees(tx, BATCH);
  const items = await lockCases(
    tx,
    found.map(({ id }) => id),
  );
  const stillInvalid = new Set((await casesOfInvalidAssignees(tx, BATCH)).map(({ id }) => id));
  const invalid = items.filter(({ id }) => stillInvalid.has(id));
  await reassign(
    tx,
    invalid.map((item) => ({ item, to: null, because: { by: 'reconciler' } })),
  );
  return invalid;
}

async function wakeOverdue(tx: Tx): Promise<FoundCase[]> {
  const found = await overdueSnoozed(tx, BATCH);
  for (const { id, until } of found) await wakeCase(tx, id, until.toISOString());
  return found;
}

const byTeam = (items: readonly FoundCase[]): FindingsOfTeam[] =>
  [...Map.groupBy(items, ({ teamId }) => teamId)].map(([teamId, own]) => ({
    teamId,
    count: own.reduce((sum, { count = 1 }) => sum + count, 0),
    caseIds: own.flatMap(({ id }) => id ?? []).slice(0, 20),
  }));

/** Returns what the last reconciliation found in the teams that the reader sees. */
export async function getReconciliation(reader: Reader, who: Principal): Promise<Reconciliation> {
  allow(who, 'routing.read');
  const teams = scopeOrNone(who, 'case.read') ?? Scope.none;
  const { values, bind } = parameters(KEY);
  // Index `cases_restricted`.
  const [row] = await reader.query<{ value: unknown; hidden: string[]; names: Record<string, string> }>(
    `select value, array(select id from cases where restricted_to is not null and not ${teams.sql('cases', bind)}) as hidden,
       (select coalesce(jsonb_object_agg(id, name), '{}') from team) as names
     from setting where key = $1`,
    values,
  );
  if (!row) return { at: null, checked: 0, findings: [] };
  const { at, checked, findings } = Report.parse(row.value);
  const own = <Of extends { teamId: string }>(items: readonly Of[]) =>
    items.filter(({ teamId }) => teams.admitsTeam(teamId));
  const hidden = new Set(row.hidden);
  return {
    at,
    checked: total(own(checked)),
    findings: findings
      .map(({ type, fixed, teams: found }) => ({
        type,
        fixed,
        count: total(own(found)),
        caseIds: own(found)
          .flatMap(({ caseIds }) => caseIds)
          .filter((id) => !hidden.has(id)),
        // A team that was deleted since has no cases any more.
        teams: own(found)
          .flatMap(({ teamId: id, count }) => (row.names[id] === undefined ? [] : [{ id, name: row.names[id], count }]))
          .toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'fr')),
      }))
      .filter(({ count }) => count > 0),
  };
}

const total = (items: readonly { count: number }[]): number => items.reduce((sum, { count }) => sum + count, 0);
