import { actorOf, caseFor, reach, type Principal } from '@guichet/access';
import {
  deliveryProblemOf,
  previewOf,
  record,
  reopen,
  saveCase,
  visibleText,
  type StoredMessage,
} from '@guichet/cases';
import { AnswerPage, Delivery, type Case, type Tx } from '@guichet/database';
import { Failure, conflict } from '@guichet/platform';
import { settleState } from './settle.js';
import { ALL_HERE, IS_WITHDRAWN } from './withdrawn.js';

/** Takes an answer back of which nothing has left: while it is held, or waits for another try. Only its author may, or a supervisor. The citizen's question stands open again. */
export async function recall(tx: Tx, who: Principal, caseId: string, entryId: string): Promise<void> {
  const { item, delivery, authorId } = await outgoing(tx, who, caseId, entryId);
  if (authorId !== who.id && reach(who, 'message.recall-others') === 'no') throw new Failure('not-permitted');
  if (!(await isAllHere(tx, delivery))) throw new Failure('already-sent');
  await tx.repo(Delivery).update({ entryId }, { state: 'recalled', changedAt: tx.now });
  // The link in its text is that of the answer that is sent in its place, with the same words.
  await tx.repo(AnswerPage).delete({ entryId });
  await record(tx, item, { kind: 'fact', data: { type: 'recalled', entryId } }, actorOf(who));
  if (item.status === 'waiting' && !(await isAnswered(tx, item))) await reopen(tx, item);
  await summariseAnew(tx, item);
  if (item.deliveryProblem) item.deliveryProblem = await deliveryProblemOf(tx, item.id);
  await saveCase(tx, item);
  tx.publish('message.recalled', { entryId }, { caseId, teamIds: [item.teamId] });
}

/** Nobody can have got anything of it. */
async function isAllHere(tx: Tx, { entryId }: Delivery): Promise<boolean> {
  const rows = await tx.query(`select 1 from delivery d where d.entry_id = $1 and ${ALL_HERE}`, [entryId]);
  return rows.length > 0;
}

/** The list shows what stands: not the words that were taken back. */
async function summariseAnew(tx: Tx, item: Case): Promise<void> {
  const [row] = await tx.query<{
    kind: 'message' | 'note';
    direction: 'in' | 'out' | null;
    at: Date;
    data: StoredMessage & { text: string };
  }>(
    `select e.kind, e.direction, e.at, e.data from timeline_entry e left join delivery d on d.entry_id = e.id
     where e.case_id = $1 and e.kind in ('message', 'note') and coalesce(d.state, 'sent') <> 'recalled' order by e.position desc limit 1`,
    [item.id],
  );
  item.preview = row ? previewOf(row.kind === 'note' ? row.data.text : visibleText(row.data.segments)) : '';
  item.lastKind = row?.kind ?? 'note';
  item.lastDirection = row?.direction ?? null;
  item.lastEntryAt = row?.at ?? item.openedAt;
}

/** Does an answer stand after what the citizen wrote last? */
async function isAnswered(tx: Tx, item: Case): Promise<boolean> {
  const [row] = await tx.query(
    `select 1 from delivery d join timeline_entry e on e.id = d.entry_id
     where d.case_id = $1 and e.position > $2 and d.state not in ('recalled', 'stopped', 'failed') limit 1`,
    [item.id, item.lastInboundPosition],
  );
  return row !== undefined;
}

/** Does not wait for the end of the undo delay, or lets go what was stopped. */
export async function sendNow(tx: Tx, who: Principal, caseId: string, entryId: string): Promise<void> {
  const { item, delivery } = await outgoing(tx, who, caseId, entryId);
  if (delivery.state !== 'held' && delivery.state !== 'stopped') throw new Failure('already-sent');
  await refuseWithdrawn(tx, delivery);
  await requeue(tx, item, delivery);
  tx.wake('delivery');
}

/** Tries a failed answer again, or one that was stopped, or whose fate is unknown. It keeps its identity: a second copy is the same message. */
export async function retry(tx: Tx, who: Principal, caseId: string, entryId: string): Promise<void> {
  const { item, delivery } = await outgoing(tx, who, caseId, entryId);
  const { state, attempts } = delivery;
  if (state === 'recalled') throw conflict('taken-back');
  if (!RETRIED.has(state) && !(state === 'queued' && attempts > 0)) throw new Failure('already-sent');
  await refuseWithdrawn(tx, delivery);
  await requeue(tx, item, delivery);
  tx.wake('delivery');
}

const RETRIED = new Set<Delivery['state']>(['failed', 'unknown', 'stopped']);

/** What a withdrawn template says is told to nobody any more, not even on demand. */
async function refuseWithdrawn(tx: Tx, { entryId }: Delivery): Promise<void> {
  const rows = await tx.query(`select 1 from template_use u where u.entry_id = $1 and ${IS_WITHDRAWN}`, [entryId]);
  if (rows.length > 0) throw conflict('template-withdrawn');
}

const requeue = (tx: Tx, item: Case, delivery: Delivery): Promise<void> =>
  settleState(tx, item, delivery, { state: 'queued', reason: null, dueAt: tx.now, attempts: 0, uncertainSince: null });

async function outgoing(tx: Tx, who: Principal, caseId: string, entryId: string) {
  const item = await caseFor(tx, who, caseId, 'case.reply');
  const delivery = await tx.repo(Delivery).findOne({ where: { entryId, caseId }, lock: { mode: 'pessimistic_write' } });
  if (!delivery) throw new Failure('not-found');
  const [entry] = await tx.query<{ actor_id: string | null }>(`select actor_id from timeline_entry where id = $1`, [
    entryId,
  ]);
  return { item, delivery, authorId: entry?.actor_id ?? null };
}
