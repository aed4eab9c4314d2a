import type { Tx } from '@guichet/database';
import { endOfQuiet } from '../preferences/end-of-quiet-of-agent.js';
import { preferencesOf } from '../preferences/notification-preferences.js';

/** How soon devices are told: by then, whoever has the case open has read of it, and what comes together is told together. */
const DELAY_MS = 8000;

const keyOf = (agentId: string) => `push:${agentId}`;

/**
 * Has the devices of agents told soon of what waits for them. A job that waits already, perhaps for the end of quiet hours, will do. Each key is locked: in one order,
 * so that two transactions never wait for each other.
 */
export const schedulePushes = (tx: Tx, agentIds: readonly string[]): Promise<void> =>
  tx.jobs(
    'push-notifications',
    [...new Set(agentIds)].sort().map((agentId) => ({
      payload: { agentId },
      runAt: new Date(tx.now.getTime() + DELAY_MS),
      key: keyOf(agentId),
    })),
    { keepTime: true },
  );

/** The quiet hours of an agent have changed: what waits for their end is looked at anew. Index `notification_awaits_push`. */
export async function reschedulePushes(tx: Tx, agentId: string): Promise<void> {
  const waiting = await tx.query(`select 1 from notification where agent_id = $1 and awaits_push limit 1`, [agentId]);
  if (waiting.length > 0) await tx.job('push-notifications', { agentId }, { key: keyOf(agentId) });
}

/** What a device was to be told when quiet began waits for its end, with what comes meanwhile. What was read is not told. */
export async function pushAfterQuiet(
  tx: Tx,
  { agentId, notificationIds, runAt }: { agentId: string; notificationIds: readonly string[]; runAt: Date },
): Promise<void> {
  const waiting = await tx.query(
    `update notification set awaits_push = true where agent_id = $1 and id = any($2::uuid[]) and read_at is null returning id`,
    [agentId, notificationIds],
  );
  if (waiting.length > 0) await tx.job('push-notifications', { agentId }, { key: keyOf(agentId), runAt });
}

/**
 * Job: has each device of an agent told of what waits, as one message. In quiet hours it waits for their end. What the agent has
 * read meanwhile is not told.
 */
export async function planPushes(tx: Tx, agentId: string): Promise<void> {
  const quietUntil = await endOfQuiet(tx, agentId, await preferencesOf(tx, agentId));
  if (quietUntil) return tx.job('push-notifications', { agentId }, { key: keyOf(agentId), runAt: quietUntil });
  const cleared = await tx.query<{ id: string; isRead: boolean }>(
    `update notification set awaits_push = false where agent_id = $1 and awaits_push returning id, read_at is not null as "isRead"`,
    [agentId],
  );
  const notificationIds = cleared.filter(({ isRead }) => !isRead).map(({ id }) => id);
  if (notificationIds.length === 0) return;
  const devices = await tx.query<{ id: string }>(`select id from push_subscription where agent_id = $1`, [agentId]);
  await tx.jobs(
    'send-push',
    devices.map(({ id: subscriptionId }) => ({ payload: { subscriptionId, notificationIds, tries: 0 } })),
  );
}
