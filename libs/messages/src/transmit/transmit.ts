import { actorOf, caseFor, scopeOrNone, type Principal } from '@guichet/access';
import { appendEntry, assertCaseMayClose, caseFamily, saveCase } from '@guichet/cases';
import type { PostTransmission } from '@guichet/contracts';
import { Transmission, type Tx } from '@guichet/database';
import { conflict, Failure, type Keyring, newId } from '@guichet/platform';
import { sendNow } from '../send/cancel-send-now-retry.js';
import { reply } from '../send/write-reply.js';
import { startSideConversation } from '../side/side-conversation-verbs.js';
import type { TransmissionPlan } from './plan-transmission.js';

interface Writing {
  tx: Tx;
  who: Principal;
  keyring: Keyring;
}

interface Request {
  wanted: PostTransmission;
  plan: TransmissionPlan;
  /** The version of the case that the agent has read; null: not known. */
  seenVersion: number | null;
}

/**
 * Passes a request on to the competent administration and tells the citizen: both messages are written in one transaction, and leave
 * at once, as the agent has read them. The case waits until they have left.
 *
 * @returns the id of the transmission
 * @throws Failure as `reply` and `startSideConversation`; `not-permitted` where the case is to be closed by somebody who may
 *   not; `conflict` where its type requires something first; `transmission-under-way` where the request is being passed on already
 */
export async function transmit(writing: Writing, caseId: string, request: Request): Promise<string> {
  const { tx, who } = writing;
  const { wanted, plan, seenVersion } = request;
  await assertMayClose(writing, caseId, wanted);
  await assertNoneUnderWay(tx, caseId);
  const { message, reply: notice } = plan.notice;
  const noticeEntryId = await reply(writing, caseId, { message, plan: notice, seenVersion, keepsDraft: true });
  // It was read before it was sent, and the other message cannot be taken back.
  await sendNow(tx, who, { caseId, entryId: noticeEntryId });
  const sideConversationId = plan.forward && (await startSideConversation(writing, caseId, plan.forward));
  return record(writing, caseId, { ...request, noticeEntryId, sideConversationId });
}

async function assertMayClose({ tx, who }: Writing, caseId: string, { closes }: PostTransmission): Promise<void> {
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.reply' });
  if (!closes) return;
  if (!scopeOrNone(who, 'case.close')?.admits(item)) throw new Failure('not-permitted');
  // Once both messages have left, it is too late to ask.
  await assertCaseMayClose(tx, who, { item });
}

/**
 * Whoever gets no answer to the first attempt makes another one. Where a message has come back, another attempt may be what is needed,
 * as to another address.
 */
async function assertNoneUnderWay(tx: Tx, caseId: string): Promise<void> {
  const found = await tx.query(
    `${caseFamily('$1::uuid')} select 1 from family join transmission t on t.case_id = family.id where t.done_at is null
       and not exists (select 1 from delivery d where d.transmission_id = t.id and d.state = 'failed') limit 1`,
    [caseId],
  );
  if (found.length > 0) throw conflict('transmission-under-way');
}

async function record(
  { tx, who }: Writing,
  caseId: string,
  {
    wanted,
    plan,
    noticeEntryId,
    sideConversationId,
  }: Request & { noticeEntryId: string; sideConversationId: string | null },
): Promise<string> {
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.reply' });
  const { authority, contact, closes } = wanted;
  const how = sideConversationId ? 'mail' : 'outside';
  const data = { type: 'transmission', what: 'begun', how, authority } as const;
  const { position } = await appendEntry(tx, { item, entry: { kind: 'activity', data }, actor: actorOf(who) });
  const id = newId();
  await tx.repo(Transmission).insert({
    ...{ id, caseId, authority, contact, closes, position, sideConversationId, noticeEntryId },
    ...{ passedOn: plan.notice.passedOn, byId: who.id, by: who.name, at: tx.now, doneAt: null },
  });
  await tx.query(
    `update delivery set transmission_id = $1 where entry_id = $2 or (case_id = $3 and side_conversation_id = $4)`,
    [id, noticeEntryId, caseId, sideConversationId],
  );
  await saveCase(tx, item);
  tx.publish('case.changed', { fields: ['transmission'], status: item.status }, { caseId, teamIds: [item.teamId] });
  return id;
}
