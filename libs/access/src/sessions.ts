import { randomUUIDv7 } from 'node:crypto';
import type { OpenSession } from '@guichet/contracts';
import { isoTime, Session, type Database, type Reader, type Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { digestOf, newSecret } from './secrets-and-digests.js';
import { passwordMatches } from './passwords.js';
import type { Principal } from './principal.js';

export const SESSION_DAYS = 30;
const IDLE_HOURS = 24 * 7;

interface PrincipalRow {
  id: string;
  name: string;
  email: string;
  role: Principal['role'];
  language: Principal['language'];
  theme: Principal['theme'];
  createdAt: Date;
  teamIds: string[];
}

const PRINCIPAL = `a.id, a.name, a.email, a.role, a.language, a.theme, a.created_at as "createdAt",
  array(select team_id from team_member m where m.agent_id = a.id) as "teamIds"`;

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

/** The agent behind a session cookie, or null. Index: primary key of session. */
export async function principalOfSession(database: Database, secret: string): Promise<Principal | null> {
  const [row] = await database.query<PrincipalRow & { sessionId: string; csrfToken: string; stale: boolean }>(
    `select ${PRINCIPAL}, s.id as "sessionId", s.csrf_token as "csrfToken", s.seen_at < now() - interval '5 minutes' as stale
     from session s join agent a on a.id = s.agent_id
     where s.digest = $1 and s.expires_at > now() and s.seen_at > now() - $2 * interval '1 hour' and a.active`,
    [digestOf(secret), IDLE_HOURS],
  );
  if (!row) return null;
  if (row.stale) await database.execute(`update session set seen_at = now() where digest = $1`, [digestOf(secret)]);
  const { sessionId, csrfToken, stale: _, ...agent } = row;
  return { ...agent, session: { id: sessionId, csrfToken }, scopes: null };
}

/** An agent without a session, for what is sent to them; null: not active, or there is none. */
export async function principalOf(reader: Reader, agentId: string): Promise<Principal | null> {
  const [row] = await reader.query<PrincipalRow>(`select ${PRINCIPAL} from agent a where a.id = $1 and a.active`, [
    agentId,
  ]);
  return row ? { ...row, session: null, scopes: null } : null;
}

/** The agent behind an API token, narrowed to its scopes, or null. */
export async function principalOfToken(database: Database, token: string): Promise<Principal | null> {
  const [row] = await database.query<PrincipalRow & { tokenId: string; scopes: Principal['scopes']; stale: boolean }>(
    `select ${PRINCIPAL}, t.id as "tokenId", t.scopes, coalesce(t.last_used_at < now() - interval '5 minutes', true) as stale
     from api_token t join agent a on a.id = t.agent_id where t.digest = $1 and t.expires_at > now() and a.active`,
    [digestOf(token)],
  );
  if (!row) return null;
  if (row.stale) await database.execute(`update api_token set last_used_at = now() where id = $1`, [row.tokenId]);
  const { tokenId: _, stale: __, ...agent } = row;
  return { ...agent, session: null };
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
  if (returned(ended).length === 0) throw new Failure('not-found');
  tx.publish('session.ended', { agentId, sessionId }, { agentId });
}

/** Ends the sessions of an agent but for one: after a new password, or when the agent is deactivated. */
export async function endSessions(tx: Tx, agentId: string, exceptId: string | null): Promise<void> {
  await tx.query(`delete from session where agent_id = $1 and id is distinct from $2`, [agentId, exceptId]);
  tx.publish('session.ended', { agentId, sessionId: null }, { agentId });
}

// TypeORM returns `[rows, count]` for an update or delete that returns.
const returned = (result: unknown[]): unknown[] => (Array.isArray(result[0]) ? result[0] : result);
