import { commonScopes, conflictOnDuplicate, type Principal } from '@guichet/access';
import type { BulkActionState, BulkActionStatus } from '@guichet/contracts';
import { BulkAction, type Tx } from '@guichet/database';
import { conflict, Failure } from '@guichet/platform';
import { bulkActionStatus } from './bulk-actions.queries.js';
import { assertMayBegin } from './bulk-rights.js';
import { endBulkAction, publishBulkAction } from './publish-and-end-bulk-action.js';
import { scheduleBulkActions } from './run-bulk-action.js';
import { undoUntil } from './undo-until.js';

/**
 * Sends the replies that were prepared, which the agent has seen.
 *
 * @throws Failure `not-found`; `not-permitted`; `conflict` (`bulk-action-moved-on`) where they do not wait for that, or are not as many as were seen
 */
export async function confirmBulkReplies(
  tx: Tx,
  who: Principal,
  { id, count }: { id: string; count: number },
): Promise<BulkActionStatus> {
  const action = await lockAction(tx, who, id);
  assertMayBegin(who, action);
  const { state, counts } = await bulkActionStatus(tx, who, id);
  if (state !== 'ready' || counts.prepared !== count) throw conflict('bulk-action-moved-on');
  return goOnAs(tx, who, { action, state: 'running' });
}

/**
 * Goes no further with an action; what it has done stays, and can be undone. Agents stop their own whatever has become of their rights,
 * but not by a token for less.
 *
 * @throws Failure `not-found`; `not-permitted`; `conflict` (`bulk-action-moved-on`) where it is over
 */
export async function cancelBulkAction(tx: Tx, who: Principal, id: string): Promise<BulkActionStatus> {
  const action = await lockAction(tx, who, id);
  if (who.scopes) assertMayBegin(who, action);
  if (!isUnderWay(action)) throw conflict('bulk-action-moved-on');
  await endBulkAction(tx, action, 'canceled');
  // Nothing has happened of which there would be a result.
  if (action.state === 'preparing' || action.state === 'ready')
    await tx.repo(BulkAction).update({ id }, { dismissed: true });
  return bulkActionStatus(tx, who, id);
}

/**
 * Undoes what an action has done, in the cases that nobody has changed since.
 *
 * @throws Failure `not-found`; `not-permitted`; `conflict`: `bulk-action-runs` while this or another one runs, `undo-late`
 */
export async function undoBulkAction(tx: Tx, who: Principal, id: string): Promise<BulkActionStatus> {
  const action = await lockAction(tx, who, id);
  assertMayBegin(who, action);
  if (isUnderWay(action)) throw conflict('bulk-action-runs');
  const until = await undoUntil(tx, action);
  if (!until || until <= tx.now) throw conflict('undo-late');
  return goOnAs(tx, who, { action, state: 'undoing' });
}

/** Shows the result of an action no more. Throws `not-found`, and `conflict` (`bulk-action-runs`) before its end. */
export async function dismissBulkAction(tx: Tx, who: Principal, id: string): Promise<void> {
  const action = await lockAction(tx, who, id);
  if (isUnderWay(action)) throw conflict('bulk-action-runs');
  await tx.repo(BulkAction).update({ id }, { dismissed: true });
  publishBulkAction(tx, action);
}

const UNDER_WAY: readonly BulkActionState[] = ['preparing', 'ready', 'running', 'undoing'];
const isUnderWay = ({ state }: BulkAction): boolean => UNDER_WAY.includes(state);

async function lockAction(tx: Tx, who: Principal, id: string): Promise<BulkAction> {
  const action = await tx
    .repo(BulkAction)
    .findOne({ where: { id, agentId: who.id }, lock: { mode: 'pessimistic_write' } });
  if (!action) throw new Failure('not-found');
  return action;
}

/** The job has the rights of the token by which it was begun, and of the one by which it goes on. */
async function goOnAs(
  tx: Tx,
  who: Principal,
  { action, state }: { action: BulkAction; state: BulkActionState },
): Promise<BulkActionStatus> {
  const scopes = commonScopes(action.scopes, who.scopes);
  await tx
    .repo(BulkAction)
    // What has come back is shown again, as how far it is matters anew.
    .update({ id: action.id }, { state, scopes, movedAt: tx.now, dismissed: false })
    .catch(conflictOnDuplicate('bulk-action-runs', {}));
  await scheduleBulkActions(tx, [action.id]);
  publishBulkAction(tx, action);
  return bulkActionStatus(tx, who, action.id);
}
