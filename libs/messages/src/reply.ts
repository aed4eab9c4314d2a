import { actorOf, caseFor, type Principal } from '@guichet/access';
import { othersEntriesSince, record, saveCase, setStatus } from '@guichet/cases';
import type { PostMessage } from '@guichet/contracts';
import type { Case, Tx } from '@guichet/database';
import { Failure, wrongField, type Keyring } from '@guichet/platform';
import { copyFiles, holdTemplate, recordUse } from '@guichet/templates';
import type { Account } from './accounts.js';
import { assertWithinLimits, attachUploads, claimUploads } from './attachments.js';
import { divideFiles } from './files-out.js';
import { queueMessage } from './outgoing.js';
import type { ReplyPlan } from './reply-plan.js';

/**
 * Answers the citizen: entry and delivery in one transaction, held until the undo delay is over. `seenVersion` is the case
 * that the agent had read: others' messages and notes since are shown first (`case-changed`), as the answer may contradict
 * them. Answers the id of the entry.
 */
export async function reply(
  tx: Tx,
  keyring: Keyring,
  who: Principal,
  caseId: string,
  wanted: PostMessage,
  plan: ReplyPlan,
  seenVersion: number | null,
): Promise<string> {
  const { made } = plan;
  if (made) await holdTemplate(tx, made);
  const item = await caseFor(tx, who, caseId, 'case.reply');
  if (seenVersion !== null && seenVersion < item.version) {
    const changes = await othersEntriesSince(tx.query, who, caseId, seenVersion);
    if (changes.length > 0) throw new Failure('case-changed', { data: { changes, version: item.version } });
  }
  const { account } = plan;
  const attachmentIds = await ownFiles(tx, who, wanted, made);
  const attachments = await claimUploads(tx, who, attachmentIds);
  const { sent, linked } = divideFiles(account.channel.capabilities, attachments);
  assertWithinLimits(sent, account.channel.capabilities);
  assertShortEnough(account, plan.text, linked);
  const entryId = await queueMessage(
    tx,
    keyring,
    item,
    account,
    {
      ...plan,
      ...(made && { provenance: made.provenance }),
      attachments,
      flags: [],
      dueAt: dueAt(tx.now, wanted.sendAt, account),
      unlessWritten: wanted.unlessWritten ?? false,
    },
    actorOf(who),
  );
  await attachUploads(tx, entryId, caseId, attachmentIds);
  if (made)
    await recordUse(tx, item, entryId, { ...made, agentId: who.id, kind: account.kind, subject: plan.subject }, made);
  await tx.query(`delete from draft where case_id = $1 and agent_id = $2`, [caseId, who.id]);
  await settle(tx, item, who);
  await saveCase(tx, item);
  return entryId;
}

/** Files of a template are copied; whoever leaves the words to it gets all of them. */
async function ownFiles(tx: Tx, who: Principal, wanted: PostMessage, made: ReplyPlan['made']): Promise<string[]> {
  if (!made) return wanted.attachmentIds;
  const all = wanted.text.trim() === '' && wanted.attachmentIds.length === 0;
  const ids = all ? made.files.map(({ id }) => id) : wanted.attachmentIds;
  const copies = await copyFiles(tx, who, made.files, ids);
  return ids.map((id) => copies.get(id)?.id ?? id);
}

/** After an answer it is the citizen's turn, and whoever answers a case of nobody takes it. */
async function settle(tx: Tx, item: Case, who: Principal): Promise<void> {
  if (item.status === 'open' || item.status === 'snoozed') setStatus(item, 'waiting', tx.now);
  if (item.assigneeId !== null || !who.teamIds.includes(item.teamId)) return;
  item.assigneeId = who.id;
  await record(
    tx,
    item,
    { kind: 'fact', data: { type: 'assigned', from: null, to: who.name, toId: who.id } },
    actorOf(who),
  );
}

function dueAt(now: Date, sendAt: string | undefined, account: Account): Date {
  const undo = new Date(now.getTime() + account.channel.undoSeconds(account.config) * 1000);
  const wanted = sendAt ? new Date(sendAt) : undo;
  return wanted > undo ? wanted : undo;
}

/** Links take room, too: each is a name and an address of ours. */
const LINK_CHARACTERS = 160;

function assertShortEnough({ channel }: Account, text: string, linked: readonly { name: string }[]): void {
  const { maxText } = channel.capabilities;
  const length = text.length + linked.reduce((sum, { name }) => sum + name.length + LINK_CHARACTERS, 0);
  if (maxText !== null && length > maxText) throw wrongField('text', 'too-long', { max: maxText, length });
}
