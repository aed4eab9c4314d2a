import { SignInRules, type CaseSort } from '@guichet/contracts';
import { isBroken, type Database, type Reader } from '@guichet/database';
import { digestOf } from './secrets-and-digests.js';
import { grantsOf, nextChangeOf, wordFor, type Grant } from './grants-in-force.js';
import { isActiveAgent } from './is-active-agent.js';
import type { Principal } from './principal.js';
import { secondFactorNow, SIGN_IN_RULES } from './second-factor/sign-in-rules.js';

interface PrincipalRow {
  id: string;
  name: string;
  email: string;
  grants: Grant[];
  changesIn: number | null;
  language: Principal['language'];
  theme: Principal['theme'];
  caseSort: CaseSort | null;
  jobTitle: string;
  createdAt: Date;
  teamIds: string[];
  brokenGlass: string[];
}

interface SessionRow {
  sessionId: string;
  csrfToken: string;
  stale: boolean;
  provedAt: Date;
  rules: unknown;
  hasSecondFactor: boolean;
}

const PRINCIPAL = `a.id, a.name, a.email, ${grantsOf('a.id')} as grants, ${nextChangeOf('a.id')} as "changesIn",
  a.language, a.theme, a.case_sort as "caseSort", a.job_title as "jobTitle", a.created_at as "createdAt",
  array(select team_id from team_member m where m.agent_id = a.id) as "teamIds",
  array(select case_id from break_glass b where b.agent_id = a.id and ${isBroken('b')}) as "brokenGlass"`;

const toPrincipal = (
  { changesIn, ...row }: PrincipalRow,
  by: Pick<Principal, 'session' | 'scopes' | 'isService'>,
): Principal => ({
  ...row,
  ...by,
  role: wordFor(row.grants),
  changesAt: changesIn === null ? null : Date.now() + changesIn,
});

/**
 * The agent behind a session cookie, or null. Index: primary key of session. With `isBackground`, nobody has done anything: what a
 * page asks for by itself does not keep a session from ending.
 */
export async function principalOfSession(
  database: Database,
  secret: string,
  { isBackground = false } = {},
): Promise<Principal | null> {
  const [row] = await database.query<PrincipalRow & SessionRow>(
    `select ${PRINCIPAL}, s.id as "sessionId", s.csrf_token as "csrfToken", s.seen_at < now() - interval '1 minute' as stale,
       s.proved_at as "provedAt", (select value from setting where key = $2) as rules,
       exists (select 1 from second_factor f where f.agent_id = a.id and f.confirmed_at is not null)
         or exists (select 1 from passkey k where k.agent_id = a.id) or s.amr && '{mfa,otp,totp,pop}'::text[] as "hasSecondFactor"
     from session s join agent a on a.id = s.agent_id
     where s.digest = $1 and s.expires_at > now() and s.seen_at > now() - s.idle_minutes * interval '1 minute' and a.active`,
    [digestOf(secret), SIGN_IN_RULES],
  );
  if (!row) return null;
  if (row.stale && !isBackground)
    await database.execute(`update session set seen_at = now() where digest = $1`, [digestOf(secret)]);
  const { sessionId, csrfToken, provedAt, rules, hasSecondFactor, stale: _, ...agent } = row;
  const who = toPrincipal(agent, { session: null, scopes: null });
  const demand = secondFactorNow(who, { rules: SignInRules.parse(rules ?? {}), has: hasSecondFactor });
  // A live socket asks anew when the days of grace are over, as it does when a role ends.
  const changesAt = Math.min(who.changesAt ?? Infinity, demand.secondFactorDueAt ?? Infinity);
  return {
    ...who,
    changesAt: Number.isFinite(changesAt) ? changesAt : null,
    session: { id: sessionId, csrfToken, provedAt, ...demand },
  };
}

/** An agent without a session, for what is sent to them; null: not active, or there is none. */
export async function principalOf(reader: Reader, agentId: string): Promise<Principal | null> {
  const [row] = await reader.query<PrincipalRow>(`select ${PRINCIPAL} from agent a where a.id = $1 and a.active`, [
    agentId,
  ]);
  return row ? toPrincipal(row, { session: null, scopes: null }) : null;
}

/** As `principalOf`, for what goes on after their request: a service account that is enabled is one, too. */
export async function actingPrincipalOf(reader: Reader, agentId: string): Promise<Principal | null> {
  const [row] = await reader.query<PrincipalRow & Pick<TokenRow, 'isService'>>(
    `select ${PRINCIPAL}, a.is_service as "isService" from agent a where a.id = $1 and ${isActiveAgent('a')}`,
    [agentId],
  );
  if (!row) return null;
  const { isService, ...agent } = row;
  return toPrincipal(agent, { session: null, scopes: null, isService });
}

interface TokenRow {
  tokenId: string;
  parentId: string | null;
  scopes: Principal['scopes'];
  isService: boolean;
  endsIn: number;
  stale: boolean;
}

/** The agent or the service account behind an API token, a secret or an access token, narrowed to its scopes, or null. */
export async function principalOfToken(database: Database, token: string): Promise<Principal | null> {
  const [row] = await database.query<PrincipalRow & TokenRow>(
    `select ${PRINCIPAL}, t.id as "tokenId", t.parent_id as "parentId", t.scopes, a.is_service as "isService",
       extract(epoch from t.expires_at - now())::float8 * 1000 as "endsIn",
       coalesce(t.last_used_at < now() - interval '5 minutes', true) as stale
     from api_token t join agent a on a.id = t.agent_id
     where t.digest = $1 and t.expires_at > now() and ${isActiveAgent('a')}`,
    [digestOf(token)],
  );
  if (!row) return null;
  const { tokenId, parentId, stale, scopes, isService, endsIn, ...agent } = row;
  if (stale) await noteUse(database, parentId ? [tokenId, parentId] : [tokenId]);
  // A live socket asks anew when a role begins or ends, and when the token does.
  const changesIn = Math.min(agent.changesIn ?? Infinity, endsIn);
  // A glass is broken by a person, not by their programs.
  return toPrincipal({ ...agent, changesIn, brokenGlass: [] }, { session: null, scopes, isService });
}

/** That of a service account is kept beside its secrets, too, which end sooner. */
const noteUse = (database: Database, ids: readonly string[]): Promise<unknown> =>
  database.execute(
    `with used as (update api_token set last_used_at = now() where id = any($1::uuid[]) returning agent_id)
     update service_account s set last_used_at = now() from used where s.id = used.agent_id`,
    [ids],
  );
