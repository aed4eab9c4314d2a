import { actorOf, caseFor, scopeOrNone, type Principal } from '@guichet/access';
import {
  deleteSentDraft,
  endSharingOfSent,
  sharedDraftOfSent,
  othersEntriesSince,
  appendEntry,
  reopen,
  saveCase,
  setStatus,
  type SharedDraftOfSent,
} from '@guichet/cases';
import { CONTRADICTION_KEY, type Attachment, type Capabilities, type PostMessage } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { Failure, wrongField, type Keyring } from '@guichet/platform';
import { copyFiles, lockTemplateInUse, recordUse } from '@guichet/templates';
import type { Account } from '../accounts/channel-accounts.js';
import { assertWithinLimits, attachUploads, claimUploads } from './uploads-and-attachments.js';
import { chosenFileIds } from './files-carried-by-provider-template.js';
import { divideFiles } from './attached-or-linked-files.js';
import { waitsOnItsPage } from './reply-page-link.js';
import type { ReplyPlan } from './reply-plan.js';
import { queueMessage, type OutgoingMessage } from './queue-message.js';

/** A reply as the agent sends it. */
export interface ReplyRequest {
  message: PostMessage;
  /** What `planReply` made of the message. */
  plan: ReplyPlan;
  /** The version of the case that the agent has read; null: not known. */
  seenVersion: number | null;
  /** Tells a sender that they are blocked: a case that is spam stays as it is. */
  leavesSpam?: boolean;
  /** It is no answer that the agent has written: a draft of theirs stays. */
  keepsDraft?: boolean;
}

/**
 * Writes a reply to the citizen: entry and delivery in one transaction. It is sent after the undo delay, or at `sendAt`.
 *
 * @returns the id of the entry
 * @throws Failure `not-found` or `not-permitted` for the case; `case-changed` where others have written since `seenVersion`,
 *   as the reply may contradict them; by a token, where anything has changed since; and for a version that is still to come; `conflict` where the template was withdrawn; `invalid-request` for the attachments or
 *   the length
 */
export async function reply(
  { tx, who, keyring }: { tx: Tx; who: Principal; keyring: Keyring },
  caseId: string,
  request: ReplyRequest,
): Promise<string> {
  const { message, plan, seenVersion } = request;
  const { made, account } = plan;
  if (made) await lockTemplateInUse(tx, made);
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.reply' });
  await assertUnchanged(tx, who, { item, seenVersion });
  const attachmentIds = await attachmentIdsOf(tx, who, request);
  const waits = waitsOnItsPage(keyring, { provenance: made?.provenance, template: plan.template, text: plan.text });
  const claimed = await claimUploads(tx, who, attachmentIds);
  const attachments = waits
    ? claimed.map((file) => ({ ...file, asLink: true }))
    : linkedOnes(plan, claimed, message.asLinkIds);
  assertFits(plan, attachments, waits ? 0 : LINK_CHARACTERS);
  const { shared, draftedBy } = await sharedDraftOf(tx, who, { request, caseId });
  const entryId = await queueMessage(
    tx,
    { keyring, item, account, actor: actorOf(who) },
    {
      ...plan,
      ...(made && { provenance: made.provenance, staysOpen: made.staysOpen }),
      ...passedWarnings(message),
      attachments,
      draftedBy,
      ...(item.handoverEntryId && endsHandover(who, item) && { handoverEntryId: item.handoverEntryId }),
      flags: [],
      dueAt: dueAt(tx.now, message.sendAt, account),
      ...(message.sendAt && new Date(message.sendAt) > tx.now && { scheduledFor: new Date(message.sendAt) }),
      cancelIfCitizenReplies: message.cancelIfCitizenReplies ?? false,
    },
  );
  await endSharingOfSent(tx, item, { shared, entryId, text: message.text || plan.text, html: message.html ?? null });
  await attachUploads(tx, { entryId, caseId }, attachmentIds);
  if (made)
    await recordUse(tx, item, {
      ...made,
      entryId,
      agentId: who.id,
      kind: account.kind,
      subject: plan.subject,
      traced: made,
    });
  if (!isBesideDraft(request))
    await deleteSentDraft(tx, who, { ...message, caseId, mode: 'reply', text: message.text || plan.text });
  if (item.status !== 'spam' || !request.leavesSpam)
    await advanceCase(tx, who, { item, staysOpen: made?.staysOpen ?? false });
  await saveCase(tx, item);
  return entryId;
}

/** Whoever answers an invitation, or sends an approved message in its own words, may be writing something else. */
const isBesideDraft = ({ plan: { invitation, template, made }, keepsDraft = false }: ReplyRequest): boolean =>
  keepsDraft || invitation !== undefined || (template != null && made === null);

/** The shared draft that the reply was until now. */
async function sharedDraftOf(
  tx: Tx,
  who: Principal,
  { request, caseId }: { request: ReplyRequest; caseId: string },
): Promise<SharedDraftOfSent> {
  if (isBesideDraft(request)) return { shared: null, draftedBy: [] };
  const { message, plan } = request;
  const { sharedTurnId: turnId, attachmentIds } = message;
  return sharedDraftOfSent(tx, who, { caseId, turnId, attachmentIds, text: message.text || plan.text });
}

