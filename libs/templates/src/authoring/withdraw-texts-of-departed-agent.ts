import type { Tx } from '@guichet/database';
import { publishTemplateChanged } from './publish-template-changed.js';

/**
 * Withdraws the own texts of an agent who was deactivated: nobody else sees them, so that nobody else could. Replies that wait to be sent
 * are the agent's all the same, and leave. Does nothing where the agent is active.
 */
export async function withdrawOwnTextsOfDeparted(tx: Tx, agentId: string): Promise<void> {
  const own = await tx.query<{ id: string }>(
    `select t.id from template t join agent a on a.id = t.owner_id where t.owner_id = $1 and not a.active order by t.id for update of t`,
    [agentId],
  );
  const withdrawn = await tx.query<{ id: string }>(
    `update template_version set state = 'withdrawn', withdrawn_at = $2, withdrawn_by = $3
     where template_id = any($1::uuid[]) and state in ('approved', 'replaced') returning template_id as id`,
    [own.map(({ id }) => id), tx.now, tx.actor.name],
  );
  for (const id of new Set(withdrawn.map((one) => one.id)))
    await publishTemplateChanged(tx, id, { ownerId: agentId, teamId: null, sectorId: null });
}
