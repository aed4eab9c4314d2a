import type { SlaTarget } from '@guichet/contracts';
import type { Reader, SlaTimer, Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import type { Measurement } from './measure-timer.js';
import type { TimerRun } from './fold-case-into-timers.js';

/** All timers that some cases have or had, by the id of the case. Index `sla_timer_case`. */
export async function timersOf({ query }: Reader, caseIds: readonly string[]): Promise<Map<string, SlaTimer[]>> {
  const rows = await query<SlaTimer>(
    `select id, case_id as "caseId", kind, start_position as "startPosition", state, target, target_name as "targetName",
       team_id as "teamId", started_at as "startedAt", due_at as "dueAt", elapsed_seconds as "elapsedSeconds",
       total_seconds as "totalSeconds", as_of as "asOf", ended_at as "endedAt", breached_at as "breachedAt",
       last_threshold as "lastThreshold", next_threshold_at as "nextThresholdAt"
     from sla_timer where case_id = any($1::uuid[])`,
    [caseIds],
  );
  return Map.groupBy(rows, ({ caseId }) => caseId);
}

interface NewState {
  /** The row of this run so far, where it has one. */
  former: SlaTimer | undefined;
  item: { id: string; teamId: string };
  run: TimerRun;
  target: SlaTarget;
  measurement: Measurement;
  now: Date;
}

/** The row of a run as it is now. */
export function toTimer({ former, item, run, target, measurement, now }: NewState): SlaTimer {
  const { kind, startPosition, startedAt, state, endedAt } = run;
  const { passedThreshold, ...measured } = measurement;
  const last = former?.lastThreshold ?? null;
  const timer = {
    ...{ id: former?.id ?? newId(), caseId: item.id, teamId: item.teamId },
    ...{ kind, startPosition, startedAt, state, endedAt },
    ...{ target: target[kind]!, targetName: target.name, asOf: now, ...measured },
    // Where business hours or targets have become more generous, thresholds that were notified may pass again.
    lastThreshold: last !== null && last > (passedThreshold ?? 0) ? passedThreshold : last,
  };
  return former && isMissed(former, run) ? { ...timer, ...missedTarget(former, state) } : timer;
}

/** What was missed stays missed, unless the run turns out to have ended before. */
export const isMissed = ({ breachedAt }: SlaTimer, { endedAt }: TimerRun): boolean =>
  breachedAt !== null && (endedAt === null || breachedAt < endedAt);

/** The target that was missed: another priority or other business hours give no new one afterwards. */
const missedTarget = (
  { target, targetName, totalSeconds, breachedAt, lastThreshold }: SlaTimer,
  state: TimerRun['state'],
) => ({
  ...{ target, targetName, totalSeconds, breachedAt, lastThreshold },
  dueAt: state === 'paused' ? null : breachedAt,
});

/** Deletes the rows in `removed`, then inserts or updates `timers`: a row may come in the place of a removed one. */
export async function saveTimers(tx: Tx, timers: readonly SlaTimer[], removed: readonly SlaTimer[]): Promise<void> {
  if (removed.length > 0)
    await tx.query(`delete from sla_timer where id = any($1::uuid[])`, [removed.map(({ id }) => id)]);
  if (timers.length === 0) return;
  await tx.query(
    `insert into sla_timer (id, case_id, kind, start_position, state, target, target_name, team_id, started_at, due_at,
       elapsed_seconds, total_seconds, as_of, ended_at, breached_at, last_threshold, next_threshold_at)
     select id, "caseId", kind, "startPosition", state, target, "targetName", "teamId", "startedAt", "dueAt",
       "elapsedSeconds", "totalSeconds", "asOf", "endedAt", "breachedAt", "lastThreshold", "nextThresholdAt"
     from jsonb_to_recordset($1::jsonb) r(id uuid, "caseId" uuid, kind text, "startPosition" int, state text, target jsonb,
       "targetName" text, "teamId" uuid, "startedAt" timestamptz, "dueAt" timestamptz, "elapsedSeconds" int,
       "totalSeconds" int, "asOf" timestamptz, "endedAt" timestamptz, "breachedAt" timestamptz, "lastThreshold" int,
       "nextThresholdAt" timestamptz)
     on conflict (id) do update set start_position = excluded.start_position, state = excluded.state,
       target = excluded.target, target_name = excluded.target_name, team_id = excluded.team_id, due_at = excluded.due_at,
       elapsed_seconds = excluded.elapsed_seconds, total_seconds = excluded.total_seconds, as_of = excluded.as_of,
       ended_at = excluded.ended_at, breached_at = excluded.breached_at, last_threshold = excluded.last_threshold,
       next_threshold_at = excluded.next_threshold_at`,
    [JSON.stringify(timers)],
  );
}
