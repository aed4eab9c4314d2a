import type { Principal } from '@guichet/access';
import { updateCase } from '@guichet/cases';
import { SurveySettings, type MessageEntry } from '@guichet/contracts';
import { signLinkToken } from '@guichet/messages';
import type { Twilio } from '../../../test/providers/twilio.js';
import type { Outbox } from '../../../test/support/delivery-outbox.js';
import { from, receive, type Intake } from '../../../test/support/receive-messages.js';
import { smsOutbox } from '../../../test/support/sms-outbox.js';
import { saveSurveySettings } from './survey-settings.js';
import { sendSurvey } from './send-survey.js';
import { getOpenSurvey, responseIdOf, saveSurveyScore, submitResponse } from './submit-response.js';

const DAY = 86_400;
const SYSTEM = { kind: 'system', name: 'Survey' } as const;
let outbox: Outbox;
let twilio: Twilio;
let sms: Intake;
let root: Principal;

beforeAll(async () => {
  let id: string;
  ({ outbox, twilio, sms: id } = await smsOutbox());
  sms = { id, kind: 'sms', teamId: outbox.team, conversation: true };
  root = await outbox.town.agent('Root', [outbox.team], 'administrator');
  const settings = SurveySettings.parse({ active: true, pauseDays: 0 });
  await outbox.as((tx) => saveSurveySettings(tx, root, settings));
});
afterAll(async () => {
  await outbox?.close();
  await twilio?.close();
});

const sql = <Row extends object>(text: string, values: unknown[] = []) => outbox.town.database.query<Row>(text, values);
const write = async (number: string, ...texts: string[]) =>
  receive(outbox.town, sms, ...texts.map((body) => from('phone', number, { body })));
const close = (id: string) => outbox.as((tx) => updateCase(tx, root, { id, wanted: { status: 'closed' } }));

/** The case of somebody who wrote, was replied to, and was then sent the survey. */
async function surveyed(number: string): Promise<string> {
  const [caseId] = await write(number, 'Bonjour, vos horaires ?');
  await outbox.answer(caseId!, { channelAccountId: sms.id, to: number, text: 'De 9 h à 17 h.' });
  await close(caseId!);
  await survey(caseId!);
  return caseId!;
}
async function survey(caseId: string): Promise<void> {
  const { town, accounts } = outbox;
  const [item] = await sql<{ closedAt: Date }>(`select closed_at as "closedAt" from cases where id = $1`, [caseId]);
  const context = { database: town.database, accounts, keyring: town.keyring, publicUrl: 'https://town.test' };
  await sendSurvey(context, caseId, item!.closedAt.toISOString());
  await outbox.run();
}
/** Runs the jobs that save scores. Returns what they saved. */
async function saveScores(): Promise<number[]> {
  const jobs = await sql<{ payload: { surveyId: string; score: number } }>(
    `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'save-survey-score' order by j.id`,
  );
  const { database, keyring } = outbox.town;
  for (const { payload } of jobs) await database.write(SYSTEM, (tx) => saveSurveyScore(tx, keyring, payload));
  await database.execute(`delete from graphile_worker._private_jobs`);
  return jobs.map(({ payload }) => payload.score);
}
const lastOf = async (caseId: string) => {
  const messages = (await outbox.timeline(caseId)).items.filter(
    (entry): entry is MessageEntry => entry.kind === 'message',
  );
  const { text, flags, surveyScore } = messages.at(-1)!;
  return { text, flags, surveyScore };
};
const ORDINARY = { flags: [], surveyScore: null };
const responseTo = async (caseId: string) => {
  const [row] = await sql<{ id: string }>(`select id from survey where case_id = $1`, [caseId]);
  const { database, keyring } = outbox.town;
  const token = signLinkToken(keyring, 'survey-link', row!.id);
  return { token, response: (await getOpenSurvey(database, keyring, token)).response };
};
/** What was saved of what the citizen has answered by message. */
const responses = async (caseId: string) => {
  const [row] = await sql<{ id: string }>(`select id from survey where case_id = $1`, [caseId]);
  const id = responseIdOf(outbox.town.keyring, row!.id, 'message');
  return sql<{ score: number; text: string }>(`select score, text from survey_response where id = $1`, [id]);
};
/** What an agent would see of a case in the list of cases. */
const summaryOf = async (caseId: string) =>
  (
    await sql(
      `select status, preview, last_direction, last_inbound_position, channel_account_id, closed_at from cases where id = $1`,
      [caseId],
    )
  )[0];

