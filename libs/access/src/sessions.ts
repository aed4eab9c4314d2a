import type { OpenSession } from '@guichet/contracts';
import { isoTime, Session, type Database, type Reader, type Tx } from '@guichet/database';
import { Failure, newId } from '@guichet/platform';
import { endDevices } from './known-devices.js';
import { digestOf, newSecret } from './secrets-and-digests.js';
import { organisationOf } from './organisation.js';
import { passwordMatches } from './passwords.js';
import type { Principal } from './principal.js';
import { assertPasswordAllowed } from './providers/password-or-provider-sign-in.js';
import { beginSecondStep, SecondFactorNeeded } from './second-factor/sign-in-challenges.js';

/** How long a cookie is kept; the session itself may end earlier. */
export const SESSION_DAYS = 30;

/** What is known of where a session is opened. */
export interface SessionOrigin {
  userAgent: string | null;
  /** The address on the network. */
  address: string | null;
}

/**
 * Opens a new session for the right password; a session that the browser had stays another one.
 *
 * @throws Failure `wrong-credentials`, in the same time and words for a wrong address and a wrong password;
 *   `SecondFactorNeeded` for the right password of an agent with a second factor.
 */
export async function signIn(
  database: Database,
  { email, password, ...origin }: { email: string; password: string } & SessionOrigin,
): Promise<{ secret: string; agentId: string }> {
  const [agent] = await database.query<{ id: string; hash: string | null; active: boolean; name: string }>(
    `select id, password_hash as hash, active, name from agent where email = $1`,
    [email.toLowerCase()],
  );
  const matches = await passwordMatches(agent?.hash ?? null, password);
  // Whoever signs in is told the same in each case; administrators are told more (`causeOf`).
  if (agent && agent.hash === null) throw new Failure('wrong-credentials', { cause: 'no-password' });
  if (!agent || !matches) throw new Failure('wrong-credentials');
  if (!agent.active) throw new Failure('wrong-credentials', { cause: 'deactivated' });
  await assertPasswordAllowed(database, agent.id);
  const secret = await database.write({ kind: 'agent', id: agent.id, name: agent.name }, async (tx) => {
    // Whoever changes the password in this moment ends what is open by then, or this sign-in finds it changed.
    const [still] = await tx.query(`select 1 from agent where id = $1 and active and password_hash = $2 for update`, [
      agent.id,
      agent.hash,
    ]);
    if (!still) throw new Failure('wrong-credentials');
    return (await beginSecondStep(tx, agent.id)) ?? openSession(tx, agent.id, origin);
  });
  if (secret instanceof SecondFactorNeeded) throw secret;
  return { secret, agentId: agent.id };
}

/**
 * Opens a session and returns the secret for its cookie; only a digest of it is stored. That the agent has passed the second
 * step, where they have one, is up to the caller.
 */
export async function openSession(tx: Tx, agentId: string, origin: SessionOrigin): Promise<string> {
  const secret = newSecret();
  const { sessionIdleMinutes, sessionDays } = await organisationOf(tx);
  await tx.repo(Session).insert({
    digest: digestOf(secret),
    id: newId(),
    agentId,
    csrfToken: newSecret(),
    userAgent: origin.userAgent?.slice(0, 300) ?? null,
    networkAddress: origin.address,
    idleMinutes: sessionIdleMinutes,
    createdAt: tx.now,
    seenAt: tx.now,
    provedAt: tx.now,
    expiresAt: new Date(tx.now.getTime() + sessionDays * 86_400_000),
  });
  return secret;
}

/** The agent's own open sessions, the one used last first. */
export const sessionsOf = (reader: Reader, who: Principal): Promise<OpenSession[]> =>
  sessionsOfAgent(reader, who.id, who.session?.id ?? null);

export const sessionsOfAgent = (reader: Reader, agentId: string, currentId: string | null): Promise<OpenSession[]> =>
  reader.query(
    `select id, user_agent as "userAgent", network_address as address, ${isoTime('created_at')} as "createdAt", ${isoTime('seen_at')} as "seenAt",
       id is not distinct from $2 as current
     from session where agent_id = $1 and expires_at > $3 and seen_at > $3::timestamptz - idle_minutes * interval '1 minute'
     order by seen_at desc limit 100`,
    [agentId, currentId, reader.now],
  );

/** When a session ends if its agent does nothing more, and when it ends in any case. Null: it has ended already. */
export async function endsOfSession(
  reader: Reader,
  id: string,
): Promise<{ idleEndsAt: string; endsAt: string } | null> {
  const [row] = await reader.query<{ idleEndsAt: string; endsAt: string }>(
    `select ${isoTime(`least(expires_at, seen_at + idle_minutes * interval '1 minute')`)} as "idleEndsAt", ${isoTime('expires_at')} as "endsAt"
     from session where id = $1`,
    [id],
  );
  return row ?? null;
}

/** Ends a session of the agent's own. */
export async function endSession(tx: Tx, agentId: string, sessionId: string): Promise<void> {
  const ended = await tx.query(`delete from session where id = $1 and agent_id = $2 returning id`, [
    sessionId,
    agentId,
  ]);
  if (ended.length === 0) throw new Failure('not-found');
  tx.publish('session.ended', { agentId, sessionId }, { agentId });
}

/** Ends all sessions of the agent's own but the one of this request. */
export const endOtherSessions = (tx: Tx, who: Principal): Promise<void> =>
  endSessions(tx, who.id, who.session?.id ?? null);

/** Ends the sessions of an agent but for one. */
export async function endSessions(tx: Tx, agentId: string, exceptId: string | null): Promise<void> {
  await tx.query(`delete from session where agent_id = $1 and id is distinct from $2`, [agentId, exceptId]);
  // A sign-in whose password is no longer right must not be finished.
  await tx.query(`delete from sign_in_challenge where agent_id = $1`, [agentId]);
  if (exceptId === null) await endDevices(tx, agentId);
  tx.publish('session.ended', { agentId, sessionId: null }, { agentId });
}
