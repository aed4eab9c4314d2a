import { randomUUIDv7 } from 'node:crypto';
import type { Database, Tx } from '@guichet/database';
import { Session } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { digestOf, newSecret } from './credentials.js';
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

/** Opens a new session for the right password; whatever session the browser had is another one. Same answer and same time for a wrong address. */
export async function signIn(
  database: Database,
  email: string,
  password: string,
  userAgent: string | null,
): Promise<{ secret: string; agentId: string }> {
  const [agent] = await database.read<{ id: string; hash: string; active: boolean; name: string }>(
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
  const [row] = await database.read<PrincipalRow & { sessionId: string; csrfToken: string; stale: boolean }>(
    `select ${PRINCIPAL}, s.id as "sessionId", s.csrf_token as "csrfToken", s.seen_at < now() - interval '5 minutes' as stale
     from session s join agent a on a.id = s.agent_id
     where s.digest = $1 and s.expires_at > now() and s.seen_at > now() - $2 * interval '1 hour' and a.active`,
    [digestOf(secret), IDLE_HOURS],
  );
  if (!row) return null;
  if (row.stale) await database.read(`update session set seen_at = now() where digest = $1`, [digestOf(secret)]);
  const { sessionId, csrfToken, stale: _, ...agent } = row;
  return { ...agent, session: { id: sessionId, csrfToken }, scopes: null };
}

/** An agent as they are when nobody asks: for what is sent to them. Null: not active, or not there. */
export async function principalOf(database: Database, agentId: string): Promise<Principal | null> {
  const [row] = await database.read<PrincipalRow>(`select ${PRINCIPAL} from agent a where a.id = $1 and a.active`, [
    agentId,
  ]);
  return row ? { ...row, session: null, scopes: null } : null;
}

/** The agent behind an API token, narrowed to its scopes, or null. */
export async function principalOfToken(database: Database, token: string): Promise<Principal | null> {
  const [row] = await database.read<PrincipalRow & { tokenId: string; scopes: Principal['scopes']; stale: boolean }>(
    `select ${PRINCIPAL}, t.id as "tokenId", t.scopes, coalesce(t.last_used_at < now() - interval '5 minutes', true) as stale
     from api_token t join agent a on a.id = t.agent_id where t.digest = $1 and t.expires_at > now() and a.active`,
    [digestOf(token)],
  );
  if (!row) return null;
  if (row.stale) await database.read(`update api_token set last_used_at = now() where id = $1`, [row.tokenId]);
  const { tokenId: _, stale: __, ...agent } = row;
  return { ...agent, session: null };
}

export interface SessionRow {
  id: string;
  userAgent: string | null;
  createdAt: Date;
  seenAt: Date;
}

export const sessionsOf = (database: Database, agentId: string): Promise<SessionRow[]> =>
  database.read(
    `select id, user_agent as "userAgent", created_at as "createdAt", seen_at as "seenAt"
     from session where agent_id = $1 and expires_at > now() order by seen_at desc limit 100`,
    [agentId],
  );

export async function endSession(tx: Tx, agentId: string, sessionId: string): Promise<void> {
  const ended = await tx.query(`delete from session where id = $1 and agent_id = $2 returning id`, [
    sessionId,
    agentId,
  ]);
  if (returned(ended).length === 0) throw new Failure('not-found');
  tx.publish('session.ended', { agentId, sessionId }, { agentId });
}

/** After a new password, or when an agent is deactivated: everybody who came in with the old rights is out. */
export async function endSessions(tx: Tx, agentId: string, exceptId: string | null): Promise<void> {
  await tx.query(`delete from session where agent_id = $1 and id is distinct from $2`, [agentId, exceptId]);
  tx.publish('session.ended', { agentId, sessionId: null }, { agentId });
}

// TypeORM answers `[rows, count]` for an update or delete that returns.
const returned = (result: unknown[]): unknown[] => (Array.isArray(result[0]) ? result[0] : result);
