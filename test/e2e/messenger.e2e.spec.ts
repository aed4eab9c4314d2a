import type { ChannelAccount, ChannelTest } from '@guichet/contracts';
import { Meta, type MetaSent } from '../providers/meta.js';
import type { MessengerPage } from '../providers/meta-messenger.js';
import { LiveAgent } from '../support/live-agent.js';
import { pdf, picture } from '../support/sample-files.js';
import { RunningProduct } from '../support/running-product.js';

const HOUR = 3_600_000;
const QUESTION = 'Bonjour, la mairie est ouverte ?';
const ZOE = '6543210987654321';
const ALI = '7543210987654322';
const PHOTO = picture('piscine.png');
const PLAN = pdf('horaires d’été.pdf');

let product: RunningProduct;
let meta: Meta;
let desk: LiveAgent;
let account: ChannelAccount;
let page: MessengerPage;
const app = { accessToken: 'EAAG-a-token', appSecret: 'the secret of an app', verifyToken: 'a phrase of ours' };
const pageId = '682498302938465';

beforeAll(async () => {
  [product, meta] = await Promise.all([RunningProduct.start(), Meta.start()]);
  meta.now = () => product.clock.now().getTime();
  desk = await LiveAgent.open(product);
  account = await desk.connect('messenger', { pageId, ...app, apiBaseUrl: meta.url, undoSeconds: 0 });
  page = meta.connect({ pageId, ...app, webhookUrl: account.webhookUrl! });
});
afterAll(async () => {
  desk?.close();
  await meta?.close();
  await product?.close();
});
beforeEach(() => {
  page.reports = 'delivered';
});

const sentOf = (text: string): Promise<MetaSent> => meta.find((sent) => sent.text === text);

describe('a Facebook page', () => {
  it('is tested and subscribed', async () => {
    const { kind, id, config } = account;
    const test = await desk.client.post<ChannelTest>('/channels/test', { kind, id, config });
    expect(test).toMatchObject({ ok: true, checks: [{ name: 'messenger.page' }, { name: 'meta.webhook' }] });
    expect(await meta.subscribe(page)).toBe(true);
  });

  it('believes nobody else', async () => {
    const counter = 'guichet_hooks_refused_total{kind="messenger",reason="signature"}';
    const before = await desk.counter(counter);
    const body = JSON.stringify(page.payload([{ sender: { id: ZOE }, message: { mid: 'm_X', text: 'faux' } }]));
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };
    expect((await fetch(account.webhookUrl!, { method: 'POST', headers, body })).status).toBe(403);
    expect(await desk.counter(counter)).toBe(before + 1);
    await product.processed();
    expect(await desk.cases()).toEqual([]);
  });
});

describe('a conversation by Messenger', () => {
  let caseId: string;

  it('begins with a picture and is answered with a file, which is read', async () => {
    await page.write({ from: ZOE, text: 'Est-ce ouvert ?', files: [PHOTO] });
    const item = await desk.caseWith('Est-ce ouvert ?');
    caseId = item.id;
    const question = await desk.question(caseId);
    expect(question.attachments).toMatchObject([{ name: 'piscine.png', type: 'image/png' }]);
    expect(await desk.file(question.attachments[0]!.id)).toEqual(PHOTO.content);

    const { id } = await desk.answer(caseId, { text: 'Oui, voici les horaires.', files: [PLAN] });
    const file = await meta.find((sent) => sent.file !== null);
    expect(await sentOf('Oui, voici les horaires.')).toMatchObject({ to: ZOE, tag: null });
    expect([file.file!.name, Buffer.from(file.file!.content)]).toEqual([PLAN.name, PLAN.content]);
    await desk.status(caseId, id, 'delivered');
    await page.read(ZOE);
    await desk.status(caseId, id, 'read');

    await page.write({ from: ZOE, text: 'Merci !', replyTo: file.id });
    await product.processed();
    expect(await desk.words(caseId)).toEqual(['in Est-ce ouvert ?', 'out Oui, voici les horaires.', 'in Merci !']);
  });

  it('shows reactions and edits', async () => {
    const { id } = await desk.answer(caseId, { text: 'À bientôt' });
    const sent = await sentOf('À bientôt');
    await desk.status(caseId, id, 'delivered');
    const mine = await page.write({ from: ZOE, text: 'A bientot' });
    await page.react(ZOE, sent.id, '❤️');
    await page.edit(ZOE, mine, 'À bientôt !');
    await page.react(ZOE, sent.id, '');
    await product.processed();
    expect((await desk.activities(caseId)).slice(-3)).toMatchObject([
      { type: 'reaction', entryId: id, emoji: '❤️' },
      { type: 'edited', text: 'À bientôt !' },
      { type: 'reaction', entryId: id, emoji: null },
    ]);
  });

  it('is read up to a time: what came before it, and nothing else', async () => {
    page.reports = 'echo';
    const first = await desk.answer(caseId, { text: 'Un' });
    const second = await desk.answer(caseId, { text: 'Deux' });
    await sentOf('Deux');
    await desk.status(caseId, second.id, 'sent');
    product.clock.advance(1000);
    await page.read(ZOE);
    await desk.status(caseId, first.id, 'read');
    await desk.status(caseId, second.id, 'read');
    product.clock.advance(1000);
    const third = await desk.answer(caseId, { text: 'Trois' });
    await desk.status(caseId, third.id, 'sent');
    await product.processed();
    expect((await desk.entry(caseId, third.id)).delivery!.status).toBe('sent');
  });

  // Threats: F04, L08.
  it('has nothing twice that the page echoes, and no words of a colleague elsewhere as hers', async () => {
    const before = await desk.words(caseId);
    await page.writeElsewhere(ZOE, 'Écrit dans Business Suite');
    await product.processed();
    expect(await desk.words(caseId)).toEqual(before);
    expect(await desk.cases()).toHaveLength(1);
  });

  it('takes a button for the words on it', async () => {
    await page.press(ALI, 'Démarrer');
    expect(await desk.words((await desk.caseWith('Démarrer')).id)).toEqual(['in Démarrer']);
  });
});

