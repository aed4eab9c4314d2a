import type { NotificationAbout } from '@guichet/contracts';
import type { Tx } from '@guichet/database';

/** Deletes the notifications of a case that tell, since then, what is not so any more. */
export async function withdrawNotifications(
  tx: Tx,
  { caseId, since, types }: { caseId: string; since: Date; types: readonly NotificationAbout['type'][] },
): Promise<void> {
  const rows = await tx.query<{ id: string; agentId: string }>(
    `delete from notification where case_id = $1 and at >= $2 and about ->> 'type' = any($3::text[])
     returning id, agent_id as "agentId"`,
    [caseId, since, types],
  );
  for (const { id, agentId } of rows) tx.publish('notification.withdrawn', { notificationId: id }, { agentId });
}
