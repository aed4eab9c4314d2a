import { Setting, type Tx } from '@guichet/database';
import { z } from 'zod';

/** That an absence began with the deactivation of an agent, and the one that it has taken the place of. */
const KeptOfLeaving = z.object({
  before: z.object({ until: z.string().nullable(), substituteId: z.string().nullable() }).nullable(),
});
type KeptOfLeaving = z.infer<typeof KeptOfLeaving>;

const keyOf = (agentId: string): string => `absence of leaving ${agentId}`;

/** Keeps, before an agent is made absent as they leave, how they are: who is back is as they were. */
export async function keepBeforeLeaving(tx: Tx, agentId: string): Promise<void> {
  const [row] = await tx.query<{ until: Date | null; substituteId: string | null }>(
    `select absent_until as until, substitute_id as "substituteId" from agent_presence where agent_id = $1 and absent`,
    [agentId],
  );
  const before = row ? { until: row.until?.toISOString() ?? null, substituteId: row.substituteId } : null;
  const value: KeptOfLeaving = { before };
  await tx.repo(Setting).upsert({ key: keyOf(agentId), value }, ['key']);
}

/**
 * Returns what was kept as an agent left, and forgets it: whatever is set or ended later is not the absence of their leaving any more.
 * Undefined: they were not made absent then.
 */
export async function takeKeptOfLeaving(tx: Tx, agentId: string): Promise<KeptOfLeaving | undefined> {
  const [row] = await tx.query<{ value: unknown }>(`delete from setting where key = $1 returning value`, [
    keyOf(agentId),
  ]);
  return KeptOfLeaving.safeParse(row?.value).data;
}