describe('webhooks of Messenger', () => {
  it('of several people in one call, repeated and in any order, are each understood once', async () => {
    meta.fault.repeatWebhooks(2);
    await meta.inOneCall(async () => {
      await page.write({ from: '8543210987654323', text: 'Première' });
      await page.write({ from: '9543210987654324', text: 'Deuxième' });
    });
    meta.fault.repeatWebhooks(1);
    const [one, two] = [await desk.caseWith('Première'), await desk.caseWith('Deuxième')];
    await meta.fault.reorderWebhooks(true);
    const { id } = await desk.answer(one.id, { text: 'Bien reçu' });
    await sentOf('Bien reçu');
    await desk.status(one.id, id, 'sent');
    await meta.settled();
    product.clock.advance(1000);
    await page.read('8543210987654323');
    await meta.fault.reorderWebhooks(false);
    await desk.status(one.id, id, 'read');
    await product.processed();
    expect(await desk.words(one.id)).toEqual(['in Première', 'out Bien reçu']);
    expect(await desk.words(two.id)).toEqual(['in Deuxième']);
  });
});

describe('an answer when Messenger is in trouble', () => {
  it('waits for the end of an outage, and arrives once', async () => {
    const item = await desk.caseWith('Première');
    meta.fault.outage(true);
    const { id } = await desk.answer(item.id, { text: 'Pendant la panne' });
    await desk.triedInVain(item.id, id, 1);
    product.clock.advance(30_000);
    await desk.triedInVain(item.id, id, 2);
    meta.fault.outage(false);
    product.clock.advance(30_000);
    await desk.status(item.id, id, 'delivered');
    expect(meta.sent.filter(({ text }) => text === 'Pendant la panne')).toHaveLength(1);
  });

  it('is known to have left by its echo, where Meta’s answer is lost', async () => {
    const item = await desk.caseWith('Première');
    page.reports = 'none';
    meta.fault.loseAnswers(1);
    const { id } = await desk.answer(item.id, { text: 'Sans réponse' });
    await desk.status(item.id, id, 'unknown');
    const sent = await sentOf('Sans réponse');
    await page.echo(sent.to, { mid: sent.id, text: sent.text, metadata: sent.opaque });
    await desk.status(item.id, id, 'sent');
    expect(meta.sent.filter(({ text }) => text === 'Sans réponse')).toHaveLength(1);
  });
});

describe('the days after the citizen’s last message', () => {
  it('are for what a person answers, and a week later for nothing', async () => {
    await page.write({ from: '5543210987654320', text: 'J’attends' });
    const item = await desk.caseWith('J’attends');
    product.clock.advance(30 * HOUR);
    expect(await desk.reach(item.id)).toMatchObject([{ channel: 'messenger', state: 'ready' }]);
    const { id } = await desk.answer(item.id, { text: 'Pardon pour l’attente' });
    expect(await sentOf('Pardon pour l’attente')).toMatchObject({ tag: 'HUMAN_AGENT' });
    await desk.status(item.id, id, 'delivered');
    product.clock.advance(7 * 24 * HOUR);
    expect(await desk.reach(item.id)).toMatchObject([{ state: 'closed', reason: 'window-closed', templates: [] }]);
  });

  it('asks Meta what somebody is called whose messages do not tell', async () => {
    const nora = '4443210987654329';
    page.names.set(nora, 'Nora Petit');
    await page.write({ from: nora, text: QUESTION });
    const named = async () => (await desk.caseWith(QUESTION)).citizen?.name === 'Nora Petit' || undefined;
    expect(await desk.until(named)).toBe(true);
    // Also what was stored before the name was known is by her.
    const { id } = await desk.caseWith(QUESTION);
    expect((await desk.messages(id)).map(({ actor }) => actor.name)).toEqual(['Nora Petit']);
  });

  // Threats: F06.
  it('whose token was taken back shows that to administrators, until it works again', async () => {
    const health = async () => (await desk.account(account.id)).health;
    const item = await desk.caseWith(QUESTION);
    meta.fault.rejectNext({ code: 190, message: 'The access token could not be decrypted' });
    const { id } = await desk.answer(item.id, { text: 'Oui, jusqu’à 17 h.' });
    await product.delivered();
    expect(await health()).toMatchObject({ state: 'error', reason: expect.stringContaining('meta.token-refused') });
    await desk.client.post(`/cases/${item.id}/messages/${id}/retry`);
    await product.delivered();
    expect(await health()).toMatchObject({ state: 'ok', reason: null });
  });
});
