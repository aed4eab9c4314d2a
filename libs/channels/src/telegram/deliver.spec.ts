import { Telegram } from '../../../../test/providers/telegram.js';
import type { TelegramBot } from '../../../../test/providers/telegram-bot.js';
import { answer, file, io } from '../../../../test/support/channel-io-and-replies.js';
import type { ChannelError } from '../channel-error.js';
import type { OutboundMessage, PartIds } from '../outbound-message.js';
import { TelegramConfig } from './config.js';
import { telegram } from './telegram.js';

const ZOE = { id: 700100, firstName: 'Zoé', lastName: 'Martin' };
const BOT = '7100200300:AAExampleTokenOfATestNobodyUses';
const CHAT = 'telegram:7100200300:700100:';

let provider: Telegram;
let bot: TelegramBot;
let config: TelegramConfig;

beforeAll(async () => {
  provider = await Telegram.start();
  bot = provider.connect({ botToken: BOT, username: 'mairie_bot' });
  config = TelegramConfig.parse({ botToken: BOT, secretToken: 'a-secret', apiBaseUrl: `${provider.url}/` });
  await bot.write({ from: ZOE, text: 'Bonjour' });
});
afterAll(() => provider.close());

const deliver = (more: Partial<OutboundMessage>, settings = config) =>
  telegram.deliver(
    answer({
      from: telegram.addresses(config)[0]!,
      to: [{ type: 'account', value: 'telegram:700100', verified: true }],
      ...more,
    }),
    settings,
    io,
  );
const arrived = (count: number) =>
  provider.sent.slice(-count).map(({ text, file: sent, replyTo }) => ({ text, file: sent?.name ?? null, replyTo }));

describe('an answer', () => {
  it('is one message, known by its number in the chat', async () => {
    const { externalId, otherIds } = await deliver({ text: 'Bonjour Zoé' });
    expect(externalId).toBe(`${CHAT}${provider.sent.at(-1)!.id}`);
    expect(otherIds).toBeUndefined();
    expect(arrived(1)).toEqual([{ text: 'Bonjour Zoé', file: null, replyTo: null }]);
  });

  it('stands under the last message of its case in this chat, and only its first part', async () => {
    const references = [`${CHAT}4`, `${CHAT}7`, 'telegram:7100200300:9:8', 'mail@example.org'];
    await deliver({ text: `${'a'.repeat(4000)} ${'b'.repeat(4000)}`, references });
    expect(arrived(2).map(({ replyTo }) => replyTo)).toEqual([7, null]);
  });

  it('that is long goes in parts, all of which are known', async () => {
    const { otherIds } = await deliver({ text: `${'é'.repeat(4000)}\n\n${'à'.repeat(4095)}\n\nfin` });
    expect(arrived(3).map(({ text }) => text.length)).toEqual([4000, 4095, 3]);
    expect(otherIds).toHaveLength(2);
  });

  it('carries its files byte for byte, a short text under the first', async () => {
    await deliver({
      text: 'Voici',
      attachments: [file('reçu "n°1"; été.pdf', 'application/pdf', 70_000), file('b.pdf')],
    });
    expect(arrived(2)).toEqual([
      { text: 'Voici', file: 'reçu _n°1__ été.pdf', replyTo: null },
      { text: '', file: 'b.pdf', replyTo: null },
    ]);
    expect(provider.sent.at(-2)!.file!.content).toEqual(Buffer.alloc(70_000, 7));
  });

  it('that is too long for a caption goes before its file', async () => {
    await deliver({ text: 'x'.repeat(1025), attachments: [file('a.pdf')] });
    expect(arrived(2).map((sent) => [sent.text.length, sent.file])).toEqual([
      [1025, null],
      [0, 'a.pdf'],
    ]);
  });
});

