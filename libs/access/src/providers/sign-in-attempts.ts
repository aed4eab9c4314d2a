import { SignInAttempt, type Tx } from '@guichet/database';
import type { Keyring } from '@guichet/platform';
import { digestOf, newSecret } from '../secrets-and-digests.js';
import type { AttemptSecrets } from './identity-and-sign-in-errors.js';

const PURPOSE = 'sign-in-attempt';
const RESPONSE_PURPOSE = 'sign-in-response';
/** Within which somebody comes back from the provider. */
export const ATTEMPT_MINUTES = 15;

/** Before then, whoever was sent to a provider came back or does not. */
export const oldestAttempt = (now: Date): Date => new Date(now.getTime() - ATTEMPT_MINUTES * 60_000);

/** Keeps an attempt, and returns the secret for a cookie of the browser that is sent to the provider. */
export async function beginAttempt(
  tx: Tx,
  keyring: Keyring,
  { providerId, to, secrets }: { providerId: string; to: string; secrets: AttemptSecrets },
): Promise<string> {
  const browser = newSecret();
  const { state, ...others } = secrets;
  await tx.query(`delete from sign_in_attempt where created_at < $1`, [oldestAttempt(tx.now)]);
  await tx.repo(SignInAttempt).insert({
    state: digestOf(state),
    providerId,
    browser: digestOf(browser),
    secrets: keyring.encrypt(PURPOSE, JSON.stringify(others)),
    returnTo: to,
    createdAt: tx.now,
  });
  return browser;
}

/**
 * Takes an attempt, once: for the browser that was sent, and for the provider to which it was sent, so that no other provider
 * gets its code (RFC 9700 § 4.4). Null where there is none. `posted` is the response of SAML that came for it; null: none did.
 */
export async function takeAttempt(
  tx: Tx,
  keyring: Keyring,
  { providerId, state, browser }: { providerId: string; state: string; browser: string | undefined },
): Promise<{ to: string; secrets: AttemptSecrets; posted: string | null } | null> {
  if (browser === undefined) return null;
  const [row] = await tx.query<{ returnTo: string; secrets: Buffer; response: Buffer | null }>(
    `delete from sign_in_attempt where state = $1 and provider_id = $2 and browser = $3 and created_at >= $4
     returning return_to as "returnTo", secrets, response`,
    [digestOf(state), providerId, digestOf(browser), oldestAttempt(tx.now)],
  );
  if (!row) return null;
  const others = JSON.parse(keyring.decrypt(PURPOSE, row.secrets)) as Omit<AttemptSecrets, 'state'>;
  const posted = row.response && keyring.decrypt(RESPONSE_PURPOSE, row.response);
  return { to: row.returnTo, secrets: { state, ...others }, posted };
}

/**
 * Keeps a response of SAML for the attempt that it is to, unread: browsers bring it from a foreign page, and thus without the cookie
 * that proves which of them was sent. The first one counts. Returns whether there is such an attempt.
 */
export async function keepPostedResponse(
  tx: Tx,
  keyring: Keyring,
  { providerId, state, posted }: { providerId: string; state: string; posted: string },
): Promise<boolean> {
  const [row] = await tx.query(
    `update sign_in_attempt set response = coalesce(response, $3) where state = $1 and provider_id = $2 and created_at >= $4
     returning 1 as kept`,
    [digestOf(state), providerId, keyring.encrypt(RESPONSE_PURPOSE, posted), oldestAttempt(tx.now)],
  );
  return row !== undefined;
}
