import { actorOf, caseFor, reach, type Principal } from '@guichet/access';
import { previewOf, record, reopen, saveCase, visibleText, type StoredMessage } from '@guichet/cases';
import { Delivery, type Case, type Tx } from '@guichet/database';
import { Failure, conflict } from '@guichet/platform';
import { settleState } from './settle.js';

/** Takes an answer back of which nothing has left: while it is held, or waits for another try. Only its author may, or a supervisor. The citizen's question stands open again. */
export async function recall(tx: Tx, who: Principal, caseId: string, entryId: string): Promise<void> {
  const { item, delivery, authorId } = await outgoing(tx, who, caseId, entryId);
  if (authorId !== who.id && reach(who, 'message.recall-others') === 'no') throw new Failure('not-permitted');
  if (!(await isAllHere(tx, delivery))) throw new Failure('already-sent');
  await tx.repo(Delivery).update({ entryId }, { state: 'recalled', changedAt: tx.now });
  await record(tx, item, { kind: 'fact', data: { type: 'recalled', entryId } }, actorOf(who));
  if (item.status === 'waiting' && !(await isAnswered(tx, item))) await reopen(tx, item);
  await summariseAnew(tx, item);
  await saveCase(tx, item);
  tx.publish('message.recalled', { entryId }, { caseId, teamIds: [item.teamId] });
}

/** Nobody can have got anything of it. */
async function isAllHere(tx: Tx, { entryId, state, sentAt, uncertainSince }: Delivery): Promise<boolean> {
  if (state === 'held') return true;
  if (state !== 'queued' || sentAt || uncertainSince) return false;
  return !(await tx.query(`select 1 from message_part where entry_id = $1 limit 1`, [entryId])).length;
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
     where d.case_id = $1 and e.position > $2 and d.state not in ('recalled', 'failed') limit 1`,
    [item.id, item.lastInboundPosition],
  );
  return row !== undefined;
}

/** Does not wait for the end of the undo delay. */
export async function sendNow(tx: Tx, who: Principal, caseId: string, entryId: string): Promise<void> {
  const { item, delivery } = await outgoing(tx, who, caseId, entryId);
  if (delivery.state !== 'held') throw new Failure('already-sent');
  await requeue(tx, item, delivery);
  tx.wake('delivery');
}

/** Tries a failed answer again, or one whose fate is unknown. It keeps its identity: a second copy is the same message. */
export async function retry(tx: Tx, who: Principal, caseId: string, entryId: string): Promise<void> {
  const { item, delivery } = await outgoing(tx, who, caseId, entryId);
  const waits = delivery.state === 'queued' && delivery.attempts > 0;
  if (delivery.state === 'recalled') throw conflict('taken-back');
  if (delivery.state !== 'failed' && delivery.state !== 'unknown' && !waits) throw new Failure('already-sent');
  await requeue(tx, item, delivery);
  tx.wake('delivery');
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
