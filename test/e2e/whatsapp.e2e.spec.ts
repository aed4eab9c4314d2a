import type { ChannelAccount, ChannelTest, QuarantinedEnvelope, Page } from '@guichet/contracts';
import { Meta, type MetaSent } from '../providers/meta.js';
import type { WhatsappNumber } from '../providers/meta-whatsapp.js';
import { LiveAgent } from '../support/live-agent.js';
import { pdf, picture } from '../support/sample-files.js';
import { RunningProduct } from '../support/running-product.js';

const HOUR = 3_600_000;
const ZOE = { number: '+33639981201', name: 'Zoé Martin' };
const ALI = { number: '+33639981202', name: 'Ali' };
const RELANCE = { name: 'relance', language: 'fr', text: 'Bonjour {{1}}, votre dossier {{2}} attend une pièce.' };
const PHOTO = picture('photo.png');
const PLAN = pdf('plan d’accès.pdf');

let product: RunningProduct;
let meta: Meta;
let desk: LiveAgent;
let account: ChannelAccount;
let number: WhatsappNumber;
const app = { accessToken: 'EAAG-a-token', appSecret: 'the secret of an app', verifyToken: 'a phrase of ours' };
const ids = { phoneNumberId: '106540352242922', businessAccountId: '102290129340398' };

beforeAll(async () => {
  [product, meta] = await Promise.all([RunningProduct.start(), Meta.start()]);
  meta.now = () => product.clock.now().getTime();
  desk = await LiveAgent.open(product);
  const config = { ...ids, ...app, templates: [RELANCE], apiBaseUrl: meta.url, undoSeconds: 0 };
  account = await desk.connect('whatsapp', config);
  number = meta.connect({ ...ids, ...app, templates: [RELANCE], webhookUrl: account.webhookUrl! });
});
afterAll(async () => {
  desk?.close();
  await meta?.close();
  await product?.close();
});
beforeEach(() => {
  number.reports = 'delivered';
});

const sentOf = (text: string): Promise<MetaSent> => meta.find((sent) => sent.text === text);

describe('a WhatsApp number', () => {
  it('is tested and subscribed, and keeps its secrets', async () => {
    const test = await desk.client.post<ChannelTest>('/channels/test', {
      kind: 'whatsapp',
      id: account.id,
      config: account.config,
    });
    expect(test).toMatchObject({
      ok: true,
      checks: [{ name: 'whatsapp.number' }, { name: 'meta.webhook' }, { name: 'whatsapp.templates' }],
    });
    expect(await meta.subscribe(number)).toBe(true);
    expect(JSON.stringify(await desk.client.get('/channels'))).not.toContain(app.accessToken);
    await desk.until(async () => ((await desk.account(account.id)).health.state === 'ok' ? true : undefined));
  });

  it('believes nobody else', async () => {
    const body = JSON.stringify(number.payload([{ messages: [{ id: 'wamid.X', from: '33600000000', type: 'text' }] }]));
    const before = await desk.counter('guichet_hooks_refused_total{kind="whatsapp",reason="signature"}');
    for (const signature of ['', 'sha256=', `sha256=${'0'.repeat(64)}`]) {
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
      expect((await fetch(account.webhookUrl!, { method: 'POST', headers, body })).status).toBe(403);
    }
    const wrong = `${account.webhookUrl}?hub.mode=subscribe&hub.verify_token=no&hub.challenge=1`;
    expect((await fetch(wrong)).status).toBe(403);
    expect(await desk.counter('guichet_hooks_refused_total{kind="whatsapp",reason="signature"}')).toBe(before + 3);
    await product.processed();
    expect(await desk.cases()).toEqual([]);
  });
});

