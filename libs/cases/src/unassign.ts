import { permissions, type Role } from '@guichet/contracts';
import { Case, type Tx } from '@guichet/database';
import { record } from './entries.js';
import { saveCase } from './save.js';

/** What one transaction locks at most. */
const BATCH = 100;

/**
 * Gives back to their queues some unfinished cases of an agent that the agent may no longer hold: left their team, or left
 * altogether. Answers whether there may be more of them.
 */
export async function unassignLost(tx: Tx, agentId: string): Promise<boolean> {
  const [agent] = await tx.query<{ name: string; role: Role; active: boolean }>(
    `select name, role, active from agent where id = $1`,
    [agentId],
  );
  if (!agent || (agent.active && permissions['case.update'][agent.role] === 'all')) return false;
  const lost = await tx.query<{ id: string }>(
    `select id from cases where assignee_id = $1 and status <> 'closed'
       and not ($2 and exists (select 1 from team_member m where m.agent_id = $1 and m.team_id = cases.team_id))
     order by id limit ${BATCH} for update`,
    [agentId, agent.active],
  );
  for (const { id } of lost) {
    const item = await tx.repo(Case).findOneByOrFail({ id });
    item.assigneeId = null;
    const because = { by: 'absent', absent: agent.name } as const;
    await record(tx, item, {
      kind: 'fact',
      data: { type: 'assigned', from: agent.name, to: null, toId: null, because },
    });
    await saveCase(tx, item);
    tx.publish(
      'case.changed',
      { fields: ['assigned'], status: item.status },
      { caseId: item.id, teamIds: [item.teamId] },
    );
  }
  return lost.length === BATCH;
}
