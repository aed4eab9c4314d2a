import type { DeliveryStatus } from '@guichet/contracts';
import type { LoggedEvent, Tx } from '@guichet/database';
import { layCases } from './lay-cases.js';
import { notify } from './notify.js';

/** Changes of a case that promises depend on. */
const FIELDS = new Set(['status', 'team', 'kind', 'priority', 'routed', 'moved']);
/** An answer begins to stand, or does so no more. */
const STANDS: ReadonlySet<string> = new Set<DeliveryStatus>([
  'queued',
  'sent',
  'delivered',
  'failed',
  'unknown',
  'stopped',
]);

/** Follows what happens to cases with their clocks. */
export async function followWithClocks(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
  await layCases(tx, [...new Set(events.flatMap((event) => (event.caseId && matters(event) ? [event.caseId] : [])))]);
  for (const teamId of new Set(
    events.filter(({ type }) => type === 'clocks.changed').map(({ data }) => data['teamId']),
  ))
    await tx.job('lay-clocks', { teamId }, { key: `lay-clocks:${String(teamId)}` });
}

function matters({ type, data }: LoggedEvent): boolean {
  switch (type) {
    case 'case.opened':
    case 'message.received':
    case 'message.queued':
    case 'message.recalled':
    case 'case.rearranged':
      return true;
    case 'case.changed':
      return (data['fields'] as string[]).some((field) => FIELDS.has(field));
    case 'delivery.changed':
      return STANDS.has(data['status'] as string);
    default:
      return false;
  }
}

const CHUNK = 200;

/** Lays the clocks of the next unfinished cases of a team, or of all, after hours or targets have changed. Answers the last one; null: that was all. */
export async function layUnfinished(tx: Tx, teamId: string | null, after: string | null): Promise<string | null> {
  const rows = await tx.query<{ id: string }>(
    `select id from cases where status <> 'closed' and ($1::uuid is null or team_id = $1) and ($2::uuid is null or id > $2)
     order by id limit ${CHUNK}`,
    [teamId, after],
  );
  await layCases(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.length === CHUNK ? rows.at(-1)!.id : null;
}

interface Assigned {
  entryId: string;
  caseId: string;
  agentId: string;
  by: string;
}

/** Tells agents that they were given a case, by somebody else or by itself, and that a colleague has named them. */
export async function tellAgents(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
  const given = events.filter(
    ({ type, data }) => type === 'case.changed' && (data['fields'] as string[]).includes('assigned'),
  );
  const named = events.filter(({ type }) => type === 'note.added');
  if (given.length + named.length === 0) return;
  await notify(tx, [
    ...(await assigned(tx, [...new Set(given.flatMap(({ caseId }) => caseId ?? []))])),
    ...(await mentioned(
      tx,
      named.map(({ data }) => data['entryId'] as string),
    )),
  ]);
}

/** Only who has the case now, and not by their own hand. Who stands in for somebody is told of all cases at once, where those are handed over. */
async function assigned(tx: Tx, caseIds: readonly string[]) {
  const rows = await tx.query<Assigned>(
    `select e.id as "entryId", c.id as "caseId", c.assignee_id as "agentId", e.actor_name as by
     from cases c cross join lateral (
       select id, actor_id, actor_name, data from timeline_entry e
       where e.case_id = c.id and e.kind = 'fact' and e.data ->> 'type' = 'assigned' and e.from_case_id is null
       order by e.position desc limit 1) e
     where c.id = any($1::uuid[]) and c.assignee_id is not null and e.data ->> 'toId' = c.assignee_id::text
       and e.actor_id is distinct from c.assignee_id
       and coalesce(e.data -> 'because' ->> 'by', '') <> 'substitute'`,
    [caseIds],
  );
  return rows.map(({ entryId, caseId, agentId, by }) => ({
    agentId,
    caseId,
    about: { type: 'assigned' as const, by },
    once: `assigned:${entryId}`,
  }));
}

/** Whoever may open the case; nobody needs to be told of their own note. */
async function mentioned(tx: Tx, entryIds: readonly string[]) {
  const rows = await tx.query<Assigned>(
    `select distinct e.id as "entryId", e.case_id as "caseId", a.id as "agentId", e.actor_name as by
     from timeline_entry e join cases c on c.id = e.case_id
     cross join lateral jsonb_array_elements_text(e.data -> 'mentions') m(id) join agent a on a.id::text = m.id
     where e.id = any($1::uuid[]) and e.actor_id is distinct from a.id
       and (a.role <> 'agent' or exists (select 1 from team_member t where t.agent_id = a.id and t.team_id = c.team_id))`,
    [entryIds],
  );
  return rows.map(({ entryId, caseId, agentId, by }) => ({
    agentId,
    caseId,
    about: { type: 'mentioned' as const, by },
    once: `mentioned:${entryId}`,
  }));
}
