import { randomUUID } from 'node:crypto';
import type {
  TemplateFinding,
  CaseSummary,
  ChannelAccount,
  ChannelKind,
  MessageEntry,
  Page,
  RenderedTemplate,
  TemplateSummary,
} from '@guichet/contracts';
import PostalMime from 'postal-mime';
import { distinct, factsIn } from '../../libs/templates/src/facts/find-facts.js';
import { Meta } from '../providers/meta.js';
import type { WhatsappNumber } from '../providers/meta-whatsapp.js';
import { Telegram } from '../providers/telegram.js';
import type { TelegramBot } from '../providers/telegram-bot.js';
import { Twilio } from '../providers/twilio.js';
import type { ApiProblem } from '../support/api-client.js';
import { SITE, RunningTown, ADDRESS } from '../support/running-town.js';
import { Visitor } from '../support/chat-visitor.js';

const CAMILLE = { name: 'Camille Delorme', email: 'camille@citizen.test', number: '+33639981211' };
const ON_TELEGRAM = { id: 700102, firstName: 'Camille' };
const TOWN = '+33757908000';
const FACTS = {
  documents: 'Un justificatif de domicile\nLe livret de famille',
  deadline: '2026-12-18',
};
const DAY_MS = 86_400_000;

let hall: RunningTown;
let [twilio, meta, telegram]: [Twilio?, Meta?, Telegram?] = [];
let chat: ChannelAccount;
let whatsapp: WhatsappNumber;
let bot: TelegramBot;

beforeAll(async () => {
  [hall, twilio, meta, telegram] = await Promise.all([
    RunningTown.open(),
    Twilio.start(),
    Meta.start(),
    Telegram.start(),
  ]);
  const { desk } = hall;
  chat = await hall.openChat();
  const account = { accountSid: `AC${'a'.repeat(32)}`, authToken: 'a token of Twilio' };
  const sms = await desk.connect('sms', { ...account, from: TOWN, apiBaseUrl: twilio.url, undoSeconds: 0 });
  twilio.connect({ ...account, numbers: [TOWN], webhookUrl: sms.webhookUrl });
  const app = { phoneNumberId: '106540352242922', accessToken: 'EAAG', appSecret: 'of an app', verifyToken: 'ours' };
  const { webhookUrl } = await desk.connect('whatsapp', { ...app, apiBaseUrl: meta.url, undoSeconds: 0 });
  whatsapp = meta.connect({ ...app, webhookUrl: webhookUrl! });
  const keys = { botToken: '7100200300:AAExampleTokenOfATestNobodyUses', secretToken: 'a-secret-of-this-town' };
  bot = telegram.connect({ botToken: keys.botToken });
  const { id } = await desk.connect('telegram', { ...keys, apiBaseUrl: telegram.url, undoSeconds: 0 });
  await desk.until(async () => ((await desk.account(id)).health.state === 'ok' ? true : undefined));
  await desk.client.call('PUT', '/organisation', {
    body: {
      name: 'Ville de Valbourg',
      address: '1 place de la Mairie\n21000 Valbourg',
      mail: 'contact@valbourg.test',
      phone: '+33380000000',
    },
  });
});
afterAll(async () => {
  await hall?.close();
  await Promise.all([twilio?.close(), meta?.close(), telegram?.close()]);
});

const template = async (key: string): Promise<TemplateSummary> =>
  (await hall.desk.client.get<Page<TemplateSummary>>('/templates?limit=200')).items.find((one) => one.key === key)!;

const factsOf = (text: string) =>
  distinct(factsIn(text))
    .map(({ kind, value }) => `${kind} ${value}`)
    .sort();