describe('a conversation by WhatsApp', () => {
  let caseId: string;

  it('begins with a picture and is answered with a file, which is read', async () => {
    await number.write({ from: ZOE, text: 'La fuite, rue des Lilas', files: [PHOTO] });
    const item = await desk.caseWith('La fuite, rue des Lilas');
    caseId = item.id;
    expect(item).toMatchObject({ citizen: { name: 'Zoé Martin' }, channels: ['whatsapp'], unread: true });
    const question = await desk.question(caseId);
    expect(question).toMatchObject({ from: { type: 'phone', value: ZOE.number, verified: true }, hasOriginal: false });
    expect(question.attachments).toMatchObject([{ type: 'image/png', size: PHOTO.content.byteLength }]);
    expect(await desk.file(question.attachments[0]!.id)).toEqual(PHOTO.content);

    expect(await desk.reach(caseId)).toMatchObject([
      { channel: 'whatsapp', state: 'ready', to: { value: ZOE.number } },
    ]);
    const { id } = await desk.answer(caseId, { text: 'Nous passons mardi.', files: [PLAN] });
    const sent = await sentOf('Nous passons mardi.');
    expect(sent).toMatchObject({ to: ZOE.number, file: { name: PLAN.name, type: PLAN.type } });
    expect(Buffer.from(sent.file!.content)).toEqual(PLAN.content);
    await desk.status(caseId, id, 'delivered');
    await number.read(sent);
    await desk.status(caseId, id, 'read');

    await number.write({ from: ZOE, text: 'Merci !', replyTo: sent.id });
    await number.write({ from: ZOE, text: 'À mardi' });
    await product.processed();
    expect(await desk.words(caseId)).toEqual([
      'in La fuite, rue des Lilas',
      'out Nous passons mardi.',
      'in Merci !',
      'in À mardi',
    ]);
  });

  // Threats: F04.
  it('shows what people do to messages afterwards', async () => {
    const { id } = await desk.answer(caseId, { text: 'À mardi, 9 h.' });
    const sent = await sentOf('À mardi, 9 h.');
    await desk.status(caseId, id, 'delivered');
    const [mine] = await number.write({ from: ZOE, text: 'Mardi ou jeudi ?' });
    const [slip] = await number.write({ from: ZOE, text: 'Mauvaise conversation' });
    await number.react(ZOE, sent.id, '👍🏽');
    await number.edit(ZOE, mine!, 'Mercredi ou jeudi ?');
    await number.delete(ZOE, slip!);
    await product.processed();
    const entryOf = async (text: string) => (await desk.messages(caseId)).find((entry) => entry.text === text)!.id;
    expect((await desk.activities(caseId)).slice(-3)).toMatchObject([
      { type: 'reaction', entryId: id, emoji: '👍🏽', by: 'Zoé Martin' },
      { type: 'edited', entryId: await entryOf('Mardi ou jeudi ?'), text: 'Mercredi ou jeudi ?' },
      { type: 'deleted', entryId: await entryOf('Mauvaise conversation') },
    ]);
    await number.react(ZOE, sent.id, '');
    await product.processed();
    expect((await desk.activities(caseId)).at(-1)).toMatchObject({ type: 'reaction', entryId: id, emoji: null });
  });

  it('knows each part of a long answer', async () => {
    const text = 'x'.repeat(1500);
    const { id } = await desk.answer(caseId, { text, files: [PHOTO, PLAN] });
    await meta.find(({ file }) => file?.name === PLAN.name && file.content.byteLength > 0);
    await desk.status(caseId, id, 'delivered');
    await meta.settled();
    const parts = meta.sent.slice(-3);
    expect(parts.map(({ text: said, file }) => file?.name ?? said.length)).toEqual([1500, PHOTO.name, PLAN.name]);
    for (const [index, part] of parts.entries()) await number.react(ZOE, part.id, ['1️⃣', '2️⃣', '3️⃣'][index]!);
    await product.processed();
    expect((await desk.activities(caseId)).slice(-3)).toMatchObject([
      { type: 'reaction', entryId: id, emoji: '1️⃣' },
      { type: 'reaction', entryId: id, emoji: '2️⃣' },
      { type: 'reaction', entryId: id, emoji: '3️⃣' },
    ]);
  });

  it('gets a link where WhatsApp does not take the file', async () => {
    const drawing = { name: 'plan.dwg', type: 'application/acad', content: Buffer.from('AC1032 drawing') };
    await desk.answer(caseId, { text: 'Le plan de la rue', files: [drawing] });
    const sent = await meta.find(({ text }) => text.startsWith('Le plan de la rue'));
    expect(sent.file).toBeNull();
    const link = /https?:\S+\/portal\/files\/\S+/.exec(sent.text)![0];
    expect(sent.text).toContain('plan.dwg');
    expect((await fetch(link)).status).toBe(200);
  });

  it('is one with whoever hides their number, too', async () => {
    const lea = { userId: 'FR.44412086553027419181', name: 'Léa' };
    await number.write({ from: lea, text: 'Bonjour, c’est Léa' });
    const item = await desk.caseWith('Bonjour, c’est Léa');
    const { id } = await desk.answer(item.id, { text: 'Bonjour Léa' });
    expect(await sentOf('Bonjour Léa')).toMatchObject({ to: lea.userId });
    await desk.status(item.id, id, 'delivered');
  });

  it('loses nothing that cannot be shown', async () => {
    await number.happen(ALI, { type: 'unsupported', unsupported: { type: 'poll_creation' } });
    const item = await desk.caseWith('A message that WhatsApp shows on a phone only: poll_creation.');
    expect((await desk.messages(item.id))[0]!.flags).toContain('not-shown');
  });
});

