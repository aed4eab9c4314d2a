import type { ChannelAccount, ChannelTest } from '@guichet/contracts';
import { Telegram, type TelegramFile, type TelegramSent } from '../providers/telegram.js';
import type { TelegramBot } from '../providers/telegram-bot.js';
import { LiveAgent } from '../support/live-agent.js';
import { RunningProduct } from '../support/running-product.js';

const IRYNA = { id: 700102, firstName: 'Iryna', username: 'iryna_exemple' };
const ZOE = { id: 700100, firstName: 'Zoé', lastName: 'Martin' };
const PHOTO: TelegramFile = {
  name: 'photo.jpg',
  type: 'image/jpeg',
  content: Buffer.from('/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////2Q==', 'base64'),
};
const PLAN: TelegramFile = { name: 'plan.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.4\n%%EOF\n') };
const BOT = { botToken: '7100200300:AAExampleTokenOfATestNobodyUses', secretToken: 'a-secret-of-this-town' };

let product: RunningProduct;
let telegram: Telegram;
let desk: LiveAgent;
let account: ChannelAccount;
let bot: TelegramBot;

beforeAll(async () => {
  [product, telegram] = await Promise.all([RunningProduct.start(), Telegram.start()]);
  desk = await LiveAgent.open(product);
  bot = telegram.connect({ botToken: BOT.botToken });
  account = await desk.connect('telegram', { ...BOT, apiBaseUrl: telegram.url, undoSeconds: 0 });
});
afterAll(async () => {
  desk?.close();
  await telegram?.close();
  await product?.close();
});

const sentOf = (text: string): Promise<TelegramSent> => telegram.find((sent) => sent.text === text);
const words = async (caseId: string) =>
  (await desk.messages(caseId)).map(({ direction, text }) => `${direction} ${text}`);

describe('a bot', () => {
  it('is told where to call once its account is saved', async () => {
    await desk.until(async () => ((await desk.account(account.id)).health.state === 'ok' ? true : undefined));
    expect(bot.webhook).toEqual({ url: account.webhookUrl, secret: BOT.secretToken });
  });

  it('is told again by the test of its account', async () => {
    bot.webhook = null;
    const { kind, id, config } = account;
    const test = await desk.client.post<ChannelTest>('/channels/test', { kind, id, config });
    expect(test).toMatchObject({ ok: true, checks: [{ name: 'telegram.bot' }, { name: 'telegram.webhook' }] });
    expect(bot.webhook).toEqual({ url: account.webhookUrl, secret: BOT.secretToken });
    expect(JSON.stringify(await desk.account(id))).not.toContain(BOT.secretToken);
  });

  // Threats: G01.
  it('believes nobody else', async () => {
    const counter = 'guichet_hooks_refused_total{kind="telegram",reason="signature"}';
    const before = await desk.counter(counter);
    const update = {
      update_id: 1,
      message: { message_id: 1, from: { id: 1 }, chat: { id: 1, type: 'private' }, text: 'faux' },
    };
    for (const token of [undefined, 'a-secret-of-another-town']) {
      const headers = {
        'content-type': 'application/json',
        ...(token && { 'x-telegram-bot-api-secret-token': token }),
      };
      const response = await fetch(account.webhookUrl!, { method: 'POST', headers, body: JSON.stringify(update) });
      expect(response.status).toBe(403);
    }
    expect(await desk.counter(counter)).toBe(before + 2);
    await product.processed();
    expect(await desk.cases()).toEqual([]);
  });
});

