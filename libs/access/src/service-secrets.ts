import type { CreateServiceSecret, NewServiceSecret } from '@guichet/contracts';
import { ApiToken, type Tx } from '@guichet/database';
import { Failure, wrongField, newId } from '@guichet/platform';
import { organisationOf } from './organisation.js';
import type { Principal } from './principal.js';
import { digestOf, newSecret } from './secrets-and-digests.js';
import { lockAccount, publishService, refreshRights } from './service-accounts.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/**
 * Makes a new secret for a service account, which is returned this once. Those before end after the overlap, or earlier by
 * themselves.
 *
 * @throws Failure `not-permitted`, also for a token; `not-found`; `invalid-request` (`number-too-high`) for longer than the
 *   organisation allows; `conflict` (`beyond-own-rights`).
 */
export async function createServiceSecret(
  tx: Tx,
  who: Principal,
  { id: agentId, wanted }: { id: string; wanted: CreateServiceSecret },
): Promise<NewServiceSecret> {
  const { name, scopes } = await lockAccount(tx, who, agentId);
  const { serviceSecretDays: max } = await organisationOf(tx);
  const { expiresInDays = max, overlapHours } = wanted;
  if (expiresInDays > max) throw wrongField('expiresInDays', 'number-too-high', { max });
  const end = new Date(tx.now.getTime() + overlapHours * HOUR);
  await tx.query(`update api_token set expires_at = least(expires_at, $2) where agent_id = $1`, [agentId, end]);
  const secret = `gcs_${newSecret()}`;
  const row = {
    ...{ id: newId(), digest: digestOf(secret), agentId, name, scopes, parentId: null, lastUsedAt: null },
    createdAt: tx.now,
    expiresAt: new Date(tx.now.getTime() + expiresInDays * DAY),
  };
  await tx.repo(ApiToken).insert(row);
  publishService(tx, agentId, 'secret-created');
  refreshRights(tx, agentId);
  const { id, createdAt, expiresAt } = row;
  return { id, createdAt: createdAt.toISOString(), lastUsedAt: null, expiresAt: expiresAt.toISOString(), secret };
}

/**
 * Ends a secret at once, with the access tokens that were given out for it.
 *
 * @throws Failure `not-permitted`, also for a token; `not-found`; `conflict` (`beyond-own-rights`).
 */
export async function endServiceSecret(
  tx: Tx,
  who: Principal,
  { id: agentId, secretId }: { id: string; secretId: string },
): Promise<void> {
  await lockAccount(tx, who, agentId);
  const { affected } = await tx.repo(ApiToken).delete({ id: secretId, agentId });
  if (!affected) throw new Failure('not-found');
  publishService(tx, agentId, 'secret-ended');
  refreshRights(tx, agentId);
}
