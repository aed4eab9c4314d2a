import { addWorkingTime, listBusinessHours } from '@guichet/calendars';
import { QueueSettings } from '@guichet/contracts';
import type { LoggedEvent, Tx } from '@guichet/database';
import { reassign, lockCases } from './reassign-cases.js';

/** Changes of these fields may put a case into a queue, where its time to overflow begins. */
const QUEUEING_FIELDS = ['assigned', 'team', 'status'];

/** Reads the event log: schedules the overflow of cases that came into a queue, where the team has one set. */
export async function scheduleOverflow(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
  const ids = events.flatMap(({ type, caseId, data }) => {
    const begins =
      type === 'case.opened' ||
      (type === 'case.changed' && data['fields'].some((field) => QUEUEING_FIELDS.includes(field)));
    return caseId && begins ? [caseId] : [];
  });
  if (ids.length === 0) return;
  await scheduleJobs(
    tx,
    await tx.query<Waiting>(
      `select c.id, c.team_id as "teamId" from cases c join team t on t.id = c.team_id
       where c.id = any($1::uuid[]) and c.status = 'open' and c.assignee_id is null and jsonb_typeof(t.queue -> 'overflow') = 'object'`,
      [[...new Set(ids)]],
    ),
  );
}

/** Job: schedules the overflow of all cases that wait in a queue whose overflow setting has changed. Index `cases_unassigned`. */
export async function rescheduleQueue(tx: Tx, teamId: string): Promise<void> {
  await scheduleJobs(
    tx,
    await tx.query<Waiting>(
      `select id, team_id as "teamId" from cases where assignee_id is null and status = 'open' and team_id = $1`,
      [teamId],
    ),
  );
}

interface Waiting {
  id: string;
  teamId: string;
}

async function scheduleJobs(tx: Tx, waiting: readonly Waiting[]): Promise<void> {
  const teamIds = [...new Set(waiting.map(({ teamId }) => teamId))];
  const settings = await overflowSettings(tx, teamIds);
  const hours = await listBusinessHours(tx, teamIds);
  const times = new Map(
    teamIds.map((id) => {
      const after = settings.get(id)?.afterMinutes;
      return [id, after && addWorkingTime(hours.get(id)!, tx.now, after * 60)];
    }),
  );
  await tx.jobs(
    'overflow-case',
    waiting.flatMap(({ id: caseId, teamId }) => {
      const runAt = times.get(teamId);
      return runAt ? [{ payload: { caseId, teamId }, runAt, key: `overflow:${caseId}` }] : [];
    }),
  );
}

async function overflowSettings(
  tx: Tx,
  teamIds: readonly string[],
): Promise<Map<string, NonNullable<QueueSettings['overflow']>>> {
  const rows = await tx.query<{ id: string; queue: unknown }>(`select id, queue from team where id = any($1::uuid[])`, [
    teamIds,
  ]);
  return new Map(
    rows.flatMap(({ id, queue }) => {
      const { overflow } = QueueSettings.parse(queue);
      return overflow ? [[id, overflow]] : [];
    }),
  );
}

/**
 * Job: moves a case whose time in the queue is over to the team that takes over. It does nothing where the case was assigned,
 * moved or closed meanwhile, or has overflowed before: a case overflows only once.
 */
export async function overflowCase(tx: Tx, caseId: string, teamId: string): Promise<void> {
  const [item] = await lockCases(tx, [caseId]);
  // Another team would have none of the agents to whom a restricted case is known.
  if (!item || item.status !== 'open' || item.assigneeId || item.teamId !== teamId || item.restrictedTo) return;
  const setting = (await overflowSettings(tx, [teamId])).get(teamId);
  const [team] = await tx.query<{ id: string; name: string }>(
    `select id, name from team where id = $2 and not exists (
       select 1 from timeline_entry e where e.case_id = $1 and e.kind = 'activity' and e.data -> 'because' ->> 'by' = 'overflow')`,
    [caseId, setting?.teamId ?? null],
  );
  if (!setting || !team) return;
  await reassign(tx, [{ item, team, because: { by: 'overflow', minutes: setting.afterMinutes } }]);
}
