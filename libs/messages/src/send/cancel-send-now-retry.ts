import { actorOf, caseFor, caseOrOwnIn, refuseMerged, scope, scopeOrNone, type Principal } from '@guichet/access';
import {
  appendEntry,
  deliveryProblemOf,
  IS_ACKNOWLEDGEMENT,
  IS_REMOVED_NOTE,
  NOTE_TEXT,
  hideCanceledMessage,
  previewOf,
  saveCase,
  shareAgain,
  showSideAnswer,
  type StoredMessage,
  visibleText,
} from '@guichet/cases';
import { ReplyPage, Delivery, type Case, type Tx } from '@guichet/database';
import { Failure, conflict } from '@guichet/platform';
import { publishPutBack, putCaseBack } from './put-case-back.js';
import { restartLetterDelivery } from './letters/restart-letter-delivery.js';
import { lastPosting } from './letters/letter-postings.js';
import { saveDeliveryState } from './save-delivery-state.js';
import { giveUploadsBack } from './uploads-and-attachments.js';
import { CAN_BE_CANCELED, IS_WITHDRAWN } from './unsent-conditions-and-template-withdrawal.js';

/** A message to a citizen, by its entry. */
export interface MessageRef {
  caseId: string;
  entryId: string;
}

/**
 * Cancels a message of which nothing was sent: one that is scheduled or blocked, or waits for another attempt. The case is as it was before
 * it, unless somebody has decided otherwise since (`putCaseBack`). Its words and its files are those of a draft again: nobody else reads or
 * finds them, and the files can be sent once more. A letter that came back and was to be posted once more has failed again, as it was posted
 * before. Its author can do so as long as it waits for its time, wherever the case is by now, and is told nothing else of it.
 *
 * @throws Failure `not-found`; `not-permitted` for a message of somebody else; `already-sent`
 */
export async function cancelMessage(tx: Tx, who: Principal, { caseId, entryId }: MessageRef): Promise<void> {
  const { item, delivery, authorId } = await lockToCancel(tx, who, { caseId, entryId });
  // One that waits as its author is gone would wait for ever, if nobody else could cancel it.
  const isLeft = delivery.state === 'blocked' && delivery.reason === 'author-may-not';
  if (authorId !== who.id && !isLeft && !scopeOrNone(who, 'message.cancel-others')?.admits(item))
    throw new Failure('not-permitted');
  if (!(await canBeCanceled(tx, delivery))) throw new Failure('already-sent');
  const postedAt = delivery.sentAt ?? (await lastPosting(tx, entryId));
  if (postedAt) return failAgain(tx, { item, delivery, postedAt });
  await tx.repo(Delivery).update({ entryId }, { state: 'canceled', changedAt: tx.now });
  await hideCanceledMessage(tx, entryId);
  // Whoever cancels a blocked one has decided upon it, and goes on with its words.
  const keeperId = authorId !== null && delivery.state !== 'blocked' ? authorId : who.id;
  await giveUploadsBack(tx, { entryId, keeperId });
  // The reply that is sent in its place may have the same text, and with it the same link.
  await tx.repo(ReplyPage).delete({ entryId });
  await appendEntry(tx, {
    item,
    entry: { kind: 'activity', data: { type: 'canceled', entryId } },
    actor: actorOf(who),
  });
  const before = await putCaseBack(tx, { item, delivery });
  await shareAgain(tx, who, { item, entryId });
  await summariseAgain(tx, item);
  if (item.deliveryProblem) item.deliveryProblem = await deliveryProblemOf(tx, item.id);
  await saveCase(tx, item);
  tx.publish('message.canceled', { entryId }, { caseId, teamIds: [item.teamId] });
  await publishPutBack(tx, { item, before });
}

/** Takes back that a letter is posted once more: it is what it was before, posted on its day and come back for a reason. */
async function failAgain(
  tx: Tx,
  { item, delivery, postedAt }: { item: Case; delivery: Delivery; postedAt: Date },
): Promise<void> {
  const [back] = await tx.query<{ reason: string | null }>(
    `select data ->> 'reason' as reason from timeline_entry where case_id = $1 and kind = 'activity'
       and data ->> 'type' = 'receipt' and data ->> 'entryId' = $2 and data ->> 'status' = 'failed' order by position desc limit 1`,
    [item.id, delivery.entryId],
  );
  await saveDeliveryState(tx, {
    item,
    delivery,
    changes: { state: 'failed', reason: back?.reason ?? null, sentAt: postedAt },
  });
}

/** Returns whether no recipient can have received any part of it. */
async function canBeCanceled(tx: Tx, { entryId }: Delivery): Promise<boolean> {
  const rows = await tx.query(`select 1 from delivery d where d.entry_id = $1 and ${CAN_BE_CANCELED}`, [entryId]);
  return rows.length > 0;
}

