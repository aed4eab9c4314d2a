import { createHmac, randomUUID } from 'node:crypto';
import type {
  Attachment,
  CaseDetail,
  CaseSummary,
  ChannelAccount,
  ChatInfo,
  ChatMessage,
  MessageEntry,
  Page,
  Timeline,
} from '@guichet/contracts';
import { Database } from '@guichet/database';
import { Accounts, continueByMail } from '@guichet/messages';
import { Keyring, scrape } from '@guichet/platform';
import { io } from 'socket.io-client';
import { Client, RunningProduct } from '../support/product.js';
import { Sink } from '../support/sink.js';
import { Visitor } from '../support/visitor.js';

const SITE = 'https://www.ville.test';
const SECRET = 'what the town hall signs with';
const DESK = 'contact@mairie.test';

let product: RunningProduct;
let sink: Sink;
let root: Client;
let chat: ChannelAccount;

const openChat = (config: object = {}): Promise<ChannelAccount> =>
  root.post<ChannelAccount>('/channels', {
    kind: 'chat',
    name: 'Chat',
    config: { allowedOrigins: [SITE], identitySecret: SECRET, mailAfterMinutes: 0, ...config },
  });

beforeAll(async () => {
  [product, sink] = [await RunningProduct.start(), await Sink.open()];
  root = await Client.signIn(product.url);
  await root.post<ChannelAccount>('/channels', {
    kind: 'email',
    name: 'Mairie',
    config: {
      address: DESK,
      inbound: { smtp: true },
      outbound: { host: '127.0.0.1', port: sink.port, secure: false },
      undoSeconds: 0,
    },
  });
  chat = await openChat();
});
afterAll(async () => {
  await product?.close();
  await sink?.close();
});

const enter = (hello: Partial<Visitor['hello']> = {}, origin = SITE) =>
  Visitor.enter(product.url, origin, { channelId: chat.id, ...hello });
const caseOf = async (text: string): Promise<CaseSummary> => {
  await product.understood();
  const { items } = await root.get<Page<CaseSummary>>(`/cases?status=any&q=${encodeURIComponent(text)}`);
  expect(items).toHaveLength(1);
  return items[0]!;
};
const messages = async (id: string) =>
  (await root.get<Timeline>(`/cases/${id}/timeline`)).items.filter(
    (entry): entry is MessageEntry => entry.kind === 'message',
  );
const answer = (id: string, text: string, more: object = {}) =>
  root.post<MessageEntry>(`/cases/${id}/messages`, { text, ...more });
const deliveryOf = async (id: string, text: string) => {
  await product.understood();
  return (await messages(id)).find((entry) => entry.text === text)?.delivery?.status;
};
const counted = async (name: string): Promise<number> =>
  Number(new RegExp(`^${name}(?:{[^}]*})? (\\d+)`, 'm').exec((await scrape()).body)?.[1] ?? 0);
const signed = (userId: string) => createHmac('sha256', SECRET).update(userId).digest('hex');
const word = () => randomUUID().slice(0, 8);