describe('a digit as the next message after the invitation', () => {
  it('is the response, with a mark in the timeline, and changes nothing else of the closed case', async () => {
    const caseId = await surveyed('+33612340001');
    const before = await summaryOf(caseId);
    expect(await write('+33612340001', '3 merci')).toEqual([caseId]);
    expect(await summaryOf(caseId)).toEqual(before);
    expect(await lastOf(caseId)).toEqual({ text: '3 merci', flags: ['survey-response'], surveyScore: 3 });
    expect(await saveScores()).toEqual([3]);
    expect(await responses(caseId)).toEqual([{ score: 3, text: '' }]);
    const [event] = await sql<{ data: object }>(
      `select data from event where type = 'message.received' and case_id = $1 order by id desc limit 1`,
      [caseId],
    );
    expect(event!.data).toMatchObject({ automatic: true });
  });

  // Threats: A018. The case shows who has sent the digit, and when.
  it('is kept apart from what the same citizen says by the link, before it and after it, with a day of its own', async () => {
    const { database, keyring } = outbox.town;
    const all = () => sql<{ day: string; score: number; text: string }>(`select day::text as day, score, text from survey_response order by day, text`); // prettier-ignore
    await database.execute(`delete from survey_response`);
    const caseId = await surveyed('+33612340002');
    const submit = async (wanted: { score?: number; text?: string }) => {
      const { token } = await responseTo(caseId);
      await database.write(SYSTEM, (tx) => submitResponse(tx, keyring, { token, ...wanted }));
    };
    await write('+33612340002', '2');
    await saveScores();
    outbox.pass(DAY);
    // Whoever opens the link begins anew, and is not shown what the case knows.
    expect((await responseTo(caseId)).response).toBeNull();
    await expect(submit({ text: 'Trop long.' })).rejects.toMatchObject({ more: { errors: [{ reason: 'score-needed' }] } }); // prettier-ignore
    await submit({ score: 1 });
    await submit({ text: 'Trop long.' });
    const [digit, link] = await all();
    expect([digit, link]).toMatchObject([{ score: 2, text: '' }, { score: 1, text: 'Trop long.' }]); // prettier-ignore
    expect(link!.day > digit!.day).toBe(true);

    const other = await surveyed('+33612340022');
    const { token } = await responseTo(other);
    await database.write(SYSTEM, (tx) => submitResponse(tx, keyring, { token, score: 3, text: 'Parfait.' }));
    await write('+33612340022', '1');
    await saveScores();
    expect((await responseTo(other)).response).toMatchObject({ score: 3, text: 'Parfait.' });
    expect(await all()).toHaveLength(4);
  });

  it('goes to the case of the survey also after the conversation is over, until the survey is', async () => {
    const [inTime, late] = [await surveyed('+33612340003'), await surveyed('+33612340004')];
    outbox.pass(20 * DAY);
    expect(await write('+33612340003', '1')).toEqual([inTime]);
    outbox.pass(11 * DAY);
    expect(await write('+33612340004', '1')).not.toEqual([late]);
    expect(await saveScores()).toEqual([1]);
  });

  it('responds to the latest invitation of an address', async () => {
    const first = await surveyed('+33612340005');
    outbox.pass(15 * DAY);
    const second = await surveyed('+33612340005');
    expect(second).not.toBe(first);
    expect(await write('+33612340005', '2')).toEqual([second]);
    await saveScores();
    expect(await responses(first)).toEqual([]);
    expect(await responses(second)).toEqual([{ score: 2, text: '' }]);
  });
});

describe('an ordinary message', () => {
  it('is a second digit, also in the same batch, and it opens the case again', async () => {
    const caseId = await surveyed('+33612340006');
    expect(await write('+33612340006', '3', '1')).toEqual([caseId, caseId]);
    expect(await lastOf(caseId)).toEqual({ text: '1', ...ORDINARY });
    expect(await summaryOf(caseId)).toMatchObject({ status: 'open', preview: '1' });
    expect(await saveScores()).toEqual([3]);
  });

  it('is a digit after another message, from another number, or after an agent has written', async () => {
    const after = await surveyed('+33612340007');
    await write('+33612340007', 'Une question encore');
    await write('+33612340007', '3');
    expect(await lastOf(after)).toEqual({ text: '3', ...ORDINARY });
    const asked = await surveyed('+33612340008');
    expect(await write('+33612340009', '3')).not.toEqual([asked]);
    await outbox.answer(asked, { channelAccountId: sms.id, to: '+33612340008', text: 'Combien d’enfants ?' });
    await outbox.run();
    await write('+33612340008', '3');
    expect(await lastOf(asked)).toEqual({ text: '3', ...ORDINARY });
    expect(await saveScores()).toEqual([]);
  });

  it('is what says more than a digit, and a digit about a case that was restricted since', async () => {
    const more = await surveyed('+33612340010');
    await write('+33612340010', '3 jours sans eau');
    expect(await lastOf(more)).toMatchObject(ORDINARY);
    const restricted = await surveyed('+33612340011');
    await outbox.town.database.execute(`update cases set restricted_to = array[$2::uuid] where id = $1`, [restricted, root.id]); // prettier-ignore
    await write('+33612340011', '3');
    expect(await saveScores()).toEqual([]);
  });
});