describe('webhooks of WhatsApp', () => {
  // Threats: F03.
  it('of several people in one call are told apart, and those that come again change nothing', async () => {
    meta.fault.repeatWebhooks(3);
    await meta.inOneCall(async () => {
      await number.write({ from: { number: '+33639981210', name: 'Un' }, text: 'Première' });
      await number.write({ from: { number: '+33639981211', name: 'Deux' }, text: 'Deuxième' });
      await number.write({ from: { number: '+33639981210', name: 'Un' }, text: 'Encore' });
    });
    meta.fault.repeatWebhooks(1);
    await product.processed();
    const [one, two] = await Promise.all([desk.caseWith('Première'), desk.caseWith('Deuxième')]);
    expect(await desk.words(one.id)).toEqual(['in Première', 'in Encore']);
    expect(await desk.words(two.id)).toEqual(['in Deuxième']);
    expect(await desk.client.get<Page<QuarantinedEnvelope>>('/quarantine')).toMatchObject({ items: [] });
  });

  // Threats: F04, T03.
  it('may come in any order', async () => {
    const item = await desk.caseWith('Première');
    await meta.fault.reorderWebhooks(true);
    const { id } = await desk.answer(item.id, { text: 'Bien reçu' });
    const sent = await sentOf('Bien reçu');
    await meta.settled();
    await number.read(sent);
    await meta.fault.reorderWebhooks(false);
    await desk.status(item.id, id, 'read');
    await product.processed();
    expect((await desk.entry(item.id, id)).delivery).toMatchObject({ status: 'read', reason: null });
  });

  it('that tell of a failure say why, and may be wrong', async () => {
    const item = await desk.caseWith('Deuxième');
    number.reports = 'none';
    const { id } = await desk.answer(item.id, { text: 'Bien noté' });
    const sent = await sentOf('Bien noté');
    await number.fail(sent, 131026, 'Message undeliverable');
    const failed = await desk.status(item.id, id, 'failed');
    expect(failed.delivery!.reason).toBe('meta.no-whatsapp {"code":131026}');
    expect(await desk.reach(item.id)).toMatchObject([{ state: 'warned', reason: 'last-failed' }]);
    await number.report(sent, 'delivered');
    await desk.status(item.id, id, 'delivered');
    expect(await desk.reach(item.id)).toMatchObject([{ state: 'ready' }]);
  });
});

describe('an answer when Meta is in trouble', () => {
  it('waits for the end of an outage, and arrives once', async () => {
    const item = await desk.caseWith('Première');
    meta.fault.outage(true);
    const { id } = await desk.answer(item.id, { text: 'Pendant la panne' });
    const waiting = await desk.triedInVain(item.id, id, 1);
    expect(waiting.delivery).toMatchObject({ attempts: 1, reason: expect.stringContaining('meta.') });
    product.clock.advance(30_000);
    await desk.triedInVain(item.id, id, 2);
    meta.fault.outage(false);
    product.clock.advance(30_000);
    await desk.status(item.id, id, 'delivered');
    expect(meta.sent.filter(({ text }) => text === 'Pendant la panne')).toHaveLength(1);
  });

  it('is slower where it was too fast', async () => {
    const item = await desk.caseWith('Première');
    meta.fault.rateLimit(1);
    const { id } = await desk.answer(item.id, { text: 'Moins vite' });
    await desk.triedInVain(item.id, id, 1);
    product.clock.advance(60_000);
    await desk.status(item.id, id, 'delivered');
  });

  it('is known to have left by its report, where Meta’s answer is lost', async () => {
    const item = await desk.caseWith('Première');
    number.reports = 'none';
    meta.fault.loseAnswers(1);
    const { id } = await desk.answer(item.id, { text: 'Sans réponse' });
    await desk.status(item.id, id, 'unknown');
    const sent = await sentOf('Sans réponse');
    await number.report(sent, 'delivered');
    await desk.status(item.id, id, 'delivered');
    await number.react({ number: '+33639981210', name: 'Un' }, sent.id, '👌');
    await product.processed();
    expect((await desk.activities(item.id)).at(-1)).toMatchObject({ type: 'reaction', entryId: id, emoji: '👌' });
    expect(meta.sent.filter(({ text }) => text === 'Sans réponse')).toHaveLength(1);
  });
});

describe('a day after the citizen’s last message', () => {
  // Threats: F05.
  it('only a template may be sent, and goes out', async () => {
    await number.write({ from: { number: '+33639981220', name: 'Inès' }, text: 'J’attends' });
    const item = await desk.caseWith('J’attends');
    product.clock.advance(25 * HOUR);
    const [option] = await desk.reach(item.id);
    expect(option).toMatchObject({ state: 'template', reason: 'window-closed', templates: [RELANCE] });
    await expect(desk.answer(item.id, { text: 'Trop tard', to: ['+33639981220'] })).rejects.toThrow();

    const values = ['Inès', item.reference];
    const { id } = await desk.answer(item.id, {
      text: '',
      to: ['+33639981220'],
      providerTemplate: { name: RELANCE.name, language: RELANCE.language, values },
    });
    const said = `Bonjour Inès, votre dossier ${item.reference} attend une pièce.`;
    expect(await sentOf(said)).toMatchObject({ template: 'relance', to: '+33639981220' });
    expect(await desk.status(item.id, id, 'delivered')).toMatchObject({ text: said });

    await number.write({ from: { number: '+33639981220', name: 'Inès' }, text: 'La voici' });
    await desk.until(async () => ((await desk.words(item.id)).includes('in La voici') ? true : undefined));
    expect(await desk.reach(item.id)).toMatchObject([{ state: 'ready' }]);
  });
});
