import { randomUUIDv7 } from 'node:crypto';
import type { NotificationAbout } from '@guichet/contracts';
import type { Tx } from '@guichet/database';

export interface NewNotification {
  agentId: string;
  caseId: string | null;
  about: NotificationAbout;
  /** An agent gets at most one notification with the same key. */
  dedupeKey?: string;
}

/**
 * Notifies agents, in one statement. Those who are no longer active are left out, and of a restricted case all who are not named;
 * only that somebody has broken its glass is for others, too. Unique index `notification_once`.
 */
export async function notify(tx: Tx, notifications: readonly NewNotification[]): Promise<void> {
  if (notifications.length === 0) return;
  const rows = await tx.query<{ id: string; agentId: string }>(
    `insert into notification (id, agent_id, case_id, about, dedupe_key, at)
     select n.id, n.agent_id, n.case_id, n.about, n.dedupe_key, $2
     from jsonb_to_recordset($1::jsonb) n(id uuid, agent_id uuid, case_id uuid, about jsonb, dedupe_key text)
     join agent a on a.id = n.agent_id and a.active left join cases c on c.id = n.case_id
     where c.restricted_to is null or n.agent_id = any(c.restricted_to) or n.about ->> 'type' = 'break-glass'
     on conflict (agent_id, dedupe_key) where dedupe_key is not null do nothing returning id, agent_id as "agentId"`,
    [
      JSON.stringify(
        inLockOrder(notifications).map(({ agentId, caseId, about, dedupeKey }) => ({
          id: randomUUIDv7(),
          agent_id: agentId,
          case_id: caseId,
          about,
          dedupe_key: dedupeKey ?? null,
        })),
      ),
      tx.now,
    ],
  );
  for (const { id, agentId } of rows) tx.publish('notification.added', { notificationId: id }, { agentId });
}

/** The foreign key of each row locks its case: in the order in which everybody locks several. */
const inLockOrder = (notifications: readonly NewNotification[]): NewNotification[] =>
  notifications.toSorted((one, other) => ((one.caseId ?? '') < (other.caseId ?? '') ? -1 : 1));
