import type { Principal } from '@guichet/access';
import { caseDetail, mergePeople, search, setCitizen, timeline, updateCase } from '@guichet/cases';
import type { InboundMessage } from '@guichet/channels';
import { citizenById } from '@guichet/citizens';
import { SurveySettings } from '@guichet/contracts';
import { NotificationListener } from '@guichet/database';
import { Accounts, signLinkToken } from '@guichet/messages';
import { loadConfig } from '@guichet/platform';
import { importFromMailbox } from '../../../test/support/import-history.js';
import { receive, type Intake } from '../../../test/support/receive-messages.js';
import { mail, TestTown } from '../../../test/support/test-town.js';
import { allowSurveys, refuseSurveys } from './survey-opt-out.js';
import { sendSurvey } from './send-survey.js';
import { saveSurveySettings } from './survey-settings.js';

let town: TestTown;
let root: Principal;
let mailbox: Intake;
let accounts: Accounts;
let questions = 0;

beforeAll(async () => {
  town = await TestTown.build();
  const team = await town.team('Écoles');
  root = await town.agent('Root', [team], 'administrator');
  mailbox = await town.mailbox(team);
  accounts = new Accounts(town.database, town.keyring, loadConfig({}), new NotificationListener(town.database.url));
  await as((tx) => saveSurveySettings(tx, root, SurveySettings.parse({ active: true })));
});
afterAll(() => town.close());

const as = <Result>(work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: root.id, name: root.name }, work);

/** A case that came with a mail, was replied to and closed; whether its survey was sent. */
async function isSurveyed(
  address: string,
  verdict: 'authenticated' | 'unauthenticated' | 'failed',
  restrictedTo: string[] | null = null,
): Promise<boolean> {
  const authentication = {
    ...{ verdict, domain: 'citizen.test', source: 'checked', warnings: [] },
    ...{ spf: 'none', dkim: 'none', dmarc: 'none', arc: 'none' },
  } satisfies InboundMessage['authentication'];
  const question = mail(address, { externalId: `question ${(questions += 1)} of ${address}`, authentication });
  const [caseId] = await receive(town, mailbox, question);
  const from = { type: 'email', value: root.email, verified: false } as const;
  const answer = mail(null, {
    from,
    threadKeys: [`ref:${question.externalId}`],
    externalId: `answer to ${question.externalId}`,
  });
  await importFromMailbox(town, mailbox, { message: answer, isSentCopy: true });
  await as((tx) => updateCase(tx, root, { id: caseId!, wanted: { status: 'closed' } }));
  await town.database.execute(`update cases set restricted_to = $2 where id = $1`, [caseId, restrictedTo]);
  const { closedAt } = (
    await town.database.query<{ closedAt: Date }>(`select closed_at as "closedAt" from cases where id = $1`, [caseId])
  )[0]!;
  const context = { database: town.database, accounts, keyring: town.keyring, publicUrl: 'https://town.test' };
  await sendSurvey(context, caseId!, closedAt.toISOString());
  const [sent] = await town.database.query(`select 1 from survey where case_id = $1`, [caseId]);
  const [closed] = await town.database.query<{ status: string }>(`select status from cases where id = $1`, [caseId]);
  expect(closed!.status).toBe('closed');
  return sent !== undefined;
}

it('a survey goes to whoever has written, and not to the owner of an address that somebody has forged', async () => {
  expect(await isSurveyed('zoe@citizen.test', 'authenticated')).toBe(true);
  expect(await isSurveyed('max@citizen.test', 'unauthenticated')).toBe(true);
  expect(await isSurveyed('victim@citizen.test', 'failed')).toBe(false);
});

// Threats: A018. What is answered is read by whoever sees the figures of the team.
it('no survey is sent about a restricted case', async () => {
  expect(await isSurveyed('menaced@citizen.test', 'authenticated', [root.id])).toBe(false);
});

// Threats: L03, L04.
it('no survey goes to an address of ours, nor to one that nobody reads', async () => {
  await as((tx) => tx.query(`update channel_account set addresses = array_append(addresses, 'annexe@town.test')`));
  expect(await isSurveyed('annexe@town.test', 'authenticated')).toBe(false);
  expect(await isSurveyed('mailer-daemon@citizen.test', 'authenticated')).toBe(false);
});

