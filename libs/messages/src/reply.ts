import { actorOf, caseFor, refuseMerged, type Principal } from '@guichet/access';
import { caseDetail, othersEntriesSince, record, saveCase, setStatus, type StoredMessage } from '@guichet/cases';
import { sanitizeOutgoing } from '@guichet/channels';
import type { Handle, PostMessage, ProviderTemplate, ReachOption } from '@guichet/contracts';
import type { Case, Database, Tx } from '@guichet/database';
import { Failure, wrongField, type Keyring } from '@guichet/platform';
import type { Account, Accounts } from './accounts.js';
import { assertWithinLimits, attachUploads, claimUploads } from './attachments.js';
import { divideFiles } from './files-out.js';
import { queueMessage } from './outgoing.js';
import { reachOfTyped, reachOptions } from './reach.queries.js';

/** What an answer is checked against and sent with, read before its transaction. */
export interface ReplyPlan {
  account: Account;
  to: Handle[];
  cc: Handle[];
  subject: string;
  text: string;
  html: string | null;
  template: StoredMessage['template'];
}

/** Chooses account and recipients, and names each that is wrong. Nothing is written yet. */
export async function planReply(
  database: Database,
  accounts: Accounts,
  who: Principal,
  caseId: string,
  wanted: PostMessage,
): Promise<ReplyPlan> {
  await refuseMerged(database.read, who, caseId);
  const [detail, options] = await Promise.all([
    caseDetail(database, who, caseId),
    reachOptions(database, accounts, who, caseId),
  ]);
  const channelId = wanted.channelId ?? detail.replyTo?.channelId ?? options[0]?.channelId;
  const account = channelId ? await accounts.byId(channelId) : undefined;
  if (!account?.enabled) throw wrongField('channelId', 'no-account');
  const { capabilities } = account.channel;
  if (capabilities.recorded) throw wrongField('channelId', 'nothing-sent');
  const own = new Set((await accounts.all()).flatMap(({ addresses }) => addresses));
  const known = new Map([
    ...options.map(({ to }) => [to.value, to] as const),
    ...detail.participants.map((handle) => [handle.value, handle] as const),
  ]);
  const handles = (addresses: readonly string[], path: string): Handle[] =>
    addresses.map((address, n) => {
      const handle = account.channel.identify(address);
      if (!handle) throw wrongField(`${path}.${n}`, 'not-an-address', { address });
      // An answer to ourselves would come back as a message, and be answered.
      if (own.has(handle.value)) throw wrongField(`${path}.${n}`, 'own-address', { address });
      return known.get(handle.value) ?? handle;
    });
  const byThis = options.filter((option) => option.channelId === account.id);
  const usual =
    detail.replyTo?.channelId === account.id ? detail.replyTo.to : byThis.slice(0, 1).map(({ to }) => to.value);
  const to = handles(wanted.to ?? usual, 'to');
  const cc = handles(wanted.cc ?? [], 'cc');
  if (to.length === 0) throw wrongField('to', 'no-recipient');
  if (capabilities.recipients === 'one' && to.length + cc.length > 1) throw wrongField('to', 'one-recipient');
  const isOption = ({ type, value }: Handle) => byThis.some((one) => one.to.type === type && one.to.value === value);
  const typed = [...to, ...cc].filter((handle) => !isOption(handle));
  const ways = typed.length > 0 ? [...byThis, ...(await reachOfTyped(database, account, who, typed))] : byThis;
  assertReachable(ways, to, 'to', wanted);
  assertReachable(ways, cc, 'cc', wanted);
  const template = wanted.providerTemplate && templateOf(account, wanted.providerTemplate);
  if (!template && wanted.text.trim() === '' && !wanted.html?.trim() && wanted.attachmentIds.length === 0)
    throw wrongField('text', 'empty-message');
  return {
    account,
    to,
    cc,
    subject: wanted.subject || detail.replyTo?.subject || detail.subject,
    text: template ? filled(template.text, template.values) : wanted.text,
    html: wanted.html && capabilities.html ? sanitizeOutgoing(wanted.html) : null,
    template: template && { name: template.name, language: template.language, values: template.values },
  };
}

/** Refuses what the provider, the law or the citizen would: all of these, however the agent came to know their address. */
function assertReachable(
  ways: readonly ReachOption[],
  handles: readonly Handle[],
  path: 'to' | 'cc',
  { providerTemplate }: PostMessage,
): void {
  for (const [n, { type, value }] of handles.entries()) {
    const way = ways.find(({ to }) => to.type === type && to.value === value);
    if (!way) throw wrongField(`${path}.${n}`, 'not-by-this-account', { address: value });
    if (way.state === 'closed') throw wrongField(`${path}.${n}`, way.reason!);
    if (way.state === 'template' && !providerTemplate) throw wrongField('providerTemplate', way.reason!);
  }
}

/** The approved message that was chosen, with its blanks filled. */
function templateOf(
  { channel, config }: Account,
  { name, language, values }: NonNullable<PostMessage['providerTemplate']>,
): ProviderTemplate & { values: string[] } {
  const template = (channel.templates?.(config) ?? []).find((one) => one.name === name && one.language === language);
  if (!template) throw wrongField('providerTemplate', 'no-template');
  const blanks = blanksOf(template.text);
  if (values.length !== blanks) throw wrongField('providerTemplate.values', 'wrong-blanks', { count: blanks });
  return { ...template, values };
}

const BLANK = /\{\{(\d+)\}\}/g;
const blanksOf = (text: string): number => new Set([...text.matchAll(BLANK)].map(([, n]) => n)).size;
const filled = (text: string, values: readonly string[]): string =>
  text.replace(BLANK, (blank, n: string) => values[Number(n) - 1] ?? blank);

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
  const item = await caseFor(tx, who, caseId, 'case.reply');
  if (seenVersion !== null && seenVersion < item.version) {
    const changes = await othersEntriesSince(tx.query, who, caseId, seenVersion);
    if (changes.length > 0) throw new Failure('case-changed', { data: { changes, version: item.version } });
  }
  const { account } = plan;
  const attachments = await claimUploads(tx, who, wanted.attachmentIds);
  const { sent, linked } = divideFiles(account.channel.capabilities, attachments);
  assertWithinLimits(sent, account.channel.capabilities);
  assertShortEnough(account, plan.text, linked);
  const entryId = await queueMessage(
    tx,
    keyring,
    item,
    account,
    { ...plan, attachments, flags: [], dueAt: dueAt(tx.now, wanted.sendAt, account) },
    actorOf(who),
  );
  await attachUploads(tx, entryId, caseId, wanted.attachmentIds);
  await tx.query(`delete from draft where case_id = $1 and agent_id = $2`, [caseId, who.id]);
  await settle(tx, item, who);
  await saveCase(tx, item);
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

/** Links take room, too: each is a name and an address of ours. */
const LINK_CHARACTERS = 160;

function assertShortEnough({ channel }: Account, text: string, linked: readonly { name: string }[]): void {
  const { maxText } = channel.capabilities;
  const length = text.length + linked.reduce((sum, { name }) => sum + name.length + LINK_CHARACTERS, 0);
  if (maxText !== null && length > maxText) throw wrongField('text', 'too-long', { max: maxText, length });
}
