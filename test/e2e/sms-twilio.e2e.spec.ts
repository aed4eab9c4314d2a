import type { CaseSummary, ChannelAccount, ChannelTest, QuarantinedEnvelope, Page } from '@guichet/contracts';
import { Twilio, type TwilioAccount, type TwilioMessage } from '../providers/twilio.js';
import { signatureOf } from '../providers/twilio-messages.js';
import { LiveAgent } from '../support/live-agent.js';
import { pdf, picture } from '../support/sample-files.js';
import { RunningProduct } from '../support/running-product.js';

const ZOE = '+33639981201';
const ALI = '+33639981202';
const LEO = '+33639981203';
const INES = '+33639981204';
const US = '+33757050101';
const HOLE = picture('trou.png');
const PLAN = pdf('plan.pdf');

let product: RunningProduct;
let twilio: Twilio;
let desk: LiveAgent;
let account: ChannelAccount;
let line: TwilioAccount;
const credentials = { accountSid: `AC${'4f1d'.repeat(8)}`, authToken: 'the token of an account' };

beforeAll(async () => {
  [product, twilio] = await Promise.all([RunningProduct.start(), Twilio.start()]);
  desk = await LiveAgent.open(product);
  line = twilio.connect({ ...credentials, numbers: [US], webhookUrl: null });
  // Twilio is asked all the while for what its calls have told already: nothing here may be there twice.
  const config = { ...credentials, from: US, apiBaseUrl: twilio.url, undoSeconds: 0, reconcileSeconds: 1 };
  account = await desk.connect('sms', config);
  line.webhookUrl = account.webhookUrl;
});
afterAll(async () => {
  desk?.close();
  await product?.close();
  await twilio?.close();
});
beforeEach(() => {
  twilio.receipts = 'delivered';
});

const sentOf = (text: string): Promise<TwilioMessage> => twilio.find(({ body }) => body.includes(text));
/** The case of somebody who asks something. */
async function asked(from: string, text: string): Promise<CaseSummary> {
  await twilio.write({ from, text });
  return desk.caseWith(text);
}
const sentTimes = (text: string) => twilio.sent.filter(({ body }) => body === text).length;

describe('a number of Twilio', () => {
  it('has an address for its calls that makes Twilio insist, and keeps its token', async () => {
    expect(account.webhookUrl).toBe(`${product.url}/hooks/sms/${account.id}#rc=5&rp=all`);
    const test = await desk.client.post<ChannelTest>('/channels/test', {
      kind: 'sms',
      id: account.id,
      config: account.config,
    });
    expect(test).toMatchObject({ ok: true, checks: [{ name: 'twilio.account' }, { name: 'twilio.number' }] });
    expect(JSON.stringify(await desk.client.get('/channels'))).not.toContain(credentials.authToken);
  });

  // Threats: T01.
  it('believes nobody else', async () => {
    const refused = 'guichet_hooks_refused_total{kind="sms",reason="signature"}';
    const before = await desk.counter(refused);
    const [url] = account.webhookUrl!.split('#') as [string];
    const form = { MessageSid: `SM${'0'.repeat(32)}`, From: ZOE, To: US, Body: 'Changez mon RIB' };
    const forged = [
      '',
      'bm90IGEgc2lnbmF0dXJl',
      signatureOf('another token', url, form),
      signatureOf(credentials.authToken, `${url}?x`, form),
    ];
    for (const signature of forged) {
      const headers = { 'x-twilio-signature': signature };
      const answer = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(form) });
      expect(answer.status).toBe(403);
    }
    expect(await desk.counter(refused)).toBe(before + forged.length);
    await product.processed();
    expect(await desk.cases()).toEqual([]);
  });
});

