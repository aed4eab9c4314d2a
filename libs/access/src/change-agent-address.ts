import type { Agent as AgentShape, ChangeAddress, Language } from '@guichet/contracts';
import { Agent, type Tx } from '@guichet/database';
import { conflict, Failure } from '@guichet/platform';
import { agentById } from './agents.js';
import { conflictOnDuplicate } from './conflict-on-duplicate.js';
import { assertAdministratorLeft, assertMayActAs, lockRoles } from './give-and-take-roles.js';
import { allow, assertInPerson, type Principal } from './principal.js';

interface Known {
  email: string;
  language: Language | null;
  active: boolean;
  byDirectory: boolean;
  isInvited: boolean;
}

/**
 * Gives an agent another mail address, by which they sign in and get mail from now on. Their sessions, tokens and passkeys stay, as do
 * their accounts at providers, which are known by the subject. Links for a password end, as they went to the address before. Both
 * addresses get a mail. Returns the agent, and whether an invitation was open, which is to be sent anew; to somebody who is deactivated, none is.
 *
 * @throws Failure `not-permitted`, also for a token; `not-found`; `conflict` (`agent-address-taken`, also for the same in other
 *   letters of another agent; `address-by-directory`; `beyond-own-rights`; `last-administrator` where the domain of the new one would
 *   shut the last one out).
 */
export async function changeAddress(
  tx: Tx,
  who: Principal,
  { agentId, email: asked }: { agentId: string } & ChangeAddress,
): Promise<{ agent: AgentShape; isInvited: boolean }> {
  allow(who, 'agent.manage');
  assertInPerson(who);
  await lockRoles(tx);
  const [known] = await tx.query<Known>(
    `select a.email, a.language, a.active,
       exists (select 1 from provisioned_agent p where p.agent_id = a.id and p.deleted_at is null) as "byDirectory",
       exists (select 1 from password_link l where l.agent_id = a.id and l.purpose = 'invitation') as "isInvited"
     from agent a where a.id = $1 and not a.is_service for update of a`,
    [agentId],
  );
  if (!known) throw new Failure('not-found');
  const email = asked.toLowerCase();
  if (email === known.email) return { agent: await agentById(tx, agentId), isInvited: false };
  // Whoever reads the address can choose a password.
  await assertMayActAs(tx, who, agentId);
  // It would be put back at the next look of the directory.
  if (known.byDirectory) throw conflict('address-by-directory');
  await tx
    .repo(Agent)
    .update({ id: agentId }, { email })
    .catch(conflictOnDuplicate('agent-address-taken', { address: email }));
  // Whether passwords are accepted is a matter of the domain.
  if (known.active) await assertAdministratorLeft(tx);
  await tx.query(`delete from password_link where agent_id = $1`, [agentId]);
  await notifyOfAddress(tx, {
    ...{ agentId, before: known.email, after: email },
    language: known.language ?? who.language ?? 'fr',
  });
  tx.publish('agent.address-changed', { agentId, from: known.email, to: email }, { agentId });
  tx.publish('agent.changed', { agentId }, { everybody: 'Every agent sees the names and teams of the others.' });
  return { agent: await agentById(tx, agentId), isInvited: known.isInvited && known.active };
}

/**
 * A job for each of both, so that one that fails is sent again by itself. Neither names the other address: the one before may have been
 * that of a stranger.
 */
async function notifyOfAddress(
  tx: Tx,
  { agentId, before, after, language }: { agentId: string; before: string; after: string; language: Language },
): Promise<void> {
  await tx.job('mail-address-changed', { agentId, to: before, isNew: false, language }, { maxAttempts: 5 });
  await tx.job('mail-address-changed', { agentId, to: after, isNew: true, language }, { maxAttempts: 5 });
}
