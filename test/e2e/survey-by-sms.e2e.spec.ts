import type { CaseSummary, ChannelAccount, Page, SurveyResponse } from '@guichet/contracts';
import { CASE_FACTS } from '../../libs/metrics/src/rollup/case-facts.queries.js';
import { caseHistoriesOf } from '../../libs/sla/src/timer-events-of-cases.js';
import { Twilio } from '../providers/twilio.js';
import { LiveAgent } from '../support/live-agent.js';
import { RunningProduct } from '../support/running-product.js';

const HOUR = 3_600_000;
const ZOE = '+33639981201';
const US = '+33757050101';
let product: RunningProduct;
let twilio: Twilio;
let desk: LiveAgent;

beforeAll(async () => {
  [product, twilio] = await Promise.all([RunningProduct.start(), Twilio.start()]);
  desk = await LiveAgent.open(product);
  const credentials = { accountSid: `AC${'4f1d'.repeat(8)}`, authToken: 'the token of an account' };
  const line = twilio.connect({ ...credentials, numbers: [US], webhookUrl: null });
  twilio.receipts = 'delivered';
  const config = { ...credentials, from: US, apiBaseUrl: twilio.url, undoSeconds: 0 };
  const account: ChannelAccount = await desk.connect('sms', config);
  line.webhookUrl = account.webhookUrl;
  await desk.client.call('PUT', '/organisation', { body: { name: 'Ville de Valbourg', mail: 'contact@town.test' } });
  const templates = await desk.client.get<Page<{ id: string; key: string }>>('/acknowledgements/templates');
  const templateId = templates.items.find(({ key }) => key === 'acknowledgement')!.id;
  const body = { enabled: true, templateId, closedTemplateId: null };
  await desk.client.call('PUT', `/channels/${account.id}/acknowledgement`, { body });
  await desk.client.call('PUT', '/surveys/settings', { body: { active: true, delayHours: 24, pauseDays: 30 } });
});
afterAll(async () => {
  desk?.close();
  await product?.close();
  await twilio?.close();
});

const caseOf = async (id: string): Promise<CaseSummary> => (await desk.cases()).find((item) => item.id === id)!;
/** Waits until nothing goes on by itself any more. */
async function quiet(): Promise<void> {
  await product.processed();
  await product.settled();
  await product.jobsDone();
  await product.delivered();
}
/** What SLA timers and figures are computed from. */
const countedOf = async (id: string) => [
  await caseHistoriesOf(product.sql, [id]),
  await product.sql.query(`with ${CASE_FACTS} select position from messages`, [[id]]),
];
const automaticOf = (id: string) =>
  product.sql.query(`select cause_id from automatic_message where case_id = $1`, [id]);

describe('a survey by SMS', () => {
  let caseId: string;

  it('asks for a digit in the SMS itself', async () => {
    await twilio.write({ from: ZOE, text: 'Quand passe la benne ?' });
    caseId = (await desk.caseWith('Quand passe la benne ?')).id;
    await quiet();
    await desk.answer(caseId, { text: 'Mardi.' });
    await product.delivered();
    await desk.client.patch(`/cases/${caseId}`, { status: 'closed' });
    await product.settled();
    await product.advance(25 * HOUR);
    const { body } = await twilio.find(({ body }) => body.includes('/portal/surveys/'));
    expect(body).toContain(
      "Comment cela s'est-il passé ? Répondez 1 (mal), 2 (moyen) ou 3 (bien), ou par ce lien : http",
    );
    await quiet();
  });

  it('is answered by a digit, which is marked and leaves the case, its deadlines and the figures as they were', async () => {
    const before = [await caseOf(caseId), await countedOf(caseId), await automaticOf(caseId)];
    await twilio.write({ from: ZOE, text: '3' });
    await quiet();
    const last = (await desk.messages(caseId)).at(-1);
    expect(last).toMatchObject({ text: '3', direction: 'in', flags: ['survey-response'], surveyScore: 3 });
    expect((await desk.client.get<Page<SurveyResponse>>('/surveys/responses')).items).toMatchObject([
      { score: 3, channel: 'sms', text: '' },
    ]);
    const { version: _, lastPosition: __, ...item } = await caseOf(caseId);
    expect(before[0]).toMatchObject(item);
    expect([await countedOf(caseId), await automaticOf(caseId)]).toEqual(before.slice(1));
    expect((await desk.activities(caseId)).filter(({ type }) => type === 'not-acknowledged')).toEqual([]);
  });

  it('is over with that: what the citizen writes then is acknowledged and read by an agent', async () => {
    await twilio.write({ from: ZOE, text: '1' });
    await quiet();
    const [second, acknowledgement] = (await desk.messages(caseId)).slice(-2);
    expect(second).toMatchObject({ text: '1', flags: [], surveyScore: null });
    expect(acknowledgement).toMatchObject({ direction: 'out', flags: ['acknowledgement'] });
    expect(await caseOf(caseId)).toMatchObject({ status: 'open' });
    expect((await desk.client.get<Page<SurveyResponse>>('/surveys/responses')).items).toMatchObject([{ score: 3 }]);
  });
});
