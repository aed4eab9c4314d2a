import type { AutomaticAssignmentReason } from '@guichet/contracts';
import { notify } from '@guichet/notifications';
import type { LoggedEvent, Tx } from '@guichet/database';
import { reassign, lockCases, type Reassignment, type LockedCase } from '../queues/reassign-cases.js';
import { mayBeAssigned, worksInTeam } from '@guichet/access';

/** How many cases one transaction locks at most. */
const BATCH = 100;

/**
 * Reads the event log: a case that a citizen writes in, that wakes or is reopened while its assignee is absent or inactive, is
 * reassigned to the substitute or goes back to the queue.
 */
export async function reassignReturningCases(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
  const ids = events.flatMap((event) => (event.caseId && returnsToAssignee(event) ? [event.caseId] : []));
  if (ids.length === 0) return;
  const found = await casesOfAbsentAgents(tx, [...new Set(ids)]);
  if (found.length === 0) return;
  const items = await lockCases(
    tx,
    found.map(({ id }) => id),
  );
  await reassignFromAbsent(tx, { items }, 'substitute');
}

function returnsToAssignee({ type, data }: LoggedEvent): boolean {
  if (type === 'message.received') return data['automatic'] === false;
  return type === 'case.changed' && data['status'] === 'open' && data['fields'].includes('status');
}

interface CaseOfAbsentAgent {
  id: string;
  absent: string;
  absentId: string;
  isAbsent: boolean;
  active: boolean;
  /** The substitute, where they are not absent themselves and see the case anyway: nobody gives its sight by being away. */
  substituteId: string | null;
  substitute: string | null;
}

/** SQL condition: the agent `substitute` stands in for whom the row `presence` is about, and can be given the case `item`. */
export const standsIn = ({ substitute, presence, item }: Record<'substitute' | 'presence' | 'item', string>): string =>
  `${presence}.absent and ${substitute}.id = ${presence}.substitute_id and ${isGivenAsSubstitute({ substitute, item })}`;

/**
 * SQL condition: the agent `substitute` is not absent themselves, and sees the case `item` anyway: nobody gives its sight by being
 * away.
 */
export const isGivenAsSubstitute = ({ substitute, item }: Record<'substitute' | 'item', string>): string =>
  `${worksInTeam(substitute, `${item}.team_id`)}
   and (${item}.restricted_to is null or ${substitute}.id = any(${item}.restricted_to))
   and not exists (select 1 from agent_presence away where away.agent_id = ${substitute}.id and away.absent)`;

/**
 * SQL: the cases that somebody else gets: of an absent agent those that wait for us, as the citizens of the others may not write
 * before they are back, and of one who was deactivated all that are not closed.
 */
const handedOver = (agent: string, item: string): string =>
  `(${item}.status = 'open' or not ${agent}.active and ${item}.status not in ('closed', 'spam'))`;

/** Finds those of these cases whose assignee is absent or may no longer be assigned them. Primary keys. */
const casesOfAbsentAgents = (tx: Tx, ids: readonly string[]): Promise<CaseOfAbsentAgent[]> =>
  tx.query(
    `select c.id, a.name as absent, a.id as "absentId", coalesce(p.absent, false) as "isAbsent", a.active, s.id as "substituteId", s.name as substitute
     from cases c join agent a on a.id = c.assignee_id left join agent_presence p on p.agent_id = a.id
     left join agent s on ${standsIn({ substitute: 's', presence: 'p', item: 'c' })}
     where c.id = any($1::uuid[]) and ${handedOver('a', 'c')} and (p.absent or not ${mayBeAssigned('a', 'c.team_id')})`,
    [ids],
  );

/**
 * Job: reassigns a batch of the open cases of an absent agent; of one who was deactivated, by `deactivatedBy`, of all that are not
 * closed. An agent who is back keeps the remaining cases. Index `cases_assignee`.
 */
export async function reassignCasesOf(
  tx: Tx,
  { agentId, deactivatedBy }: Departed,
  to: 'substitute' | 'queue',
): Promise<{ reassigned: number; more: boolean }> {
  const found = await tx.query<{ id: string }>(
    `select c.id from cases c join agent a on a.id = c.assignee_id join agent_presence p on p.agent_id = a.id and p.absent
     where c.assignee_id = $1 and ${handedOver('a', 'c')} order by c.id limit ${BATCH}`,
    [agentId],
  );
  const items = await lockCases(
    tx,
    found.map(({ id }) => id),
  );
  const theirs = items.filter(({ assigneeId }) => assigneeId === agentId);
  return {
    reassigned: await reassignFromAbsent(tx, { items: theirs, deactivatedBy }, to),
    more: found.length === BATCH,
  };
}

interface Departed {
  agentId: string;
  /** The name of whoever has deactivated the agent, for the timelines. */
  deactivatedBy?: string;
}

/**
 * Hands a batch of the cases that are not closed, those that wait for the citizen or a date too, of an agent who was deactivated while
 * somebody stands in for them to that substitute. Returns whether there may be more of them.
 */
export async function handOverCasesOfDeparted(tx: Tx, departed: Departed): Promise<boolean> {
  const found = await tx.query(`select 1 from agent where id = $1 and not active`, [departed.agentId]);
  return found.length > 0 && (await reassignCasesOf(tx, departed, 'substitute')).more;
}

/** Reassigns locked cases of absent agents. Returns how many. */
async function reassignFromAbsent(
  tx: Tx,
  { items, deactivatedBy }: { items: readonly LockedCase[]; deactivatedBy?: string },
  to: 'substitute' | 'queue',
): Promise<number> {
  const found = await casesOfAbsentAgents(
    tx,
    items.map(({ id }) => id),
  );
  const byId = new Map(found.map((one) => [one.id, one]));
  const reassignments = items.flatMap((item): ToAgent[] => {
    const one = byId.get(item.id);
    if (!one) return [];
    const { absent, absentId, active, substituteId, substitute } = one;
    const departed = { by: 'deactivated' as const, agent: absent, deactivatedBy };
    if (to === 'queue' || !substituteId) return [{ item, to: null, because: active ? whyReturned(one) : departed }];
    return [
      {
        item,
        to: { id: substituteId, name: substitute! },
        because: active ? { by: 'substitute', absent, absentId } : departed,
      },
    ];
  });
  await reassign(tx, reassignments);
  await notifySubstitutes(tx, reassignments);
  return reassignments.length;
}

const whyReturned = ({ absent, absentId, isAbsent }: CaseOfAbsentAgent): AutomaticAssignmentReason =>
  isAbsent ? { by: 'absent', absent, absentId } : { by: 'no-access', agent: absent };

type ToAgent = Extract<Reassignment, { to: unknown }>;

/** Notifies each substitute once for all cases that they got from one absent agent. */
async function notifySubstitutes(tx: Tx, reassignments: readonly ToAgent[]): Promise<void> {
  const bySubstitute = Map.groupBy(
    reassignments.flatMap(({ item, to }) => (to ? [{ item, agentId: to.id }] : [])),
    ({ item, agentId }) => `${item.assigneeId} ${agentId}`,
  );
  const notifications = [...bySubstitute.values()].map((all) => ({
    agentId: all[0]!.agentId,
    caseId: all.length === 1 ? all[0]!.item.id : null,
    about: { type: 'handed-over' as const, from: all[0]!.item.assignee ?? '', count: all.length },
  }));
  await notify(tx, notifications);
}
