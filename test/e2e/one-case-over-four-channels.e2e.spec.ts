import type { CaseSummary, ChannelAccount, ChannelKind, Citizen, MessageEntry } from '@guichet/contracts';
import PostalMime from 'postal-mime';
import { Meta } from '../providers/meta.js';
import type { WhatsappNumber } from '../providers/meta-whatsapp.js';
import { Twilio } from '../providers/twilio.js';
import { LiveAgent } from '../support/live-agent.js';
import { RunningProduct } from '../support/running-product.js';
import { MailSink, type SunkMail } from '../support/mail-sink.js';
import { Visitor } from '../support/chat-visitor.js';

const DESK = 'ecoles@mairie.test';
const SITE = 'https://www.mairie.test';
const TOWN = '+33757908000';
const CAMILLE = { name: 'Camille Delorme', email: 'camille@citizen.test', number: '+33639981211' };

let product: RunningProduct;
let [sink, twilio, meta, desk]: [MailSink?, Twilio?, Meta?, LiveAgent?] = [];
let chat: ChannelAccount;
let whatsapp: WhatsappNumber;

beforeAll(async () => {
  [product, sink, twilio, meta] = await Promise.all([
    RunningProduct.start(),
    MailSink.open(),
    Twilio.start(),
    Meta.start(),
  ]);
  desk = await LiveAgent.open(product);
  const outbound = { host: '127.0.0.1', port: sink.port, secure: false };
  await desk.connect('email', { address: DESK, inbound: { smtp: true }, outbound, undoSeconds: 0 });
  chat = await desk.connect('chat', { allowedOrigins: [SITE] });

  const account = { accountSid: `AC${'a'.repeat(32)}`, authToken: 'a token of Twilio' };
  const sms = await desk.connect('sms', { ...account, from: TOWN, apiBaseUrl: twilio.url, undoSeconds: 0 });
  twilio.connect({ ...account, numbers: [TOWN], webhookUrl: sms.webhookUrl });

  const app = { phoneNumberId: '106540352242922', accessToken: 'EAAG', appSecret: 'of an app', verifyToken: 'ours' };
  const { webhookUrl } = await desk.connect('whatsapp', { ...app, apiBaseUrl: meta.url, undoSeconds: 0 });
  whatsapp = meta.connect({ ...app, webhookUrl: webhookUrl! });
});
afterAll(async () => {
  desk?.close();
  await product?.close();
  await Promise.all([sink?.close(), twilio?.close(), meta?.close()]);
});

const addressOf = (mail: SunkMail) => PostalMime.parse(mail.raw).then(({ replyTo }) => replyTo![0]!.address!);

it('Camille has one case, whichever of four channels she writes by, and each reply goes by the one that the agent chose', async () => {
  const [agent, texts, phones, mails] = [desk!, twilio!, meta!, sink!];
  const writesWhatsapp = (text: string) => whatsapp.write({ from: CAMILLE, text });
  const newOf = async (text: string): Promise<CaseSummary> => agent.caseWith(text);

  // Monday: a mail. It opens the case.
  await product.mail({
    from: `${CAMILLE.name} <${CAMILLE.email}>`,
    to: DESK,
    subject: 'Inscription de Maëlle',
    text: 'Que faut-il pour inscrire Maëlle ?',
  });
  const { id: caseId, reference } = await newOf('Que faut-il pour inscrire Maëlle ?');

  // Tuesday: an SMS that names the case. A number in plain sight proves nothing: it is suggested, and the agent decides.
  const text = `C’est Camille, pour ${reference} : le père est Hugo`;
  await texts.write({ from: CAMILLE.number, to: TOWN, text });
  const second = await newOf(text);
  expect(second.id).not.toBe(caseId);
  expect(await agent.activities(second.id)).toContainEqual(
    expect.objectContaining({ type: 'link-suggested', caseId, reference }),
  );
  // Wednesday: the chat, and WhatsApp.
  const camille = await Visitor.enter(product.url, SITE, { channelAccountId: chat.id });
  await camille.say('Je suis sur votre site');
  const third = await newOf('Je suis sur votre site');
  await writesWhatsapp('Et voici WhatsApp');
  const fourth = await newOf('Et voici WhatsApp');

  for (const { id } of [second, third, fourth]) await agent.client.post(`/cases/${id}/merge`, { intoId: caseId });
  const channels = ['email', 'sms', 'chat', 'whatsapp'];
  const merged = await agent.client.get<CaseSummary>(`/cases/${caseId}`);
  expect([...merged.channels].sort()).toEqual([...channels].sort());
  expect((await agent.messages(caseId)).map((message) => message.channel)).toEqual(channels);

  // One composer, four ways to her; each answer arrives by its own.
  const answer = async (kind: ChannelKind, words: string, address?: string): Promise<MessageEntry> => {
    const ways = (await agent.reach(caseId)).filter(({ channel }) => channel === kind);
    const way = address ? ways.find(({ to }) => to.value === address) : ways[0];
    expect(way).toMatchObject({ state: 'ready' });
    return agent.answer(caseId, { channelAccountId: way!.channelAccountId, to: [way!.to.value], text: words });
  };
  await answer('email', 'Par courriel : le livret de famille.');
  await answer('sms', 'Par SMS : bien noté.');
  await answer('chat', 'Par le chat : tout est complet.');
  await answer('whatsapp', 'Par WhatsApp : à la rentrée !');
  const mailed = await mails.find(({ envelope }) => envelope.to.includes(CAMILLE.email));
  expect((await PostalMime.parse(mailed.raw)).text).toContain('livret de famille');
  expect(await texts.find(({ to }) => to === CAMILLE.number)).toMatchObject({ body: 'Par SMS : bien noté.' });
  await camille.message('Par le chat : tout est complet.');
  expect(await phones.find(({ to }) => to === CAMILLE.number)).toMatchObject({ text: 'Par WhatsApp : à la rentrée !' });

  // And back: whatever she answers to is in the case by itself.
  await product.mail({ from: CAMILLE.email, to: await addressOf(mailed), subject: 'RE', text: 'Merci par courriel' });
  await texts.write({ from: CAMILLE.number, to: TOWN, text: 'Merci par SMS' });
  await camille.say('Merci par le chat');
  await writesWhatsapp('Merci par WhatsApp');
  for (const thanks of ['courriel', 'SMS', 'le chat', 'WhatsApp'])
    expect(await newOf(`Merci par ${thanks}`)).toMatchObject({ id: caseId });
  camille.leave();

  // She calls from home, and gives another mail address: the agent writes the call down, and knows one more way to her.
  const call = { channel: 'phone', text: 'Confirme tout de vive voix.', address: '02 61 91 40 77' };
  await agent.client.post(`/cases/${caseId}/contacts`, call);
  const person = await agent.client.get<Citizen>(`/citizens/${merged.citizen!.id}`);
  const added = { address: 'camille.pro@citizen.test', evidence: 'checked' };
  await agent.client.post(`/citizens/${person.id}/handles`, added);
  await answer('email', 'Aussi à votre adresse professionnelle.', added.address);
  await mails.find(({ envelope }) => envelope.to.includes(added.address));

  const said = await agent.messages(caseId);
  expect(said.map(({ direction }) => direction)).toEqual([...'iiiiooooiiiiio'].map((d) => (d === 'i' ? 'in' : 'out')));
  expect(said.at(-2)).toMatchObject({ channel: 'phone', flags: ['recorded'], from: { value: '+33261914077' } });
});
