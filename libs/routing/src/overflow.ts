import { addWorking, schedulesOf } from '@guichet/clocks';
import { QueueSettings } from '@guichet/contracts';
import type { LoggedEvent, Tx } from '@guichet/database';
import { handOn, lockHeld } from './hands.js';

/** What begins to wait in a queue: from then on it has a time to be taken. */
const BEGINS = ['assigned', 'team', 'status'];

/** Cases that came into a queue that overflows, or back into one, are looked at again when their time is over. */
export async function watchOverflow(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
  const ids = events.flatMap(({ type, caseId, data }) => {
    const begins =
      type === 'case.opened' ||
      (type === 'case.changed' && (data['fields'] as string[]).some((field) => BEGINS.includes(field)));
    return caseId && begins ? [caseId] : [];
  });
  if (ids.length === 0) return;
  await watch(
    tx,
    await tx.query<Waiting>(
      `select c.id, c.team_id as "teamId" from cases c join team t on t.id = c.team_id
       where c.id = any($1::uuid[]) and c.status = 'open' and c.assignee_id is null and jsonb_typeof(t.queue -> 'overflow') = 'object'`,
      [[...new Set(ids)]],
    ),
  );
}

/** The time of a queue was set: whatever waits there has it from now on. Index `cases_unassigned`. */
export async function watchQueue(tx: Tx, teamId: string): Promise<void> {
  await watch(
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

async function watch(tx: Tx, waiting: readonly Waiting[]): Promise<void> {
  const teamIds = [...new Set(waiting.map(({ teamId }) => teamId))];
  const settings = await overflowsOf(tx, teamIds);
  const schedules = await schedulesOf(tx.query, teamIds);
  const times = new Map(
    teamIds.map((id) => {
      const after = settings.get(id)?.afterMinutes;
      return [id, after && addWorking(schedules.get(id)!, tx.now, after * 60)];
    }),
  );
  await tx.jobs(
    'overflow',
    waiting.flatMap(({ id: caseId, teamId }) => {
      const runAt = times.get(teamId);
      return runAt ? [{ payload: { caseId, teamId }, runAt, key: `overflow:${caseId}` }] : [];
    }),
  );
}

async function overflowsOf(
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
 * The time of a case in the queue of this team is over: it goes to the team that takes over. Late, or overtaken by somebody
 * who took it, it does nothing; a case that has overflowed once stays where it is.
 */
export async function overflow(tx: Tx, caseId: string, teamId: string): Promise<void> {
  const [item] = await lockHeld(tx, [caseId]);
  if (!item || item.status !== 'open' || item.assigneeId || item.teamId !== teamId) return;
  const setting = (await overflowsOf(tx, [teamId])).get(teamId);
  const [team] = await tx.query<{ id: string; name: string }>(
    `select id, name from team where id = $2 and not exists (
       select 1 from timeline_entry e where e.case_id = $1 and e.kind = 'fact' and e.data -> 'because' ->> 'by' = 'overflow')`,
    [caseId, setting?.teamId ?? null],
  );
  if (!setting || !team) return;
  await handOn(tx, [{ item, team, because: { by: 'overflow', minutes: setting.afterMinutes } }]);
}
