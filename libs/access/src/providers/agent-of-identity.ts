import type { Tx } from '@guichet/database';
import { conflict, type Failure } from '@guichet/platform';
import { createAgent } from '../agents.js';
import type { Identity } from './identity-and-sign-in-errors.js';
import type { StoredProvider } from './provider-settings.js';
import { linkAgent } from './linked-provider-accounts.js';
import { recordSignInWithoutAccount } from './sign-ins-without-account.js';

/** Who it is here, or why nobody is let in. A refusal is a value, as what was written for it stays. */
export type Found = { agentId: string; linkId: string } | { refused: Failure };

/**
 * Finds the agent behind somebody who has signed in at a provider: by the account there, never by an address alone. An account
 * that comes for the first time is linked to the agent with its address only where the provider vouches for the address and
 * its domain is the provider's; otherwise it waits for an administrator. Roles are ours: nothing that the provider says gives one.
 */
export async function agentOfIdentity(tx: Tx, provider: StoredProvider, identity: Identity): Promise<Found> {
  const { issuer, subject, idpId, siret } = identity;
  if (provider.profile === 'proconnect' && !(siret && provider.sirets.includes(siret)))
    return refused('sign-in-wrong-organisation', { name: provider.name, siret: siret ?? '–' });
  // Two tabs of one person who comes for the first time are one after the other.
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`sign-in ${issuer} ${subject} ${idpId}`]);
  const [link] = await tx.query<{ id: string; agentId: string; approved: boolean; active: boolean }>(
    `update sign_in_link l set used_at = $4, provider_id = $5 from agent a
     where a.id = l.agent_id and l.issuer = $1 and l.subject = $2 and l.idp_id = $3
     returning l.id, l.agent_id as "agentId", l.approved_at is not null as approved, a.active`,
    [issuer, subject, idpId, tx.now, provider.id],
  );
  if (!link) return firstTime(tx, provider, identity);
  if (!link.approved) return waiting(provider, identity);
  return link.active ? { agentId: link.agentId, linkId: link.id } : refused('sign-in-deactivated', {});
}

async function firstTime(tx: Tx, provider: StoredProvider, identity: Identity): Promise<Found> {
  const { address, issuer } = identity;
  if (address === null) {
    await recordSignInWithoutAccount(tx, provider, { identity, isProved: false });
    return refused('sign-in-no-account', { address: identity.name ?? '–' });
  }
  const isProved = identity.isAddressVerified && provider.domains.includes(address.split('@')[1] ?? '');
  const [agent] = await tx.query<{ id: string; active: boolean; hasAccount: boolean }>(
    `select a.id, a.active, exists (
       select 1 from sign_in_link l where l.agent_id = a.id and l.issuer = $2 and l.approved_at is not null) as "hasAccount"
     from agent a where a.email = $1 for update`,
    [address, issuer],
  );
  if (!isProved) {
    if (agent) await linkAgent(tx, provider, { agentId: agent.id, identity, isProved });
    else await recordSignInWithoutAccount(tx, provider, { identity, isProved });
    // Said to everybody alike, so that nobody learns whose address has an account here.
    return waiting(provider, identity);
  }
  if (agent) return agent.active ? linkOrWait(tx, provider, { agent, identity }) : refused('sign-in-deactivated', {});
  if (!provider.createsAgents) {
    await recordSignInWithoutAccount(tx, provider, { identity, isProved });
    return refused('sign-in-no-account', { address });
  }
  const agentId = await createFromIdentity(tx, provider, { address, name: identity.name });
  return { agentId, linkId: await linkAgent(tx, provider, { agentId, identity, isProved }) };
}

/** A second account at one provider for one address: the address may have been given to somebody else since. */
async function linkOrWait(
  tx: Tx,
  provider: StoredProvider,
  { agent, identity }: { agent: { id: string; hasAccount: boolean }; identity: Identity },
): Promise<Found> {
  const isProved = !agent.hasAccount;
  const linkId = await linkAgent(tx, provider, { agentId: agent.id, identity, isProved });
  return isProved ? { agentId: agent.id, linkId } : waiting(provider, identity);
}

async function createFromIdentity(
  tx: Tx,
  { teamId }: StoredProvider,
  { address, name }: { address: string; name: string | null },
): Promise<string> {
  const { id } = await createAgent(tx, null, {
    email: address,
    name: name ?? address.split('@')[0]!,
    role: 'agent',
    teamIds: teamId ? [teamId] : [],
  });
  return id;
}

const refused = (reason: Parameters<typeof conflict>[0], data: Record<string, string>): Found => ({
  refused: conflict(reason, data),
});

const waiting = ({ name }: StoredProvider, { address }: Identity): Found =>
  refused('sign-in-waiting', { name, address: address ?? '–' });