describe('a visitor', () => {
  it('asks, is answered where they are, and the agent sees how far the answer came', async () => {
    const zoe = await enter();
    const question = `Cantine ${word()}`;
    expect(await zoe.say(question)).toEqual({ ok: true });
    const item = await caseOf(question);
    expect(item).toMatchObject({ channels: ['chat'], subject: question });

    await answer(item.id, 'Le lundi.');
    const arrived = await zoe.message('Le lundi.');
    expect(arrived).toMatchObject({ direction: 'out', author: root.session.agent.name, clientId: null });
    expect(await deliveryOf(item.id, 'Le lundi.')).toBe('sent');

    await zoe.send('seen', { ids: [arrived.id], how: 'received' });
    expect(await deliveryOf(item.id, 'Le lundi.')).toBe('delivered');
    await zoe.send('seen', { ids: [arrived.id], how: 'read' });
    // Late, and again.
    await zoe.send('seen', { ids: [arrived.id], how: 'received' });
    expect(await deliveryOf(item.id, 'Le lundi.')).toBe('read');
    zoe.leave();
  });

  it('loses and doubles nothing when the connection breaks on both sides', async () => {
    const zoe = await enter();
    const first = `Piscine ${word()}`;
    const clientId = randomUUID();
    // The acknowledgement is lost; it is said again by the next connection, twice.
    void zoe.say(first, { clientId });
    await zoe.frame<ChatMessage>('message');
    zoe.lose();
    const item = await caseOf(first);
    await answer(item.id, 'Réponse pendant l’absence');
    await product.delivered();

    const back = await zoe.again();
    expect(await Promise.all([back.say(first, { clientId }), back.say(first, { clientId })])).toEqual([
      { ok: true },
      { ok: true },
    ]);
    await back.say('Merci');
    await back.message('Merci');
    expect(back.texts).toEqual([first, 'Réponse pendant l’absence', 'Merci']);
    expect((await messages(item.id)).map(({ text }) => text)).toEqual(back.texts);
    back.leave();
  });

  it('gets what they missed since the last message they have, whenever it was written', async () => {
    const zoe = await enter();
    const question = `Déchets ${word()}`;
    await zoe.say(question);
    const mine = await zoe.message(question);
    const item = await caseOf(question);
    // Written before, sent after the visitor's next words: its place is where it left.
    const sendAt = new Date(Date.now() + 400).toISOString();
    await answer(item.id, 'Écrit d’abord, envoyé plus tard', { sendAt });
    await zoe.say('Encore moi');
    const last = await zoe.message('Encore moi');
    zoe.lose();
    product.clock.advance(1000);
    await product.delivered();

    const back = await zoe.again({ after: last.at });
    expect(back.welcome.reset).toBe(false);
    expect(back.texts.at(-1)).toBe('Écrit d’abord, envoyé plus tard');
    // What is near the last one comes again, under the same id: nothing that committed late is skipped.
    expect(back.messages.get(mine.id)).toEqual(mine);
    back.leave();
  });

  it('has one conversation in two tabs and after a reload, page by page', async () => {
    const tab = await enter();
    const start = `Longue ${word()}`;
    await tab.say(start);
    const other = await tab.again();
    await other.say('par l’autre fenêtre');
    await tab.message('par l’autre fenêtre');
    await product.understood();
    for (let n = 0; n < 25; n += 1) await other.say(`ligne ${n}`);
    await tab.message('ligne 24');
    other.leave();

    const reloaded = await tab.again();
    expect(reloaded.welcome).toMatchObject({ complete: true });
    expect(reloaded.texts).toHaveLength(27);
    const item = await caseOf(start);
    for (let n = 0; n < 10; n += 1) await answer(item.id, `réponse ${n}`);
    await reloaded.message('réponse 9');

    const again = await tab.again();
    expect(again.welcome).toMatchObject({ complete: false });
    const [oldest] = again.welcome.messages;
    const page = await again.send<{ messages: ChatMessage[]; complete: boolean }>('history', {
      before: { at: oldest!.at, id: oldest!.id },
    });
    expect(page).toMatchObject({ ok: true, complete: true });
    expect('messages' in page && page.messages[0]!.text).toBe(start);
    expect('messages' in page && page.messages.length + again.welcome.messages.length).toBe(37);
    for (const one of [tab, reloaded, again]) one.leave();
  });

  it('never sees notes, mails, or what is not sent; nor does anybody else see theirs', async () => {
    const zoe = await enter();
    const question = `Secret ${word()}`;
    await zoe.say(question);
    const item = await caseOf(question);
    await root.post(`/cases/${item.id}/notes`, { text: 'Elle appelle souvent.' });
    await answer(item.id, 'À plus tard', { sendAt: new Date(Date.now() + 3600_000).toISOString() });
    await answer(item.id, 'Par mail', {
      channelId: (await root.get<{ items: ChannelAccount[] }>('/channels')).items.find(({ kind }) => kind === 'email')!
        .id,
      to: ['zoe@citizen.test'],
      subject: 'Par mail',
    });
    await product.delivered();
    const back = await zoe.again();
    expect(back.texts).toEqual([question]);

    const stranger = await enter({ token: `${zoe.welcome.token.slice(0, -1)}x` });
    expect(stranger.texts).toEqual([]);
    expect(stranger.welcome.token).not.toBe(zoe.welcome.token);
    const elsewhere = await openChat();
    const other = await Visitor.enter(product.url, SITE, { channelId: elsewhere.id, token: zoe.welcome.token });
    expect(other.texts).toEqual([]);
    // An answer of another conversation cannot be marked as read.
    await answer(item.id, 'Pour Zoé');
    const { id } = await back.message('Pour Zoé');
    expect(await stranger.send('seen', { ids: [id], how: 'read' })).toEqual({ ok: true });
    expect(await deliveryOf(item.id, 'Pour Zoé')).toBe('sent');
    for (const one of [zoe, back, stranger, other]) one.leave();
  });

  it('sends a file and gets one, and both are nobody else’s', async () => {
    const zoe = await enter();
    const stranger = await enter();
    const photo = await zoe.upload('../nid de poule.png', Buffer.from('not a picture'), 'image/png');
    expect(photo).toMatchObject({ name: 'nid de poule.png', type: 'application/octet-stream', size: 13 });
    const text = `Voici ${word()}`;
    expect(await stranger.say('C’est à moi', { files: [photo.token] })).toEqual({ error: 'file-unknown' });
    expect(await zoe.say(text, { files: [photo.token] })).toEqual({ ok: true });
    const [sent] = (await zoe.message(text)).files;
    const item = await caseOf(text);
    const [got] = (await messages(item.id))[0]!.attachments;
    expect(got).toMatchObject({ name: 'nid de poule.png', size: 13, state: 'ready' });
    expect(await (await root.raw('GET', `/attachments/${got!.id}`)).text()).toBe('not a picture');

    const form = new FormData();
    form.set('file', new Blob(['%PDF-1.4 le formulaire']), 'formulaire.pdf');
    const upload = await root.post<Attachment>('/attachments', form);
    await answer(item.id, 'Le formulaire', { attachmentIds: [upload.id] });
    const [file] = (await zoe.message('Le formulaire')).files;
    const response = await zoe.download(file!.id);
    expect(await response.text()).toBe('%PDF-1.4 le formulaire');
    expect(response.headers.get('content-disposition')).toContain('attachment');
    expect(response.headers.get('access-control-allow-origin')).toBe(SITE);

    expect((await stranger.download(file!.id)).status).toBe(404);
    expect((await stranger.download(sent!.id)).status).toBe(404);
    expect((await fetch(`${product.url}/chat/${chat.id}/files/${file!.id}`)).status).toBe(401);
    for (const one of [zoe, stranger]) one.leave();
  });

  it('and the agent see each other write', async () => {
    const zoe = await enter();
    const question = `Écrit ${word()}`;
    await zoe.say(question, { profile: { name: 'Zoé' } });
    const item = await caseOf(question);
    const desk = io(`${product.url}/live`, { transports: ['websocket'], extraHeaders: { cookie: root.cookie } });
    await new Promise((resolve) => desk.once('connect', () => resolve(null)));
    await desk.emitWithAck('watch', { caseId: item.id });
    const typing = new Promise((resolve) => desk.once('typing', resolve));
    await zoe.send('typing', {});
    expect(await typing).toEqual({ caseId: item.id, name: 'Zoé' });

    await desk.emitWithAck('presence', { caseId: item.id, state: 'writing' });
    await zoe.frame('typing', ({ on }: { on: boolean }) => on);
    desk.disconnect();
    await zoe.frame('typing', ({ on }: { on: boolean }) => !on);
    zoe.leave();
  });

  it('is told that an agent has read what they wrote', async () => {
    const zoe = await enter();
    const question = `Lu ${word()}`;
    await zoe.say(question);
    const { at } = await zoe.message(question);
    const item = await caseOf(question);
    await root.post(`/cases/${item.id}/read`, { position: 1 });
    expect(await zoe.frame('seen')).toEqual({ upTo: at });
    const back = await zoe.again();
    expect(back.welcome.messages).toMatchObject([{ text: question, seen: true }]);
    for (const one of [zoe, back]) one.leave();
  });
});

