import { caseDetail, shownEntry } from '@guichet/cases';
import { Language, PostMessage, type Invitation, type InvitationAnswer } from '@guichet/contracts';
import { Failure } from '@guichet/platform';
import { planReply } from './plan-reply.js';
import type { PlanContext, ReplyPlan } from './reply-plan.js';
import en from './texts/en.json' with { type: 'json' };
import fr from './texts/fr.json' with { type: 'json' };

/** What the check says of the one recipient that an answer can have. */
const RECIPIENT_CODES = ['new-recipient', 'other-citizen-copied', 'sender-not-proven'] as const;

const texts: Record<Language, typeof en> = { en, fr };

/**
 * Plans the answer of our invited address to the invitation of a message, which goes to its organiser as a reply does.
 *
 * @throws Failure `not-found` for a message without an invitation that can be answered here; else as `planReply`
 */
export async function planAnswer(
  context: PlanContext,
  { caseId, entryId }: { caseId: string; entryId: string },
  status: InvitationAnswer,
): Promise<{ message: PostMessage; plan: ReplyPlan }> {
  const { reader, who, accounts } = context;
  const entry = await shownEntry(reader, who, { caseId, entryId });
  const invitation = entry.kind === 'message' && entry.direction === 'in' ? entry.invitation : null;
  if (entry.kind !== 'message' || !invitation?.attendee || !invitation.organizer) throw new Failure('not-found');
  const { language } = await caseDetail(reader, who, { id: caseId });
  const account = await accounts.byId(entry.channelAccountId);
  const name = account?.name ?? invitation.attendee;
  const words = texts[Language.safeParse(language).data ?? 'fr'].invitationAnswer;
  const message = PostMessage.parse({
    channelAccountId: entry.channelAccountId,
    to: [invitation.organizer.address],
    subject: words.subject[status].replace('{{summary}}', () => invitation.summary).slice(0, 250),
    text: words.text[status].replace('{{name}}', () => name),
    // Whoever answers has read in the invitation to whom the answer goes, and cannot change it.
    acknowledged: RECIPIENT_CODES.map((code) => `${code}:${invitation.organizer!.address.toLowerCase()}`),
  });
  const plan = await planReply(context, caseId, message);
  return { message, plan: { ...plan, invitation: answered(invitation, { name, status }) } };
}

const answered = (invitation: Invitation, answer: NonNullable<Invitation['answer']>): Invitation => ({
  ...invitation,
  method: 'reply',
  answer,
});
