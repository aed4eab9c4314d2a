import { type AgentAccess } from '@guichet/contracts';
import { Agent, type Reader, type Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { removeToken, tokensOfAgent } from './api-tokens.js';
import { assertMayActAs } from './give-and-take-roles.js';
import { allow, type Principal } from './principal.js';
import { endSession, endSessions, sessionsOfAgent } from './sessions.js';

/**
 * Ends every token of an agent and every session but one: whoever had the password before may have made them, or asked for a link
 * to choose another one. An invitation stays as it is.
 */
export async function endAllAccess(tx: Tx, agentId: string, exceptSessionId: string | null = null): Promise<void> {
  await tx.query(`delete from api_token where agent_id = $1`, [agentId]);
  await tx.query(`delete from password_link where agent_id = $1 and purpose <> 'invitation'`, [agentId]);
  await endSessions(tx, agentId, exceptSessionId);
}

/**
 * By what an agent is signed in, for administrators.
 *
 * @throws Failure `not-permitted`, `not-found`.
 */
export async function accessOfAgent(reader: Reader, who: Principal, agentId: string): Promise<AgentAccess> {
  allow(who, 'agent.manage');
  const [known] = await reader.query(`select 1 from agent where id = $1`, [agentId]);
  if (!known) throw new Failure('not-found');
  return {
    sessions: await sessionsOfAgent(reader, agentId, who.session?.id ?? null),
    tokens: await tokensOfAgent(reader, agentId),
  };
}

/** Service accounts are none: theirs ends where they are managed, by a person alone. Throws `not-found`. */
async function assertAgent(tx: Tx, id: string): Promise<void> {
  if (!(await tx.repo(Agent).existsBy({ id, isService: false }))) throw new Failure('not-found');
}

/** Ends a session of another agent. Throws `not-permitted`, `not-found`, `conflict` (`beyond-own-rights`). */
export async function endSessionOfAgent(
  tx: Tx,
  who: Principal,
  { agentId, sessionId }: { agentId: string; sessionId: string },
): Promise<void> {
  allow(who, 'agent.manage');
  await assertMayActAs(tx, who, agentId);
  await endSession(tx, agentId, sessionId);
}

/** Ends a token of another agent. Throws `not-permitted`, `not-found`, `conflict` (`beyond-own-rights`). */
export async function endTokenOfAgent(
  tx: Tx,
  who: Principal,
  { agentId, tokenId }: { agentId: string; tokenId: string },
): Promise<void> {
  allow(who, 'agent.manage');
  await assertAgent(tx, agentId);
  await assertMayActAs(tx, who, agentId);
  await removeToken(tx, agentId, tokenId);
}

/**
 * Ends all sessions and tokens of an agent; of administrators themselves, all but the session by which they ask.
 *
 * @throws Failure `not-permitted`, `not-found`, `conflict` (`beyond-own-rights`).
 */
export async function endAccessOfAgent(tx: Tx, who: Principal, agentId: string): Promise<void> {
  allow(who, 'agent.manage');
  await assertAgent(tx, agentId);
  await assertMayActAs(tx, who, agentId);
  await endAllAccess(tx, agentId, agentId === who.id ? (who.session?.id ?? null) : null);
}
