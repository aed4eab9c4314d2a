import type { RecoveryCodes, SecondFactorSecret, SecondFactorState } from '@guichet/contracts';
import { isoTime, RecoveryCode, SecondFactor, type Reader, type Tx } from '@guichet/database';
import { conflict, Failure, wrongField, type Keyring } from '@guichet/platform';
import { assertMayActAs } from '../give-and-take-roles.js';
import { endDevices } from '../known-devices.js';
import { allow, assertAnother, assertInPerson, type Principal } from '../principal.js';
import { PROVIDER_OF, SIGNS_IN_AT_PROVIDER } from '../providers/password-or-provider-sign-in.js';
import { replaceRecoveryCodes } from './recovery-codes.js';
import { rolesRequiring } from './required-by-roles.js';
import { hasAnySecondFactor } from './available-second-factors.js';
import { assertFactorProof, assertRecentProof, assertStrongestProof, passwordIs, proofsOf } from './step-up.js';
import { newTotpSecret, totpUri } from './totp.js';
import { encryptSecret, useCode, useTotp } from './verify-second-factor-code.js';

/** Whether an agent has an authenticator app that is confirmed. Index: primary key of second_factor. */
async function hasSecondFactor(reader: Reader, agentId: string): Promise<boolean> {
  const rows = await reader.query(`select 1 from second_factor where agent_id = $1 and confirmed_at is not null`, [
    agentId,
  ]);
  return rows.length > 0;
}

/** The second factors of an agent, without anything by which a code could be made. */
async function stateOf(reader: Reader, agentId: string): Promise<SecondFactorState> {
  const [row] = await reader.query<Omit<SecondFactorState, 'requiredBy'>>(
    `select (select ${isoTime('confirmed_at')} from second_factor where agent_id = $1) as since,
       (select count(*)::int from recovery_code where agent_id = $1 and used_at is null) as "recoveryCodesLeft",
       (select ${PROVIDER_OF} from agent a where a.id = $1 and ${SIGNS_IN_AT_PROVIDER}) as "atProvider",
       (select count(*)::int from passkey where agent_id = $1) as passkeys`,
    [agentId],
  );
  return { ...row!, requiredBy: await rolesRequiring(reader, agentId) };
}

export const ownSecondFactor = (reader: Reader, who: Principal): Promise<SecondFactorState> => stateOf(reader, who.id);

/**
 * The second factor of any agent, for those who may reset it.
 *
 * @throws Failure `not-permitted`, `not-found`.
 */
export async function secondFactorOf(reader: Reader, who: Principal, agentId: string): Promise<SecondFactorState> {
  allow(who, 'agent.manage');
  const [agent] = await reader.query(`select 1 from agent where id = $1`, [agentId]);
  if (!agent) throw new Failure('not-found');
  return stateOf(reader, agentId);
}

/**
 * Makes a new secret for an authenticator app, which counts once a code of it has come back. One that was never confirmed is
 * replaced.
 *
 * @throws Failure `conflict` where the agent has an app: it must be removed first, which needs a code of it; `step-up-required` where they
 *   have passkeys, and have not proved by one who they are.
 */
export async function beginSecondFactor(tx: Tx, who: Principal, keyring: Keyring): Promise<SecondFactorSecret> {
  const secret = newTotpSecret();
  const begun = await tx.query(
    `insert into second_factor (agent_id, secret, created_at) values ($1, $2, $3)
     on conflict (agent_id) do update set secret = excluded.secret, created_at = excluded.created_at, last_step = null
       where second_factor.confirmed_at is null returning agent_id`,
    [who.id, encryptSecret(keyring, secret), tx.now],
  );
  if (begun.length === 0) throw conflict('second-factor-exists');
  await assertStrongestProof(tx, who);
  return { secret, uri: totpUri(secret, who.email) };
}

