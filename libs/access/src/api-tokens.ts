import type { ApiToken as TokenShape, CreateToken, NewToken } from '@guichet/contracts';
import { ApiToken, isoTime, type Reader, type Tx } from '@guichet/database';
import { Failure, newId } from '@guichet/platform';
import { digestOf, newSecret } from './secrets-and-digests.js';
import { allow, type Principal } from './principal.js';

/**
 * Creates an API token, whose secret is returned this once.
 *
 * @throws Failure `not-permitted` to a token: only an agent with a session creates one, so that no token makes a wider one.
 */
export async function createToken(tx: Tx, who: Principal, wanted: CreateToken): Promise<NewToken> {
  allow(who, 'token.manage');
  if (who.scopes) throw new Failure('not-permitted', { detail: 'A token cannot create a token.' });
  const token = `gch_${newSecret()}`;
  const row = {
    id: newId(),
    digest: digestOf(token),
    agentId: who.id,
    name: wanted.name,
    scopes: wanted.scopes,
    createdAt: tx.now,
    lastUsedAt: null,
    expiresAt: new Date(tx.now.getTime() + wanted.expiresInDays * 86_400_000),
  };
  await tx.repo(ApiToken).insert(row);
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: null,
    token,
  };
}

/** The agent's own tokens, newest first. */
export const tokensOf = (reader: Reader, who: Principal): Promise<TokenShape[]> => tokensOfAgent(reader, who.id);

export const tokensOfAgent = (reader: Reader, agentId: string): Promise<TokenShape[]> =>
  reader.query(
    `select id, name, scopes, ${isoTime('created_at')} as "createdAt", ${isoTime('last_used_at')} as "lastUsedAt",
       ${isoTime('expires_at')} as "expiresAt"
     from api_token where agent_id = $1 order by created_at desc limit 200`,
    [agentId],
  );

/**
 * Deletes a token of the agent's own; its live sockets are closed.
 *
 * @throws Failure `not-found`.
 */
export const deleteToken = (tx: Tx, who: Principal, id: string): Promise<void> => removeToken(tx, who.id, id);

/** As `deleteToken`, for a token of any agent. */
export async function removeToken(tx: Tx, agentId: string, id: string): Promise<void> {
  const { affected } = await tx.repo(ApiToken).delete({ id, agentId });
  if (!affected) throw new Failure('not-found');
  // Live sockets that were opened with it must prove again who they are.
  tx.publish('session.ended', { agentId, sessionId: null }, { agentId });
}