describe('who a visitor is', () => {
  it('is said by the page, which signs it: one history on every device', async () => {
    const identity = { userId: '42', name: 'Zoé Martin', hash: signed('42') };
    const phone = await enter({ identity });
    expect(phone.welcome).toMatchObject({ identity: 'confirmed', profile: { name: 'Zoé Martin' } });
    const question = `Ma demande ${word()}`;
    await phone.say(question);
    const item = await caseOf(question);
    expect(item.citizen).toMatchObject({ name: 'Zoé Martin' });
    const [entry] = await messages(item.id);
    expect(entry!.from).toMatchObject({ type: 'subject', value: `${chat.id}:42`, verified: true });

    const desktop = await enter({ identity });
    expect(desktop.texts).toEqual([question]);
    for (const one of [phone, desktop]) one.leave();
  });

  it('is refused and counted when the signature is forged, and they stay anonymous', async () => {
    const before = await counted('guichet_chat_identities_refused_total');
    const forger = await enter({ identity: { userId: '42', hash: signed('43') } });
    expect(forger.welcome).toMatchObject({ identity: 'refused', messages: [] });
    expect(await counted('guichet_chat_identities_refused_total')).toBe(before + 1);
    const text = `Je suis 42 ${word()}`;
    await forger.say(text);
    const [entry] = await messages((await caseOf(text)).id);
    expect(entry!.from).toMatchObject({ type: 'visitor' });
    forger.leave();
  });

  it('is not handed on to the next person at a shared computer', async () => {
    const anonymous = await enter();
    const text = `Avant de me connecter ${word()}`;
    await anonymous.say(text);
    await anonymous.message(text);
    const zoe = await anonymous.again({ identity: { userId: '7', hash: signed('7') } });
    expect(zoe.texts).toEqual([text]);

    // Signed out, and then somebody else.
    const nobody = await zoe.again({ identity: undefined });
    expect(nobody).toMatchObject({ texts: [], welcome: { forget: true } });
    const jean = await zoe.again({ identity: { userId: '8', hash: signed('8') } });
    expect(jean).toMatchObject({ texts: [], welcome: { forget: true } });
    for (const one of [anonymous, zoe, nobody, jean]) one.leave();
  });

  it('is never concluded from a name or an address that they give', async () => {
    await product.mail({ from: 'Zoé <zoe.claimed@citizen.test>', to: DESK, subject: 'Par mail', text: 'Bonjour' });
    const visitor = await enter();
    const text = `Je suis Zoé ${word()}`;
    await visitor.say(text, { profile: { name: 'Zoé', email: 'zoe.claimed@citizen.test' } });
    const item = await caseOf(text);
    const detail = await root.get<CaseDetail>(`/cases/${item.id}`);
    expect(detail.participants).toHaveLength(1);
    expect(detail.citizen!.id).not.toBe((await caseOf('zoe.claimed@citizen.test Par mail')).citizen!.id);
    const [entry] = await messages(item.id);
    expect(entry!.segments).toEqual([
      { kind: 'visible', text },
      { kind: 'signature', text: '\n\nZoé · zoe.claimed@citizen.test' },
    ]);
    // Their own screen shows their words alone.
    expect((await visitor.again()).texts).toEqual([text]);
    visitor.leave();
  });
});

