import { caseFor, organisationOf, parameters, scope, type Principal } from '@guichet/access';
import { channels, postReason } from '@guichet/channels';
import type { MarkedLetters, PostedLetters, ReturnedLetter } from '@guichet/contracts';
import { ChannelAccount, type Tx } from '@guichet/database';
import { conflict, Failure, wrongField } from '@guichet/platform';
import { dayIn, todayIn } from '@guichet/templates';
import type { MessageRef } from '../cancel-send-now-retry.js';
import { lockDelivery, saveDeliveryState } from '../save-delivery-state.js';
import { markPartsReturned } from '../sent-message-parts.js';
import { CAN_BE_POSTED, LAST_PRINT } from './letter-conditions-and-anonymity.js';
import { skippedLetters } from './skipped-letters.js';

/**
 * Marks letters as posted on a day. Those that were marked, taken back, or blocked before they were printed, and those for which the agent may
 * not answer, stay as they are. Index `delivery_pkey`.
 *
 * @returns how many were marked, and those that stay as they are, with the reason
 * @throws Failure `invalid-request` for a day that is still to come (`posted-later`), or on which one of them was not drawn yet
 *   (`posted-before-drawn`), or had not come back yet (`posted-before-return`)
 */
export async function markPosted(tx: Tx, who: Principal, { entryIds, on }: PostedLetters): Promise<MarkedLetters> {
  if (on > (await todayIn(tx))) throw wrongField('on', 'posted-later');
  const { values, bind } = parameters(entryIds);
  const rows = await tx.query<LetterRow>(
    `select d.entry_id as "entryId", d.case_id as "caseId", k.made_at as "madeAt", ${LAST_KNOWN} as "lastKnown"
     from delivery d join cases c on c.id = d.case_id join kept_letter k on k.entry_id = d.entry_id ${LAST_PRINT}
     where d.entry_id = any($1::uuid[]) and ${CAN_BE_POSTED} and ${scope(who, 'case.reply').sql('c', bind)}
     order by d.case_id, d.entry_id`,
    values,
  );
  const dayOf = dayIn((await organisationOf(tx)).timeZone);
  if (rows.some(({ madeAt }) => on < dayOf(madeAt))) throw wrongField('on', 'posted-before-drawn');
  if (rows.some(({ lastKnown }) => lastKnown && on < dayOf(lastKnown))) throw wrongField('on', 'posted-before-return');
  const marked = new Set<string>();
  for (const row of rows) if (await markOne(tx, who, { ...row, on })) marked.add(row.entryId);
  const others = [...new Set(entryIds)].filter((id) => !marked.has(id));
  return { marked: marked.size, ...(await skippedLetters(tx, who, others)) };
}

/** SQL: when a letter of the delivery `d` was last posted or came back; null where it is posted for the first time. */
const LAST_KNOWN = `greatest(
  (select max(o.posted_at) from letter_posting o where o.entry_id = d.entry_id),
  (select max(b.at) from timeline_entry b where b.case_id = d.case_id and b.kind = 'activity' and b.data ->> 'type' = 'receipt'
     and b.data ->> 'entryId' = d.entry_id::text and b.data ->> 'status' = 'failed'))`;

interface LetterRow extends MessageRef {
  madeAt: Date;
  lastKnown: Date | null;
}

async function markOne(
  tx: Tx,
  who: Principal,
  { caseId, entryId, madeAt, lastKnown, on }: LetterRow & { on: string },
): Promise<boolean> {
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.reply' });
  const delivery = await lockDelivery(tx, entryId);
  if (!(await canBePosted(tx, { caseId, entryId }))) return false;
  await saveDeliveryState(tx, {
    item,
    delivery,
    changes: { state: 'sent', reason: null, sentAt: timeOn(on, { since: lastKnown ?? madeAt, now: tx.now }) },
    activity: { type: 'letter-posted', entryId, on },
  });
  return true;
}

/** Asked once the delivery is locked, as somebody may have changed it meanwhile. */
async function canBePosted(tx: Tx, { caseId, entryId }: MessageRef): Promise<boolean> {
  const found = await tx.query(
    `select 1 from delivery d join cases c on c.id = d.case_id ${LAST_PRINT}
     where d.entry_id = $1 and d.case_id = $2 and ${CAN_BE_POSTED}`,
    [entryId, caseId],
  );
  return found.length > 0;
}

/**
 * The middle of a day, which is the same day in every part of the country; never in the future, nor before the letter was drawn or
 * came back, as a reply cannot precede what it answers.
 */
function timeOn(day: string, { since, now }: { since: Date; now: Date }): Date {
  const noon = new Date(`${day}T12:00:00Z`);
  const soonest = noon < since ? since : noon;
  return soonest > now ? now : soonest;
}

/**
 * Records that the post brought a letter back. It has failed then, and its case is open again.
 *
 * @throws Failure `not-found` or `not-permitted` for the case, `conflict` (`not-posted`) for what is no posted letter
 */
export async function markReturned(
  tx: Tx,
  who: Principal,
  { caseId, entryId, why }: MessageRef & ReturnedLetter,
): Promise<void> {
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.reply' });
  const [found] = await tx.query(`select 1 from delivery where entry_id = $1 and case_id = $2`, [entryId, caseId]);
  if (!found) throw new Failure('not-found');
  const delivery = await lockDelivery(tx, entryId);
  const account = await tx.repo(ChannelAccount).findOneByOrFail({ id: delivery.channelAccountId });
  const isPosted = delivery.state === 'sent' || delivery.state === 'delivered';
  if (!channels[account.kind].capabilities.paper || !isPosted) throw conflict('not-posted');
  const reason = postReason(why);
  await markPartsReturned(tx, entryId, reason);
  await saveDeliveryState(tx, {
    item,
    delivery,
    changes: { state: 'failed', reason },
    activity: { type: 'receipt', entryId, status: 'failed', recipient: null, reason },
  });
}
