import { randomUUIDv7 } from 'node:crypto';
import { actorOf, caseFor, type Principal } from '@guichet/access';
import { caseDetail, othersEntriesAfter, record, saveCase, setStatus } from '@guichet/cases';
import { sanitizeOutgoing } from '@guichet/channels';
import { handleKey, resolveHandles } from '@guichet/citizens';
import type { Attachment as AttachmentShape, Handle, PostMessage } from '@guichet/contracts';
import { Attachment, Delivery, Message, type Case, type Database, type Tx } from '@guichet/database';
import { Failure, type Keyring } from '@guichet/platform';
import type { Account, Accounts } from './accounts.js';
import { assertWithinLimits } from './attachments.js';

/** What an answer is checked against and sent with, read before its transaction. */
export interface ReplyPlan {
  account: Account;
  to: Handle[];
  cc: Handle[];
  subject: string;
  html: string | null;
}

/** Chooses account and recipients, and names each that is wrong. Nothing is written yet. */
export async function planReply(
  database: Database,
  accounts: Accounts,
  who: Principal,
  caseId: string,
  wanted: PostMessage,
): Promise<ReplyPlan> {
  const detail = await caseDetail(database, who, caseId);
  const channelId = wanted.channelId ?? detail.replyTo?.channelId;
  const account = channelId ? await accounts.byId(channelId) : undefined;
  if (!account?.enabled) {
    throw new Failure('invalid-request', {
      errors: [{ path: 'channelId', message: 'There is no channel account to answer by.' }],
    });
  }
  const to = wanted.to ?? detail.replyTo?.to ?? [];
  if (to.length === 0)
    throw new Failure('invalid-request', {
      errors: [{ path: 'to', message: 'Nobody is known to answer to: name a recipient.' }],
    });
  const known = new Map(detail.participants.map((handle) => [handle.value, handle]));
  const own = new Set((await accounts.all()).flatMap(({ addresses }) => addresses));
  const handles = (addresses: readonly string[], path: string): Handle[] =>
    addresses.map((address, n) => {
      const handle = account.channel.identify(address);
      if (!handle)
        throw new Failure('invalid-request', {
          errors: [{ path: `${path}.${n}`, message: `${address} is not an address.` }],
        });
      // An answer to ourselves would come back as a message, and be answered.
      if (own.has(handle.value)) {
        throw new Failure('invalid-request', {
          errors: [{ path: `${path}.${n}`, message: `${address} is our own address.` }],
        });
      }
      return known.get(handle.value) ?? handle;
    });
  if (wanted.text.trim() === '' && !wanted.html?.trim() && wanted.attachmentIds.length === 0) {
    throw new Failure('invalid-request', { errors: [{ path: 'text', message: 'The message is empty.' }] });
  }
  return {
    account,
    to: handles(to, 'to'),
    cc: handles(wanted.cc ?? [], 'cc'),
    subject: wanted.subject || detail.replyTo?.subject || detail.subject,
    html: wanted.html ? sanitizeOutgoing(wanted.html) : null,
  };
}

/**
 * Answers the citizen: entry and delivery in one transaction, held until the undo delay is over. `seenPosition` is what
 * the agent had read: others' messages and notes after it are shown first (`case-changed`), as the answer may contradict
 * them. Answers the id of the entry.
 */
export async function reply(
  tx: Tx,
  keyring: Keyring,
  who: Principal,
  caseId: string,
  wanted: PostMessage,
  plan: ReplyPlan,
  seenPosition: number | null,
): Promise<string> {
  const item = await caseFor(tx, who, caseId, 'case.reply');
  if (seenPosition !== null && seenPosition < item.lastPosition) {
    const changes = await othersEntriesAfter(
      (sql, parameters) => tx.query(sql, parameters),
      caseId,
      seenPosition,
      who.id,
    );
    if (changes.length > 0) throw new Failure('case-changed', { data: { changes } });
  }
  const entryId = randomUUIDv7();
  const { account } = plan;
  const attachments = await claimAttachments(tx, who, wanted.attachmentIds);
  assertWithinLimits(attachments, account.channel.capabilities);
  const { position } = await record(
    tx,
    item,
    {
      kind: 'message',
      direction: 'out',
      channel: account.kind,
      channelId: account.id,
      id: entryId,
      data: {
        from: null,
        to: plan.to,
        cc: plan.cc,
        subject: plan.subject,
        segments: [{ kind: 'visible', text: wanted.text }],
        html: plan.html,
        remoteImages: [],
        attachments,
        claimedAt: null,
        flags: [],
        hiddenParts: 0,
        hasOriginal: false,
      },
    },
    actorOf(who),
  );
  await attach(tx, entryId, caseId, wanted.attachmentIds);
  await addParticipants(tx, item, [...plan.to, ...plan.cc]);
  await tx.repo(Message).insert({
    entryId,
    caseId,
    channelId: account.id,
    direction: 'out',
    externalId: externalIdFor(keyring, entryId, account),
    fingerprint: '',
    envelopeId: null,
  });
  await tx.repo(Delivery).insert({
    entryId,
    caseId,
    channelId: account.id,
    state: 'held',
    reason: null,
    attempts: 0,
    dueAt: dueAt(tx.now, wanted.sendAt, account),
    startedAt: null,
    changedAt: tx.now,
    recipients: [],
  });
  await tx.query(`delete from draft where case_id = $1 and agent_id = $2`, [caseId, who.id]);
  await settle(tx, item, who);
  await saveCase(tx, item);
  tx.publish('message.queued', { entryId, position }, { caseId, teamIds: [item.teamId] });
  tx.wake('delivery');
  return entryId;
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

/** Made once and kept: however often the message is tried, it is the same one to whoever receives it. */
function externalIdFor(keyring: Keyring, entryId: string, account: Account): string {
  const domain = account.addresses[0]?.split('@')[1] ?? 'guichet.invalid';
  return `${entryId}.${keyring.sign('message-id', entryId)}@${domain}`;
}

/** Whoever is written to belongs to the case; a case of nobody becomes that of the first it is written to. */
async function addParticipants(tx: Tx, item: Case, handles: readonly Handle[]): Promise<void> {
  const known = await resolveHandles(tx, handles, 'recorded');
  const first = handles[0] && known.get(handleKey(handles[0]));
  await tx.query(
    `insert into case_participant (case_id, handle_id) select $1, unnest($2::uuid[]) on conflict do nothing`,
    [item.id, [...known.values()].map(({ id }) => id)],
  );
  if (item.citizenId === null && first) {
    Object.assign(item, { citizenId: first.citizenId, citizenName: handles[0]!.name || first.value });
  }
}

/** Uploads that are still loose and one's own; anything else is not there. */
async function claimAttachments(tx: Tx, who: Principal, ids: readonly string[]): Promise<AttachmentShape[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<AttachmentShape>(
    `select id, name, type, size, inline from attachment where id = any($1::uuid[]) and entry_id is null and uploaded_by = $2 for update`,
    [ids, who.id],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id, n) => {
    const row = byId.get(id);
    if (!row)
      throw new Failure('invalid-request', {
        errors: [{ path: `attachmentIds.${n}`, message: 'There is no such upload of yours.' }],
      });
    return row;
  });
}

async function attach(tx: Tx, entryId: string, caseId: string, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.repo(Attachment).update([...ids], { entryId, caseId });
}