describe('a refusal', () => {
  const refused = (more: Partial<OutboundMessage> = {}, settings = config) =>
    deliver({ text: 'Non', ...more }, settings).catch((error: unknown) => error as ChannelError);

  it('says when to try again', async () => {
    provider.fault.rateLimit(1, 17);
    expect(await refused()).toMatchObject({ retryable: true, uncertain: false, afterSeconds: 17 });
  });

  it.each([
    [403, 'Forbidden: bot was blocked by the user', 'telegram.blocked'],
    [403, 'Forbidden: user is deactivated', 'telegram.deactivated'],
    [400, 'Bad Request: something new', 'telegram.refused {"said":"Bad Request: something new","code":400}'],
  ])('%i “%s” is told in words', async (code, description, reason) => {
    provider.fault.rejectNext({ code, description });
    expect(await refused()).toMatchObject({ reason, retryable: false });
  });

  it('of somebody who has never written to the bot is final', async () => {
    const to = [{ type: 'account' as const, value: 'telegram:1', verified: true }];
    expect(await refused({ to })).toMatchObject({
      reason: 'telegram.never-wrote',
      retryable: false,
    });
  });

  it('of the token asks for an administrator, and does not say the token', async () => {
    const error = await refused({}, { ...config, botToken: '7100200300:WrongTokenOfATest' });
    expect(error).toMatchObject({ reason: 'telegram.token-refused', retryable: false });
    expect(JSON.stringify([(error as Error).message, (error as Error).stack])).not.toContain('WrongToken');
  });

  it('is certain where a gateway takes nothing, uncertain where the answer is lost', async () => {
    provider.fault.outage(true);
    expect(await refused()).toMatchObject({ retryable: true, uncertain: false });
    provider.fault.outage(false);
    provider.fault.loseAnswers(1);
    expect(await refused()).toMatchObject({ retryable: true, uncertain: true });
  });

  it('after a part has left is of the next one: another try sends only that', async () => {
    const sent = provider.sent.length;
    provider.once('sent', () => provider.fault.rateLimit(1));
    const text = `${'a'.repeat(4000)} ${'b'.repeat(4000)}`;
    const parts = { sent: [] as PartIds, record: async (sent: PartIds) => void (parts.sent = [...sent]) };
    expect(await refused({ text, parts })).toMatchObject({
      reason: expect.stringContaining('channel.parts-left'),
      retryable: true,
      afterSeconds: 1,
    });
    await deliver({ text, parts });
    expect(provider.sent.slice(sent).map((part) => part.text[0])).toEqual(['a', 'b']);
  });
});

describe('a file of a citizen', () => {
  it('is fetched by its id', async () => {
    const content = Buffer.from('%PDF-1.4');
    const { file_id } = provider.keep({ name: 'a.pdf', type: 'application/pdf', content });
    expect(Buffer.from((await telegram.fetch(file_id, config, io)).content)).toEqual(content);
  });

  it('that is too large, or gone, is lost for good', async () => {
    const large = provider.keep({ name: 'a.mp4', type: 'video/mp4', content: new Uint8Array(20 * 1024 * 1024 + 1) });
    for (const id of [large.file_id, 'unknown'])
      await expect(telegram.fetch(id, config, io)).rejects.toMatchObject({ retryable: false });
  });
});

describe('the test of the settings', () => {
  it('names the bot and tells Telegram where to call', async () => {
    const url = 'https://guichet.ville.example/hooks/telegram/1';
    expect(await telegram.test(config, io, null)).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await telegram.test(config, io, url)).toEqual([
      { name: 'telegram.bot', ok: true, detail: 'telegram.bot-found {"username":"mairie_bot","name":"Mairie"}' },
      { name: 'telegram.webhook', ok: true, detail: 'telegram.webhook-set' },
    ]);
    expect(bot.webhook).toEqual({ url, secret: 'a-secret' });
  });

  it('says what Telegram thinks of the token and of the address', async () => {
    const wrong = { ...config, botToken: '7100200300:WrongTokenOfATest' };
    expect(await telegram.test(wrong, io, null)).toMatchObject([{ name: 'telegram.bot', ok: false }, {}]);
    const [, webhook] = await telegram.test(config, io, 'http://guichet.ville.example/hooks/telegram/1');
    expect(webhook).toMatchObject({ ok: false, detail: expect.stringContaining('HTTPS') });
  });
});
