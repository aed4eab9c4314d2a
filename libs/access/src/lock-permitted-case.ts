import type { Permission } from '@guichet/contracts';
import { Case, type Tx } from '@guichet/database';
import { Failure, conflict } from '@guichet/platform';
import type { Principal } from './principal.js';
import { parameters, scope } from './scope.js';

/**
 * The case, locked until the end of the transaction: the only way to get one to write. A missing and a forbidden case look
 * alike. A merged case takes no entries: nobody would look for them there.
 *
 * @throws Failure `not-permitted`, `not-found`, `conflict` (`merged-into`, `merged-away`) for a case that was merged.
 */
export async function caseFor(
  tx: Tx,
  who: Principal,
  { id, permission }: { id: string; permission: Permission },
): Promise<Case> {
  const found = await anyCaseFor(tx, who, { id, permission });
  if (found.mergedIntoId) await refuseMerged(tx.query, who, id);
  return found;
}

/**
 * As `caseFor`, also for a merged case: to undo the merge, or to change what has nothing to do with it.
 *
 * @throws Failure `not-permitted`, `not-found`.
 */
export async function anyCaseFor(
  tx: Tx,
  who: Principal,
  { id, permission }: { id: string; permission: Permission },
): Promise<Case> {
  const reached = scope(who, permission);
  const found = await tx.repo(Case).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!found || !reached.admits(found)) throw new Failure('not-found');
  return found;
}

/**
 * As `anyCaseFor`, for a case as it stood before the agent gave it away: what they are taking back may be out of their reach.
 *
 * @throws Failure `not-permitted`, `not-found`.
 */
export async function caseAsItWas(
  tx: Tx,
  who: Principal,
  {
    id,
    permission,
    was,
  }: { id: string; permission: Permission; was: Pick<Case, 'teamId' | 'assigneeId' | 'restrictedTo'> },
): Promise<Case> {
  const reached = scope(who, permission);
  const found = await tx.repo(Case).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!found || !reached.admits({ id, ...was })) throw new Failure('not-found');
  return found;
}

/**
 * As `anyCaseFor`, wherever the case is by now, for what the agent has brought into it and may still take out, as a reply that was not sent
 * yet. `isOwn`, asked once the case is locked, says whether it is theirs; nothing else of a case that is out of their reach is told to them.
 *
 * @throws Failure `not-permitted`, `not-found` where it is out of their reach and nothing of theirs.
 */
export async function caseOrOwnIn(
  tx: Tx,
  who: Principal,
  { id, permission, isOwn }: { id: string; permission: Permission; isOwn: () => Promise<boolean> },
): Promise<Case> {
  const reached = scope(who, permission);
  const found = await tx.repo(Case).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!found || !(reached.admits(found) || (await isOwn()))) throw new Failure('not-found');
  return found;
}

/**
 * Refuses a merged case, and names the case that it is part of now where the agent may see that one.
 *
 * @throws Failure `conflict`: `merged-into` or `merged-away`.
 */
export async function refuseMerged(
  query: <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>,
  who: Principal,
  id: string,
): Promise<void> {
  const { values, bind } = parameters(id);
  const [merged] = await query<{ own: string; intoId: string | null; reference: string | null }>(
    `select c.reference as own, o.id as "intoId", o.reference from cases c
     left join cases o on o.id = c.merged_into_id and ${scope(who, 'case.read').sql('o', bind)}
     where c.id = $1 and c.merged_into_id is not null`,
    values,
  );
  if (!merged) return;
  const { own, intoId, reference } = merged;
  throw conflict(reference ? 'merged-into' : 'merged-away', { own, intoId, reference });
}
