import { Id, includedScopes, TokenScope } from '@guichet/contracts';
import { ApiToken, type Database } from '@guichet/database';
import { Failure, newId } from '@guichet/platform';
import { digestOf, newSecret } from './secrets-and-digests.js';

/** How long an access token is good, if its secret is. */
export const ACCESS_TOKEN_SECONDS = 3600;

/** A client asked for more than its service account may do, or for what there is not. */
export class ScopeRefused extends Error {
  override name = 'ScopeRefused';
}

export interface AccessToken {
  token: string;
  scopes: TokenScope[];
  /** In seconds. */
  expiresIn: number;
}

interface SecretRow {
  id: string;
  name: string;
  scopes: TokenScope[];
  endsIn: number;
}

/**
 * Gives a service account an access token for one of its secrets (RFC 6749 § 4.4). It ends with the secret and with the account.
 * `wanted`: the scopes, separated by spaces; null or empty: all that the account has.
 *
 * @throws Failure `wrong-credentials`, in the same words for a client that there is not, one that is switched off and a wrong
 *   secret; `ScopeRefused`.
 */
export async function createAccessToken(
  database: Database,
  { clientId, secret, wanted }: { clientId: string; secret: string; wanted: string | null },
): Promise<AccessToken> {
  if (!Id.safeParse(clientId).success) throw new Failure('wrong-credentials');
  const [account] = await database.query<{ name: string }>(`select name from agent where id = $1 and is_service`, [
    clientId,
  ]);
  return database.write({ kind: 'agent', id: clientId, name: account?.name ?? '' }, async (tx) => {
    // Whoever ends the secret or the account in this moment waits, and then ends this token as well.
    const [found] = await tx.query<SecretRow>(
      `select t.id, s.name, t.scopes, extract(epoch from t.expires_at - now())::float8 as "endsIn"
       from service_account s join api_token t on t.agent_id = s.id and t.parent_id is null
       where s.id = $1 and t.digest = $2 and t.expires_at > now() and s.enabled and s.deleted_at is null
       for share of s, t`,
      [clientId, digestOf(secret)],
    );
    if (!found) throw new Failure('wrong-credentials');
    const scopes = narrowed(found.scopes, wanted);
    const expiresIn = Math.floor(Math.min(ACCESS_TOKEN_SECONDS, found.endsIn));
    const token = `gca_${newSecret()}`;
    await tx.repo(ApiToken).insert({
      ...{ id: newId(), digest: digestOf(token), agentId: clientId, parentId: found.id, name: found.name },
      ...{ scopes, createdAt: tx.now, lastUsedAt: null },
      expiresAt: new Date(tx.now.getTime() + expiresIn * 1000),
    });
    return { token, scopes, expiresIn };
  });
}

/** @throws `ScopeRefused`. */
function narrowed(own: readonly TokenScope[], wanted: string | null): TokenScope[] {
  const names = [...new Set((wanted ?? '').split(' ').filter(Boolean))];
  if (names.length === 0) return [...own];
  const mayHave = new Set<string>([...own, ...own.flatMap((scope) => includedScopes[scope])]);
  const refused = names.filter((name) => !mayHave.has(name));
  if (refused.length > 0) throw new ScopeRefused(`This client has no scope ${refused.join(', ').slice(0, 200)}.`);
  return names.map((name) => TokenScope.parse(name));
}
