import { mayBeAssigned } from '@guichet/access';
import type { Tx } from '@guichet/database';
import { lockCases } from './lock-cases.js';
import { publishUnassigned } from './publish-unassigned.js';
import { appendEntries } from '../timeline/append-entries.js';
import { saveCases } from '../timeline/write-cases-and-entries.js';

/** What one transaction locks at most. */
const BATCH = 100;

/**
 * Gives back to their queues some unfinished cases of an agent that the agent may no longer hold: left their team, or left
 * altogether. `deactivatedBy`: who has deactivated the agent, for the timelines. Returns whether there may be more of them.
 */
export async function unassignInaccessibleCases(
  tx: Tx,
  { agentId, deactivatedBy }: { agentId: string; deactivatedBy?: string },
): Promise<boolean> {
  const [agent] = await tx.query<{ name: string; active: boolean }>(`select name, active from agent where id = $1`, [
    agentId,
  ]);
  if (!agent) return false;
  const lost = await tx.query<{ id: string }>(
    `select c.id from cases c join agent a on a.id = c.assignee_id
     where c.assignee_id = $1 and c.status not in ('closed', 'spam') and not ${mayBeAssigned('a', 'c.team_id')}
     order by c.id limit ${BATCH} for update of c`,
    [agentId],
  );
  const cases = [...(await lockCases(tx, lost.map(({ id }) => id))).values()]; // prettier-ignore
  const because = agent.active
    ? ({ by: 'no-access', agent: agent.name } as const)
    : ({ by: 'deactivated', agent: agent.name, deactivatedBy } as const);
  const data = { type: 'assigned', from: agent.name, to: null, toId: null, because } as const;
  await appendEntries(
    tx,
    cases.map((item) => ({ item, entry: { kind: 'activity', data } })),
  );
  for (const item of cases) item.assigneeId = null;
  await saveCases(tx, cases, ['assigneeId', 'lastPosition']);
  await publishUnassigned(
    tx,
    cases.map(({ id }) => ({ caseId: id, from: agentId, to: null })),
  );
  for (const { id: caseId, status, teamId } of cases)
    tx.publish('case.changed', { fields: ['assigned'], status }, { caseId, teamIds: [teamId] });
  return lost.length === BATCH;
}