describe('the door of the chat', () => {
  it('is closed to pages of other origins, to strangers’ frames and to those who flood', async () => {
    await expect(enter({}, 'https://elsewhere.test')).rejects.toThrow('origin-not-allowed');
    await expect(enter({ channelId: randomUUID() })).rejects.toThrow('no-such-chat');
    const bootstrap = await fetch(`${product.url}/chat/${chat.id}`, { headers: { origin: 'https://elsewhere.test' } });
    expect([bootstrap.status, await bootstrap.json()]).toEqual([403, { error: 'origin-not-allowed' }]);

    const visitor = await enter();
    expect(await visitor.send('watch', { caseId: randomUUID() })).toEqual({ error: 'invalid-request' });
    expect(await visitor.send('presence', { caseId: randomUUID(), state: 'writing' })).toEqual({
      error: 'invalid-request',
    });
    expect(await visitor.send('say', { clientId: 'x', text: 'y' })).toEqual({ error: 'invalid-request' });
    expect(await visitor.say('   ')).toEqual({ error: 'invalid-request' });
    expect(await visitor.say('x'.repeat(10_001))).toEqual({ error: 'invalid-request' });
    const gone = new Promise((resolve) => visitor.socket.once('disconnect', resolve));
    for (let n = 0; n < 120; n += 1) visitor.socket.emit('typing', { n });
    expect(await gone).toBe('io server disconnect');
  });

  it('lets a visitor say so much in a minute, and tells when again', async () => {
    const visitor = await enter();
    const answers = [];
    for (let n = 0; n < 31; n += 1) answers.push(await visitor.say(`vite ${n}`));
    expect(answers.slice(0, 30)).toEqual(new Array(30).fill({ ok: true }));
    expect(answers[30]).toEqual({ error: 'too-many-requests', retryAfter: expect.any(Number) });
    visitor.leave();
  });

  it('does not open the agents’ socket to pages of other origins', async () => {
    const socket = io(`${product.url}/live`, {
      transports: ['websocket'],
      extraHeaders: { cookie: root.cookie, origin: SITE },
      reconnection: false,
    });
    const reason = await new Promise((resolve) => socket.once('connect_error', ({ message }) => resolve(message)));
    expect(reason).toBe('origin-not-allowed');
    socket.disconnect();
  });

  it('tells the public no secret', async () => {
    const response = await fetch(`${product.url}/chat/${chat.id}`, { headers: { origin: SITE } });
    const info = (await response.json()) as ChatInfo;
    expect(info).toMatchObject({ title: 'Chat', open: true, preChat: { name: 'off', email: 'off' } });
    expect(JSON.stringify(info)).not.toContain(SECRET);
    expect(chat.embed).toContain(`/widget.js" data-channel="${chat.id}"`);
  });
});