it('one template tells Camille the same by mail, SMS, WhatsApp, chat and Telegram, and its log proves it', async () => {
  const { desk, product, sink } = hall;
  await product.mail({
    from: `${CAMILLE.name} <${CAMILLE.email}>`,
    to: ADDRESS,
    subject: 'Inscription',
    text: 'Que faut-il par courriel ?',
  });
  await twilio!.write({ from: CAMILLE.number, to: TOWN, text: 'Que faut-il par SMS ?' });
  await whatsapp.write({ from: CAMILLE, text: 'Que faut-il par WhatsApp ?' });
  await bot.write({ from: ON_TELEGRAM, text: 'Que faut-il par Telegram ?' });
  const camille = await Visitor.enter(product.url, SITE, { channelAccountId: chat.id });
  await camille.say('Que faut-il par le chat ?');
  const { id: caseId } = await desk.caseWith('Que faut-il par courriel ?');
  for (const way of ['SMS', 'WhatsApp', 'Telegram', 'le chat']) {
    const { id } = await desk.caseWith(`Que faut-il par ${way} ?`);
    await desk.client.post(`/cases/${id}/merge`, { intoId: caseId });
  }

  const { id: templateId } = await template('missing-documents');
  const answer = async (kind: ChannelKind): Promise<MessageEntry> => {
    const way = (await desk.reach(caseId)).find(({ channel }) => channel === kind)!;
    const body = { channelAccountId: way.channelAccountId, to: [way.to.value], templateId, values: FACTS };
    return desk.client.post(`/cases/${caseId}/messages`, body);
  };
  const kinds = ['email', 'sms', 'whatsapp', 'chat', 'telegram'] as const;
  const sent: MessageEntry[] = [];
  for (const kind of kinds) sent.push(await answer(kind));

  // What really arrived, as each provider had it.
  const mail = await PostalMime.parse((await sink.find(({ envelope }) => envelope.to.includes(CAMILLE.email))).raw);
  const texts = await twilio!.find(({ to }) => to === CAMILLE.number);
  const onPhone = await meta!.find(({ to }) => to === CAMILLE.number);
  const onTelegram = await telegram!.find(({ text }) => text?.includes('livret') ?? false);
  const onPage = await camille.message(sent[3]!.text);
  const arrived = [mail.text!, texts.body, onPhone.text, onPage.text, onTelegram.text];
  expect(factsOf(mail.text!)).toContain('date 2026-12-18');
  for (const text of arrived) {
    expect(factsOf(text)).toEqual(factsOf(mail.text!));
    expect(text).toMatch(/justificatif de domicile[^]*livret de famille/);
  }
  expect(mail.html).toContain('<li>Un justificatif de domicile</li>');

  // And the timeline proves it: one template, one version, the same values, told on each channel as approved.
  const kept = (await desk.messages(caseId)).filter(({ direction }) => direction === 'out');
  expect(kept.map(({ channel }) => channel)).toEqual(kinds);
  for (const { provenance } of kept) {
    expect(provenance).toMatchObject({ templateId, number: 1, language: 'fr', verbatim: true, values: FACTS });
    expect(provenance!.facts.length).toBeGreaterThan(0);
    expect(provenance!.facts.every(({ verdict }) => verdict === 'same')).toBe(true);
  }
  const report = await desk.client.get<{ replies: number; contradicting: number }>(
    `/templates/${templateId}/consistency`,
  );
  expect(report).toMatchObject({ replies: 5, contradicting: 0, incomplete: 0, adding: 0 });
  camille.leave();
});

describe('an answer from a template', () => {
  it('has a page of its own, and says the same in plain and in rich text', async () => {
    const { desk, product } = hall;
    const { id: templateId } = await template('status-by-sms');
    const write = async (from: string, text: string) => {
      await product.mail({ from, to: ADDRESS, subject: 'Question', text });
      return (await desk.caseWith(text)).id;
    };
    const [zoe, ali] = [
      await write('zoe@citizen.test', 'Où en est Zoé ?'),
      await write('ali@citizen.test', 'Où en est Ali ?'),
    ];
    const body = { templateId, values: { status: 'complet' }, replyPageId: randomUUID() };
    await desk.client.post(`/cases/${zoe}/messages`, body);
    // The page of another case is what is not for this citizen; whoever says that it is meant is refused all the same.
    const refused = await desk.client.post(`/cases/${ali}/messages`, body).catch((error: unknown) => error);
    expect(refused).toMatchObject({ problem: { reason: 'disclosure' } });
    const findings = (refused as ApiProblem).problem.data?.['findings'] as { key: string }[];
    const acknowledged = findings.map(({ key }) => key);
    await expect(desk.client.post(`/cases/${ali}/messages`, { ...body, acknowledged })).rejects.toMatchObject({
      problem: { reason: 'reply-page-taken' },
    });
    const differs = { ...body, replyPageId: randomUUID(), text: 'Dossier complet.', html: '<p>Dossier refusé.</p>' };
    await expect(desk.client.post(`/cases/${ali}/messages`, differs)).rejects.toMatchObject({
      problem: { errors: [{ path: 'html', reason: 'html-differs' }] },
    });
    // A value is text, whatever it looks like: in HTML it is written otherwise, and says the same.
    const values = { status: 'en attente : le champ <Nom> était vide & le &lt;Prénom&gt; aussi' };
    const wanted = { caseId: ali, channelKind: 'email', values };
    const { text, html } = await desk.client.post<RenderedTemplate>(`/templates/${templateId}/render`, wanted);
    await desk.client.post(`/cases/${ali}/messages`, { ...body, values, text, html, replyPageId: randomUUID() });
    const alone = { ...body, replyPageId: randomUUID(), html: '<p>Nous acceptons tout.</p>' };
    const sent = await desk.client.post<MessageEntry>(`/cases/${ali}/messages`, alone);
    expect(sent.html).not.toContain('acceptons');
  });
});

