import { createHmac, randomUUID } from 'node:crypto';
import type { BusinessHours, CaseDetail, ChannelAccount, ChatInfo } from '@guichet/contracts';
import { io } from 'socket.io-client';
import type { LiveAgent } from '../support/live-agent.js';
import { metric } from '../support/metrics-page.js';
import { ADDRESS, SITE, RunningTown } from '../support/running-town.js';

const SECRET = 'what the town hall signs with';

let town: RunningTown;
let desk: LiveAgent;
let chat: ChannelAccount;

beforeAll(async () => {
  town = await RunningTown.open();
  desk = town.desk;
  chat = await town.openChat({ identitySecret: SECRET, title: 'Mairie de Test' });
});
afterAll(() => town?.close());

const counted = (name: string) => metric(town.product.url, name);
const expires = Math.floor(Date.now() / 1000) + 3600;
const signed = (userId: string) => ({
  userId,
  expires,
  hash: createHmac('sha256', SECRET).update(`${expires}:${userId}`).digest('hex'),
});
const word = () => randomUUID().slice(0, 8);

describe('who a visitor is', () => {
  it('is said by the page, which signs it: one history on every device', async () => {
    const identity = { ...signed('42'), name: 'Zoé Martin' };
    const phone = await town.enter(chat, { identity });
    expect(phone.welcome).toMatchObject({ identity: 'confirmed', profile: { name: 'Zoé Martin' } });
    const question = `Ma demande ${word()}`;
    await phone.say(question);
    const item = await town.caseOf(question);
    expect(item.citizen).toMatchObject({ name: 'Zoé Martin' });
    const [entry] = await desk.messages(item.id);
    expect(entry!.from).toMatchObject({ type: 'subject', value: `${chat.id}:42`, verified: true });

    const desktop = await town.enter(chat, { identity });
    expect(desktop.texts).toEqual([question]);
    for (const one of [phone, desktop]) one.leave();
  });

  // Threats: A015, R10, W06.
  it('is refused and counted when the signature is forged, and they stay anonymous', async () => {
    const before = await counted('guichet_chat_identities_refused_total');
    const forger = await town.enter(chat, { identity: { ...signed('43'), userId: '42' } });
    expect(forger.welcome).toMatchObject({ identity: 'refused', identityFault: 'wrong-signature', messages: [] });
    expect(await counted('guichet_chat_identities_refused_total')).toBe(before + 1);
    const text = `Je suis 42 ${word()}`;
    await forger.say(text);
    const [entry] = await desk.messages((await town.caseOf(text)).id);
    expect(entry!.from).toMatchObject({ type: 'visitor' });
    forger.leave();
  });

  // Threats: W06.
  it('is not handed on to the next person at a shared computer', async () => {
    const anonymous = await town.enter(chat);
    const text = `Avant de me connecter ${word()}`;
    await anonymous.say(text);
    await anonymous.message(text);
    const zoe = await anonymous.again({ identity: signed('7') });
    expect(zoe.texts).toEqual([text]);

    // Signed out, and then somebody else.
    const nobody = await zoe.again({ identity: undefined });
    expect(nobody).toMatchObject({ texts: [], welcome: { forget: true } });
    const jean = await zoe.again({ identity: signed('8') });
    expect(jean).toMatchObject({ texts: [], welcome: { forget: true } });
    for (const one of [anonymous, zoe, nobody, jean]) one.leave();
  });

  // Threats: W06.
  it('is never concluded from a name or an address that they give', async () => {
    await town.product.mail({
      from: 'Zoé <zoe.claimed@citizen.test>',
      to: ADDRESS,
      subject: 'Par mail',
      text: 'Bonjour',
    });
    const visitor = await town.enter(chat);
    const text = `Je suis Zoé ${word()}`;
    await visitor.say(text, { profile: { name: 'Zoé', email: 'zoe.claimed@citizen.test' } });
    const item = await town.caseOf(text);
    const detail = await desk.client.get<CaseDetail>(`/cases/${item.id}`);
    expect(detail.participants).toHaveLength(1);
    expect(detail.citizen!.id).not.toBe((await town.caseOf('zoe.claimed@citizen.test Par mail')).citizen!.id);
    const [entry] = await desk.messages(item.id);
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
  // Threats: A095, R07, W01, W04, W05.
  it('is closed to pages of other origins, to strangers’ frames and to those who flood', async () => {
    await expect(town.enter(chat, {}, 'https://elsewhere.test')).rejects.toThrow('origin-not-allowed');
    await expect(town.enter(chat, { channelAccountId: randomUUID() })).rejects.toThrow('no-such-chat');
    const bootstrap = await fetch(`${town.product.url}/chat/${chat.id}`, {
      headers: { origin: 'https://elsewhere.test' },
    });
    expect([bootstrap.status, await bootstrap.json()]).toEqual([403, { error: 'origin-not-allowed' }]);

    const visitor = await town.enter(chat);
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

  // Threats: A097, R16, W04.
  it('lets a visitor say so much in a minute, and tells when again', async () => {
    const visitor = await town.enter(chat);
    const answers = [];
    for (let n = 0; n < 31; n += 1) answers.push(await visitor.say(`vite ${n}`));
    expect(answers.slice(0, 30)).toEqual(new Array(30).fill({ ok: true }));
    expect(answers[30]).toEqual({ error: 'too-many-requests', retryAfter: expect.any(Number) });
    visitor.leave();
  });

  // Threats: W01.
  it('does not open the agents’ socket to pages of other origins', async () => {
    const socket = io(`${town.product.url}/live`, {
      transports: ['websocket'],
      extraHeaders: { cookie: desk.client.cookie, origin: SITE },
      reconnection: false,
    });
    const reason = await new Promise((resolve) => socket.once('connect_error', ({ message }) => resolve(message)));
    expect(reason).toBe('origin-not-allowed');
    socket.disconnect();
  });

  it('tells the public no secret', async () => {
    const response = await fetch(`${town.product.url}/chat/${chat.id}`, { headers: { origin: SITE } });
    const info = (await response.json()) as ChatInfo;
    expect(info).toMatchObject({ title: 'Mairie de Test', open: true, preChat: { name: 'off', email: 'off' } });
    expect(JSON.stringify(info)).not.toContain(SECRET);
    expect(chat.embed).toContain(`/widget.js" data-channel="${chat.id}"`);
  });
});

describe('outside of the hours', () => {
  it('a form with an address becomes a case, and says when somebody is back', async () => {
    // Open for one minute of the week, which is not now.
    const day = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'][(new Date().getUTCDay() + 2) % 7]!;
    const closed = await town.openChat({ hours: `${day} 09:00-09:01`, timezone: 'UTC', offlineForm: true });
    const info = (await (
      await fetch(`${town.product.url}/chat/${closed.id}`, { headers: { origin: SITE } })
    ).json()) as ChatInfo;
    expect(info).toMatchObject({ open: false, offlineForm: true, opensAt: expect.stringContaining('T09:00:00') });

    const visitor = await town.enter(closed);
    const text = `De nuit ${word()}`;
    expect(await visitor.say(text)).toEqual({ error: 'profile-needed' });
    expect(await visitor.say(text, { profile: { name: 'Jean', email: 'jean@citizen.test' } })).toEqual({ ok: true });
    expect(await town.caseOf(text)).toMatchObject({ citizen: { name: 'Jean' } });
    visitor.leave();
  });

  it('its team is away: without hours of its own, a chat keeps those of the team, with their holidays', async () => {
    const { client } = town.desk;
    const team = await client.post<{ id: string }>('/teams', { name: 'Chat', agentIds: [] });
    const channel = { kind: 'chat', name: 'Chat', teamId: team.id, config: { allowedOrigins: [SITE] } };
    const away = await client.post<ChannelAccount>('/channels', channel);
    const opening = async () => {
      const response = await fetch(`${town.product.url}/chat/${away.id}`, { headers: { origin: SITE } });
      return (await response.json()) as ChatInfo;
    };
    expect(await opening()).toMatchObject({ open: true, opensAt: null });

    const hours = await client.get<BusinessHours>(`/teams/${team.id}/business-hours`);
    const today = new Date().toISOString().slice(0, 10);
    const around = [-1, 0, 1].map((day) => new Date(Date.parse(today) + day * 86_400_000).toISOString().slice(0, 10));
    const exceptions = around.map((date) => ({ date, slots: [], name: 'Pont' }));
    await client.call('PUT', `/teams/${team.id}/business-hours`, { body: { ...hours, exceptions } });

    const { open, opensAt } = await opening();
    expect(open).toBe(false);
    expect(around).not.toContain(opensAt!.slice(0, 10));
  });

  it('what is asked for before a conversation is asked for by the server, too', async () => {
    const strict = await town.openChat({ preChat: { name: 'required', email: 'optional', consentText: 'J’accepte.' } });
    const visitor = await town.enter(strict);
    expect(await visitor.say('Bonjour', { profile: { name: 'Jean' } })).toEqual({ error: 'profile-needed' });
    expect(await visitor.say('Bonjour', { profile: { name: 'Jean', consent: true } })).toEqual({ ok: true });
    // Once is enough, also after a reload.
    const back = await visitor.again();
    expect(back.welcome.profile).toEqual({ name: 'Jean', consent: true });
    expect(await back.say('Encore')).toEqual({ ok: true });
    for (const one of [visitor, back]) one.leave();
  });
});
