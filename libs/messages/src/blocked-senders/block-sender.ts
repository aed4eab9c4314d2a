import { randomUUIDv7 } from 'node:crypto';
import { actorOf, allow, caseFor, type Principal } from '@guichet/access';
import { appendEntry, saveCase } from '@guichet/cases';
import { channels } from '@guichet/channels';
import type { Activity, BlockedSender as BlockedSenderShape, BlockSender, Handle, Page } from '@guichet/contracts';
import { BlockedSender, type Reader, type Tx } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';
import type { Account } from '../accounts/channel-accounts.js';

const EVERYBODY = 'The block list concerns the mail of all teams.';

/** Providers at which anybody may have an address: who blocks one of them, blocks half of the citizens. */
const OF_MANY = new Set(
  `gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr msn.com yahoo.com yahoo.fr icloud.com me.com
   orange.fr wanadoo.fr free.fr sfr.fr neuf.fr bbox.fr laposte.net gmx.com gmx.fr gmx.de gmx.net web.de proton.me protonmail.com aol.com
   skynet.be telenet.be bluewin.ch pt.lu vo.lu`.split(/\s+/),
);

const DOMAIN = /^@?((?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62})$/i;

/** Who is meant by what was typed: an address or number in its one spelling, or a domain. */
function senderOf(value: string, accounts: readonly Account[]): Pick<BlockedSender, 'kind' | 'value'> {
  const domain = DOMAIN.exec(value)?.[1]?.toLowerCase();
  if (domain) {
    if (OF_MANY.has(domain)) throw wrongField('value', 'domain-of-many', { domain });
    const isOurs = accounts.some(({ addresses }) =>
      addresses.some((own) => `.${own.split('@')[1]}`.endsWith(`.${domain}`)),
    );
    if (isOurs) throw wrongField('value', 'own-address', { address: domain });
    return { kind: 'domain', value: domain };
  }
  const handle = channels.email.identify(value) ?? channels.sms.identify(value);
  if (!handle) throw wrongField('value', 'no-address');
  if (accounts.some(({ addresses }) => addresses.includes(handle.value)))
    throw wrongField('value', 'own-address', { address: handle.value });
  return { kind: 'address', value: handle.value };
}

/** Whether an address is the blocked one, or in the blocked domain. */
const isOf = ({ kind, value }: Pick<BlockedSender, 'kind' | 'value'>, address: string): boolean =>
  kind === 'address' ? address === value : `.${address.slice(address.lastIndexOf('@') + 1)}`.endsWith(`.${value}`);

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
 * @throws Failure `not-permitted`; `not-found` for the case; `invalid-request` for what is no address, or one of ours
 */
export async function blockSender(
  { tx, who, accounts, inform }: BlockContext,
  { value, reason, note, caseId }: BlockSender,
): Promise<BlockedSenderShape> {
  allow(who, 'sender.block');
  const sender = senderOf(value, accounts);
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
    ...{ id: randomUUIDv7(), ...sender, reason, note, at: tx.now, byId: who.id, byName: who.name },
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
  if (row.endedAt) return;
  Object.assign(row, { endedAt: tx.now, endedById: who.id, endedByName: who.name });
  await tx.repo(BlockedSender).save(row);
  if (caseId) await recordInCase(tx, who, { caseId, activity: { type: 'sender-unblocked', value: row.value } });
  publish(tx, row);
}

/** All that are blocked and, below them, the latest that were. */
export async function listBlockedSenders(reader: Reader, who: Principal): Promise<Page<BlockedSenderShape>> {
  allow(who, 'sender.block');
  const rows = await reader.query<BlockedSender>(
    `select id, kind, value, reason, note, at, by_name as "byName", informed_at as "informedAt", ended_at as "endedAt", ended_by_name as "endedByName"
     from blocked_sender order by ended_at is not null, coalesce(ended_at, at) desc limit 1000`,
    [],
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
