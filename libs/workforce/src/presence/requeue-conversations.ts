import { addWorkingTime, listBusinessHours } from '@guichet/calendars';
import type { LoggedEvent, Tx } from '@guichet/database';
import { lockCases, reassign } from '../queues/reassign-cases.js';
import { isConnected } from './is-connected.js';

/**
 * Seconds of working time in which an agent may reconnect and keeps the conversation: a page that is loaded again and a change of
 * network take less, and no visitor of a chat should wait longer.
 */
const RECONNECT_WITHIN = 60;

/**
 * Reads the event log: schedules that a chat goes back to the queue whose assignee has lost their connection while its visitor
 * waits, and one in which the visitor writes when the assignee is gone already. The seconds count in the business hours of the
 * team: while it is closed nobody could take over, and the assignee may be the first who is back.
 */
export async function scheduleRequeue(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
  const written = events.flatMap(({ type, caseId, data }) =>
    type === 'message.received' && caseId && !data['automatic'] ? [caseId] : [],
  );
  const agentIds = events.flatMap((event) => (event.type === 'presence.changed' ? [event.data.agentId] : []));
  if (written.length === 0 && agentIds.length === 0) return;
  const found = await lostConversations(tx, { caseIds: [...new Set(written)], agentIds: [...new Set(agentIds)] });
  // A connection that is lost again gives its agent all the time again; a visitor who writes again does not.
  const lostAgain = new Set(agentIds);
  await scheduleJobs(tx, { conversations: found.filter(({ agentId }) => !lostAgain.has(agentId)), keepTime: true });
  await scheduleJobs(tx, { conversations: found.filter(({ agentId }) => lostAgain.has(agentId)), keepTime: false });
}

interface LostConversation {
  id: string;
  teamId: string;
  agentId: string;
  agent: string;
}

/**
 * Finds, among these cases and those of these agents, the chats in which the last word is the citizen's while the assignee is not
 * connected. Agents who never were, because they work by the API, are connected in no way that could be lost. Primary key and
 * index `cases_assignee`, and of the cases that are left `timeline_entry_position`.
 */
const lostConversations = (
  tx: Tx,
  { caseIds, agentIds }: { caseIds: readonly string[]; agentIds: readonly string[] },
): Promise<LostConversation[]> =>
  tx.query(
    `select c.id, c.team_id as "teamId", a.id as "agentId", a.name as agent
     from cases c join agent a on a.id = c.assignee_id join agent_presence p on p.agent_id = a.id
       join channel_account ch on ch.id = c.channel_account_id and ch.kind = 'chat'
     where (c.id = any($1::uuid[]) or c.assignee_id = any($2::uuid[])) and c.status = 'open'
       and not ${isConnected('p', '$3')} and c.last_inbound_position > 0 and not exists (
         select 1 from timeline_entry e where e.case_id = c.id and e.position > c.last_inbound_position
           and e.kind = 'message' and e.direction = 'out' and e.actor_kind = 'agent')
     order by c.id`,
    [caseIds, agentIds, tx.now],
  );

async function scheduleJobs(
  tx: Tx,
  { conversations, keepTime }: { conversations: readonly LostConversation[]; keepTime: boolean },
): Promise<void> {
  const hours = await listBusinessHours(tx, [...new Set(conversations.map(({ teamId }) => teamId))]);
  const times = new Map([...hours].map(([teamId, own]) => [teamId, addWorkingTime(own, tx.now, RECONNECT_WITHIN)]));
  await tx.jobs(
    'requeue-conversation',
    conversations.flatMap(({ id: caseId, teamId, agentId }) => {
      const runAt = times.get(teamId);
      return runAt ? [{ payload: { caseId, agentId }, runAt, key: `requeue-conversation:${caseId}` }] : [];
    }),
    { keepTime },
  );
}

/**
 * Job: returns a chat to the queue of its team, where automatic assignment finds it. It does nothing where the agent has reconnected
 * or replied, or the case was closed or assigned to somebody else meanwhile.
 */
export async function requeueConversation(tx: Tx, caseId: string, agentId: string): Promise<void> {
  const [item] = await lockCases(tx, [caseId]);
  // An agent who reconnects at the same moment either waits for this lock or is seen as connected behind it.
  await tx.query(`select 1 from agent_presence where agent_id = $1 for update`, [agentId]);
  const [lost] = await lostConversations(tx, { caseIds: [caseId], agentIds: [] });
  if (!item || lost?.agentId !== agentId) return;
  await reassign(tx, [{ item, to: null, because: { by: 'disconnected', agent: lost.agent } }]);
}
