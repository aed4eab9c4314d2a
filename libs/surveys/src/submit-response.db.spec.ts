import { SurveyResponseQuery, type SubmitSurveyResponse } from '@guichet/contracts';
import { Survey } from '@guichet/database';
import { signLinkToken } from '@guichet/messages';
import { newId } from '@guichet/platform';
import { mail, TestTown } from '../../../test/support/test-town.js';
import { receive, type Intake } from '../../../test/support/receive-messages.js';
import { listSurveyResponses } from './survey-responses.queries.js';
import { getOpenSurvey, submitResponse } from './submit-response.js';

let town: TestTown;
let team: string;
let mailbox: Intake;
let now = new Date('2026-03-02T10:00:00Z');

beforeAll(async () => {
  town = await TestTown.build();
  town.database.clock = () => now;
  team = await town.team('Écoles');
  mailbox = await town.mailbox(team);
});
afterAll(() => town.close());

const CITIZEN = { kind: 'system', name: 'Survey' } as const;

/** A survey that was sent now. Returns the token of its link. */
async function sent(): Promise<string> {
  const id = newId();
  const [caseId] = await receive(town, mailbox, mail(`zoe.${id.slice(-6)}@citizen.test`));
  const [entry] = await town.database.query<{ id: string }>(
    `select id from timeline_entry where case_id = $1 limit 1`,
    [caseId],
  );
  const ids = { id, caseId: caseId!, teamId: team, entryId: entry!.id };
  await town.database.write(CITIZEN, (tx) =>
    tx.repo(Survey).insert({
      ...ids,
      citizenId: null,
      caseTypeId: null,
      channel: 'email',
      language: 'fr',
      sentAt: tx.now,
      respondedAt: null,
    }),
  );
  return signLinkToken(town.keyring, 'survey-link', id);
}
const submit = (token: string, wanted: SubmitSurveyResponse) =>
  town.database.write(CITIZEN, (tx) => submitResponse(tx, town.keyring, { ...wanted, token }));

describe('a survey response', () => {
  it('is of the day in the time zone of the team, and stays there when it is changed', async () => {
    const token = await sent();
    // Half past midnight in Paris.
    now = new Date('2026-03-02T23:30:00Z');
    await submit(token, { score: 3 });
    now = new Date('2026-03-04T10:00:00Z');
    await submit(token, { text: 'Merci.' });
    const rows = await town.database.query(`select day::text as day, score, text from survey_response`);
    expect(rows).toEqual([{ day: '2026-03-03', score: 3, text: 'Merci.' }]);
    expect(await getOpenSurvey(town.database, town.keyring, token)).toMatchObject({
      response: { score: 3, clarity: null, text: 'Merci.' },
    });
  });

  // Threats: A018.
  it('is shown to whoever sees the figures of its team, and to nobody else', async () => {
    await submit(await sent(), { score: 1 });
    const wanted = SurveyResponseQuery.parse({});
    const ana = await town.agent('Ana', [team]);
    const bob = await town.agent('Bob', [await town.team('Voirie')]);
    expect(
      (await listSurveyResponses({ reader: town.database, keyring: town.keyring }, ana, wanted)).items,
    ).not.toEqual([]);
    expect((await listSurveyResponses({ reader: town.database, keyring: town.keyring }, bob, wanted)).items).toEqual(
      [],
    );
    expect(
      (await listSurveyResponses({ reader: town.database, keyring: town.keyring }, bob, { ...wanted, team })).items,
    ).toEqual([]);
  });

  // Threats: A018.
  it('of a case that was restricted since keeps its words from whoever does not see the case, and is not changed any more', async () => {
    const token = await sent();
    await submit(token, { score: 1, text: 'Mon voisin me menace.' });
    const [named, other] = [await town.agent('Cleo', [team]), await town.agent('Dan', [team])];
    const textsOf = async (who: typeof named, withText: 'true' | 'false') => {
      const wanted = SurveyResponseQuery.parse(withText === 'true' ? { withText } : {});
      const context = { reader: town.database, keyring: town.keyring };
      return (await listSurveyResponses(context, who, wanted)).items.map(({ text }) => text);
    };
    expect(await textsOf(other, 'true')).toContain('Mon voisin me menace.');
    await town.database.execute(
      `update cases set restricted_to = array[$1::uuid] where id = (select case_id from survey order by id desc limit 1)`,
      [named.id],
    );
    expect(await textsOf(other, 'true')).not.toContain('');
    expect(await textsOf(other, 'false')).not.toContain('Mon voisin me menace.');
    expect(await textsOf(named, 'true')).toContain('Mon voisin me menace.');
    await expect(submit(token, { text: 'Et encore.' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('needs a score first', async () => {
    await expect(submit(await sent(), { text: 'Bonjour' })).rejects.toMatchObject({ code: 'invalid-request' });
  });
});