/** What the agent was warned of and sent all the same: it is kept with the reply. */
function passedWarnings({ acknowledged = [] }: PostMessage): Pick<OutgoingMessage, 'contradictions'> {
  const contradictions = acknowledged.filter((key) => key.startsWith(CONTRADICTION_KEY));
  return contradictions.length > 0 ? { contradictions } : {};
}

async function assertUnchanged(
  tx: Tx,
  who: Principal,
  { item, seenVersion }: { item: Case; seenVersion: number | null },
): Promise<void> {
  if (seenVersion === null || seenVersion === item.version) return;
  const { version } = item;
  const changes = await othersEntriesSince(tx.query, who, { caseId: item.id, version: seenVersion });
  // Two workers of one program are one author: by a token, what the author has changed counts, too. No case is newer than it is.
  const counts = who.scopes !== null || seenVersion > version || changes.length > 0;
  if (counts) throw new Failure('case-changed', { data: { changes, version } });
}

/** The files of a template are copied. */
async function attachmentIdsOf(tx: Tx, who: Principal, { message, plan: { made } }: ReplyRequest): Promise<string[]> {
  const ids = chosenFileIds(message, made);
  if (!made) return ids;
  const copies = await copyFiles(tx, who, { files: made.files, ids });
  return ids.map((id) => copies.get(id)?.id ?? id);
}

/** Whoever answers for the team to which a case was handed over has dealt with what that team was told. */
const endsHandover = (who: Principal, { teamId }: Case): boolean => who.teamIds.includes(teamId);

/** After a reply it is the citizen's turn, unless it asked nothing of them; an agent who replies in a case without an assignee becomes the assignee. */
async function advanceCase(
  tx: Tx,
  who: Principal,
  { item, staysOpen }: { item: Case; staysOpen: boolean },
): Promise<void> {
  if (endsHandover(who, item)) item.handoverEntryId = null;
  // Whoever replies does not take it for spam.
  if (item.status === 'spam') await reopen(tx, item);
  if (!staysOpen && (item.status === 'open' || item.status === 'snoozed'))
    setStatus(item, { to: 'waiting', now: tx.now });
  const isNamed = item.restrictedTo?.includes(who.id) ?? true;
  const mayHaveIt = isNamed && who.teamIds.includes(item.teamId) && scopeOrNone(who, 'case.update')?.admits(item);
  if (item.assigneeId !== null || !mayHaveIt) return;
  item.assigneeId = who.id;
  await appendEntry(tx, {
    item,
    entry: { kind: 'activity', data: { type: 'assigned', from: null, to: who.name, toId: who.id } },
    actor: actorOf(who),
  });
}

function dueAt(now: Date, sendAt: string | undefined, account: Account): Date {
  const undo = new Date(now.getTime() + account.channel.undoSeconds(account.config) * 1000);
  const wanted = sendAt ? new Date(sendAt) : undo;
  return wanted > undo ? wanted : undo;
}

/** Marks the files that leave as links: those that the agent has chosen, and those that the channel does not take. */
function linkedOnes(
  { account: { channel } }: ReplyPlan,
  attachments: readonly Attachment[],
  chosen: readonly string[] = [],
): Attachment[] {
  const others = attachments.filter(({ id }) => !chosen.includes(id));
  const { sent } = divideFiles(channel.capabilities, others);
  return attachments.map((file) => (sent.includes(file) ? file : { ...file, asLink: true }));
}

/** What the link to a file adds to the text beside the file's name. */
const LINK_CHARACTERS = 160;

/** Refuses files that would go as links with a letter. */
function assertEnclosable(linked: readonly Attachment[], { attachments: limits }: Capabilities): void {
  const other = linked.find(({ type }) => type !== 'application/pdf');
  if (other) throw wrongField('attachmentIds', 'letter-takes-pdf', { name: other.name });
  if (linked.length === 0 || !limits) return;
  const megabytes = Math.floor(limits.maxTotalBytes / 1024 / 1024);
  throw wrongField('attachmentIds', 'enclosures', { max: limits.maxCount, megabytes });
}

function assertFits(
  { account, text: written, signature }: ReplyPlan,
  attachments: readonly Attachment[],
  linkCharacters: number,
): void {
  const { capabilities } = account.channel;
  const [sent, linked] = [attachments.filter(({ asLink }) => !asLink), attachments.filter(({ asLink }) => asLink)];
  if (capabilities.attachments?.neverLinked) assertEnclosable(linked, capabilities);
  assertWithinLimits(sent, capabilities);
  const text = `${written}${signature?.text ?? ''}`;
  const length =
    text.length + (linkCharacters && linked.reduce((sum, { name }) => sum + name.length + linkCharacters, 0));
  const { maxText: max } = capabilities;
  if (max !== null && length > max) throw wrongField('text', 'too-long', { max, length });
}
