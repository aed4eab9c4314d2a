import { randomUUIDv7 } from 'node:crypto';
import type { OpenSession } from '@guichet/contracts';
import { isoTime, Session, type Database, type Reader, type Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { endDevices } from './known-devices.js';
import { digestOf, newSecret } from './secrets-and-digests.js';
import { passwordMatches } from './passwords.js';
import type { Principal } from './principal.js';

export const SESSION_DAYS = 30;

/**
 * Opens a new session for the right password; a session that the browser had stays another one.
 *
 * @throws Failure `wrong-credentials`, in the same time and words for a wrong address and a wrong password.
 */
export async function signIn(
  database: Database,
  { email, password, userAgent }: { email: string; password: string; userAgent: string | null },
): Promise<{ secret: string; agentId: string }> {
  const [agent] = await database.query<{ id: string; hash: string; active: boolean; name: string }>(
    `select id, password_hash as hash, active, name from agent where email = $1`,
    [email.toLowerCase()],
  );
  const matches = await passwordMatches(agent?.hash ?? null, password);
  if (!agent || !matches || !agent.active) throw new Failure('wrong-credentials');
  const secret = await database.write({ kind: 'agent', id: agent.id, name: agent.name }, (tx) =>
    openSession(tx, agent.id, userAgent),
  );
  return { secret, agentId: agent.id };
}

/** Opens a session and returns the secret for its cookie; only a digest of it is stored. */
export async function openSession(tx: Tx, agentId: string, userAgent: string | null): Promise<string> {
  const secret = newSecret();
  await tx.repo(Session).insert({
    digest: digestOf(secret),
    id: randomUUIDv7(),
    agentId,
    csrfToken: newSecret(),
    userAgent: userAgent?.slice(0, 300) ?? null,
    createdAt: tx.now,
    seenAt: tx.now,
    expiresAt: new Date(tx.now.getTime() + SESSION_DAYS * 86_400_000),
  });
  return secret;
}

/** The agent's own open sessions, the one used last first. */
export const sessionsOf = (reader: Reader, who: Principal): Promise<OpenSession[]> =>
  reader.query(
    `select id, user_agent as "userAgent", ${isoTime('created_at')} as "createdAt", ${isoTime('seen_at')} as "seenAt",
       id is not distinct from $2 as current
     from session where agent_id = $1 and expires_at > now() order by seen_at desc limit 100`,
    [who.id, who.session?.id ?? null],
  );

/** Ends a session of the agent's own. */
export async function endSession(tx: Tx, agentId: string, sessionId: string): Promise<void> {
  const ended = await tx.query(`delete from session where id = $1 and agent_id = $2 returning id`, [
    sessionId,
    agentId,
  ]);
  if (ended.length === 0) throw new Failure('not-found');
  tx.publish('session.ended', { agentId, sessionId }, { agentId });
}

/** Ends the sessions of an agent but for one: after a new password, or when the agent is deactivated. */
export async function endSessions(tx: Tx, agentId: string, exceptId: string | null): Promise<void> {
  await tx.query(`delete from session where agent_id = $1 and id is distinct from $2`, [agentId, exceptId]);
  if (exceptId === null) await endDevices(tx, agentId);
  tx.publish('session.ended', { agentId, sessionId: null }, { agentId });
}