/** The keys of what an approver was asked about. */
const keysOf = (error: unknown): string[] =>
  ((error as ApiProblem).problem.data!['findings'] as TemplateFinding[]).map(({ key }) => key!);

describe('a version that comes later', () => {
  it('changes nothing of what was sent with the one before, and a withdrawn one does not leave by a scheduled message', async () => {
    const { desk, product, sink } = hall;
    await product.mail({ from: 'lea@citizen.test', to: ADDRESS, subject: 'Rendez-vous', text: 'Quand venir ?' });
    const { id: caseId } = await desk.caseWith('Quand venir ?');
    const { id: templateId } = await template('status-by-sms');
    const say = (more: object = {}) =>
      desk.client.post<MessageEntry>(`/cases/${caseId}/messages`, {
        templateId,
        values: { status: 'complet' },
        ...more,
      });
    const first = await say();

    // Four more versions are approved; the fifth tells something else.
    const [source] = (
      await desk.client.get<Page<{ content: object; language: string }>>(`/templates/${templateId}/versions`)
    ).items.filter(({ language }) => language === 'fr');
    for (let number = 2; number <= 5; number += 1) {
      const full = `Votre dossier {{ reference }} est {{ status }}. Version ${'x'.repeat(number)}.`;
      const content = { ...source!.content, blocks: [{ kind: 'facts', full }] };
      await desk.client.call('PUT', `/templates/${templateId}/drafts/fr`, { body: { content, revision: null } });
      await desk.client.post(`/templates/${templateId}/versions/${number}/submit`, { language: 'fr' });
      const approve = (sameMeaning: string[]) =>
        desk.client.post(`/templates/${templateId}/versions/${number}/approve`, { language: 'fr', sameMeaning });
      // It lacks what the law asks of such a text: whoever approves it says so.
      await approve([]).catch((error: unknown) => approve(keysOf(error)));
      if (number === 4) await say();
    }
    const fifth = await say({ sendAt: new Date(product.clock.now().getTime() + DAY_MS).toISOString() });
    const messages = (await desk.messages(caseId)).filter(({ direction }) => direction === 'out');
    expect(messages.map(({ provenance }) => provenance!.number)).toEqual([1, 4, 5]);
    expect(messages.map(({ text }) => text)).toEqual([
      first.text,
      expect.stringContaining('Version xxxx.'),
      fifth.text,
    ]);
    expect(fifth.text).toContain('Version xxxxx.');

    // It is withdrawn: what waits for tomorrow is stopped, and says so; tomorrow nothing leaves.
    const unsent = await desk.client.post(`/templates/${templateId}/withdraw`, { remark: 'Le texte ne vaut plus.' });
    expect(unsent).toMatchObject({ messages: [{ entryId: fifth.id, blocked: true }] });
    product.clock.advance(2 * DAY_MS);
    await product.delivered();
    expect((await desk.entry(caseId, fifth.id)).delivery).toMatchObject({
      status: 'blocked',
      reason: 'template-withdrawn',
    });
    expect(sink.mails.filter(({ raw }) => raw.includes('Version xxxxx'))).toEqual([]);
    await expect(desk.client.post(`/cases/${caseId}/messages/${fifth.id}/send-now`)).rejects.toMatchObject({
      problem: { reason: 'template-withdrawn' },
    });
    await expect(say()).rejects.toMatchObject({ problem: { reason: 'template-not-usable' } });
    expect(await desk.client.get<CaseSummary>(`/cases/${caseId}`)).toMatchObject({ status: 'open' });
  });
});
