import type { AddPasskey, PasskeyAdded, PasskeyCreation } from '@guichet/contracts';
import { Passkey, type Tx } from '@guichet/database';
import { conflict, wrongField, type Keyring, newId } from '@guichet/platform';
import { endDevices } from '../known-devices.js';
import { organisationOf } from '../organisation.js';
import type { Principal } from '../principal.js';
import { replaceRecoveryCodes } from '../second-factor/recovery-codes.js';
import { assertStrongestProof } from '../second-factor/step-up.js';
import { hasAnySecondFactor } from '../second-factor/available-second-factors.js';
import { beginChallenge, ofSession, PASSKEY_MINUTES } from './passkey-challenges.js';
import { publishPasskey } from './passkeys.js';
import { passkeyParty, type RelyingParty } from './relying-party.js';
import { credentialsOf } from './verify-passkey.js';

const MAX_PASSKEYS = 20;

/**
 * What a browser needs to make a passkey: one that a device offers by itself, and that asks for a PIN, a finger or a face. Devices that
 * have one of this agent already make no other.
 *
 * @throws Failure `passkeys-unavailable`, `too-many-passkeys`; `not-permitted` without a session; `step-up-required` where the agent has
 *   a second factor, and has not proved by it who they are.
 */
export async function beginPasskey(
  tx: Tx,
  who: Principal,
  { publicUrl }: { publicUrl: string },
): Promise<PasskeyCreation> {
  const { id: rpID } = passkeyParty(publicUrl);
  await assertRoomForPasskey(tx, who.id);
  await assertStrongestProof(tx, who);
  const { name } = await organisationOf(tx);
  const { generateRegistrationOptions } = await import('@simplewebauthn/server');
  return generateRegistrationOptions({
    rpID,
    rpName: name ? `Guichet, ${name}` : 'Guichet',
    // By which a device knows that two passkeys are of one agent. It is no secret, and names nobody.
    userID: Uint8Array.from(Buffer.from(who.id)),
    userName: who.email,
    userDisplayName: who.name,
    challenge: await beginChallenge(tx, ofSession(who)),
    timeout: PASSKEY_MINUTES * 60_000,
    attestationType: 'none',
    excludeCredentials: await credentialsOf(tx, { agentId: who.id, rpId: rpID }),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

interface NewPasskey {
  keyring: Keyring;
  publicUrl: string;
  credential: AddPasskey;
  /** Which was taken for it. */
  challenge: string;
  userAgent: string | null;
  /** The secret of this browser. */
  device: string | null;
}

/**
 * Adds a passkey of the agent's own. With their first second factor come recovery codes, as a device can be lost, and no browser is
 * remembered any more but this one: whoever had the password alone must not try codes as a known one.
 *
 * @throws Failure `invalid-request` for what proves no passkey, `conflict` for one that was added already, by whomever,
 *   `step-up-required` as before.
 */
export async function addPasskey(tx: Tx, who: Principal, given: NewPasskey): Promise<PasskeyAdded> {
  const party = passkeyParty(given.publicUrl);
  await assertRoomForPasskey(tx, who.id);
  await assertStrongestProof(tx, who);
  const { credential, isSynced } = await provedPasskey(given, party);
  const isFirst = !(await hasAnySecondFactor(tx, who.id));
  const id = newId();
  const { name, transports } = given.credential;
  const added = await tx
    .repo(Passkey)
    .createQueryBuilder()
    .insert()
    .values({
      ...{ id, agentId: who.id, credentialId: credential.id, rpId: party.id, name, transports },
      ...{ publicKey: Buffer.from(credential.publicKey), counter: String(credential.counter), synced: isSynced },
      ...{ addedWith: given.userAgent?.slice(0, 300) ?? null, createdAt: tx.now, usedAt: null, usedWith: null },
    })
    .orIgnore()
    .returning('id')
    .execute();
  if ((added.raw as unknown[]).length === 0) throw conflict('passkey-exists');
  publishPasskey(tx, 'passkey.added', { agentId: who.id, passkeyId: id });
  if (!isFirst) return { id, recoveryCodes: null };
  await endDevices(tx, who.id, given.device);
  return { id, recoveryCodes: await replaceRecoveryCodes(tx, given.keyring, who.id) };
}

/** Locks the agent: of two passkeys at once, only one is the first. */
async function assertRoomForPasskey(tx: Tx, agentId: string): Promise<void> {
  await tx.query(`select 1 from agent where id = $1 for update`, [agentId]);
  const [row] = await tx.query<{ count: number }>(`select count(*)::int as count from passkey where agent_id = $1`, [
    agentId,
  ]);
  if (row!.count >= MAX_PASSKEYS) throw conflict('too-many-passkeys', { max: MAX_PASSKEYS });
}

async function provedPasskey({ credential, challenge }: NewPasskey, party: RelyingParty) {
  const { id, clientDataJSON, attestationObject, transports } = credential;
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  const result = await verifyRegistrationResponse({
    response: {
      ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
      response: { clientDataJSON, attestationObject, transports },
    },
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  }).catch(() => null);
  if (!result?.verified) throw wrongField('attestationObject', 'passkey-not-proved');
  const { credential: proved, credentialDeviceType } = result.registrationInfo;
  return { credential: proved, isSynced: credentialDeviceType === 'multiDevice' };
}
