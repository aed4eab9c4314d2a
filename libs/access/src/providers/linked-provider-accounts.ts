import type { SignInLink as LinkShape } from '@guichet/contracts';
import { Agent, isoTime, PasswordLink, SignInLink, type Reader, type Tx } from '@guichet/database';
import { Failure, newId } from '@guichet/platform';
import { endAllAccess } from '../agent-sessions-and-tokens.js';
import { assertMayActAs } from '../give-and-take-roles.js';
import { allow, type Principal } from '../principal.js';
import type { Identity } from './identity-and-sign-in-errors.js';
import { allowInPerson, type StoredProvider } from './provider-settings.js';

/** SQL: a link `l` was not refused, or its account came again since. */
const SHOWN = `(l.ended_at is null or l.used_at > l.ended_at)`;

/** Accounts at providers by which agents sign in; those that wait for an administrator first. */
export async function signInLinks(reader: Reader, who: Principal): Promise<LinkShape[]> {
  allow(who, 'organisation.manage');
  return reader.query(
    `select l.id, json_build_object('id', a.id, 'name', a.name, 'email', a.email) as agent, p.name as provider, l.issuer,
       l.subject, l.address, case when l.approved_at is null then 'waiting' else 'linked' end as state,
       ${isoTime('l.created_at')} as "createdAt", ${isoTime('l.used_at')} as "usedAt"
     from sign_in_link l join agent a on a.id = l.agent_id left join sign_in_provider p on p.id = l.provider_id
     where ${SHOWN}
     order by l.approved_at is not null, a.name collate "fr-x-icu", l.id`,
  );
}

/**
 * Links an account at a provider to an agent. Unless passwords stay allowed, whatever let somebody in before ends: the account
 * may have been prepared by somebody who waits for its owner.
 */
export async function linkAgent(
  tx: Tx,
  provider: StoredProvider,
  { agentId, identity, isProved }: { agentId: string; identity: Identity; isProved: boolean },
): Promise<string> {
  const id = newId();
  const { issuer, subject, idpId, address } = identity;
  await tx.repo(SignInLink).insert({
    ...{ id, agentId, providerId: provider.id, issuer, subject, idpId, address: address ?? '' },
    ...{ approvedAt: isProved ? tx.now : null, createdAt: tx.now, usedAt: isProved ? tx.now : null },
  });
  if (isProved) await endPresetCredentials(tx, provider, agentId);
  return id;
}

async function endPresetCredentials(
  tx: Tx,
  { passwordsAllowed }: Pick<StoredProvider, 'passwordsAllowed'>,
  agentId: string,
): Promise<void> {
  if (passwordsAllowed) return;
  await tx.repo(Agent).update({ id: agentId }, { passwordHash: null });
  await tx.repo(PasswordLink).delete({ agentId });
  await endAllAccess(tx, agentId);
}

/**
 * An administrator says that an account at a provider belongs to the agent who has its address.
 *
 * @throws Failure `not-permitted`, `not-found` for one that does not wait.
 */
export async function approveSignInLink(tx: Tx, who: Principal, id: string): Promise<void> {
  allowInPerson(who);
  const [link] = await tx.query<{ agentId: string; passwordsAllowed: boolean | null }>(
    `update sign_in_link l set approved_at = $2, ended_at = null where id = $1 and approved_at is null and ${SHOWN}
     returning agent_id as "agentId",
       (select passwords_allowed from sign_in_provider p where p.id = l.provider_id) as "passwordsAllowed"`,
    [id, tx.now],
  );
  if (!link) throw new Failure('not-found');
  await assertMayActAs(tx, who, link.agentId);
  await endPresetCredentials(tx, { passwordsAllowed: link.passwordsAllowed ?? true }, link.agentId);
}

/**
 * Parts an agent from an account at a provider, and ends the sessions and second steps that came from there. The account is kept
 * as a refused one: who comes by it again waits for an administrator, whatever the provider says of their address.
 *
 * @throws Failure `not-permitted`, `not-found`, `conflict` (`beyond-own-rights`).
 */
export async function deleteSignInLink(tx: Tx, who: Principal, id: string): Promise<void> {
  allowInPerson(who);
  // First the account, for which a sign-in that is under way waits: a session that it opens before is ended below.
  const [link] = await tx.query<{ agentId: string }>(
    `update sign_in_link l set approved_at = null, ended_at = $2 where id = $1 and ${SHOWN} returning agent_id as "agentId"`,
    [id, tx.now],
  );
  if (!link) throw new Failure('not-found');
  await assertMayActAs(tx, who, link.agentId);
  // So does a second step that is being done.
  await tx.query(`select 1 from agent where id = $1 for update`, [link.agentId]);
  await tx.query(
    `with step as (delete from provider_second_step where sign_in_link_id = $1 returning challenge)
     delete from sign_in_challenge where digest in (select challenge from step)`,
    [id],
  );
  await tx.query(`delete from session where sign_in_link_id = $1`, [id]);
  // Live sockets that were opened with these sessions must prove again who they are.
  tx.publish('session.ended', { agentId: link.agentId, sessionId: null }, { agentId: link.agentId });
}
