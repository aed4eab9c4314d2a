import { createHash } from 'node:crypto';
import { listBusinessHours } from '@guichet/calendars';
import {
  SURVEY_OPEN_DAYS,
  type ChannelKind,
  type Language,
  type SubmitSurveyResponse,
  type SurveyScore,
} from '@guichet/contracts';
import { SurveyResponse, type Tx, type Reader } from '@guichet/database';
import { idOfLinkToken } from '@guichet/messages';
import { Failure, type Keyring, wrongField } from '@guichet/platform';

/** A survey whose link is valid, and the response to it so far. */
export interface OpenSurvey {
  id: string;
  language: Language;
  response: { score: number; clarity: number | null; text: string } | null;
}

interface SurveyRow {
  id: string;
  language: Language;
  teamId: string;
  caseTypeId: string | null;
  channel: ChannelKind;
}

/** Returns the survey of a link. Throws `not-found` where the link is not valid, older than a month, or of a case that was restricted since. */
export async function getOpenSurvey(reader: Reader, keyring: Keyring, token: string): Promise<OpenSurvey> {
  const { id, language } = await findSurvey(reader, keyring, token);
  const [response] = await reader.query<NonNullable<OpenSurvey['response']>>(
    `select score, clarity, text from survey_response where id = $1`,
    [responseIdOf(keyring, id, 'link')],
  );
  return { id, language, response: response ?? null };
}

/**
 * Saves one step of a response, or changes it. Throws `not-found` as `getOpenSurvey` does, and `invalid-request` for a first step
 * without a score.
 */
export async function submitResponse(
  tx: Tx,
  keyring: Keyring,
  { token, ...response }: SubmitSurveyResponse & { token: string },
): Promise<void> {
  await saveResponse(tx, keyring, { survey: await findSurvey(tx, keyring, token), by: 'link', ...response });
}

/**
 * Job: saves the score that a citizen has sent by message, apart from what they say by the link, before it or after it: the case shows
 * who has sent that score, and when, and with it would tell who wrote the comment. It saves nothing where the survey is open no more.
 */
export async function saveSurveyScore(
  tx: Tx,
  keyring: Keyring,
  { surveyId, score }: { surveyId: string; score: SurveyScore },
): Promise<void> {
  const survey = await openSurvey(tx, surveyId);
  if (survey) await saveResponse(tx, keyring, { survey, by: 'message', score });
}

async function saveResponse(
  tx: Tx,
  keyring: Keyring,
  { survey, by, score, clarity, text }: SubmitSurveyResponse & { survey: SurveyRow; by: ResponseWay },
): Promise<void> {
  const id = responseIdOf(keyring, survey.id, by);
  // Two steps may come at once: the second one waits here for the first.
  await tx.query(`select 1 from survey where id = $1 for update`, [survey.id]);
  const before = await tx.repo(SurveyResponse).findOneBy({ id });
  const given = score ?? before?.score;
  if (given === undefined) throw wrongField('score', 'score-needed');
  const day = before?.day ?? (await todayInTeam(tx, survey.teamId));
  const { teamId, caseTypeId, channel, language } = survey;
  await tx.repo(SurveyResponse).save({
    ...{ id, day, at: new Date(`${day}T00:00:00Z`) },
    ...{ teamId, caseTypeId, channel, language },
    score: given,
    clarity: clarity ?? before?.clarity ?? null,
    text: text ?? before?.text ?? '',
  });
  await tx.query(`update survey set responded_at = $2::date where id = $1 and responded_at is null`, [survey.id, day]);
  tx.publish('survey.responded', { responseId: id }, { teamIds: [teamId] });
}

/** The day in the time zone of a team: a response of half past midnight in Paris is not one of the day before. */
async function todayInTeam(tx: Tx, teamId: string): Promise<string> {
  const { timeZone } = (await listBusinessHours(tx, [teamId])).get(teamId)!;
  return Temporal.Instant.fromEpochMilliseconds(tx.now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

async function findSurvey(reader: Reader, keyring: Keyring, token: string): Promise<SurveyRow> {
  const id = idOfLinkToken(keyring, 'survey-link', token);
  const survey = id ? await openSurvey(reader, id) : undefined;
  if (!survey) throw new Failure('not-found');
  return survey;
}

async function openSurvey({ query, now }: Reader, id: string): Promise<SurveyRow | undefined> {
  const [survey] = await query<SurveyRow>(
    `select s.id, s.language, s.team_id as "teamId", s.case_type_id as "caseTypeId", s.channel
     from survey s join cases c on c.id = s.case_id and c.restricted_to is null
     where s.id = $1 and s.sent_at > $2::timestamptz - make_interval(days => ${SURVEY_OPEN_DAYS})`,
    [id, now],
  );
  return survey;
}

/** How somebody responds: by the link, which nobody can tell from others, or by a message, which is in the case. */
type ResponseWay = 'link' | 'message';
const PURPOSES = { link: 'survey-response', message: 'survey-score' } as const;

/**
 * The id of the response to a survey, in one of the ways: always the same, so that the citizen can change it, and derived with our key, so that
 * nobody without it can tell which response belongs to which survey.
 */
export function responseIdOf(keyring: Keyring, surveyId: string, by: ResponseWay): string {
  const digest = createHash('sha256')
    .update(keyring.sign(PURPOSES[by], surveyId) + keyring.sign(PURPOSES[by], `${surveyId} 2`))
    .digest();
  digest[6] = (digest[6]! & 0x0f) | 0x80;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
