import { caseDetail, putReadBack, readUpTo } from '@guichet/cases';
import { PostMessage, type BulkAction, type CaseDetail, type ReplyRoute } from '@guichet/contracts';
import type { BulkItem, Tx } from '@guichet/database';
import { Failure, wrongField } from '@guichet/platform';
import { cancelMessage } from '../send/cancel-send-now-retry.js';
import { replyRoutesFor } from '../send/find-reply-routes.queries.js';
import { planReply } from '../send/plan-reply.js';
import { replyLink } from '../send/reply-page-link.js';
import type { PlanContext, ReplyPlan } from '../send/reply-plan.js';
import { reply } from '../send/write-reply.js';
import type { BulkContext, Turn } from './bulk-context.js';
import { markAsReadUntilBegun } from './change-or-restore-in-bulk.js';

type Write = (tx: Tx) => Promise<Partial<BulkItem>>;

const planContext = ({ database, accounts, fileTexts, keyring, config }: BulkContext, { who }: Turn): PlanContext => ({
  ...{ reader: database, who, accounts, fileTexts },
  linkTo: (replyPageId) => replyLink(keyring, config.publicUrl, replyPageId),
});

/** By which account, and to whom. */
type Addressed = Pick<PostMessage, 'channelAccountId' | 'to'>;
/** One that was shown keeps its page, to which its text has a link, and the version of its template. */
type AsShown = Addressed & Pick<PostMessage, 'replyPageId' | 'templateNumber'>;

/** The text is left to the template, with what was filled in for all cases. */
function messageOf({ action }: Turn, made: AsShown): PostMessage {
  const { kind: _, ...fromTemplate } = action.action as Extract<BulkAction, { kind: 'reply' }>;
  return PostMessage.parse({ ...fromTemplate, ...made });
}

/**
 * Job: writes the reply of one case and keeps it to be seen; nothing is sent. Throws as `planReply`: a placeholder that is missing, a
 * channel that is closed, something that the reply would disclose. A route of which an agent would be warned is refused, too.
 */
export async function prepareBulkReply(context: BulkContext, turn: Turn): Promise<Write> {
  const { caseId } = turn.item;
  const inCase = planContext(context, turn);
  const detail = await caseDetail(inCase.reader, turn.who, { id: caseId });
  const { routes } = await replyRoutesFor(inCase, caseId);
  const plan = await planReply(inCase, caseId, messageOf(turn, bestWay(detail, routes)));
  const { account, made } = plan;
  const by = { channelAccountId: account.id, channel: account.kind, channelName: account.name };
  const files = made?.files.map(({ name }) => name) ?? [];
  const again = made && { replyPageId: made.replyPageId };
  const reply = { ...by, ...again, to: addressesOf(plan), ...wordsOf(plan), files, version: detail.version };
  return () => Promise.resolve({ state: 'prepared', reply });
}

/**
 * The way that the composer proposes: the best one that is open, to those whom the case proposes by it. An agent who sends one reply
 * reads a warning and decides; of many, nobody reads each.
 *
 * @throws Failure `invalid-request` where there is no way, or one of which an agent would be warned
 */
function bestWay({ replyTo }: CaseDetail, routes: readonly ReplyRoute[]): Addressed {
  const best = routes.find(({ state }) => state !== 'closed') ?? routes[0];
  if (!best) throw wrongField('to', 'no-recipient');
  const { channelAccountId, channelName: name, to, state, reason } = best;
  if (state === 'warned' && reason) throw wrongField('to', reason, { name });
  const isProposed = replyTo?.channelAccountId === channelAccountId && replyTo.to.includes(to.value);
  return { channelAccountId, to: isProposed ? replyTo.to : [to.value] };
}

const addressesOf = ({ to }: ReplyPlan): string[] => to.map(({ value }) => value);

/** What a reply says, in which one that is sent must be the one that was shown. */
const wordsOf = ({ subject, text, signature, made }: ReplyPlan) => ({
  subject,
  text: `${text}${signature?.text ?? ''}`,
  fileIds: made?.files.map(({ id }) => id) ?? [],
  ...(made && { templateNumber: made.provenance.number }),
});

function assertAsShown(plan: ReplyPlan, shown: NonNullable<BulkItem['reply']>): void {
  const { subject, text, fileIds, templateNumber } = wordsOf(plan);
  const isSame = subject === shown.subject && text === shown.text && templateNumber === shown.templateNumber;
  if (!isSame || fileIds.join() !== shown.fileIds.join()) throw new Failure('case-changed');
}

/**
 * Job: writes the reply of one case as it was shown, in the transaction that marks it as written: however often the job is killed, no
 * citizen gets two. It is sent after the undo delay of its channel, as any other.
 *
 * @throws Failure as `planReply` and `reply`; `case-changed` where it would not be the reply that was shown
 */
export async function sendBulkReply(context: BulkContext, turn: Turn): Promise<Write> {
  const { who, item } = turn;
  const { caseId, reply: shown } = item;
  if (!shown) throw new Failure('case-changed');
  const { channelAccountId, to, replyPageId, templateNumber } = shown;
  const message = messageOf(turn, { channelAccountId, to, replyPageId, templateNumber });
  const plan = await planReply(planContext(context, turn), caseId, message);
  assertAsShown(plan, shown);
  return async (tx) => {
    const request = { message, plan, seenVersion: shown.version, keepsDraft: true };
    const entryId = await reply({ tx, who, keyring: context.keyring }, caseId, request);
    // A single reply is written in a case that is open, and thereby read.
    const from = await readUpTo(tx, who, caseId);
    await markAsReadUntilBegun(tx, turn);
    const changes: ReplyChanges = { read: { from, to: await readUpTo(tx, who, caseId) } };
    return { state: 'done', entryId, changes };
  };
}

/** What a reply to many changes in a case beside what any reply does: how far its agent has read there. */
interface ReplyChanges {
  read: { from: number; to: number };
}

/**
 * Job: cancels the reply of one case, which is as unread for its agent as it was before. Throws as `cancelMessage`: what was sent cannot be
 * undone.
 */
export async function cancelBulkReply(
  tx: Tx,
  { who, item: { caseId, entryId, changes } }: Turn,
): Promise<Partial<BulkItem>> {
  if (entryId) await cancelMessage(tx, who, { caseId, entryId });
  // Replies that were written by an earlier version have none.
  const { read } = (changes ?? {}) as Partial<ReplyChanges>;
  if (read) await putReadBack(tx, who, { caseId, ...read });
  return { state: 'undone', refusal: null };
}
