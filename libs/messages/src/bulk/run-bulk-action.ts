import { actorOf, type Principal } from '@guichet/access';
import { listedCaseIds } from '@guichet/cases';
import type { BulkActionState } from '@guichet/contracts';
import { BulkAction, BulkItem, isTemporary, type Tx } from '@guichet/database';
import { conflict, Failure } from '@guichet/platform';
import { refusalOf } from '../refusal-from-failure.js';
import { principalOfAction, type BulkContext, type Turn } from './bulk-context.js';
import { changeCase, giveCaseBack, readCase, restoreCase } from './change-or-restore-in-bulk.js';
import { fillInFieldOfOne } from './fill-in-field-in-bulk.js';
import { applyMacroToOne } from './macro-in-bulk.js';
import { endBulkAction, publishBulkAction } from './publish-and-end-bulk-action.js';
import { cancelBulkReply, prepareBulkReply, sendBulkReply } from './reply-in-bulk.js';
import { tickStepsOfOne } from './tick-steps-in-bulk.js';

/** How many cases one run of the job takes: other jobs have their turn between two of them. */
const AT_ONCE = 25;
const QUEUE = { kind: 'system', name: 'Queue' } as const;

/** What is done to one case: read and planned at once, written by the returned function in a transaction of its own. */
type Work = (context: BulkContext, turn: Turn) => Promise<(tx: Tx) => Promise<Partial<BulkItem>>>;

/** A part of an action: which cases it takes, what it does to each, and what is said of a case for which that was refused. */
export interface Phase {
  from: BulkItem['state'];
  work: Work;
  refused: BulkItem['state'];
  next: BulkActionState;
}

const writing =
  (write: (tx: Tx, turn: Turn) => Promise<Partial<BulkItem>>): Work =>
  (_, turn) =>
    Promise.resolve((tx) => write(tx, turn));

const CHANGES = {
  ...{ read: readCase, update: changeCase, field: fillInFieldOfOne, steps: tickStepsOfOne },
  ...{ macro: applyMacroToOne, 'give-back': giveCaseBack },
};

/** Undefined: nothing is to be done by itself. */
function phaseOf({ action: { kind }, state }: Pick<BulkAction, 'action' | 'state'>): Phase | undefined {
  if (state === 'preparing') return { from: 'waiting', work: prepareBulkReply, refused: 'refused', next: 'ready' };
  if (state === 'undoing') {
    const work = writing(kind === 'reply' ? cancelBulkReply : restoreCase);
    return { from: 'done', work, refused: 'kept', next: 'undone' };
  }
  if (state !== 'running') return undefined;
  const rest = { refused: 'refused', next: 'done' } as const;
  if (kind === 'reply') return { ...rest, from: 'prepared', work: sendBulkReply };
  return { ...rest, from: 'waiting', work: writing(CHANGES[kind]) };
}

/**
 * Job: goes on with an action at its next few cases, each in a transaction with the mark that it is done, so that a killed job does
 * nothing twice. Then it has itself run again, or ends the action.
 */
export async function runBulkAction(context: BulkContext, bulkActionId: string): Promise<void> {
  const { database } = context;
  const [action] = await database.source.getRepository(BulkAction).findBy({ id: bulkActionId });
  const phase = action && phaseOf(action);
  if (!action || !phase) return;
  const who = await principalOfAction(database, action);
  if (!who) return database.write(QUEUE, (tx) => endBulkAction(tx, action, 'canceled'));
  const items = await database.source
    .getRepository(BulkItem)
    .find({ where: { actionId: action.id, state: phase.from }, order: { position: 'asc' }, take: AT_ONCE });
  if (items.length === 0) return database.write(actorOf(who), (tx) => endBulkAction(tx, action, phase.next));
  const turns = items.map((item) => ({ action, who, item }));
  const listed = await stillListed(context, who, { action, items });
  for (const turn of turns) await takeTurn(context, turn, { phase, isListed: listed?.has(turn.item.caseId) ?? true });
  await database.write(actorOf(who), (tx) => goOn(tx, action));
}

/** Which of these the list holds that was chosen; null: no list was, or it does not matter any more. */
async function stillListed(
  { database }: BulkContext,
  who: Principal,
  { action: { filter, state, action }, items }: { action: BulkAction; items: readonly BulkItem[] },
): Promise<Set<string> | null> {
  if (!filter || state === 'undoing' || (state === 'running' && action.kind === 'reply')) return null;
  const among = items.map(({ caseId }) => caseId);
  return new Set(await listedCaseIds(database, who, { filter, among, limit: among.length }));
}

async function takeTurn(
  context: BulkContext,
  turn: Turn,
  { phase, isListed }: { phase: Phase; isListed: boolean },
): Promise<void> {
  const mark = (changes: (tx: Tx) => Promise<Partial<BulkItem>>) =>
    context.database.write(actorOf(turn.who), async (tx) => {
      if (!(await lockTurn(tx, turn))) return;
      const { actionId, caseId } = turn.item;
      await tx.repo(BulkItem).update({ actionId, caseId }, (await changes(tx)) as object);
    });
  try {
    if (!isListed) throw conflict('left-list');
    await mark(await phase.work(context, turn));
  } catch (error) {
    const refusal = refusalIn(error, context);
    await mark(() => Promise.resolve({ state: phase.refused, refusal }));
  }
}

/** Locks the turn for this job: false where the action was canceled, or another job has had it. */
async function lockTurn(tx: Tx, { action, item: { caseId, state } }: Turn): Promise<boolean> {
  const goesOn = await tx.query(`select 1 from bulk_action where id = $1 and state = $2 for share`, [
    action.id,
    action.state,
  ]);
  if (goesOn.length === 0) return false;
  const own = await tx.query(
    `select 1 from bulk_item where action_id = $1 and case_id = $2 and state = $3 for update skip locked`,
    [action.id, caseId, state],
  );
  return own.length > 0;
}

/** What is said of a case that is left as it is. Throws a fault of the moment on: the case has its turn when the job runs again. */
function refusalIn(error: unknown, { logger }: BulkContext): BulkItem['refusal'] {
  if (isTemporary(error)) throw error;
  if (error instanceof Failure) return refusalOf(error);
  logger.error('A case of an action on many could not be changed.', { error });
  return { code: 'internal-error' };
}

async function goOn(tx: Tx, { id, state }: BulkAction): Promise<void> {
  const [row] = await tx.query<{ agentId: string }>(
    `update bulk_action set moved_at = $3 where id = $1 and state = $2 returning agent_id as "agentId"`,
    [id, state, tx.now],
  );
  if (!row) return;
  await scheduleBulkActions(tx, [id]);
  publishBulkAction(tx, { id, agentId: row.agentId });
}

/** Has jobs go on with these actions. */
export const scheduleBulkActions = (tx: Tx, ids: readonly string[]): Promise<void> =>
  tx.jobs(
    'run-bulk-action',
    ids.map((bulkActionId) => ({ payload: { bulkActionId }, key: `run-bulk-action:${bulkActionId}` })),
  );

/**
 * Job: has actions go on that do not come further. The runner of jobs takes the job of a process that was killed for one that still runs,
 * for hours. Index `bulk_action_running`.
 */
export async function resumeBulkActions(tx: Tx): Promise<void> {
  const rows = await tx.query<{ id: string }>(
    `select id from bulk_action where state in ('preparing', 'running', 'undoing') and moved_at < $1::timestamptz - interval '1 minute'`,
    [tx.now],
  );
  await scheduleBulkActions(
    tx,
    rows.map(({ id }) => id),
  );
}