// Whoever has the link reads the response of the citizen, and may change it.
it('agents do not get the link of the survey, also where the citizen quotes it', async () => {
  expect(await isSurveyed('quoting@citizen.test', 'authenticated')).toBe(true);
  const [survey] = await town.database.query<{ id: string; caseId: string; personal: string }>(
    `select s.id, s.case_id as "caseId", e.data -> 'personal' ->> 'text' as personal from survey s
     join timeline_entry e on e.id = s.entry_id order by s.id desc limit 1`,
  );
  const token = signLinkToken(town.keyring, 'survey-link', survey!.id);
  const body = `Merci !\n> Bien : https://town.test/portal/surveys/${token}?score=3`;
  const [writtenIn] = await receive(town, mailbox, mail('quoting@citizen.test', { body }));

  expect(survey!.personal).toContain(`https://town.test/portal/surveys/${token}?score=3`);
  const seen = await Promise.all(
    [survey!.caseId, writtenIn!].map((id) => timeline(town.database, root, { caseId: id, query: { limit: 50 } })),
  );
  const texts = JSON.stringify(seen);
  expect(texts).toContain('Mal : [lien vers l’enquête]');
  expect(texts).toContain('https://town.test/portal/surveys/…?score=3');
  expect(texts).not.toContain(token);
  const { hits } = await search(town.database, root, { q: 'merci', limit: 20 });
  expect(JSON.stringify(hits)).toContain('surveys/…?score=3');
  expect(JSON.stringify(hits)).not.toContain(token);
});

it('a survey is refused by whoever was asked, also where its case is somebody else’s by then, who is asked about their own', async () => {
  expect(await isSurveyed('asked@citizen.test', 'authenticated')).toBe(true);
  const [survey] = await town.database.query<{ id: string; caseId: string; citizenId: string }>(
    `select s.id, s.case_id as "caseId", c.citizen_id as "citizenId" from survey s join cases c on c.id = s.case_id order by s.id desc limit 1`,
  );
  const { id, caseId, citizenId } = survey!;
  await as((tx) => setCitizen(tx, root, { caseId, wanted: { name: 'Léa Neveu' } }));
  const now = (await caseDetail(town.database, root, { id: caseId })).citizen!.id;
  expect(now).not.toBe(citizenId);

  await as((tx) => refuseSurveys(tx, town.keyring, signLinkToken(town.keyring, 'survey-link', id)));
  const refusals = await town.database.query<{ id: string }>(`select citizen_id as id from survey_refusal`);
  expect(refusals.map((row) => row.id)).toEqual([citizenId]);
  // They were asked just now, whoever's the case is.
  await town.database.execute(`delete from survey_refusal`);
  expect(await isSurveyed('asked@citizen.test', 'authenticated')).toBe(false);
});

it('a refusal is shown with the person, also where they were merged since, and taken back by an agent who knows them', async () => {
  for (const address of ['once@citizen.test', 'twice@citizen.test'])
    expect(await isSurveyed(address, 'authenticated')).toBe(true);
  const surveys = await town.database.query<{ id: string; citizenId: string }>(
    `select id, citizen_id as "citizenId" from survey order by id desc limit 2`,
  );
  const [into, refusing] = surveys.map(({ citizenId }) => citizenId) as [string, string];
  const refuses = async (who: Principal, id: string) => (await citizenById(town.database, who, id)).refusesSurveys;
  expect(await refuses(root, refusing)).toBe(false);
  await as((tx) => refuseSurveys(tx, town.keyring, signLinkToken(town.keyring, 'survey-link', surveys[1]!.id)));
  await as((tx) => mergePeople(tx, root, { citizenId: refusing, intoId: into, reason: 'La même' }));
  expect([await refuses(root, into), await refuses(root, refusing)]).toEqual([true, true]);

  const stranger = await town.agent('Eve', [await town.team('Voirie')]);
  await expect(as((tx) => allowSurveys(tx, stranger, into))).rejects.toMatchObject({ code: 'not-found' });
  expect(await refuses(root, into)).toBe(true);
  await as((tx) => allowSurveys(tx, root, into));
  expect(await refuses(root, into)).toBe(false);
});
