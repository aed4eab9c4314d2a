import { reachesTeam } from '@guichet/access';
import type { NotificationAbout } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { notify } from './insert-notifications.js';

/** Whoever manages agents does so for every team, and no team stands for all of them. */
const MANAGES_AGENTS = reachesTeam('agent.manage', { agent: 'a', team: 'null::uuid' });

/** Notifies those who manage agents of unusually many refused sign-ins. How often, the caller decides. */
export async function notifyOfRefusedSignIns(
  tx: Tx,
  about: Omit<Extract<NotificationAbout, { type: 'refused-sign-ins' }>, 'type'>,
): Promise<void> {
  const agents = await tx.query<{ id: string }>(`select a.id from agent a where ${MANAGES_AGENTS}`);
  await notify(
    tx,
    agents.map(({ id: agentId }) => ({ agentId, caseId: null, about: { type: 'refused-sign-ins', ...about } })),
  );
}
