import { randomUUIDv7 } from 'node:crypto';
import type { NotificationAbout } from '@guichet/contracts';
import type { Tx } from '@guichet/database';

export interface News {
  agentId: string;
  caseId: string | null;
  about: NotificationAbout;
  /** The name of what it tells: an agent hears of it once, however often it is told. */
  once?: string;
}

/** Tells agents something, in one statement. Whoever is no longer active is told nothing. Unique index `notification_once`. */
export async function notify(tx: Tx, news: readonly News[]): Promise<void> {
  if (news.length === 0) return;
  const rows = await tx.query<{ id: string; agentId: string }>(
    `insert into notification (id, agent_id, case_id, about, once, at)
     select n.id, n.agent_id, n.case_id, n.about, n.once, $2
     from jsonb_to_recordset($1::jsonb) n(id uuid, agent_id uuid, case_id uuid, about jsonb, once text)
     join agent a on a.id = n.agent_id and a.active
     on conflict (agent_id, once) where once is not null do nothing returning id, agent_id as "agentId"`,
    [
      JSON.stringify(
        inOrder(news).map(({ agentId, caseId, about, once }) => ({
          id: randomUUIDv7(),
          agent_id: agentId,
          case_id: caseId,
          about,
          once: once ?? null,
        })),
      ),
      tx.now,
    ],
  );
  for (const { id, agentId } of rows) tx.publish('notification.added', { notificationId: id }, { agentId });
}

/** Each row holds its case by its foreign key: in the order of everybody who locks several. */
const inOrder = (news: readonly News[]): News[] =>
  news.toSorted((one, other) => ((one.caseId ?? '') < (other.caseId ?? '') ? -1 : 1));
