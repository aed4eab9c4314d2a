import { actorOf, allow, caseFor, type Principal } from '@guichet/access';
import { appendEntry, saveCase } from '@guichet/cases';
import type {
  Activity,
  BlockedSender as BlockedSenderShape,
  BlockedSenderQuery,
  BlockSender,
  Handle,
  Page,
} from '@guichet/contracts';
import { BlockedSender, type Reader, type Tx } from '@guichet/database';
import { Failure, newId, wrongField } from '@guichet/platform';
import type { Account } from '../accounts/channel-accounts.js';
import { blockableAs, isOf, senderOf, type BlockableSender } from './blockable-sender.js';
import { refuseUnseen, sendersIn } from './senders-in-case.js';

const EVERYBODY = 'The block list concerns the mail of all teams.';

/** What blocking needs to know besides: our own addresses, and how the sender is informed in their case. */
export interface BlockContext {
  tx: Tx;
  who: Principal;
  accounts: readonly Account[];
  /** The approved text to the sender: who gets it, and what sends it and returns its entry; absent where nobody is informed. */
  inform?: { to: readonly Pick<Handle, 'value'>[]; send: () => Promise<string> } | undefined;
}

/**
 * Puts a sender on the block list, and says so in the case from which that is done. Who is on it already stays there as they are.
 * An abusive sender is informed once, however often they are blocked.
 *
 * @throws Failure `not-permitted`, also for an agent who does not see the sender in `caseId`; `not-found` for the case; `invalid-request` for what is no
 *   address, one of ours, or that of a colleague
 */
export async function blockSender(
  { tx, who, accounts, inform }: BlockContext,
  { value, reason, note, caseId }: BlockSender,
): Promise<BlockedSenderShape> {
  allow(who, 'sender.block');
  const sender = senderOf(value, accounts);
  await refuseUnseen(tx, who, { sender, caseId });
  await assertNoColleague(tx, sender);
  // One at a time: two agents who block one sender must not inform them twice.
  await tx.query(`select pg_advisory_xact_lock(hashtext('block list ' || $1))`, [sender.value]);
  const rows = await tx.repo(BlockedSender).find({ where: { value: sender.value }, order: { at: 'DESC' } });
  const standing = rows.find(({ endedAt }) => endedAt === null);
  if (standing) return shapeOf(standing);
  const informed = rows.find(({ informedAt }) => informedAt !== null);
  const sentEntryId = informed ? null : ((await inform?.send()) ?? null);
  // What went to somebody else has not informed this sender.
  const informedEntryId = inform?.to.some(({ value: to }) => isOf(sender, to)) ? sentEntryId : null;
  const row: BlockedSender = Object.assign(new BlockedSender(), {
    ...{ id: newId(), ...sender, reason, note, at: tx.now, byId: who.id, byName: who.name },
    informedEntryId: informed ? informed.informedEntryId : informedEntryId,
    informedAt: informed ? informed.informedAt : informedEntryId && tx.now,
    ...{ endedAt: null, endedById: null, endedByName: null },
  });
  await tx.repo(BlockedSender).insert(row);
  if (caseId) await recordInCase(tx, who, { caseId, activity: { type: 'sender-blocked', value: row.value, reason } });
  publish(tx, row);
  return shapeOf(row);
}

/**
 * Colleagues write to us, too: to be copied in, or what a citizen has sent to their own mailbox. A domain is theirs where several of them
 * have it: one alone may work for a partner, whose domain may be blocked.
 */
async function assertNoColleague(tx: Tx, sender: BlockableSender): Promise<void> {
  const agents = await tx.query<{ name: string; email: string }>(
    `select name, email from agent where active order by name`,
  );
  const [colleague, another] = agents.filter(({ email }) => isOf(sender, email));
  if (!colleague) return;
  if (sender.kind === 'address')
    throw wrongField('value', 'address-of-agent', { address: sender.value, name: colleague.name });
  if (another) throw wrongField('value', 'domain-of-agents', { domain: sender.value });
}

/**
 * Takes a sender off the block list; the row stays. `caseId`: the case in which that is said.
 *
 * @throws Failure `not-permitted`, `not-found`
 */
export async function unblockSender(
  tx: Tx,
  who: Principal,
  { id, caseId }: { id: string; caseId?: string | undefined },
): Promise<void> {
  allow(who, 'sender.block');
  const row = await tx.repo(BlockedSender).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!row) throw new Failure('not-found');
  await refuseUnseen(tx, who, { sender: row, caseId });
  if (row.endedAt) return;
  Object.assign(row, { endedAt: tx.now, endedById: who.id, endedByName: who.name });
  await tx.repo(BlockedSender).save(row);
  if (caseId) await recordInCase(tx, who, { caseId, activity: { type: 'sender-unblocked', value: row.value } });
  publish(tx, row);
}

/**
 * All that are blocked and, below them, the latest that were; or who is blocked of those who write in a case.
 *
 * @throws Failure `not-permitted`; `not-found` for the case
 */
export async function listBlockedSenders(
  reader: Reader,
  who: Principal,
  { caseId }: Pick<BlockedSenderQuery, 'caseId'> = {},
): Promise<Page<BlockedSenderShape>> {
  allow(who, caseId ? 'sender.block' : 'sender.list');
  const rows = await reader.query<BlockedSender>(
    `select id, kind, value, reason, note, at, by_name as "byName", informed_at as "informedAt", ended_at as "endedAt", ended_by_name as "endedByName"
     from blocked_sender where $1::text[] is null or ended_at is null and value = any($1)
     order by ended_at is not null, coalesce(ended_at, at) desc limit 1000`,
    [caseId ? (await sendersIn(reader, who, caseId)).flatMap(blockableAs) : null],
  );
  return { items: rows.map(shapeOf), nextCursor: null };
}

async function recordInCase(
  tx: Tx,
  who: Principal,
  { caseId, activity }: { caseId: string; activity: Activity },
): Promise<void> {
  const item = await caseFor(tx, who, { id: caseId, permission: 'case.update' });
  await appendEntry(tx, { item, entry: { kind: 'activity', data: activity }, actor: actorOf(who) });
  await saveCase(tx, item);
  tx.publish('case.changed', { fields: ['sender-blocked'] }, { caseId, teamIds: [item.teamId] });
}

function publish(tx: Tx, { id, endedAt }: BlockedSender): void {
  tx.notify('block-list');
  tx.publish('sender.blocked', { blockedSenderId: id, ended: endedAt !== null }, { allTeams: EVERYBODY });
}

const shapeOf = (row: BlockedSender): BlockedSenderShape => ({
  id: row.id,
  kind: row.kind,
  value: row.value,
  reason: row.reason,
  note: row.note,
  by: row.byName,
  at: row.at.toISOString(),
  informedAt: row.informedAt?.toISOString() ?? null,
  ended: row.endedAt && { by: row.endedByName!, at: row.endedAt.toISOString() },
});
