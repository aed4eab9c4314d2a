import { refuseMerged } from '@guichet/access';
import { caseDetail } from '@guichet/cases';
import { sanitizeOutgoing, textFromHtml } from '@guichet/channels';
import {
  canReplyBy,
  Language,
  providerText,
  replySubject,
  type CaseDetail,
  type CheckMessage,
  type Handle,
  type PostMessage,
  type ReplyRoute,
} from '@guichet/contracts';
import { wrongField } from '@guichet/platform';
import { prepareReply, type PreparedReply } from '@guichet/templates';
import type { Account, Accounts } from '../accounts/channel-accounts.js';
import { assertAcknowledged } from '../disclosure/check-for-other-persons-data.js';
import { providerTemplateOf, type FilledProviderTemplate } from './chosen-provider-template.js';
import { assertApprovedCarries } from './files-carried-by-provider-template.js';
import { recipientsOf, type Recipients } from './reply-recipients.js';
import type { PlanContext, ReplyPlan, UnsignedPlan } from './reply-plan.js';
import { signPlan } from './add-reply-signature.js';
import { replyRoutesFor, replyRoutesToTyped, type UsableRoutes } from './find-reply-routes.queries.js';

/**
 * Chooses account and recipients of a reply and renders its text. Nothing is written.
 *
 * @throws Failure `not-found`, `not-permitted` or `conflict` for the case; `invalid-request` with one error for each field that
 *   is wrong; `disclosure-check` for findings that the agent has not acknowledged
 */
export async function planReply(context: PlanContext, caseId: string, message: PostMessage): Promise<ReplyPlan> {
  const { plan, language } = await unsignedPlan(context, caseId, message);
  const { acknowledged = [] } = message;
  await assertAcknowledged(context, caseId, { message: toCheck(plan, message), acknowledged });
  return { ...plan, ...(await signPlan(context, caseId, { plan, language })) };
}

/** Plans a reply that is only to be shown: it is not checked for what it discloses. Throws as `planReply` else. */
export async function planUnchecked(context: PlanContext, caseId: string, message: PostMessage): Promise<ReplyPlan> {
  const { plan, language } = await unsignedPlan(context, caseId, message);
  return { ...plan, ...(await signPlan(context, caseId, { plan, language })) };
}

async function unsignedPlan(
  context: PlanContext,
  caseId: string,
  message: PostMessage,
): Promise<{ plan: UnsignedPlan; language: Language | undefined }> {
  const { reader, who, accounts, linkTo } = context;
  await refuseMerged(reader.query, who, caseId);
  // One after the other: whoever may not see the case gets the same answer each time.
  const usable = await replyRoutesFor(context, caseId);
  const detail = await caseDetail(reader, who, { id: caseId });
  const { routes } = usable;
  const account = await accountOf(accounts, message, { detail, usable });
  const own = new Set((await accounts.all()).flatMap(({ addresses }) => addresses));
  const recipients = recipientsOf({ account, own, detail, routes }, message);
  const reachable = await routesTo(context, { account, usable, recipients });
  const { templateId } = message;
  const prepared = templateId
    ? await prepareReply({ reader, who, linkTo }, { caseId, kind: account.kind }, { ...message, templateId })
    : null;
  const template = providerTemplateFor({ account, reachable, recipients }, message, prepared);
  if (template) await assertApprovedCarries({ reader, who, account }, template, { message, prepared });
  const body = bodyOf(message, prepared, { template, html: account.channel.capabilities.html });
  const plan: UnsignedPlan = {
    account,
    ...recipients,
    ...body,
    subject: message.subject || usualSubject(account, prepared, { detail, to: recipients.to }),
    template: template && { name: template.name, language: template.language, values: template.values },
    made: prepared && { ...prepared, ...prepared.trace(body.text, template !== undefined) },
  };
  return { plan, language: message.language ?? Language.safeParse(detail.language).data };
}

/** A message answers under the subject of another one; a letter has its own. */
function usualSubject(
  { channel }: Account,
  prepared: PreparedReply | null,
  { detail, to }: { detail: CaseDetail; to: readonly Handle[] },
): string {
  if (channel.capabilities.paper) return prepared?.subject || detail.subject;
  const addresses = to.map(({ value }) => value);
  return replySubject(detail, addresses) || prepared?.subject || detail.subject;
}

/**
 * The account that the agent chose; else the one by which the citizen wrote last, else the best route. One that the agent may not
 * use is refused as one that is not there.
 */
