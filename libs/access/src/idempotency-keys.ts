import { IdempotencyKey, type Tx } from '@guichet/database';
import { Failure } from '@guichet/platform';

/** A request under an `Idempotency-Key` of an agent. `request` says which one, without holding anything secret. */
export interface KeyedRequest {
  agentId: string;
  key: string;
  request: string;
}

/**
 * Runs `work` once for a key: the same request again gets what the first one got, also when both are under way at the same
 * time. Throws `invalid-request` for a key that is not usable, and `idempotency-mismatch` where another request had it.
 */
export async function runOnce<Result>(
  tx: Tx,
  { agentId, key, request }: KeyedRequest,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!/^[\x21-\x7e]{1,200}$/.test(key))
    throw new Failure('invalid-request', { detail: 'The Idempotency-Key is not usable.' });
  // The second of two at the same time waits here for the first to commit, and then finds its row.
  const inserted = await tx.query(
    `insert into idempotency_key (agent_id, key, request, created_at) values ($1, $2, $3, $4) on conflict do nothing returning key`,
    [agentId, key, request, tx.now],
  );
  if (inserted.length === 0) {
    const stored = await tx.repo(IdempotencyKey).findOneByOrFail({ agentId, key });
    if (stored.request !== request) throw new Failure('idempotency-mismatch');
    return (stored.response as { result: Result }).result;
  }
  const result = await work();
  await tx.query(`update idempotency_key set response = $3 where agent_id = $1 and key = $2`, [
    agentId,
    key,
    JSON.stringify({ result }),
  ]);
  return result;
}
