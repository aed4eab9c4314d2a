import { PasskeyChallenge, type Tx } from '@guichet/database';
import { conflict, Failure } from '@guichet/platform';
import type { Principal } from '../principal.js';
import { digestOf, newSecret } from '../secrets-and-digests.js';

/** Long enough to fetch a key from the coat, and for a sign-in page that waits for the browser to offer a passkey. */
export const PASSKEY_MINUTES = 10;

/** Who alone may bring the signature: a browser, by the secret of its cookie. */
export const ofBrowser = (secret: string): string => `browser ${digestOf(secret)}`;

/** Who alone may bring the signature: a session. Throws `not-permitted` without one. */
export function ofSession({ session }: Principal): string {
  if (!session) throw new Failure('not-permitted');
  return `session ${session.id}`;
}

/** Makes a challenge of 256 random bits, of which a digest is kept. */
export async function beginChallenge(tx: Tx, boundTo: string): Promise<Uint8Array<ArrayBuffer>> {
  const challenge = newSecret();
  await tx.query(`delete from passkey_challenge where expires_at < $1`, [tx.now]);
  await tx.repo(PasskeyChallenge).insert({
    digest: digestOf(challenge),
    boundTo,
    expiresAt: new Date(tx.now.getTime() + PASSKEY_MINUTES * 60_000),
  });
  return Uint8Array.from(Buffer.from(challenge, 'base64url'));
}

/**
 * Takes the challenge that was signed, and returns it. It is good for one try, whatever comes of it, so this is a transaction of
 * its own, before the signature is looked at.
 *
 * @throws Failure `conflict` where it is not one of these, too old, or was taken before.
 */
export async function takeChallenge(
  tx: Tx,
  { clientDataJSON, boundTo }: { clientDataJSON: string; boundTo: string },
): Promise<string> {
  const challenge = challengeIn(clientDataJSON);
  const taken =
    challenge === null
      ? []
      : await tx.query(
          `delete from passkey_challenge where digest = $1 and bound_to = $2 and expires_at >= $3 returning digest`,
          [digestOf(challenge), boundTo, tx.now],
        );
  if (challenge === null || taken.length === 0) throw conflict('passkey-stale');
  return challenge;
}

/** Null: what was sent is no client data at all. */
function challengeIn(clientDataJSON: string): string | null {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()) as { challenge?: unknown };
    return typeof challenge === 'string' ? challenge : null;
  } catch {
    return null;
  }
}