async function accountOf(
  accounts: Accounts,
  { channelAccountId: wanted }: PostMessage,
  { detail, usable }: { detail: CaseDetail; usable: UsableRoutes },
): Promise<Account> {
  const find = async (id: string | undefined): Promise<Account | undefined> => {
    const found = id === undefined ? undefined : await accounts.byId(id);
    return found && isUsable(found, usable) ? found : undefined;
  };
  const usual = async () =>
    (await find(detail.replyTo?.channelAccountId)) ?? (await find(usable.routes[0]?.channelAccountId));
  const account = await (wanted === undefined ? usual() : find(wanted));
  if (!account) throw wrongField('channelAccountId', 'no-account');
  if (!account.enabled) throw wrongField('channelAccountId', 'account-off', { name: account.name });
  if (!canReplyBy(account.channel.capabilities)) throw wrongField('channelAccountId', 'nothing-sent');
  return account;
}

const isUsable = (account: Account, { mayWriteFrom, routes }: UsableRoutes): boolean =>
  mayWriteFrom(account) || routes.some(({ channelAccountId }) => channelAccountId === account.id);

const isTo =
  ({ type, value }: Handle) =>
  ({ to }: ReplyRoute): boolean =>
    to.type === type && to.value === value;

/** The routes by this account, those to addresses that the agent typed included, where they may write from it to anybody. */
async function routesTo(
  { reader, who }: PlanContext,
  {
    account,
    usable: { routes, mayWriteFrom },
    recipients: { to, cc, bcc = [] },
  }: { account: Account; usable: UsableRoutes; recipients: Recipients },
): Promise<ReplyRoute[]> {
  const byAccount = routes.filter(({ channelAccountId }) => channelAccountId === account.id);
  if (!mayWriteFrom(account)) return byAccount;
  const typed = [...to, ...cc, ...bcc].filter((handle) => !byAccount.some(isTo(handle)));
  return typed.length > 0 ? [...byAccount, ...(await replyRoutesToTyped({ reader, who }, account, typed))] : byAccount;
}

/** The message approved by the provider: the one that was chosen, or the template's own where free text is not allowed. */
function providerTemplateFor(
  {
    account,
    reachable,
    recipients: { to, cc, bcc = [] },
  }: { account: Account; reachable: ReplyRoute[]; recipients: Recipients },
  message: PostMessage,
  prepared: PreparedReply | null,
): FilledProviderTemplate | undefined {
  const needsTemplate = to.some((handle) =>
    reachable.some((route) => route.state === 'template' && isTo(handle)(route)),
  );
  const chosen = message.providerTemplate ?? (needsTemplate ? (prepared?.providerTemplate ?? undefined) : undefined);
  const hasTemplate = chosen !== undefined;
  assertReachable(reachable, to, { path: 'to', hasTemplate });
  assertReachable(reachable, cc, { path: 'cc', hasTemplate });
  assertReachable(reachable, bcc, { path: 'bcc', hasTemplate });
  return chosen && providerTemplateOf(account, chosen);
}

/** Refuses recipients whom the provider, the law or their own wish puts out of reach, however the agent knows their address. */
function assertReachable(
  routes: readonly ReplyRoute[],
  handles: readonly Handle[],
  { path, hasTemplate }: { path: 'to' | 'cc' | 'bcc'; hasTemplate: boolean },
): void {
  for (const [n, handle] of handles.entries()) {
    const route = routes.find(isTo(handle));
    if (!route) throw wrongField(`${path}.${n}`, 'not-by-this-account', { address: handle.value });
    if (route.state === 'closed') throw wrongField(`${path}.${n}`, route.reason!);
    if (route.state === 'template' && !hasTemplate) throw wrongField('providerTemplate', route.reason!);
  }
}

/** Returns text and HTML as they are sent. */
function bodyOf(
  message: PostMessage,
  prepared: PreparedReply | null,
  { template, html: takesHtml }: { template: FilledProviderTemplate | undefined; html: boolean },
): Pick<ReplyPlan, 'text' | 'html'> {
  const text = template ? providerText(template, template.values) : (prepared?.text ?? message.text);
  const hasText = message.text.trim() !== '';
  // Where the agent left the text to the template, both forms are the template's.
  const html = prepared && !hasText ? prepared.html : message.html;
  const sanitized = html && takesHtml ? sanitizeOutgoing(html) : null;
  if (prepared && sanitized && hasText && lettersOf(textFromHtml(sanitized)) !== lettersOf(text))
    throw wrongField('html', 'html-differs');
  if (text.trim() === '' && !html?.trim() && message.attachmentIds.length === 0)
    throw wrongField('text', 'empty-message');
  return { text, html: sanitized };
}

/** Returns the letters and numbers of a text. A reply that was made from a template must say the same in text and HTML. */
const lettersOf = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '');

/** The subject is checked only where the agent wrote it; else it is the citizen's. */
const toCheck = (
  { account, to, cc, bcc = [], text, html }: UnsignedPlan,
  { subject, attachmentIds }: PostMessage,
): CheckMessage => ({
  channelAccountId: account.id,
  to: to.map(({ value }) => value),
  cc: cc.map(({ value }) => value),
  bcc: bcc.map(({ value }) => value),
  text,
  html,
  attachmentIds,
  ...(subject && { subject }),
});