describe('a conversation by SMS', () => {
  let caseId: string;

  it('begins with a picture, is answered, and the answer arrives', async () => {
    expect(await twilio.write({ from: ZOE, text: 'Un trou, rue des Lilas', files: [HOLE] })).toMatchObject({
      statuses: [200],
    });
    const item = await desk.caseWith('Un trou, rue des Lilas');
    caseId = item.id;
    const question = await desk.question(caseId);
    expect(question).toMatchObject({
      from: { type: 'phone', value: ZOE, verified: false },
      attachments: [{ name: 'image-1.png', type: 'image/png', size: HOLE.content.byteLength }],
      hasOriginal: false,
    });
    expect(await desk.file(question.attachments[0]!.id)).toEqual(HOLE.content);

    expect(await desk.reach(caseId)).toMatchObject([{ channel: 'sms', state: 'ready', to: { value: ZOE } }]);
    const { id } = await desk.answer(caseId, { text: 'Nous passons mardi.' });
    expect(await sentOf('Nous passons mardi.')).toMatchObject({ from: US, to: ZOE });
    expect((await desk.status(caseId, id, 'delivered')).delivery).toMatchObject({ attempts: 1, reason: null });

    await twilio.write({ from: ZOE, text: 'Merci !' });
    await product.processed();
    expect(await desk.words(caseId)).toEqual(['in Un trou, rue des Lilas', 'out Nous passons mardi.', 'in Merci !']);
  });

  it('gets a file as a link that opens', async () => {
    await desk.answer(caseId, { text: 'Voici le plan', files: [PLAN] });
    const { body } = await sentOf('Voici le plan');
    expect(body).toContain('plan.pdf');
    const page = await fetch(/https?:\S+\/portal\/files\/\S+/.exec(body)![0]);
    expect(page.status).toBe(200);
  });

  it('gets a long text in numbered parts, of which the last one tells that it arrived', async () => {
    const text = Array.from({ length: 500 }, (_, n) => `mot${n}`).join(' ');
    twilio.receipts = 'none';
    const { id } = await desk.answer(caseId, { text });
    await desk.status(caseId, id, 'sent');
    const parts = twilio.sent.slice(-3);
    expect(parts.map(({ body }) => body.slice(0, 6))).toEqual(['(1/3) ', '(2/3) ', '(3/3) ']);
    expect(parts.map(({ body }) => body.slice(6)).join(' ')).toBe(text);
    await twilio.report(parts[0]!, 'delivered');
    await twilio.report(parts[1]!, 'delivered');
    await product.processed();
    expect((await desk.entry(caseId, id)).delivery!.status).toBe('sent');
    await twilio.report(parts[2]!, 'delivered');
    await desk.status(caseId, id, 'delivered');
  });
});

describe('calls of Twilio', () => {
  // Threats: T02, T03, T04.
  it('that come again, and in any order, change nothing', async () => {
    twilio.fault.repeatWebhooks(3);
    twilio.fault.reorderWebhooks(true);
    const item = await asked(ALI, 'Ma carte est-elle prête ?');
    const { id } = await desk.answer(item.id, { text: 'Oui, elle vous attend.' });
    await desk.status(item.id, id, 'delivered');
    await twilio.settled();
    await product.processed();
    twilio.fault.repeatWebhooks(1);
    twilio.fault.reorderWebhooks(false);
    expect((await desk.entry(item.id, id)).delivery).toMatchObject({ status: 'delivered', reason: null });
    expect(await desk.words(item.id)).toEqual(['in Ma carte est-elle prête ?', 'out Oui, elle vous attend.']);
    expect(await desk.client.get<Page<QuarantinedEnvelope>>('/quarantine')).toMatchObject({ items: [] });
  });

  // Threats: T05.
  it('that get lost are made up for', async () => {
    const before = await asked(ALI, 'Demain aussi ?');
    twilio.fault.loseWebhooks(true);
    await twilio.write({ from: ALI, text: 'Et à quelle heure ?', files: [HOLE] });
    const item = await desk.caseWith('Et à quelle heure ?');
    expect(item.id).toBe(before.id);
    const { id } = await desk.answer(item.id, { text: 'Dès 9 heures.' });
    await desk.status(item.id, id, 'delivered');
    twilio.fault.loseWebhooks(false);
    expect((await desk.words(item.id)).slice(-2)).toEqual(['in Et à quelle heure ?', 'out Dès 9 heures.']);
  });
});

