import { refuseMerged, type Principal } from '@guichet/access';
import { caseDetail, type StoredMessage } from '@guichet/cases';
import { sanitizeOutgoing } from '@guichet/channels';
import type { CheckMessage, Handle, PostMessage, ProviderTemplate, ReachOption } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import { prepareAnswer, type LinkTo, type Made, type PreparedAnswer } from '@guichet/templates';
import type { Account, Accounts } from './accounts.js';
import { refuseUnseen } from './check-message.js';
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
  /** Of an answer that was made from one of our templates: which, and what the agent made of it. */
  made: (Made & Pick<PreparedAnswer, 'templateId' | 'versionId' | 'answerId' | 'files'>) | null;
}

/** Chooses account and recipients, and names each that is wrong. Nothing is written yet. */
export async function planReply(
  database: Database,
  accounts: Accounts,
  linkTo: LinkTo,
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
  const { templateId } = wanted;
  const prepared = templateId
    ? await prepareAnswer(database, linkTo, who, caseId, account.kind, { ...wanted, templateId })
    : null;
  const approved =
    wanted.providerTemplate ?? (needsApproved(ways, to) ? (prepared?.providerTemplate ?? undefined) : undefined);
  assertReachable(ways, to, 'to', approved);
  assertReachable(ways, cc, 'cc', approved);
  const template = approved && templateOf(account, approved);
  const text = template ? filled(template.text, template.values) : (prepared?.text ?? wanted.text);
  const words = wanted.text.trim() !== '';
  // Words that were left to the template are its own in both forms.
  const html = prepared && !words ? prepared.html : wanted.html;
  const rich = html && capabilities.html ? sanitizeOutgoing(html) : null;
  if (prepared && rich && words && lettersOf(rich) !== lettersOf(text)) throw wrongField('html', 'html-differs');
  if (text.trim() === '' && !html?.trim() && wanted.attachmentIds.length === 0)
    throw wrongField('text', 'empty-message');
  const plan: ReplyPlan = {
    account,
    to,
    cc,
    subject: wanted.subject || detail.replyTo?.subject || prepared?.subject || detail.subject,
    text,
    html: rich,
    template: template && { name: template.name, language: template.language, values: template.values },
    made: prepared && { ...prepared, ...prepared.trace(text, template !== undefined) },
  };
  const { acknowledged } = wanted;
  if (acknowledged) await refuseUnseen(database, accounts, who, caseId, toCheck(plan, wanted), acknowledged);
  return plan;
}

/** What is read, whatever its form: an answer that is traced to a template says the same in both. */
const lettersOf = (text: string): string =>
  text
    .replace(/<[^>]*>/g, ' ')
    .replace(/&[#\w]{1,10};/g, ' ')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** As the agent has it checked: the subject only where they wrote one, as the other is the citizen's. */
const toCheck = ({ account, to, cc, text, html }: ReplyPlan, { subject }: PostMessage): CheckMessage => ({
  channelId: account.id,
  to: to.map(({ value }) => value),
  cc: cc.map(({ value }) => value),
  text,
  html,
  ...(subject && { subject }),
});

/** Is free text refused to somebody to whom it is to go? */
const needsApproved = (ways: readonly ReachOption[], to: readonly Handle[]): boolean =>
  ways.some(
    (way) => way.state === 'template' && to.some(({ type, value }) => way.to.type === type && way.to.value === value),
  );

/** Refuses what the provider, the law or the citizen would: all of these, however the agent came to know their address. */
function assertReachable(
  ways: readonly ReachOption[],
  handles: readonly Handle[],
  path: 'to' | 'cc',
  approved: PostMessage['providerTemplate'],
): void {
  for (const [n, { type, value }] of handles.entries()) {
    const way = ways.find(({ to }) => to.type === type && to.value === value);
    if (!way) throw wrongField(`${path}.${n}`, 'not-by-this-account', { address: value });
    if (way.state === 'closed') throw wrongField(`${path}.${n}`, way.reason!);
    if (way.state === 'template' && !approved) throw wrongField('providerTemplate', way.reason!);
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
