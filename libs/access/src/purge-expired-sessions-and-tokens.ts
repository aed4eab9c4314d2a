import type { Tx } from '@guichet/database';
import { DEVICE_DAYS } from './known-devices.js';
import { oldestAttempt } from './providers/sign-in-attempts.js';
import { WITHOUT_ACCOUNT_DAYS } from './providers/sign-ins-without-account.js';
import { REFUSED_SIGN_IN_DAYS } from './refused-sign-ins.js';

/** Deletes sessions that have ended or were not used for too long, password links and access tokens that are over, sign-ins that nobody finished, and idempotency keys after a day. */
export async function purgeExpiredSessionsAndTokens(tx: Tx): Promise<void> {
  // By the clock that says whether they are open: a session that still is one must not vanish.
  await tx.query(
    `delete from session where expires_at < now() or seen_at < now() - idle_minutes * interval '1 minute'`,
  );
  // An invitation that is over is shown as such, until it is sent again or withdrawn.
  await tx.query(`delete from password_link where purpose <> 'invitation' and expires_at < $1`, [tx.now]);
  await tx.query(`delete from api_token where parent_id is not null and expires_at < now()`);
  await tx.query(`delete from sign_in_challenge where expires_at < $1`, [tx.now]);
  await tx.query(`delete from passkey_challenge where expires_at < $1`, [tx.now]);
  await tx.query(`delete from sign_in_attempt where created_at < $1`, [oldestAttempt(tx.now)]);
  await tx.query(`delete from provider_second_step where created_at < $1::timestamptz - interval '1 hour'`, [tx.now]);
  await tx.query(`delete from idempotency_key where created_at < $1::timestamptz - interval '1 day'`, [tx.now]);
  await tx.query(`delete from known_device where used_at < $1::timestamptz - $2 * interval '1 day'`, [
    tx.now,
    DEVICE_DAYS,
  ]);
  await tx.query(`delete from refused_sign_in where at < $1::timestamptz - $2 * interval '1 day'`, [
    tx.now,
    REFUSED_SIGN_IN_DAYS,
  ]);
  await tx.query(`delete from sign_in_without_account where last_at < $1::timestamptz - $2 * interval '1 day'`, [
    tx.now,
    WITHOUT_ACCOUNT_DAYS,
  ]);
}
