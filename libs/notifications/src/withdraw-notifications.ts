import type { Tx } from '@guichet/database';

interface Withdrawn {
  id: string;
  agentId: string;
}

/** What the keys of the notifications begin with that tell of an entry by which somebody got the case. */
const TELLING = ['assigned', 'team-handover', 'named-for-restricted'];

/**
 * Deletes the notifications which tell that somebody got a case by these entries, which is not so any more. They are found by their
 * keys, one agent after the other: no index has the case. Unique index `notification_once`.
 */
export async function withdrawNotifications(tx: Tx, entryIds: readonly string[]): Promise<void> {
  await withdraw(
    tx,
    TELLING.flatMap((type) => entryIds.map((id) => `${type}:${id}`)),
  );
}

async function withdraw(tx: Tx, keys: readonly string[]): Promise<void> {
  const rows = await tx.query<Withdrawn>(
    `delete from notification n using agent a where n.agent_id = a.id and n.dedupe_key = any($1::text[])
     returning n.id, n.agent_id as "agentId"`,
    [keys],
  );
  publish(tx, rows);
}

/** Deletes what an agent has not read of who took a case over from them. Index `notification_unread`. */
export const withdrawTakenOver = (tx: Tx, of: OfCase): Promise<void> => withdrawUnread(tx, 'taken-over', of);

/** Deletes what an agent has not read of who gave them a case which they have no more, as where that was undone. Index `notification_unread`. */
export const withdrawAssigned = (tx: Tx, of: OfCase): Promise<void> => withdrawUnread(tx, 'assigned', of);

interface OfCase {
  agentId: string;
  caseId: string;
}

async function withdrawUnread(tx: Tx, type: 'taken-over' | 'assigned', { agentId, caseId }: OfCase): Promise<void> {
  const rows = await tx.query<Withdrawn>(
    `delete from notification where agent_id = $1 and read_at is null and case_id = $2 and about ->> 'type' = $3
     returning id, agent_id as "agentId"`,
    [agentId, caseId, type],
  );
  publish(tx, rows);
}

const publish = (tx: Tx, rows: readonly Withdrawn[]): void => {
  for (const { id, agentId } of rows) tx.publish('notification.withdrawn', { notificationId: id }, { agentId });
};

/** Deletes the notifications with this key, as what they tell has been undone. Unique index `notification_once`. */
export const withdrawByKey = (tx: Tx, key: string): Promise<void> => withdraw(tx, [key]);
