import { randomUUID } from 'node:crypto';
import type { ChannelAccount, ChatMessage } from '@guichet/contracts';
import { io } from 'socket.io-client';
import type { LiveAgent } from '../support/live-agent.js';
import { SITE, RunningTown } from '../support/running-town.js';

let town: RunningTown;
let desk: LiveAgent;
let chat: ChannelAccount;

beforeAll(async () => {
  town = await RunningTown.open();
  desk = town.desk;
  chat = await town.openChat();
});
afterAll(() => town?.close());

const deliveryOf = async (id: string, text: string) => {
  await town.product.processed();
  return (await desk.messages(id)).find((entry) => entry.text === text)?.delivery?.status;
};
const word = () => randomUUID().slice(0, 8);

describe('a visitor', () => {
  it('asks, is answered where they are, and the agent sees how far the answer came', async () => {
    const zoe = await town.enter(chat);
    const question = `Cantine ${word()}`;
    expect(await zoe.say(question)).toEqual({ ok: true });
    const item = await town.caseOf(question);
    expect(item).toMatchObject({ channels: ['chat'], subject: question });

    await desk.answer(item.id, { text: 'Le lundi.' });
    const arrived = await zoe.message('Le lundi.');
    expect(arrived).toMatchObject({ direction: 'out', author: desk.client.session.agent.name, clientId: null });
    expect(await deliveryOf(item.id, 'Le lundi.')).toBe('sent');

    await zoe.send('seen', { ids: [arrived.id], how: 'received' });
    expect(await deliveryOf(item.id, 'Le lundi.')).toBe('delivered');
    await zoe.send('seen', { ids: [arrived.id], how: 'read' });
    // Late, and again.
    await zoe.send('seen', { ids: [arrived.id], how: 'received' });
    expect(await deliveryOf(item.id, 'Le lundi.')).toBe('read');
    zoe.leave();
  });

  // Threats: W07, W08.
  it('loses and doubles nothing when the connection breaks on both sides', async () => {
    const zoe = await town.enter(chat);
    const first = `Piscine ${word()}`;
    const clientId = randomUUID();
    // The acknowledgement is lost; it is said again by the next connection, twice.
    void zoe.say(first, { clientId }).catch(() => undefined);
    await zoe.frame<ChatMessage>('message');
    zoe.lose();
    const item = await town.caseOf(first);
    await desk.answer(item.id, { text: 'Réponse pendant l’absence' });
    await town.product.delivered();

    const back = await zoe.again();
    expect(await Promise.all([back.say(first, { clientId }), back.say(first, { clientId })])).toEqual([
      { ok: true },
      { ok: true },
    ]);
    await back.say('Merci');
    await back.message('Merci');
    expect(back.texts).toEqual([first, 'Réponse pendant l’absence', 'Merci']);
    expect((await desk.messages(item.id)).map(({ text }) => text)).toEqual(back.texts);
    back.leave();
  });

  it('gets what they missed since the last message they have, whenever it was written', async () => {
    const zoe = await town.enter(chat);
    const question = `Déchets ${word()}`;
    await zoe.say(question);
    const mine = await zoe.message(question);
    const item = await town.caseOf(question);
    // Written before, sent after the visitor's next words: its place is where it left.
    const sendAt = new Date(town.product.clock.now().getTime() + 60_000).toISOString();
    await desk.answer(item.id, { text: 'Écrit d’abord, envoyé plus tard', sendAt });
    await zoe.say('Encore moi');
    const last = await zoe.message('Encore moi');
    zoe.lose();
    town.product.clock.advance(61_000);
    await town.product.delivered();

    const back = await zoe.again({ after: last.at });
    expect(back.welcome.reset).toBe(false);
    expect(back.texts.at(-1)).toBe('Écrit d’abord, envoyé plus tard');
    // What is near the last one comes again, under the same id: nothing that committed late is skipped.
    expect(back.messages.get(mine.id)).toEqual(mine);
    back.leave();
  });

  // Threats: W07.
  it('has one conversation in two tabs and after a reload, page by page', async () => {
    const tab = await town.enter(chat);
    const start = `Longue ${word()}`;
    await tab.say(start);
    const other = await tab.again();
    await other.say('par l’autre fenêtre');
    await tab.message('par l’autre fenêtre');
    await town.product.processed();
    for (let n = 0; n < 25; n += 1) await other.say(`ligne ${n}`);
    await tab.message('ligne 24');
    other.leave();

    const reloaded = await tab.again();
    expect(reloaded.welcome).toMatchObject({ complete: true });
    expect(reloaded.texts).toHaveLength(27);
    const item = await town.caseOf(start);
    for (let n = 0; n < 10; n += 1) await desk.answer(item.id, { text: `réponse ${n}` });
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

  // Threats: A029, W06.
  it('never sees notes, mails, or what is not sent; nor does anybody else see theirs', async () => {
    const zoe = await town.enter(chat);
    const question = `Secret ${word()}`;
    await zoe.say(question);
    const item = await town.caseOf(question);
    await desk.client.post(`/cases/${item.id}/notes`, { text: 'Elle appelle souvent.' });
    await desk.answer(item.id, { text: 'À plus tard', sendAt: new Date(Date.now() + 3600_000).toISOString() });
    await desk.answer(item.id, {
      text: 'Par mail',
      channelAccountId: (await desk.client.get<{ items: ChannelAccount[] }>('/channels')).items.find(
        ({ kind }) => kind === 'email',
      )!.id,
      to: ['zoe@citizen.test'],
      acknowledged: ['new-recipient:zoe@citizen.test'],
      subject: 'Par mail',
    });
    await town.product.delivered();
    const back = await zoe.again();
    expect(back.texts).toEqual([question]);

    const { token } = zoe.welcome;
    const stranger = await town.enter(chat, { token: `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}` });
    expect(stranger.texts).toEqual([]);
    expect(stranger.welcome.token).not.toBe(zoe.welcome.token);
    const elsewhere = await town.openChat();
    const other = await town.enter(elsewhere, { token: zoe.welcome.token });
    expect(other.texts).toEqual([]);
    // An answer of another conversation cannot be marked as read.
    await desk.answer(item.id, { text: 'Pour Zoé' });
    const { id } = await back.message('Pour Zoé');
    expect(await stranger.send('seen', { ids: [id], how: 'read' })).toEqual({ ok: true });
    expect(await deliveryOf(item.id, 'Pour Zoé')).toBe('sent');
    for (const one of [zoe, back, stranger, other]) one.leave();
  });

  // Threats: A031, A10.
  it('sends a file and gets one, and both are nobody else’s', async () => {
    const zoe = await town.enter(chat);
    const stranger = await town.enter(chat);
    const photo = await zoe.upload('../nid de poule.png', Buffer.from('not a picture'), 'image/png');
    expect(photo).toMatchObject({ name: 'nid de poule.png', type: 'application/octet-stream', size: 13 });
    const text = `Voici ${word()}`;
    expect(await stranger.say('C’est à moi', { files: [photo.token] })).toEqual({ error: 'file-unknown' });
    expect(await zoe.say(text, { files: [photo.token] })).toEqual({ ok: true });
    const [sent] = (await zoe.message(text)).files;
    const item = await town.caseOf(text);
    const [got] = (await desk.messages(item.id))[0]!.attachments;
    expect(got).toMatchObject({ name: 'nid de poule.png', size: 13, state: 'ready' });
    expect(await (await desk.client.raw('GET', `/attachments/${got!.id}`)).text()).toBe('not a picture');

    const form = { name: 'formulaire.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.4 le formulaire') };
    await desk.answer(item.id, { text: 'Le formulaire', files: [form] });
    const [file] = (await zoe.message('Le formulaire')).files;
    const response = await zoe.download(file!.id);
    expect(await response.text()).toBe('%PDF-1.4 le formulaire');
    expect(response.headers.get('content-disposition')).toContain('attachment');
    expect(response.headers.get('access-control-allow-origin')).toBe(SITE);

    expect((await stranger.download(file!.id)).status).toBe(404);
    expect((await stranger.download(sent!.id)).status).toBe(404);
    expect((await fetch(`${town.product.url}/chat/${chat.id}/files/${file!.id}`)).status).toBe(401);
    for (const one of [zoe, stranger]) one.leave();
  });

  it('and the agent see each other write', async () => {
    const zoe = await town.enter(chat);
    const question = `Écrit ${word()}`;
    await zoe.say(question, { profile: { name: 'Zoé' } });
    const item = await town.caseOf(question);
    const screen = io(`${town.product.url}/live`, {
      transports: ['websocket'],
      extraHeaders: { cookie: desk.client.cookie },
    });
    await new Promise((resolve) => screen.once('connect', () => resolve(null)));
    await screen.emitWithAck('watch', { caseId: item.id });
    const typing = new Promise((resolve) => screen.once('typing', resolve));
    await zoe.send('typing', {});
    expect(await typing).toEqual({ caseId: item.id, name: 'Zoé' });

    await screen.emitWithAck('presence', { caseId: item.id, state: 'writing' });
    await zoe.frame('typing', ({ on }: { on: boolean }) => on);
    screen.disconnect();
    await zoe.frame('typing', ({ on }: { on: boolean }) => !on);
    zoe.leave();
  });

  it('is told that an agent has read what they wrote', async () => {
    const zoe = await town.enter(chat);
    const question = `Lu ${word()}`;
    await zoe.say(question);
    const { at } = await zoe.message(question);
    const item = await town.caseOf(question);
    await desk.client.post(`/cases/${item.id}/read`, { position: 1 });
    expect(await zoe.frame('seen')).toEqual({ upTo: at });
    const back = await zoe.again();
    expect(back.welcome.messages).toMatchObject([{ text: question, seen: true }]);
    for (const one of [zoe, back]) one.leave();
  });
});
