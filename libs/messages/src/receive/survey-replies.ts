import { visibleText, type StoredMessage } from '@guichet/cases';
import { SURVEY_OPEN_DAYS, type SurveyScore } from '@guichet/contracts';
import type { Reader, Tx } from '@guichet/database';
import type { ParsedMessage } from './parsed-message.js';
import { surveyScoreOf } from './survey-score.js';
import { conversationKey } from './conversations-of-batch.js';
import type { Thread } from './threading.js';

/** A message that is the response to a survey. */
export interface SurveyReply {
  surveyId: string;
  /** The case in which its invitation is: it goes there also where a conversation would not go on in it any more. */
  thread: Thread & { to: 'case' };
  score: SurveyScore;
}

interface OpenSurvey {
  channelAccountId: string;
  type: NonNullable<ParsedMessage['message']['from']>['type'];
  value: string;
  surveyId: string;
  caseId: string;
}

/**
 * The surveys to which messages of a batch may respond: those whose invitation is the last message between an account and an
 * address, so that the digit that an agent has asked for since is none. They are read only where a message is a bare score.
 */
export class SurveyReplies {
  private constructor(private readonly open: Map<string, OpenSurvey>) {}

  static async of(reader: Reader, items: readonly ParsedMessage[]): Promise<SurveyReplies> {
    const senders = items.flatMap((item) => {
      const { from } = item.message;
      return from && scoreOf(item) !== null ? [{ channelAccountId: item.account.id, from }] : [];
    });
    const surveys = senders.length === 0 ? [] : await openSurveys(reader, senders);
    return new SurveyReplies(new Map(surveys.map((one) => [conversationKey(one.channelAccountId, one), one])));
  }

  /** Returns what a message responds. Whatever it says, it is the next message after the invitation: later ones respond to nothing. */
  take(item: ParsedMessage): SurveyReply | null {
    const { account, message } = item;
    if (this.open.size === 0 || !message.from) return null;
    const key = conversationKey(account.id, message.from);
    const survey = this.open.get(key);
    this.open.delete(key);
    const score = survey ? scoreOf(item) : null;
    if (!survey || score === null) return null;
    return { surveyId: survey.surveyId, thread: { to: 'case', caseId: survey.caseId, thirdParty: false }, score };
  }
}

/** The score that a line of a conversation is; null for anything else, and for what a machine, or somebody in public, has written. */
function scoreOf({ account, message, attachments, spam }: ParsedMessage): SurveyScore | null {
  if (!account.conversation || message.automatic !== undefined || attachments.length > 0 || spam) return null;
  if (message.flags.length > 0 || message.segments.some(({ kind }) => kind !== 'visible')) return null;
  return surveyScoreOf(visibleText(message.segments));
}

/**
 * Indexes `handle_value`, `message_conversation`, `survey_entry`, primary keys. An invitation that has not left is not answered, nor is one whose case is restricted or
 * spam by now.
 */
function openSurveys(
  { query, now }: Reader,
  senders: readonly { channelAccountId: string; from: NonNullable<ParsedMessage['message']['from']> }[],
): Promise<OpenSurvey[]> {
  return query<OpenSurvey>(
    `select w.account_id as "channelAccountId", w.type, w.value, s.id as "surveyId", last.case_id as "caseId"
     from (select distinct * from unnest($1::uuid[], $2::text[], $3::text[]) w(account_id, type, value)) w
     join handle h on h.type = w.type and h.value = w.value
     cross join lateral (
       select m.entry_id, m.case_id from message m where m.channel_account_id = w.account_id and m.handle_id = h.id
       order by m.entry_id desc limit 1) last
     join survey s on s.entry_id = last.entry_id and s.sent_at > $4::timestamptz - make_interval(days => $5)
     join delivery d on d.entry_id = last.entry_id and d.state not in ('scheduled', 'canceled', 'blocked', 'failed')
     join cases c on c.id = last.case_id and c.restricted_to is null and c.status <> 'spam'`,
    [
      senders.map(({ channelAccountId }) => channelAccountId),
      senders.map(({ from }) => from.type),
      senders.map(({ from }) => from.value),
      now,
      SURVEY_OPEN_DAYS,
    ],
  );
}

/** A message as its entry keeps it, with the score that it responds to a survey. */
export const withSurveyScore = (data: StoredMessage, reply: SurveyReply | null | undefined): StoredMessage =>
  reply ? { ...data, surveyScore: reply.score, flags: [...data.flags, 'survey-response'] } : data;

/** Has jobs save the scores: responses are kept apart from messages and cases. */
export async function saveScores(tx: Tx, placed: readonly { surveyReply?: SurveyReply | null }[]): Promise<void> {
  for (const { surveyReply } of placed) {
    if (!surveyReply) continue;
    const { surveyId, score } = surveyReply;
    await tx.job('save-survey-score', { surveyId, score });
  }
}
