import { reasonWords, type PasskeyAssertion, type PasskeyRequest } from '@guichet/contracts';
import type { Reader, Tx } from '@guichet/database';
import { Failure, type Logger } from '@guichet/platform';
import { beginChallenge, PASSKEY_MINUTES } from './passkey-challenges.js';
import { passkeyParty, type RelyingParty } from './relying-party.js';

/** What a browser brings back from a passkey. */
export interface PasskeyUse {
  assertion: PasskeyAssertion;
  /** Which was taken for it. */
  challenge: string;
  publicUrl: string;
  userAgent: string | null;
  logger: Pick<Logger, 'warn'>;
}

interface StoredPasskey {
  id: string;
  agentId: string;
  publicKey: Buffer;
  counter: number;
  transports: string[];
}

/**
 * The one refusal of a passkey, whatever is wrong with it. Whether a passkey is known here tells nobody who has an account: its
 * identifier is as long as a secret.
 */
const refused = (cause?: unknown): Failure =>
  new Failure('wrong-credentials', { detail: reasonWords('passkey-refused'), reason: 'passkey-refused', cause });

/**
 * What a browser needs to let somebody use a passkey. `agentId`: whose passkeys are offered; null: any that the device has for
 * this product, so that nobody has to say first who they are.
 *
 * @throws Failure `passkeys-unavailable`.
 */
export async function beginPasskeyUse(
  tx: Tx,
  { publicUrl, boundTo, agentId }: { publicUrl: string; boundTo: string; agentId: string | null },
): Promise<PasskeyRequest> {
  const { id: rpID } = passkeyParty(publicUrl);
  const own = agentId === null ? [] : await credentialsOf(tx, { agentId, rpId: rpID });
  // A large library, loaded when a passkey is first used and not at each start.
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server');
  return generateAuthenticationOptions({
    rpID,
    challenge: await beginChallenge(tx, boundTo),
    timeout: PASSKEY_MINUTES * 60_000,
    userVerification: 'required',
    ...(own.length > 0 && { allowCredentials: own }),
  });
}

/** The passkeys of an agent that are good at this address, as browsers name them. Index: passkey_agent. */
export const credentialsOf = (
  reader: Reader,
  { agentId, rpId }: { agentId: string; rpId: string },
): Promise<{ id: string; transports: string[] }[]> =>
  reader.query(`select credential_id as id, transports from passkey where agent_id = $1 and rp_id = $2 order by id`, [
    agentId,
    rpId,
  ]);

/** Whose passkey this is, if it is one that may sign in; nothing is proved by it. */
export async function ownerOfPasskey(
  reader: Reader,
  credentialId: string,
): Promise<{ id: string; name: string; email: string } | null> {
  const [agent] = await reader.query<{ id: string; name: string; email: string }>(
    `select a.id, a.name, a.email from passkey k join agent a on a.id = k.agent_id where k.credential_id = $1 and a.active`,
    [credentialId],
  );
  return agent ?? null;
}

/**
 * Makes sure that a passkey has signed the challenge, here, after it has made sure of its user (by a PIN, a finger or a face), and
 * notes its use. Returns its agent. `agentId`: whose it must be; null: nobody has said yet who they are.
 *
 * @throws Failure `wrong-credentials`, also for a passkey of somebody else, of a deactivated agent, or of another address, and where
 *   its count went back, as it does when a copy of it is used.
 */
export async function verifyPasskey(
  tx: Tx,
  { assertion, challenge, publicUrl, userAgent, logger }: PasskeyUse,
  agentId: string | null = null,
): Promise<string> {
  const party = passkeyParty(publicUrl);
  // Its row is locked, so that of two uses at once the second one is compared with the count of the first.
  const [stored] = await tx.query<StoredPasskey>(
    `select k.id, k.agent_id as "agentId", k.public_key as "publicKey", k.counter::float8 as counter, k.transports
     from passkey k join agent a on a.id = k.agent_id
     where k.credential_id = $1 and k.rp_id = $2 and a.active for update`,
    [assertion.id, party.id],
  );
  if (!stored || (agentId !== null && stored.agentId !== agentId)) throw refused();
  const { id: passkeyId, agentId: owner } = stored;
  const { counter, isSynced } = await verified(stored, {
    assertion,
    challenge,
    party,
    isNamed: agentId !== null,
  }).catch((error: unknown) => {
    logger.warn('A passkey was refused.', { passkeyId, agentId: owner, error });
    throw refused(error);
  });
  await tx.query(`update passkey set counter = $2, synced = $3, used_at = $4, used_with = $5 where id = $1`, [
    ...[passkeyId, counter, isSynced, tx.now, userAgent?.slice(0, 300) ?? null],
  ]);
  return owner;
}

/** Throws an error that says what is wrong. */
async function verified(
  { agentId, publicKey, counter, transports }: StoredPasskey,
  given: { assertion: PasskeyAssertion; challenge: string; party: RelyingParty; isNamed: boolean },
): Promise<{ counter: number; isSynced: boolean }> {
  const { id, userHandle, ...signed } = given.assertion;
  // Whoever has not said who they are is the one whom their device names.
  const named = userHandle === undefined ? undefined : Buffer.from(userHandle, 'base64url').toString();
  if (named !== agentId && !(named === undefined && given.isNamed)) throw new Error('The passkey names another user.');
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  const { verified: isRight, authenticationInfo } = await verifyAuthenticationResponse({
    response: { id, rawId: id, type: 'public-key', response: signed, clientExtensionResults: {} },
    expectedChallenge: given.challenge,
    expectedOrigin: given.party.origin,
    expectedRPID: given.party.id,
    requireUserVerification: true,
    credential: { id, publicKey: Uint8Array.from(publicKey), counter, transports },
  });
  if (!isRight) throw new Error('The signature is wrong.');
  return {
    counter: authenticationInfo.newCounter,
    isSynced: authenticationInfo.credentialDeviceType === 'multiDevice',
  };
}
