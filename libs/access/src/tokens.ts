import { randomUUIDv7 } from 'node:crypto';
import type { CreateToken, NewToken } from '@guichet/contracts';
import { ApiToken, type Database, type Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { digestOf, newSecret } from './credentials.js';
import { allow, type Principal } from './principal.js';

/** Only a signed-in person makes tokens: a token cannot make another, wider one. */
export async function createToken(tx: Tx, who: Principal, wanted: CreateToken): Promise<NewToken> {
  allow(who, 'token.manage');
  if (who.scopes) throw new Failure('not-permitted', { detail: 'A token cannot create a token.' });
  const token = `gch_${newSecret()}`;
  const row = {
    id: randomUUIDv7(),
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

export const tokensOf = (database: Database, who: Principal): Promise<ApiToken[]> =>
  database.source.getRepository(ApiToken).find({ where: { agentId: who.id }, order: { createdAt: 'DESC' }, take: 200 });

export async function deleteToken(tx: Tx, who: Principal, id: string): Promise<void> {
  const { affected } = await tx.repo(ApiToken).delete({ id, agentId: who.id });
  if (!affected) throw new Failure('not-found');
  // Whoever listens by it must show again who they are.
  tx.publish('session.ended', { agentId: who.id, sessionId: null }, { agentId: who.id });
}
