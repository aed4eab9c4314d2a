import { reachesCase } from '@guichet/access';
import type { LoggedEvent, Tx } from '@guichet/database';
import { breakGlassNotifications } from './notify-of-break-glass.js';
import { failedDeliveryNotifications } from './notify-of-failed-delivery.js';
import { replyNotifications } from './notify-of-reply.js';
import { notify, type NewNotification } from './insert-notifications.js';

interface Row {
  entryId: string;
  caseId: string;
  agentId: string;
  by: string;
}

const ENDED_BADLY = new Set(['failed', 'unknown']);

/**
 * Notifies agents that a case was assigned to them by somebody else, that a colleague has mentioned them, that the citizen of a case
 * which they have or follow has written, that what they sent did not arrive, or that a glass was broken.
 */
export async function notifyAgents(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
  const assignedCaseIds = new Set<string>();
  const mentioning: Mentioning[] = [];
  const breakGlassIds: string[] = [];
  const messageIds: string[] = [];
  const failedIds: string[] = [];
  for (const { type, data, caseId } of events) {
    if (type === 'case.changed' && caseId && data['fields'].includes('assigned') && !data['isOneOfMany'])
      assignedCaseIds.add(caseId);
    if (type === 'note.added' || type === 'note.changed')
      for (const agentId of data['mentions']) mentioning.push({ entryId: data['entryId'], agentId });
    if (type === 'message.received' && !data['automatic'] && !data['isSpam']) messageIds.push(data['entryId']);
    if (type === 'delivery.changed' && ENDED_BADLY.has(data['status'])) failedIds.push(data['entryId']);
    if (type === 'case.glass-broken') breakGlassIds.push(data['breakGlassId']);
  }
  await notify(tx, [
    ...(assignedCaseIds.size > 0 ? await assignmentNotifications(tx, [...assignedCaseIds]) : []),
    ...(mentioning.length > 0 ? await mentionNotifications(tx, mentioning) : []),
    ...(messageIds.length > 0 ? await replyNotifications(tx, messageIds) : []),
    ...(failedIds.length > 0 ? await failedDeliveryNotifications(tx, [...new Set(failedIds)]) : []),
    ...(breakGlassIds.length > 0 ? await breakGlassNotifications(tx, breakGlassIds) : []),
  ]);
}

/**
 * Notifies whoever has the case now, unless they took it themselves. Whoever gets the cases of a colleague who is absent or has left is
 * notified once of all of them, where they are reassigned (`notifySubstitutes`).
 */
async function assignmentNotifications(tx: Tx, caseIds: readonly string[]): Promise<NewNotification[]> {
  const rows = await tx.query<Row>(
    `select e.id as "entryId", c.id as "caseId", c.assignee_id as "agentId", e.actor_name as by
     from cases c cross join lateral (
       select id, actor_id, actor_name, data from timeline_entry e
       where e.case_id = c.id and e.kind = 'activity' and e.data ->> 'type' = 'assigned' and e.from_case_id is null
       order by e.position desc limit 1) e
     where c.id = any($1::uuid[]) and c.assignee_id is not null and e.data ->> 'toId' = c.assignee_id::text
       and e.actor_id is distinct from c.assignee_id
       and coalesce(e.data -> 'because' ->> 'by', '') not in ('substitute', 'deactivated')`,
    [caseIds],
  );
  return rows.map(({ entryId, caseId, agentId, by }) => ({
    agentId,
    caseId,
    about: { type: 'assigned', by },
    dedupeKey: `assigned:${entryId}`,
  }));
}

/** Somebody whom a note mentions, or has come to mention. */
interface Mentioning {
  entryId: string;
  agentId: string;
}

/** Notifies those who may open the case, and whom the note mentions still; nobody is notified of their own note. */
async function mentionNotifications(tx: Tx, mentioning: readonly Mentioning[]): Promise<NewNotification[]> {
  const rows = await tx.query<Row>(
    `select distinct e.id as "entryId", e.case_id as "caseId", a.id as "agentId", e.actor_name as by
     from unnest($1::uuid[], $2::uuid[]) m(entry_id, agent_id) join timeline_entry e on e.id = m.entry_id join cases c on c.id = e.case_id
     join agent a on a.id = m.agent_id left join lateral (
       select mentions from note_version v where v.entry_id = e.id order by v.version desc limit 1) now on true
     where e.actor_id is distinct from a.id and (now.mentions is null or a.id = any(now.mentions))
       and ${reachesCase('case.read', { agent: 'a', item: 'c' })}`,
    [mentioning.map(({ entryId }) => entryId), mentioning.map(({ agentId }) => agentId)],
  );
  return rows.map(({ entryId, caseId, agentId, by }) => ({
    agentId,
    caseId,
    about: { type: 'mentioned', by, entryId },
    dedupeKey: `mentioned:${entryId}`,
  }));
}
