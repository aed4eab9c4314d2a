import { randomUUIDv7 } from 'node:crypto';
import type { ClockLevel, Fact } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import type { ClockRow } from './clock-rows.js';
import { notify } from './notify.js';
import type { CaseRow } from './promised.js';
import { recipients, type Hearer } from './recipients.js';

/** From here on the case itself tells of it. */
const TOLD_FROM = 80;
/** Whoever it is that looks at the clocks, this is who tells. */
const TELLER = 'Clocks';

export interface Ring {
  item: CaseRow;
  row: ClockRow;
  level: ClockLevel;
}

/** Tells that levels have passed: the case, whoever has to act, and whoever reads the log. The cases are locked. */
export async function ring(tx: Tx, rings: readonly Ring[]): Promise<void> {
  if (rings.length === 0) return;
  await tellCases(
    tx,
    rings.filter(({ level }) => level >= TOLD_FROM),
  );
  const hearers = await hearersOf(tx, rings);
  await notify(
    tx,
    rings.flatMap(({ item, row, level }) =>
      // What is over needs nobody to act.
      row.endedAt
        ? []
        : recipients(level, item, hearers).map((agentId) => ({
            agentId,
            caseId: item.id,
            about: { type: 'clock' as const, clock: row.clock, level, dueAt: dueOf(row) },
            // More generous hours or targets make it another warning.
            once: `clock:${row.id}:${level}:${row.totalSeconds}`,
          })),
    ),
  );
  for (const { item, row, level } of rings)
    tx.publish('clock.rang', { clockId: row.id, clock: row.clock, level }, { caseId: item.id, teamIds: [item.teamId] });
}

/** Several clocks of a case may ring at once: each has its own place in the timeline. */
async function tellCases(tx: Tx, rings: readonly Ring[]): Promise<void> {
  if (rings.length === 0) return;
  await tx.query(
    `with told as (
       select r.*, row_number() over (partition by case_id order by n) as k, count(*) over (partition by case_id) as total
       from unnest($1::uuid[], $2::uuid[], $3::jsonb[]) with ordinality r(case_id, entry_id, data, n)),
     moved as (
       update cases c set last_position = c.last_position + t.total, version = c.version + 1
       from (select distinct case_id, total from told) t where c.id = t.case_id returning c.id, c.last_position, c.version)
     insert into timeline_entry (id, case_id, position, kind, at, actor_kind, actor_name, data, case_version)
     select t.entry_id, m.id, m.last_position - t.total + t.k, 'fact', $4, 'system', $5, t.data, m.version
     from told t join moved m on m.id = t.case_id`,
    [
      rings.map(({ item }) => item.id),
      rings.map(() => randomUUIDv7()),
      rings.map(({ row, level }) =>
        JSON.stringify({ type: 'clock', clock: row.clock, level, dueAt: dueOf(row) } satisfies Fact),
      ),
      tx.now,
      TELLER,
    ],
  );
}

/** Of a clock that is paused or over, too: when it was missed, else when it ended. */
const dueOf = ({ dueAt, breachedAt, endedAt, asOf }: ClockRow): string =>
  (dueAt ?? breachedAt ?? endedAt ?? asOf).toISOString();

async function hearersOf(tx: Tx, rings: readonly Ring[]): Promise<Hearer[]> {
  return tx.query<Hearer>(
    `select a.id, a.role, array(select team_id from team_member m where m.agent_id = a.id and m.team_id = any($1::uuid[])) as "teamIds"
     from agent a where a.active and (a.role <> 'agent' or a.id = any($2::uuid[])
       or exists (select 1 from team_member m where m.agent_id = a.id and m.team_id = any($1::uuid[])))`,
    [rings.map(({ item }) => item.teamId), rings.flatMap(({ item }) => item.assigneeId ?? [])],
  );
}
