import { type Database, type Reader } from '@guichet/database';
import { digestOf } from './secrets-and-digests.js';
import type { Principal } from './principal.js';

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
