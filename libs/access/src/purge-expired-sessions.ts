import type { Tx } from '@guichet/database';

/** Deletes sessions that have ended or were not used for a week, and idempotency keys after a day. */
export async function purgeAccess(tx: Tx): Promise<void> {
  await tx.query(`delete from session where expires_at < $1 or seen_at < $1::timestamptz - interval '7 days'`, [
    tx.now,
  ]);
  await tx.query(`delete from idempotency_key where created_at < $1::timestamptz - interval '1 day'`, [tx.now]);
}
