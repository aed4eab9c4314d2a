import type { Permission } from '@guichet/contracts';
import { Case, type Tx } from '@guichet/database';
import { Failure, conflict } from '@guichet/platform';
import { teamsFor, type Principal } from './principal.js';

/**
 * The case, locked until the end of the transaction: the only way to get one to write. Missing and forbidden look alike.
 * One that was merged into another takes no words any more: nobody would look for them there.
 */
export async function caseFor(tx: Tx, who: Principal, id: string, permission: Permission): Promise<Case> {
  const found = await anyCaseFor(tx, who, id, permission);
  if (found.mergedIntoId) await refuseMerged(tx.query, who, id);
  return found;
}

/** As `caseFor`, also where it was merged: for what takes that back, and for what only touches it. */
export async function anyCaseFor(tx: Tx, who: Principal, id: string, permission: Permission): Promise<Case> {
  const teamIds = teamsFor(who, permission);
  const found = await tx.repo(Case).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!found || (teamIds && !teamIds.includes(found.teamId))) throw new Failure('not-found');
  return found;
}

/** Fails where a case was merged, with the case that it is now part of, as far as the agent may see that one. */
export async function refuseMerged(
  query: <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>,
  who: Principal,
  id: string,
): Promise<void> {
  const [merged] = await query<{ own: string; intoId: string | null; reference: string | null }>(
    `select c.reference as own, o.id as "intoId", o.reference from cases c
     left join cases o on o.id = c.merged_into_id and ($2::uuid[] is null or o.team_id = any($2))
     where c.id = $1 and c.merged_into_id is not null`,
    [id, teamsFor(who, 'case.read')],
  );
  if (!merged) return;
  const { own, intoId, reference } = merged;
  throw conflict(reference ? 'merged-into' : 'merged-away', { own, intoId, reference });
}

/** Are these teams among those that the principal may read? For everything that is pushed. */
export const maySee = (who: Principal, teamIds: readonly string[]): boolean => {
  const mine = teamsFor(who, 'case.read');
  return mine === null || teamIds.length === 0 || teamIds.some((id) => mine.includes(id));
};