/** The list of cases shows the last message that is not canceled. */
async function summariseAgain(tx: Tx, item: Case): Promise<void> {
  const [row] = await tx.query<{
    kind: 'message' | 'note';
    direction: 'in' | 'out' | null;
    at: Date;
    data: StoredMessage;
    note: string | null;
  }>(
    `select e.kind, e.direction, e.at, e.data, case e.kind when 'note' then ${NOTE_TEXT} end as note from timeline_entry e left join delivery d on d.entry_id = e.id
     where e.case_id = $1 and e.kind in ('message', 'note') and coalesce(d.state, 'sent') <> 'canceled' and not ${IS_ACKNOWLEDGEMENT}
       and not (e.kind = 'note' and e.data ? 'handover') and not ${IS_REMOVED_NOTE} order by e.position desc limit 1`,
    [item.id],
  );
  item.preview = row ? previewOf(row.kind === 'note' ? row.note! : visibleText(row.data.segments)) : '';
  item.lastKind = row?.kind ?? 'note';
  item.lastDirection = row?.direction ?? null;
  item.lastEntryAt = row?.at ?? item.openedAt;
  const [answer] = await tx.query<{ at: Date }>(
    `select at from timeline_entry where case_id = $1 and kind = 'activity' and at > $2
       and data ->> 'type' = 'side-conversation' and data ->> 'what' = 'answered' order by position desc limit 1`,
    [item.id, item.lastEntryAt],
  );
  if (answer) showSideAnswer(item, answer.at);
}

/**
 * Sends a scheduled message without waiting for its time, or a blocked one after all.
 *
 * @throws Failure `not-found` or `not-permitted` for the case; `already-sent`; `conflict` where the template was withdrawn, or
 *   the message is inside the undo delay of somebody else
 */
export async function sendNow(tx: Tx, who: Principal, message: MessageRef): Promise<void> {
  const { item, delivery, authorId } = await lockMessage(tx, who, message);
  if (delivery.state !== 'scheduled' && delivery.state !== 'blocked') throw new Failure('already-sent');
  if (isInUndoDelay(delivery, tx.now) && authorId !== who.id) throw conflict('undo-of-colleague');
  await refuseWithdrawn(tx, delivery);
  await requeue(tx, item, delivery);
  tx.notify('delivery');
}

/** Whether it waits for those seconds alone in which its author may still undo it: a time that they did not choose. */
const isInUndoDelay = ({ state, scheduledFor, dueAt }: Delivery, now: Date): boolean =>
  state === 'scheduled' && scheduledFor === null && dueAt > now;

/**
 * Sends a message again that failed, was blocked, or whose fate is unknown. It keeps its external id, so that mail programs
 * and providers recognise a second copy.
 *
 * @throws Failure `not-found` or `not-permitted` for the case; `already-sent`; `conflict` where it was canceled, or its template
 *   was withdrawn
 */
export async function retryDelivery(tx: Tx, who: Principal, message: MessageRef): Promise<void> {
  const { item, delivery } = await lockMessage(tx, who, message);
  if (delivery.state === 'canceled') throw conflict('taken-back');
  if (!canBeRetried(delivery)) throw new Failure('already-sent');
  await refuseWithdrawn(tx, delivery);
  await requeue(tx, item, delivery);
  tx.notify('delivery');
}

const RETRIED = new Set<Delivery['state']>(['failed', 'unknown', 'blocked']);

/** What does not leave by itself, or not soon. */
export const canBeRetried = ({ state, attempts }: Pick<Delivery, 'state' | 'attempts'>): boolean =>
  RETRIED.has(state) || (state === 'queued' && attempts > 0);

/** How a delivery begins anew, at once. */
export const AGAIN = { state: 'queued', reason: null, attempts: 0, uncertainSince: null } as const;

/** A message made from a withdrawn template is not sent any more, not even on request. */
async function refuseWithdrawn(tx: Tx, { entryId }: Delivery): Promise<void> {
  const rows = await tx.query(`select 1 from template_use u where u.entry_id = $1 and ${IS_WITHDRAWN}`, [entryId]);
  if (rows.length > 0) throw conflict('template-withdrawn');
}

async function requeue(tx: Tx, item: Case, delivery: Delivery): Promise<void> {
  const ofLetter = await restartLetterDelivery(tx, delivery);
  await saveDeliveryState(tx, { item, delivery, changes: { ...AGAIN, ...ofLetter, dueAt: tx.now } });
}

const lockMessage = async (tx: Tx, who: Principal, message: MessageRef) =>
  lockIn(tx, await caseFor(tx, who, { id: message.caseId, permission: 'case.reply' }), message);

/** As `lockMessage`, also for the author of a message that waits in a case which is out of their reach by now. */
async function lockToCancel(tx: Tx, who: Principal, message: MessageRef) {
  const isOwn = async () => (await authorOf(tx, message)) === who.id;
  const item = await caseOrOwnIn(tx, who, { id: message.caseId, permission: 'case.reply', isOwn });
  if (item.mergedIntoId) await refuseMerged(tx.query, who, item.id);
  const locked = await lockIn(tx, item, message);
  // What becomes of it later is decided by those who see the case.
  if (locked.delivery.state !== 'scheduled' && !scope(who, 'case.reply').admits(item))
    throw new Failure('already-sent');
  return locked;
}

async function lockIn(tx: Tx, item: Case, { caseId, entryId }: MessageRef) {
  const delivery = await tx.repo(Delivery).findOne({ where: { entryId, caseId }, lock: { mode: 'pessimistic_write' } });
  // What is sent aside is no message to a citizen.
  if (!delivery || delivery.sideConversationId !== null) throw new Failure('not-found');
  return { item, delivery, authorId: await authorOf(tx, { caseId, entryId }) };
}

async function authorOf(tx: Tx, { caseId, entryId }: MessageRef): Promise<string | null> {
  const [entry] = await tx.query<{ actor_id: string | null }>(
    `select actor_id from timeline_entry where id = $1 and case_id = $2 and kind = 'message'`,
    [entryId, caseId],
  );
  return entry?.actor_id ?? null;
}
