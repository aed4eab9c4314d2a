import { NotificationPreferences, topicOf, type NotificationAbout } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import { newId } from '@guichet/platform';
import { schedulePushes } from './push/plan-pushes.js';

export interface NewNotification {
  agentId: string;
  caseId: string | null;
  about: NotificationAbout;
  /** An agent gets at most one notification with the same key. */
  dedupeKey?: string;
}

/** What is so for an agent who has chosen nothing. */
const { choices: USUAL } = NotificationPreferences.parse({});

/**
 * Notifies agents, in one statement. All of it is listed, as a device may never show it; what they have chosen for the topic decides
 * by which ways they are alerted. Those who are no longer active are left out, and of a restricted case all who are not named; only
 * that somebody has broken its glass is for others, too. Unique index `notification_once`.
 */
export async function notify(tx: Tx, notifications: readonly NewNotification[]): Promise<void> {
  if (notifications.length === 0) return;
  const rows = await tx.query<{ id: string; agentId: string; awaitsPush: boolean }>(
    `insert into notification (id, agent_id, case_id, about, dedupe_key, at, quiet, awaits_push, awaits_mail)
     select n.id, n.agent_id, n.case_id, n.about, n.dedupe_key, $2, w.ways -> 'console' is not distinct from 'false',
       w.ways -> 'device' is not distinct from 'true' and exists (select 1 from push_subscription s where s.agent_id = a.id),
       p.digest_due is not null and w.ways -> 'console' is distinct from 'false'
     from jsonb_to_recordset($1::jsonb) n(id uuid, agent_id uuid, case_id uuid, about jsonb, dedupe_key text, topic text, usual jsonb)
     join agent a on a.id = n.agent_id and a.active left join cases c on c.id = n.case_id
     left join notification_preference p on p.agent_id = a.id
     cross join lateral (select coalesce(p.choices -> n.topic, n.usual) as ways) w
     where (c.restricted_to is null or n.agent_id = any(c.restricted_to) or n.about ->> 'type' = 'break-glass')
     on conflict (agent_id, dedupe_key) where dedupe_key is not null do nothing returning id, agent_id as "agentId", awaits_push as "awaitsPush"`,
    [
      JSON.stringify(
        inLockOrder(notifications).map(({ agentId, caseId, about, dedupeKey }) => ({
          id: newId(),
          agent_id: agentId,
          case_id: caseId,
          about,
          dedupe_key: dedupeKey ?? null,
          topic: topicOf[about.type],
          usual: USUAL[topicOf[about.type]],
        })),
      ),
      tx.now,
    ],
  );
  for (const { id, agentId } of rows) tx.publish('notification.added', { notificationId: id }, { agentId });
  await schedulePushes(
    tx,
    rows.filter(({ awaitsPush }) => awaitsPush).map(({ agentId }) => agentId),
  );
}

/** The foreign key of each row locks its case: in the order in which everybody locks several. */
const inLockOrder = (notifications: readonly NewNotification[]): NewNotification[] =>
  notifications.toSorted((one, other) => ((one.caseId ?? '') < (other.caseId ?? '') ? -1 : 1));
