import type { Tx } from '@guichet/database';
import { z } from 'zod';

/** The link from one case to another; null where there is none. */
export const LinkState = z.enum(['suggested', 'linked', 'dismissed']).nullable();
export type LinkState = z.infer<typeof LinkState>;

/** The links between two cases, by the id of the case that has each. */
export async function linksBetween(tx: Tx, one: string, other: string): Promise<(caseId: string) => LinkState> {
  const rows = await tx.query<{ caseId: string; state: LinkState }>(
    `select case_id as "caseId", state from case_link where (case_id, other_id) in (($1::uuid, $2::uuid), ($2, $1))`,
    [one, other],
  );
  return (id) => rows.find(({ caseId }) => caseId === id)?.state ?? null;
}

/** Links two cases in both directions. */
export async function linkBoth(tx: Tx, one: string, other: string): Promise<void> {
  await tx.query(
    `insert into case_link (case_id, other_id, state) values ($1, $2, 'linked'), ($2, $1, 'linked')
     on conflict (case_id, other_id) do update set state = excluded.state`,
    [one, other],
  );
}

/** Gives a case back the link that it had. */
export async function restoreLink(
  tx: Tx,
  { caseId, otherId, state }: { caseId: string; otherId: string; state: LinkState },
): Promise<void> {
  if (state === null) await tx.query(`delete from case_link where case_id = $1 and other_id = $2`, [caseId, otherId]);
  else await tx.query(`update case_link set state = $3 where case_id = $1 and other_id = $2`, [caseId, otherId, state]);
}
