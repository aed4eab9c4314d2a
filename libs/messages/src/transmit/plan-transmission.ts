import { organisationOf } from '@guichet/access';
import type { PostMessage, PostTransmission, PreviewTransmission } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import { planReply } from '../send/plan-reply.js';
import type { PlanContext, ReplyPlan } from '../send/reply-plan.js';
import { planSideConversation, type SidePlan } from '../side/plan-side-message.js';

/** The shipped template by which citizens are told that their request was passed on. */
const TEMPLATE = 'transfer';

/** The notice to the citizen, checked and ready. */
interface NoticePlan {
  passedOn: string;
  message: PostMessage;
  reply: ReplyPlan;
}

/** Both messages of a transmission: they are read before the transaction that writes them. */
export interface TransmissionPlan {
  /** Null: the request is handed over otherwise than by mail. */
  forward: SidePlan | null;
  notice: NoticePlan;
}

/** What one of the messages is made of, with the keys of what the agent has confirmed in it. */
interface Planned {
  wanted: PreviewTransmission;
  acknowledged: string[];
}

/**
 * Makes the message to the competent administration, and the notice to the citizen from the approved template. Nothing is written.
 *
 * @throws Failure as `planForward` and `planNotice`
 */
export async function planTransmission(
  context: PlanContext,
  caseId: string,
  wanted: PostTransmission,
): Promise<TransmissionPlan> {
  const { forward, notice } = wanted.acknowledged;
  return {
    forward: await planForward(context, caseId, { wanted, acknowledged: forward }),
    notice: await planNotice(context, caseId, { wanted, acknowledged: notice }),
  };
}

/** Makes the message to the administration; null where it is handed over otherwise. Throws Failure as `planSideConversation`. */
export async function planForward(
  context: PlanContext,
  caseId: string,
  { wanted: { forward }, acknowledged }: Planned,
): Promise<SidePlan | null> {
  if (forward.how !== 'mail') return null;
  const { how: _, ...message } = forward;
  return planSideConversation(context, caseId, { ...message, acknowledged });
}

/**
 * Makes the notice to the citizen.
 *
 * @throws Failure as `planReply`; `invalid-request` for a day that is still to come, and where the template is not there
 */
export async function planNotice(
  context: PlanContext,
  caseId: string,
  { wanted, acknowledged }: Planned,
): Promise<NoticePlan> {
  const { authority, contact, channelAccountId, to, language } = wanted;
  const passedOn = await dayOf(context.reader, wanted);
  const message = {
    ...{ text: '', attachmentIds: [], templateId: await templateIn(context.reader), acknowledged },
    values: { authority: contact ? `${authority} (${contact})` : authority, decided_on: passedOn },
    ...(channelAccountId && { channelAccountId }),
    ...(to && { to }),
    ...(language && { language }),
  };
  return { passedOn, message, reply: await planReply(context, caseId, message) };
}

/** The day on which the administration gets it, as the organisation counts days. */
async function dayOf(reader: Reader, { forward }: PreviewTransmission): Promise<string> {
  const { timeZone } = await organisationOf(reader);
  const today = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(reader.now);
  if (forward.how === 'mail' || forward.on === undefined) return today;
  if (forward.on > today) throw wrongField('forward.on', 'still-to-come');
  return forward.on;
}

async function templateIn(reader: Reader): Promise<string> {
  const [template] = await reader.query<{ id: string }>(`select id from template where key = $1`, [TEMPLATE]);
  if (!template) throw wrongField('authority', 'no-transfer-template');
  return template.id;
}
