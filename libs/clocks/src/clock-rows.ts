import { randomUUIDv7 } from 'node:crypto';
import type { Target } from '@guichet/contracts';
import type { CaseClock, Tx } from '@guichet/database';
import type { Course } from './fold.js';
import type { Measured } from './measure.js';

/** A row of `case_clock`. */
export type ClockRow = CaseClock;

/** All clocks that some cases have or had. Index `case_clock_case`. */
export async function clocksOf(query: Tx['query'], caseIds: readonly string[]): Promise<Map<string, ClockRow[]>> {
  const rows = await query<ClockRow>(
    `select id, case_id as "caseId", clock, since, state, target, target_name as "targetName", team_id as "teamId",
       started_at as "startedAt", due_at as "dueAt", elapsed_seconds as "elapsedSeconds", total_seconds as "totalSeconds",
       as_of as "asOf", ended_at as "endedAt", breached_at as "breachedAt", rang, rings_at as "ringsAt"
     from case_clock where case_id = any($1::uuid[])`,
    [caseIds],
  );
  return Map.groupBy(rows, ({ caseId }) => caseId);
}

/** What a course is now: a row like the former one, where it had one. */
export function toRow(
  former: ClockRow | undefined,
  place: { caseId: string; teamId: string },
  course: Course,
  { id: _, name: targetName, ...target }: Target,
  { passed, ...measured }: Measured,
  now: Date,
): ClockRow {
  const { clock, since, startedAt, state, endedAt } = course;
  const rang = former?.rang ?? null;
  return {
    ...{ id: former?.id ?? randomUUIDv7(), ...place, clock, since, startedAt, state, endedAt },
    ...{ target: target[clock]!, targetName, asOf: now, ...measured },
    // Where hours or targets have become more generous, what has rung for the former ones may ring again.
    rang: rang !== null && rang > (passed ?? 0) ? passed : rang,
  };
}

/** Writes rows as they are now, after others, or they themselves, have left their places. */
export async function writeRows(tx: Tx, rows: readonly ClockRow[], leaving: readonly ClockRow[]): Promise<void> {
  if (leaving.length > 0)
    await tx.query(`delete from case_clock where id = any($1::uuid[])`, [leaving.map(({ id }) => id)]);
  if (rows.length === 0) return;
  await tx.query(
    `insert into case_clock (id, case_id, clock, since, state, target, target_name, team_id, started_at, due_at, elapsed_seconds,
       total_seconds, as_of, ended_at, breached_at, rang, rings_at)
     select id, "caseId", clock, since, state, target, "targetName", "teamId", "startedAt", "dueAt", "elapsedSeconds",
       "totalSeconds", "asOf", "endedAt", "breachedAt", rang, "ringsAt"
     from jsonb_to_recordset($1::jsonb) r(id uuid, "caseId" uuid, clock text, since int, state text, target jsonb, "targetName" text,
       "teamId" uuid, "startedAt" timestamptz, "dueAt" timestamptz, "elapsedSeconds" int, "totalSeconds" int, "asOf" timestamptz,
       "endedAt" timestamptz, "breachedAt" timestamptz, rang int, "ringsAt" timestamptz)
     on conflict (id) do update set since = excluded.since, state = excluded.state, target = excluded.target,
       target_name = excluded.target_name, team_id = excluded.team_id, due_at = excluded.due_at,
       elapsed_seconds = excluded.elapsed_seconds, total_seconds = excluded.total_seconds, as_of = excluded.as_of,
       ended_at = excluded.ended_at, breached_at = excluded.breached_at, rang = excluded.rang, rings_at = excluded.rings_at`,
    [JSON.stringify(rows)],
  );
}
