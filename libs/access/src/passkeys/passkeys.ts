import type { Passkey as PasskeyShape } from '@guichet/contracts';
import { isoTime, Passkey, RecoveryCode, type Reader, type Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { assertMayActAs } from '../give-and-take-roles.js';
import { allow, assertAnother, assertInPerson, type Principal } from '../principal.js';
import { hasAnySecondFactor, secondStepWays } from '../second-factor/available-second-factors.js';
import { assertFactorProof, assertRecentProof } from '../second-factor/step-up.js';
import { relyingParty } from './relying-party.js';

/** One's own passkeys, the oldest first. Index: passkey_agent. */
export const ownPasskeys = (reader: Reader, who: Principal, publicUrl: string): Promise<PasskeyShape[]> =>
  reader.query(
    `select id, name, synced as "isSynced", rp_id is not distinct from $2::text as "isUsable", added_with as "addedWith",
       used_with as "usedWith", ${isoTime('created_at')} as "createdAt", ${isoTime('used_at')} as "usedAt"
     from passkey where agent_id = $1 order by id`,
    [who.id, relyingParty(publicUrl)?.id ?? null],
  );

/** Renames one's own passkey. Throws `not-found`. */
export async function renamePasskey(tx: Tx, who: Principal, { id, name }: { id: string; name: string }): Promise<void> {
  const { affected } = await tx.repo(Passkey).update({ id, agentId: who.id }, { name });
  if (!affected) throw new Failure('not-found');
}

/**
 * Removes one's own passkey; the last second factor only where a passkey or a code has proved who asks for it, as the password alone
 * would let in from then on. Returns how it was called.
 *
 * @throws Failure `not-found`, `step-up-required`.
 */
export async function deletePasskey(tx: Tx, who: Principal, id: string): Promise<{ name: string }> {
  // Two at once would each find the passkey of the other left.
  const own = await tx.repo(Passkey).find({ where: { agentId: who.id }, lock: { mode: 'pessimistic_write' } });
  const removed = own.find((one) => one.id === id);
  const isLast = removed && own.length === 1 && !(await secondStepWays(tx, who.id)).app;
  await (isLast ? assertFactorProof : assertRecentProof)(tx, who);
  if (!removed) throw new Failure('not-found');
  await tx.repo(Passkey).delete({ id });
  await afterRemoval(tx, { agentId: who.id, passkeyIds: [id] });
  return { name: removed.name };
}

/**
 * Removes all passkeys of an agent who can no longer use them. They sign in by their password, with the second factor that they have
 * beside them.
 *
 * @throws Failure `not-permitted`, also for a token and for one’s own; `not-found` for an agent without passkeys.
 */
export async function deletePasskeysOf(tx: Tx, who: Principal, agentId: string): Promise<void> {
  allow(who, 'agent.manage');
  assertInPerson(who);
  assertAnother(who, agentId);
  await assertMayActAs(tx, who, agentId);
  const removed = await tx.query<{ id: string }>(`delete from passkey where agent_id = $1 returning id`, [agentId]);
  if (removed.length === 0) throw new Failure('not-found');
  await afterRemoval(tx, { agentId, passkeyIds: removed.map(({ id }) => id) });
}

/** Recovery codes stand in for a second factor: they go with the last one. */
async function afterRemoval(
  tx: Tx,
  { agentId, passkeyIds }: { agentId: string; passkeyIds: readonly string[] },
): Promise<void> {
  if (!(await hasAnySecondFactor(tx, agentId))) await tx.repo(RecoveryCode).delete({ agentId });
  for (const passkeyId of passkeyIds) publishPasskey(tx, 'passkey.removed', { agentId, passkeyId });
}

/** For the log. Rights depend on passkeys where a second factor is required: sessions and sockets are looked at anew. */
export function publishPasskey(
  tx: Tx,
  type: 'passkey.added' | 'passkey.removed',
  passkey: { agentId: string; passkeyId: string },
): void {
  const { agentId } = passkey;
  tx.publish(type, passkey, { agentId });
  tx.publish('agent.changed', { agentId }, { agentId });
}
