import { createHash } from 'node:crypto';
import type { AnswerSurvey, ChannelKind, Language } from '@guichet/contracts';
import { SurveyAnswer, type Database, type Tx } from '@guichet/database';
import { idNamed } from '@guichet/messages';
import { Failure, type Keyring } from '@guichet/platform';

const OPEN_DAYS = 30;

/** What a link of ours asks about, and what was answered to it so far. */
export interface OpenSurvey {
  id: string;
  language: Language;
  answer: { score: number; clarity: number | null; text: string } | null;
}

interface SurveyRow {
  id: string;
  language: Language;
  teamId: string;
  kindId: string | null;
  channel: ChannelKind;
}

const OPEN = `select id, language, team_id as "teamId", kind_id as "kindId", channel from survey
  where id = $1 and sent_at > $2::timestamptz - make_interval(days => ${OPEN_DAYS})`;

/** Fails with `not-found` where a link is none of ours, or older than a month. */
export async function openSurvey(database: Database, keyring: Keyring, name: string): Promise<OpenSurvey> {
  const survey = await surveyNamed(database.read, keyring, name, database.now());
  const [answer] = await database.read<NonNullable<OpenSurvey['answer']>>(
    `select score, clarity, text from survey_answer where id = $1`,
    [answerIdOf(keyring, survey.id)],
  );
  return { id: survey.id, language: survey.language, answer: answer ?? null };
}

/** Keeps a step of an answer; the first one is how it went. Said again, it is changed. */
export async function answerSurvey(tx: Tx, keyring: Keyring, name: string, wanted: AnswerSurvey): Promise<void> {
  const survey = await surveyNamed(tx.query, keyring, name, tx.now);
  const id = answerIdOf(keyring, survey.id);
  // Two steps at a time of one person: the second one waits for the first.
  await tx.query(`select 1 from survey where id = $1 for update`, [survey.id]);
  const before = await tx.repo(SurveyAnswer).findOneBy({ id });
  const score = wanted.score ?? before?.score;
  if (score === undefined) throw new Failure('invalid-request', { errors: [{ path: 'score', message: 'Is needed.' }] });
  const day = before?.day ?? tx.now.toISOString().slice(0, 10);
  await tx.repo(SurveyAnswer).save({
    id,
    day,
    at: new Date(`${day}T00:00:00Z`),
    teamId: survey.teamId,
    kindId: survey.kindId,
    channel: survey.channel,
    language: survey.language,
    score,
    clarity: wanted.clarity ?? before?.clarity ?? null,
    text: wanted.text ?? before?.text ?? '',
  });
  await tx.query(`update survey set answered_at = $2::date where id = $1 and answered_at is null`, [survey.id, day]);
  tx.publish('survey.answered', { answerId: id }, { teamIds: [survey.teamId] });
}

async function surveyNamed(
  query: <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>,
  keyring: Keyring,
  name: string,
  now: Date,
): Promise<SurveyRow> {
  const id = idNamed(keyring, 'survey-link', name);
  const [survey] = id ? await query<SurveyRow>(OPEN, [id, now]) : [];
  if (!survey) throw new Failure('not-found');
  return survey;
}

/** The same for whoever comes back by their link; without our key nobody finds the one from the other. */
function answerIdOf(keyring: Keyring, surveyId: string): string {
  const digest = createHash('sha256')
    .update(keyring.sign('survey-answer', surveyId) + keyring.sign('survey-answer', `${surveyId} 2`))
    .digest();
  digest[6] = (digest[6]! & 0x0f) | 0x80;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
