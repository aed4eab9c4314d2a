import { actorOf, caseFor, type Principal } from '@guichet/access';
import { appendEntry, saveCase, type StoredMessage } from '@guichet/cases';
import { handleKey } from '@guichet/citizens';
import type { Attachment as AttachmentShape, Handle, UpdateSideConversation } from '@guichet/contracts';
import { Attachment, Delivery, SideConversation, SideMessage, type Case, type Tx } from '@guichet/database';
import { wrongField, type Keyring, newId } from '@guichet/platform';
import { externalIdFor } from '../send/queue-message.js';
import { assertWithinLimits, claimUploads } from '../send/uploads-and-attachments.js';
import type { SidePlan } from './plan-side-message.js';
import { citizensOf } from './side-conversations-of-batch.js';
import { sideConversationIn, type SideRef } from './side-conversations.queries.js';

interface Writing {
  tx: Tx;
  who: Principal;
  keyring: Keyring;
}

/**
 * Starts a side conversation: its first message leaves by the queue of deliveries, and the timeline of the case says that somebody was
 * asked. The citizen learns nothing of it.
 *
 * @returns its id
 * @throws Failure `not-found` or `not-permitted` for the case; `invalid-request` where a recipient is a citizen of the case, or for the
 *   attachments
 */
export async function startSideConversation(writing: Writing, caseId: string, plan: SidePlan): Promise<string> {
  const { tx, who } = writing;
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.reply' });
  const conversation = {
    ...{ id: newId(), caseId, channelAccountId: plan.account.id, subject: plan.subject, recipients: plan.to },
    ...({ state: 'waiting', since: tx.now, startedById: who.id, startedBy: who.name, startedAt: tx.now } as const),
  };
  await assertNoCitizens(tx, [caseId], plan.to);
  await tx.repo(SideConversation).insert(conversation);
  await writeMessage(writing, { item, conversation, plan });
  const names = plan.to.map(({ name, value }) => name || value);
  const data = { type: 'side-conversation', sideConversationId: conversation.id, what: 'asked', names } as const;
  await appendEntry(tx, { item, entry: { kind: 'activity', data }, actor: actorOf(who) });
  await saveCase(tx, item);
  return conversation.id;
}

/**
 * Writes in a side conversation, which waits again for those who were asked.
 *
 * @throws Failure as `startSideConversation`, and `not-found` for a conversation that is not of this case
 */
export async function postSideMessage(writing: Writing, { caseId, sideId }: SideRef, plan: SidePlan): Promise<void> {
  const { tx, who } = writing;
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.reply' });
  const conversation = await sideConversationIn(tx, { caseId, sideId });
  await assertNoCitizens(tx, [caseId, conversation.caseId], conversation.recipients);
  await tx
    .repo(SideConversation)
    .update({ id: sideId }, { state: 'waiting', since: tx.now, channelAccountId: plan.account.id });
  await writeMessage(writing, { item, conversation, plan });
}

/**
 * Closes a side conversation, or opens it again: then it waits for whoever did not write last.
 *
 * @throws Failure `not-found` or `not-permitted` for the case, `not-found` for the conversation
 */
export async function updateSideConversation(
  tx: Tx,
  who: Principal,
  { caseId, sideId, isClosed }: SideRef & UpdateSideConversation,
): Promise<void> {
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.reply' });
  const { state } = await sideConversationIn(tx, { caseId, sideId });
  if (isClosed === (state === 'closed')) return;
  const to = isClosed ? 'closed' : await openState(tx, sideId);
  await tx.repo(SideConversation).update({ id: sideId }, { state: to, since: tx.now });
  publishChange(tx, item, sideId);
}

async function openState(tx: Tx, sideId: string): Promise<'waiting' | 'answered'> {
  const [last] = await tx.query<{ direction: 'in' | 'out' }>(
    `select direction from side_message where conversation_id = $1 order by id desc limit 1`,
    [sideId],
  );
  return last?.direction === 'in' ? 'answered' : 'waiting';
}

const publishChange = (tx: Tx, { id, teamId }: Case, sideConversationId: string): void =>
  tx.publish('side-conversation.changed', { sideConversationId }, { caseId: id, teamIds: [teamId] });

/** Whoever takes part in the correspondence with the citizen may be asked only there, where they see who reads it. */
export async function assertNoCitizens(tx: Tx, caseIds: readonly string[], to: readonly Handle[]): Promise<void> {
  const citizens = await citizensOf(tx, caseIds);
  for (const [n, handle] of to.entries())
    if (citizens.values().some((handles) => handles.has(handleKey(handle))))
      throw wrongField(`to.${n}`, 'recipient-is-citizen', { address: handle.value });
}

interface NewSideMessage {
  item: Case;
  conversation: Pick<SideConversation, 'id' | 'caseId'>;
  plan: SidePlan;
}

async function writeMessage(
  { tx, who, keyring }: Writing,
  { item, conversation, plan }: NewSideMessage,
): Promise<void> {
  const id = newId();
  const uploads = await claimUploads(tx, who, plan.message.attachmentIds);
  const files = await filesOfCase(tx, conversation, { item, ids: plan.message.forwardedIds });
  assertWithinLimits([...uploads, ...files], plan.account.channel.capabilities);
  const copies = files.map((file) => ({ ...file, id: newId() }));
  await tx.repo(SideMessage).insert({
    ...{ id, conversationId: conversation.id, direction: 'out', envelopeId: null, author: who.name, at: tx.now },
    externalId: externalIdFor(keyring, id, plan.account),
    data: contentOf(plan, [...uploads, ...copies.map(({ digest: _, ...file }) => file)]),
  });
  const place = { sideMessageId: id, caseId: item.id };
  if (uploads.length > 0) await tx.repo(Attachment).update([...plan.message.attachmentIds], place);
  if (copies.length > 0)
    await tx.repo(Attachment).insert(copies.map((file) => ({ ...file, ...place, createdAt: tx.now })));
  await tx.repo(Delivery).insert({
    ...{ entryId: id, sideConversationId: conversation.id, caseId: item.id, channelAccountId: plan.account.id },
    ...{ state: 'queued', dueAt: tx.now, changedAt: tx.now, recipients: [] },
  });
  publishChange(tx, item, conversation.id);
  tx.notify('delivery');
}

const contentOf = (
  { to, subject, text, signature, quote }: SidePlan,
  attachments: AttachmentShape[],
): StoredMessage => ({
  segments: [
    { kind: 'visible', text },
    ...(signature === '' ? [] : [{ kind: 'signature' as const, text: signature }]),
    ...(quote === '' ? [] : [{ kind: 'quoted' as const, text: `\n\n${quote}` }]),
  ],
  ...{ from: null, to, cc: [], subject, html: null, remoteImages: [] },
  ...{ attachments, claimedAt: null, flags: [], hiddenParts: 0, hasOriginal: false },
});

type CaseFile = AttachmentShape & { digest: string };

/** The files of the case that are sent on: those of its messages, and of its side conversations. */
async function filesOfCase(
  tx: Tx,
  conversation: Pick<SideConversation, 'caseId'>,
  { item, ids }: { item: Case; ids: readonly string[] },
): Promise<CaseFile[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<CaseFile>(
    `select id, digest, name, type, size, inline, state from attachment
     where id = any($1::uuid[]) and case_id = any($2::uuid[]) and state = 'ready' and digest is not null`,
    [ids, [item.id, conversation.caseId]],
  );
  return ids.map((id, n) => {
    const row = rows.find((one) => one.id === id);
    if (!row) throw wrongField(`forwardedIds.${n}`, 'no-such-upload');
    return { ...row, inline: false };
  });
}
