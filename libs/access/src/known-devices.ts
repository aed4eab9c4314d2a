import { KnownDevice, type Reader, type Tx } from '@guichet/database';
import { digestOf, newSecret } from './secrets-and-digests.js';

/** How long a browser is remembered after the last sign-in in it. */
export const DEVICE_DAYS = 180;

/** Has an agent with this mail address signed in on the device with this secret? Index: primary key of known_device. */
export async function isKnownDevice(reader: Reader, email: string, secret: string): Promise<boolean> {
  const rows = await reader.query(
    `select 1 from known_device d join agent a on a.id = d.agent_id
     where d.digest = $1 and a.email = $2 and d.ended_at is null and d.used_at > $3::timestamptz - $4 * interval '1 day'`,
    [digestOf(secret), email.toLowerCase(), reader.now, DEVICE_DAYS],
  );
  return rows.length > 0;
}

/**
 * Remembers that an agent has signed in on a device. Returns the secret for its cookie, and whether the agent, who has signed
 * in elsewhere before, is here for the first time.
 *
 * A device that gets another agent gets another secret, under which it keeps those that it had: whoever planted theirs in a
 * foreign browser holds one that is worth nothing.
 */
export async function rememberDevice(
  tx: Tx,
  agentId: string,
  secret: string | null,
): Promise<{ secret: string; isNew: boolean }> {
  if (secret) {
    const known = await tx.query(
      `update known_device set used_at = $3 where digest = $1 and agent_id = $2 and ended_at is null returning agent_id`,
      [digestOf(secret), agentId, tx.now],
    );
    if (known.length > 0) return { secret, isNew: false };
  }
  const fresh = newSecret();
  if (secret)
    await tx.query(`update known_device set digest = $2 where digest = $1 and ended_at is null`, [
      digestOf(secret),
      digestOf(fresh),
    ]);
  // Index `known_device_agent`.
  const before = await tx.query(`select 1 from known_device where agent_id = $1 limit 1`, [agentId]);
  await tx
    .repo(KnownDevice)
    .insert({ digest: digestOf(fresh), agentId, createdAt: tx.now, usedAt: tx.now, endedAt: null });
  return { secret: fresh, isNew: before.length > 0 };
}

/**
 * Remembers no device of an agent any more, as after a password that somebody else may have known; but for the one with the secret
 * `except`, if there is one.
 */
export const endDevices = (tx: Tx, agentId: string, except: string | null = null): Promise<unknown> =>
  tx.query(
    `update known_device set ended_at = $2 where agent_id = $1 and ended_at is null and digest is distinct from $3::text`,
    [agentId, tx.now, except && digestOf(except)],
  );