/**
 * Confirms the second factor by a code of it, from when on it is asked for. Returns the recovery codes, this once. No browser is
 * remembered any more but this one (`device`, its secret): whoever had the password alone must not try codes as a known one.
 *
 * @throws Failure `invalid-request` for a wrong code, `conflict` where there is nothing to confirm, `step-up-required` as before.
 */
export async function confirmSecondFactor(
  tx: Tx,
  who: Principal,
  { keyring, code, device = null }: { keyring: Keyring; code: string; device?: string | null },
): Promise<RecoveryCodes> {
  const factor = await tx
    .repo(SecondFactor)
    .findOne({ where: { agentId: who.id }, lock: { mode: 'pessimistic_write' } });
  if (factor?.confirmedAt) throw conflict('second-factor-exists');
  if (!factor) throw conflict('second-factor-not-begun');
  await assertStrongestProof(tx, who);
  if (!(await useTotp(tx, keyring, { factor, code }))) throw wrongField('code', 'code-wrong');
  await tx.repo(SecondFactor).update({ agentId: who.id }, { confirmedAt: tx.now });
  await endDevices(tx, who.id, device);
  publishChange(tx, who.id);
  return { recoveryCodes: await replaceRecoveryCodes(tx, keyring, who.id) };
}

/**
 * Makes new recovery codes; those before are void. Each stands in for the second factor, so a passkey or a code must have proved who
 * asks for them.
 *
 * @throws Failure `not-found` without a second factor, `step-up-required`.
 */
export async function renewRecoveryCodes(tx: Tx, who: Principal, keyring: Keyring): Promise<RecoveryCodes> {
  if (!(await hasAnySecondFactor(tx, who.id))) throw new Failure('not-found');
  await assertFactorProof(tx, who);
  return { recoveryCodes: await replaceRecoveryCodes(tx, keyring, who.id) };
}

/**
 * Removes one's own second factor, which needs both the password and a code, so that a session left open is not enough. Agents who
 * sign in at a provider alone must have proved recently who they are, instead of the password that they do not have.
 *
 * @throws Failure `invalid-request` for a wrong password or code, `not-found` without a second factor, `step-up-required`.
 */
export async function removeSecondFactor(
  tx: Tx,
  who: Principal,
  { keyring, password, code }: { keyring: Keyring; password?: string | undefined; code: string },
): Promise<void> {
  if (!(await hasSecondFactor(tx, who.id))) throw new Failure('not-found');
  if (!(await proofsOf(tx, who)).password) await assertRecentProof(tx, who);
  else if (!(await passwordIs(tx, who, password ?? ''))) throw wrongField('password', 'password-wrong');
  if (!(await useCode(tx, keyring, { agentId: who.id, code }))) throw wrongField('code', 'code-wrong');
  await deleteFactor(tx, who.id);
}

/**
 * Removes the second factor of an agent who can no longer use it. They sign in by their password until they have a new one.
 *
 * @throws Failure `not-permitted`, also for a token and for one’s own; `not-found` for an agent without a second factor.
 */
export async function resetSecondFactor(tx: Tx, who: Principal, agentId: string): Promise<void> {
  allow(who, 'agent.manage');
  assertInPerson(who);
  assertAnother(who, agentId);
  await assertMayActAs(tx, who, agentId);
  if (!(await hasSecondFactor(tx, agentId))) throw new Failure('not-found');
  await deleteFactor(tx, agentId);
}

async function deleteFactor(tx: Tx, agentId: string): Promise<void> {
  await tx.repo(SecondFactor).delete({ agentId });
  // They stand in for passkeys, too.
  if (!(await hasAnySecondFactor(tx, agentId))) await tx.repo(RecoveryCode).delete({ agentId });
  publishChange(tx, agentId);
}

/** Rights depend on it where it is required: sessions and sockets are looked at anew. */
const publishChange = (tx: Tx, agentId: string): void => tx.publish('agent.changed', { agentId }, { agentId });