describe('a conversation by Telegram', () => {
  let caseId: string;

  it('begins with the first words, brings a photo, and is answered with a file', async () => {
    await bot.write({ from: IRYNA, text: '/start' });
    await bot.write({ from: IRYNA, file: PHOTO, text: 'Це свідоцтво мого сина' });
    const item = await desk.caseWith('Це свідоцтво мого сина');
    caseId = item.id;
    expect(item.citizen).toMatchObject({ name: 'Iryna (@iryna_exemple)' });
    const [question] = await desk.until(async () => {
      const messages = await desk.messages(caseId);
      return messages[0]!.attachments[0]!.state === 'ready' ? messages : undefined;
    });
    expect(question!.attachments).toMatchObject([{ name: 'photo.jpg', type: 'image/jpeg' }]);
    expect(await desk.file(question!.attachments[0]!.id)).toEqual(PHOTO.content);

    const { id } = await desk.answer(caseId, { text: 'Merci, voici le plan.', files: [PLAN] });
    const sent = await sentOf('Merci, voici le plan.');
    expect([sent.to, sent.file!.name, Buffer.from(sent.file!.content)]).toEqual([IRYNA.id, PLAN.name, PLAN.content]);
    // Telegram tells no more than that.
    await desk.status(caseId, id, 'sent');

    await bot.write({ from: IRYNA, text: 'Дякую!', replyTo: sent.id });
    await product.processed();
    expect(await words(caseId)).toEqual(['in Це свідоцтво мого сина', 'out Merci, voici le plan.', 'in Дякую!']);
    expect(await desk.reach(caseId)).toMatchObject([{ channel: 'telegram', state: 'ready' }]);
  });

  it('shows reactions and edits', async () => {
    const { id } = await desk.answer(caseId, { text: 'À mardi' });
    const sent = await sentOf('À mardi');
    await desk.status(caseId, id, 'sent');
    const mine = await bot.write({ from: IRYNA, text: 'Вівторок о 9?' });
    await bot.react(IRYNA, sent.id, '❤️');
    await bot.edit(mine, 'Вівторок о 10?');
    await bot.react(IRYNA, sent.id, null);
    await product.processed();
    expect((await desk.activities(caseId)).slice(-3)).toMatchObject([
      { type: 'reaction', entryId: id, emoji: '❤️' },
      { type: 'edited', text: 'Вівторок о 10?' },
      { type: 'reaction', entryId: id, emoji: null },
    ]);
  });

  it('says of what cannot be shown what it was, and of what is too large that it is', async () => {
    await bot.write({ from: IRYNA, content: { dice: { emoji: '🎲', value: 6 } } });
    await bot.write({
      from: IRYNA,
      file: { name: 'film.mp4', type: 'video/mp4', content: new Uint8Array(21 * 1024 * 1024) },
    });
    const last = await desk.until(async () => {
      const messages = await desk.messages(caseId);
      return messages.at(-1)!.attachments[0]?.state === 'lost' ? messages.slice(-2) : undefined;
    });
    expect(last).toMatchObject([
      { text: '🎲 6', flags: ['not-shown'] },
      { text: expect.stringContaining('has 21 MB'), attachments: [{ name: 'film.mp4' }] },
    ]);
  });

  // Threats: G02.
  it('is over while the bot is blocked, and goes on after', async () => {
    await bot.block(IRYNA);
    await product.processed();
    expect(await desk.reach(caseId)).toMatchObject([{ state: 'closed', reason: 'no-consent' }]);
    await bot.unblock(IRYNA);
    await product.processed();
    expect(await desk.reach(caseId)).toMatchObject([{ state: 'ready' }]);
    expect((await desk.activities(caseId)).slice(-2)).toMatchObject([
      { type: 'consent', given: false, word: 'blocked our bot' },
      { type: 'consent', given: true },
    ]);
  });
});

describe('webhooks of Telegram', () => {
  // Threats: G01.
  it('that are repeated and come in any order are each understood once', async () => {
    telegram.fault.repeatWebhooks(3);
    await telegram.fault.reorderWebhooks(true);
    const mine = await bot.write({ from: ZOE, text: 'Le trou rue Base' });
    await bot.edit(mine, 'Le trou rue Basse');
    await telegram.fault.reorderWebhooks(false);
    telegram.fault.repeatWebhooks(1);
    const item = await desk.caseWith('Le trou rue Base');
    await product.processed();
    expect(await words(item.id)).toEqual(['in Le trou rue Base']);
    expect((await desk.activities(item.id)).filter(({ type }) => type === 'edited')).toMatchObject([
      { text: 'Le trou rue Basse' },
    ]);
  });

  it('of a group are not for us', async () => {
    const before = (await desk.cases()).length;
    await bot.happen('message', {
      message_id: 9000,
      from: { id: ZOE.id, is_bot: false, first_name: 'Zoé' },
      chat: { id: -1001, type: 'supergroup', title: 'Voisins' },
      date: 1793606400,
      text: 'Vous avez vu ?',
    });
    await product.processed();
    expect(telegram.answers.at(-1)).toBe(200);
    expect(await desk.cases()).toHaveLength(before);
  });
});

describe('an answer when Telegram is in trouble', () => {
  it('waits for the end of an outage, and arrives once', async () => {
    const item = await desk.caseWith('Le trou rue Base');
    telegram.fault.outage(true);
    const { id } = await desk.answer(item.id, { text: 'Pendant la panne' });
    await desk.triedInVain(item.id, id, 1);
    product.clock.advance(30_000);
    await desk.triedInVain(item.id, id, 2);
    telegram.fault.outage(false);
    product.clock.advance(30_000);
    await desk.status(item.id, id, 'sent');
    expect(telegram.sent.filter(({ text }) => text === 'Pendant la panne')).toHaveLength(1);
  });

  it('waits as long as Telegram asks', async () => {
    const item = await desk.caseWith('Le trou rue Base');
    telegram.fault.rateLimit(1, 240);
    const { id } = await desk.answer(item.id, { text: 'Trop vite' });
    const { delivery } = await desk.triedInVain(item.id, id, 1);
    expect(Date.parse(delivery!.dueAt!) - Date.parse(delivery!.at)).toBeGreaterThanOrEqual(239_000);
    product.clock.advance(240_000);
    await desk.status(item.id, id, 'sent');
  });

  it('is not sent twice where it may have arrived', async () => {
    const item = await desk.caseWith('Le trou rue Base');
    telegram.fault.loseAnswers(1);
    const { id } = await desk.answer(item.id, { text: 'Sans réponse' });
    await desk.status(item.id, id, 'unknown');
    expect(telegram.sent.filter(({ text }) => text === 'Sans réponse')).toHaveLength(1);
  });

  it('says why it cannot arrive', async () => {
    const item = await desk.caseWith('Le trou rue Base');
    telegram.fault.rejectNext({ code: 403, description: 'Forbidden: bot was blocked by the user' });
    const { id } = await desk.answer(item.id, { text: 'Bloqué' });
    expect((await desk.status(item.id, id, 'failed')).delivery!.reason).toBe('telegram.blocked');
  });
});
