import type { Tx } from '@guichet/database';

/** What the keys of the notifications begin with that tell of an entry by which somebody got the case. */
const TELLING = ['assigned', 'team-handover', 'named-for-restricted'];

/**
 * Deletes the notifications which tell that somebody got a case by these entries, which is not so any more. They are found by their
 * keys, one agent after the other: no index has the case. Unique index `notification_once`.
 */
export async function withdrawNotifications(tx: Tx, entryIds: readonly string[]): Promise<void> {
  const keys = TELLING.flatMap((type) => entryIds.map((id) => `${type}:${id}`));
  const rows = await tx.query<{ id: string; agentId: string }>(
    `delete from notification n using agent a where n.agent_id = a.id and n.dedupe_key = any($1::text[])
     returning n.id, n.agent_id as "agentId"`,
    [keys],
  );
  for (const { id, agentId } of rows) tx.publish('notification.withdrawn', { notificationId: id }, { agentId });
}
