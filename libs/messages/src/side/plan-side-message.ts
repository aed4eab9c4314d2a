import { authorFor, parameters, refuseMerged, scope } from '@guichet/access';
import type { DisclosureCode, Handle, PostSideMessage, StartSideConversation } from '@guichet/contracts';
import { Failure, wrongField } from '@guichet/platform';
import type { Account, Accounts } from '../accounts/channel-accounts.js';
import { systemMailAccount } from '../accounts/system-mail-account.js';
import { mayWriteFrom } from '../accounts/usable-accounts.js';
import {
  checkMessage,
  refuseUnacknowledged,
  type MessageCheckContext,
} from '../disclosure/check-for-other-persons-data.js';
import { assertNotNamed, signatureToOthers } from '../send/add-reply-signature.js';
import { quotedText } from './quoted-messages.js';
import { plannedConversationIn, type SideRef } from './side-conversations.queries.js';

/** What is written in a side conversation, checked and ready: it is read before the transaction that writes it. */
export interface SidePlan {
  account: Account;
  to: Handle[];
  subject: string;
  text: string;
  /** Below the text, as below replies; empty where it is signed already, or replies are not. */
  signature: string;
  /** What stands below the text; empty where nothing is quoted. */
  quote: string;
  message: Pick<PostSideMessage, 'attachmentIds' | 'forwardedIds'>;
}

/**
 * Chooses the account and the recipients of a new side conversation, and puts below the text what is quoted. Nothing is written.
 *
 * @throws Failure `not-found`, `not-permitted` or `conflict` for the case; `invalid-request` for the recipients, where no mail account
 *   can send, or where an agent who is not named to citizens has written their name; `disclosure-check` for findings that the agent
 *   has not acknowledged
 */
export async function planSideConversation(
  context: MessageCheckContext,
  caseId: string,
  wanted: StartSideConversation,
): Promise<SidePlan> {
  const { reader, who, accounts } = context;
  await refuseMerged(reader.query, who, caseId);
  const item = await caseToAskAbout(context, caseId);
  await assertAuthorNotNamed(context, item, { text: wanted.text, subject: wanted.subject });
  const account = await accountFor(context, item);
  const to = recipientsOf(account, await accounts.all(), wanted.to);
  const quote = await quotedText({ reader, who }, { caseId, quote: wanted.quote });
  const signature = await signatureToOthers({ reader, who }, caseId, { text: wanted.text, account });
  const plan = { account, to, subject: wanted.subject, text: wanted.text, signature, quote, message: wanted };
  await assertDisclosed(context, caseId, { plan, acknowledged: wanted.acknowledged, expected: ['new-recipient'] });
  return plan;
}

/**
 * Plans a further message of a side conversation, to all of its recipients.
 *
 * @throws Failure as `planSideConversation`, and `not-found` for a conversation that is not of this case
 */
export async function planSideMessage(
  context: MessageCheckContext,
  { caseId, sideId }: SideRef,
  wanted: PostSideMessage,
): Promise<SidePlan> {
  const { reader, who, accounts } = context;
  await refuseMerged(reader.query, who, caseId);
  const item = await caseToAskAbout(context, caseId);
  const found = await plannedConversationIn(reader, { caseId, sideId });
  await assertAuthorNotNamed(context, item, { text: wanted.text });
  const own = await accounts.byId(found.channelAccountId);
  const account = own?.enabled ? own : await accountFor(context, item);
  const { text } = wanted;
  const signature = await signatureToOthers({ reader, who }, caseId, { text, account });
  const plan = { account, to: found.recipients, subject: found.subject, text, signature, quote: '', message: wanted };
  // Whoever was asked has been looked at then.
  const expected = ['new-recipient', 'other-citizen-copied'] as const;
  const check = { ...context, startedIn: found.caseId };
  await assertDisclosed(check, caseId, { plan, acknowledged: wanted.acknowledged, expected });
  return plan;
}

interface CaseToAskAbout {
  teamId: string;
  channelAccountId: string | null;
}

async function caseToAskAbout({ reader, who }: MessageCheckContext, caseId: string): Promise<CaseToAskAbout> {
  const { values, bind } = parameters(caseId);
  const [item] = await reader.query<CaseToAskAbout>(
    `select c.team_id as "teamId", c.channel_account_id as "channelAccountId" from cases c
     where c.id = $1 and ${scope(who, 'case.reply').sql('c', bind)}`,
    values,
  );
  if (!item) throw new Failure('not-found');
  return item;
}

async function assertAuthorNotNamed(
  { reader, who }: MessageCheckContext,
  { teamId }: CaseToAskAbout,
  texts: Readonly<Record<string, string>>,
): Promise<void> {
  const { isAnonymous } = await authorFor(reader, { agentId: who.id, teamId });
  if (isAnonymous) assertNotNamed(texts, who.name);
}

/** The mail account of the case, else one from which the agent may write there, else that of the organisation. */
async function accountFor({ accounts, who }: MessageCheckContext, item: CaseToAskAbout): Promise<Account> {
  const mail = (await accounts.all()).filter(({ enabled, kind }) => enabled && kind === 'email');
  const mayWrite = mayWriteFrom(who, item);
  const found =
    mail.find(({ id }) => id === item.channelAccountId) ??
    mail.find(({ teamId }) => teamId === item.teamId) ??
    mail.find(mayWrite) ??
    (await organisationAccount(accounts));
  if (!found) throw wrongField('to', 'no-account');
  return found;
}

const organisationAccount = async (accounts: Accounts): Promise<Account | undefined> => {
  const found = await systemMailAccount(accounts);
  return found?.shared ? found : undefined;
};

function recipientsOf(account: Account, all: readonly Account[], addresses: readonly string[]): Handle[] {
  const own = new Set(all.flatMap((one) => one.addresses));
  const handles = addresses.map((address, n) => {
    const handle = account.channel.identify(address);
    if (!handle) throw wrongField(`to.${n}`, 'not-an-address', { address });
    if (own.has(handle.value)) throw wrongField(`to.${n}`, 'own-address', { address });
    return handle;
  });
  return [...new Map(handles.map((handle) => [handle.value, handle])).values()];
}

/**
 * The check of replies. That the people who are asked are new in the case is the purpose, and is `expected`; what the citizen wrote
 * of their health, and their numbers of account and social security, is said.
 */
async function assertDisclosed(
  context: MessageCheckContext,
  caseId: string,
  {
    plan,
    acknowledged,
    expected,
  }: { plan: SidePlan; acknowledged: readonly string[]; expected: readonly DisclosureCode[] },
): Promise<void> {
  const { account, to, subject, text, quote, message } = plan;
  const findings = await checkMessage({ ...context, isToOthers: true }, caseId, {
    channelAccountId: account.id,
    to: to.map(({ value }) => value),
    subject,
    text: `${text}\n\n${quote}`,
    attachmentIds: [...message.attachmentIds, ...message.forwardedIds],
  });
  refuseUnacknowledged(
    // Who last wrote in the case, and whether they did, is nothing to those who are asked.
    findings.filter(({ code }) => code !== 'sender-not-proven' && !expected.includes(code)),
    acknowledged,
  );
}