describe('an answer', () => {
  let item: CaseSummary;
  beforeAll(async () => {
    item = await asked(LEO, 'Que faut-il apporter ?');
  });

  it('that does not arrive says why, and is sent again when an agent asks for it', async () => {
    twilio.receipts = 'none';
    const { id } = await desk.answer(item.id, { text: 'Apportez une photo.' });
    await twilio.report(await sentOf('Apportez une photo.'), 'undelivered', 30003);
    const failed = await desk.status(item.id, id, 'failed');
    expect(failed.delivery!.reason).toBe('twilio.phone-unreachable {"code":30003}');
    expect(await desk.reach(item.id)).toMatchObject([{ state: 'warned', reason: 'last-failed' }]);

    twilio.receipts = 'delivered';
    await desk.client.post(`/cases/${item.id}/messages/${id}/retry`);
    await desk.status(item.id, id, 'delivered');
    expect(sentTimes('Apportez une photo.')).toBe(2);
    expect(await desk.reach(item.id)).toMatchObject([{ state: 'ready' }]);
  });

  it('to a number that cannot be is refused at once', async () => {
    twilio.fault.rejectNext({ code: 21614, message: "'To' number is not a valid mobile number" });
    const { id } = await desk.answer(item.id, { text: 'Êtes-vous là ?' });
    const failed = await desk.status(item.id, id, 'failed');
    expect(failed.delivery).toMatchObject({ attempts: 1, reason: 'twilio.no-sms {"code":21614}' });
  });

  // Threats: D05, T04.
  it('is known to have left by its report, where the answer of Twilio is lost', async () => {
    twilio.receipts = 'none';
    twilio.fault.loseAnswers(1);
    const { id } = await desk.answer(item.id, { text: 'Sans réponse' });
    await desk.status(item.id, id, 'unknown');
    await twilio.report(await sentOf('Sans réponse'), 'delivered');
    await desk.status(item.id, id, 'delivered');
    expect(sentTimes('Sans réponse')).toBe(1);
  });

  // Threats: D05.
  it('waits where Twilio asks for patience, and for the end of an outage, and leaves once', async () => {
    twilio.fault.rateLimit(1);
    const { id: first } = await desk.answer(item.id, { text: 'Moins vite' });
    const slowed = await desk.triedInVain(item.id, first, 1);
    expect(slowed.delivery!.reason).toContain('twilio.too-fast');
    product.clock.advance(5_000);
    await desk.status(item.id, first, 'delivered');

    await twilio.fault.outage(true);
    const { id } = await desk.answer(item.id, { text: 'Pendant la panne' });
    await desk.triedInVain(item.id, id, 1);
    product.clock.advance(15_000);
    await desk.triedInVain(item.id, id, 2);
    await twilio.fault.outage(false);
    product.clock.advance(15_000);
    await desk.status(item.id, id, 'delivered');
    expect([sentTimes('Moins vite'), sentTimes('Pendant la panne')]).toEqual([1, 1]);
  });
});

describe('STOP', () => {
  // Threats: L07, T09.
  it('closes the channel, as an activity and a message of the timeline, until START opens it again', async () => {
    const { id: caseId } = await asked(INES, 'Ne m’oubliez pas');
    await twilio.write({ from: INES, text: 'Stop' });
    await product.processed();
    expect((await desk.words(caseId)).at(-1)).toBe('in Stop');
    expect((await desk.activities(caseId)).at(-1)).toMatchObject({
      type: 'consent',
      given: false,
      word: 'Stop',
      address: INES,
    });
    expect(await desk.reach(caseId)).toMatchObject([{ state: 'closed', reason: 'no-consent', detail: 'Stop' }]);
    await expect(desk.answer(caseId, { text: 'Encore nous' })).rejects.toThrow();

    await twilio.write({ from: INES, text: 'START' });
    await product.processed();
    expect((await desk.activities(caseId)).at(-1)).toMatchObject({ type: 'consent', given: true });
    expect(await desk.reach(caseId)).toMatchObject([{ state: 'ready' }]);
    const { id } = await desk.answer(caseId, { text: 'De retour' });
    await desk.status(caseId, id, 'delivered');

    // The list of messages has told of both again by now, in whatever order.
    twilio.fault.loseWebhooks(true);
    await twilio.write({ from: INES, text: 'Encore moi' });
    await desk.caseWith('Encore moi');
    twilio.fault.loseWebhooks(false);
    expect(await desk.reach(caseId)).toMatchObject([{ state: 'ready' }]);
    expect((await desk.activities(caseId)).filter(({ type }) => type === 'consent')).toHaveLength(2);
  });

  it('that only the carrier has heard closes it, too', async () => {
    const { id: caseId } = await asked(INES, 'Encore une chose');
    twilio.receipts = 'none';
    const { id } = await desk.answer(caseId, { text: 'Une question ?' });
    await twilio.report(await sentOf('Une question ?'), 'failed', 21610);
    await desk.status(caseId, id, 'failed');
    expect(await desk.reach(caseId)).toMatchObject([{ state: 'closed', reason: 'no-consent' }]);
  });
});