describe('outside of the hours', () => {
  it('a form with an address becomes a case, and says when somebody is back', async () => {
    // Open for one minute of the week, which is not now.
    const day = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'][(new Date().getUTCDay() + 2) % 7]!;
    const closed = await openChat({ hours: `${day} 09:00-09:01`, timezone: 'UTC', offlineForm: true });
    const info = (await (
      await fetch(`${product.url}/chat/${closed.id}`, { headers: { origin: SITE } })
    ).json()) as ChatInfo;
    expect(info).toMatchObject({ open: false, offlineForm: true, opensAt: expect.stringContaining('T09:00:00') });

    const visitor = await Visitor.enter(product.url, SITE, { channelId: closed.id });
    const text = `De nuit ${word()}`;
    expect(await visitor.say(text)).toEqual({ error: 'profile-needed' });
    expect(await visitor.say(text, { profile: { name: 'Jean', email: 'jean@citizen.test' } })).toEqual({ ok: true });
    expect(await caseOf(text)).toMatchObject({ citizen: { name: 'Jean' } });
    visitor.leave();
  });

  it('what is asked for before a conversation is asked for by the server, too', async () => {
    const strict = await openChat({ preChat: { name: 'required', email: 'optional', consentText: 'J’accepte.' } });
    const visitor = await Visitor.enter(product.url, SITE, { channelId: strict.id });
    expect(await visitor.say('Bonjour', { profile: { name: 'Jean' } })).toEqual({ error: 'profile-needed' });
    expect(await visitor.say('Bonjour', { profile: { name: 'Jean', consent: true } })).toEqual({ ok: true });
    // Once is enough, also after a reload.
    const back = await visitor.again();
    expect(back.welcome.profile).toEqual({ name: 'Jean', consent: true });
    expect(await back.say('Encore')).toEqual({ ok: true });
    for (const one of [visitor, back]) one.leave();
  });
});

