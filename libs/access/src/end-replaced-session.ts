import type { Tx } from '@guichet/database';
import { digestOf } from './secrets-and-digests.js';

/** Ends the session that a browser had before its agent, or another one, signed in there again: nobody could end it later. */
export async function endReplacedSession(tx: Tx, secret: string): Promise<void> {
  const [ended] = await tx.query<{ id: string; agentId: string }>(
    `delete from session where digest = $1 returning id, agent_id as "agentId"`,
    [digestOf(secret)],
  );
  if (!ended) return;
  const { id: sessionId, agentId } = ended;
  tx.publish('session.ended', { agentId, sessionId }, { agentId });
}