describe('a visitor who has gone', () => {
  it('gets the answers by mail, once, and goes on from there in the same case', async () => {
    const zoe = await enter();
    const question = `Je dois partir ${word()}`;
    await zoe.say(question, { profile: { name: 'Zoé', email: 'zoe.gone@citizen.test' } });
    const item = await caseOf(question);
    zoe.leave();
    await answer(item.id, 'Voici la réponse.');
    await product.delivered();

    const mail = await sink.find(({ envelope }) => envelope.to.includes('zoe.gone@citizen.test'));
    expect(mail.raw).toContain('Voici la r');
    await answer(item.id, 'Et une autre.');
    await sink.find(({ raw }) => raw.includes('Et une autre.'));
    const mails = sink.mails.filter(({ envelope }) => envelope.to.includes('zoe.gone@citizen.test'));
    expect(mails).toHaveLength(2);
    expect(mails[1]!.raw).not.toContain('Voici la r');
    expect((await messages(item.id)).filter(({ flags }) => flags.includes('continued'))).toHaveLength(2);

    await product.mail({
      from: 'zoe.gone@citizen.test',
      to: mail.headers.get('reply-to')!,
      subject: `Re: ${question}`,
      text: 'Merci, par mail.',
    });
    await product.understood();
    expect((await messages(item.id)).at(-1)).toMatchObject({
      channel: 'email',
      direction: 'in',
      text: 'Merci, par mail.',
    });
    // In the chat they find their conversation, without the mails.
    const back = await zoe.again();
    expect(back.texts).toEqual([question, 'Voici la réponse.', 'Et une autre.']);
    back.leave();
  });

  it('is not mailed without end: an address that somebody has only said may be anybody’s', async () => {
    const [database, accounts, keyring] = [Database, Accounts, Keyring].map((part) =>
      product.product.app.get(part),
    ) as [Database, Accounts, Keyring];
    const zoe = await enter();
    const question = `Bombe ${word()}`;
    await zoe.say(question, { profile: { email: 'victim@citizen.test' } });
    const item = await caseOf(question);
    zoe.leave();
    for (let n = 0; n < 12; n += 1) {
      const { id } = await answer(item.id, `réponse ${n}`);
      await product.delivered();
      await continueByMail({ database, accounts, keyring }, id);
    }
    expect((await messages(item.id)).filter(({ flags }) => flags.includes('continued'))).toHaveLength(10);
  });

  it('is not mailed what they have read, nor while they are there', async () => {
    const zoe = await enter();
    const question = `Je reste ${word()}`;
    await zoe.say(question, { profile: { email: 'zoe.here@citizen.test' } });
    const item = await caseOf(question);
    await answer(item.id, 'Lue tout de suite');
    const { id } = await zoe.message('Lue tout de suite');
    await zoe.send('seen', { ids: [id], how: 'read' });
    await product.understood();
    zoe.leave();
    await answer(item.id, 'Pour plus tard');
    const mail = await sink.find(({ envelope }) => envelope.to.includes('zoe.here@citizen.test'));
    expect(mail.raw).toContain('Pour plus tard');
    expect(mail.raw).not.toContain('Lue tout de suite');
  });
});
