import { Mastodon } from '../../../../test/providers/mastodon.js';
import { mentionsIn } from '../../../../test/providers/mastodon-posts.js';
import { answer, file, io } from '../../../../test/support/channel-io-and-replies.js';
import type { ChannelError } from '../channel-error.js';
import type { OutboundMessage } from '../outbound-message.js';
import { MastodonConfig } from './config.js';
import { withoutMentions } from './deliver.js';
import { mastodon } from './mastodon.js';

const CAMILLE = { acct: 'camille@social.example', name: 'Camille' };
const TO = '@camille@social.example';

let instance: Mastodon;
let config: MastodonConfig;
let host: string;
let question: string;
let serial = 0;

beforeAll(async () => {
  instance = (await Mastodon.start()).connect({ accessToken: 'a-token' });
  config = MastodonConfig.parse({ instanceUrl: `${instance.url}/`, accessToken: 'a-token' });
  host = new URL(instance.url).host;
  question = instance.write({ from: CAMILLE, text: 'Bonjour' });
});
afterAll(() => instance.close());

const message = (more: Partial<OutboundMessage>) =>
  answer({
    externalId: `ours-${(serial += 1)}`,
    from: { type: 'account', value: 'mastodon', verified: true },
    to: [{ type: 'account', value: 'mastodon:camille@social.example', verified: true }],
    ...more,
  });
const deliver = (more: Partial<OutboundMessage>, settings = config) => mastodon.deliver(message(more), settings, io);
const refused = (more: Partial<OutboundMessage> = {}, settings = config) =>
  deliver({ text: 'Non', ...more }, settings).catch((error: unknown) => error as ChannelError);

describe('an answer', () => {
  it('is a direct post for the citizen alone, under what they posted', async () => {
    const references = ['mail@example.org', `mastodon:${host}:${question}`, 'mastodon:elsewhere.example:1'];
    const { externalId } = await deliver({ text: 'Bonjour Camille', references });
    const sent = instance.sent.at(-1)!;
    expect(externalId).toBe(`mastodon:${host}:${sent.id}`);
    expect(sent).toMatchObject({ text: `${TO} Bonjour Camille`, visibility: 'direct', replyTo: question });
    expect(sent.mentions).toEqual(['camille@social.example']);
  });

  // Threats: X01.
  it('that names third persons shows it to none of them', async () => {
    const text =
      'Vu avec @paul et (@elue@conseil.example), -@x /@y =@z ²@w.\nÉcrire à contact@mairie.example ou rené@mairie.example, voir https://social.example/@paul ou https://a.example/?q=,@paul';
    await deliver({ text });
    const sent = instance.sent.at(-1)!;
    expect(sent.mentions).toEqual(['camille@social.example']);
    expect(sent.text).toContain('contact@mairie.example ou rené@mairie.example, voir https://social.example/@paul ');
    expect(sent.text.replaceAll('\u200B', '')).toContain('Vu avec @paul et (@elue@conseil.example), -@x /@y =@z ²@w.');
  });

  // Threats: X01.
  it.each([
    '@a',
    'é @a',
    '\n@a_b',
    '„@a“',
    '😀@a@b.example',
    '٣ @a',
    '＠a @b',
    'a@b @c.d@e.fr',
    '@@a',
    '@a@b.example@c',
    'x/@a',
  ])('whatever stands around a name, %j mentions nobody', (text) =>
    expect(mentionsIn(withoutMentions(text), 'ville.example')).toEqual([]),
  );

  it('that is long is a thread, each post of which the instance takes', async () => {
    const text = `${'mot '.repeat(200)}\nhttp://a.fr\n${'fin '.repeat(60)}`;
    const { externalId, otherIds } = await deliver({ text, references: [`mastodon:${host}:${question}`] });
    const thread = instance.sent.slice(-1 - otherIds!.length);
    expect(thread.map(({ id }) => `mastodon:${host}:${id}`)).toEqual([externalId, ...otherIds!]);
    expect(thread.map(({ replyTo }) => replyTo)).toEqual([question, ...thread.slice(0, -1).map(({ id }) => id)]);
    for (const post of thread) expect(post.text.startsWith(`${TO} `)).toBe(true);
  });

  it('is one post where the instance takes longer ones', async () => {
    instance.maxCharacters = 5000;
    expect((await deliver({ text: 'mot '.repeat(400) })).otherIds).toBeUndefined();
    instance.maxCharacters = 500;
  });

  it('waits for the instance to have looked at its files, and tells films from pictures', async () => {
    instance.fault.slowMedia(2);
    const attachments = [file('film.mp4', 'video/mp4'), file('plan.png', 'image/png'), file('vue.png', 'image/png')];
    await deliver({ text: 'Voici', attachments });
    expect(instance.sent.slice(-2).map(({ text, files }) => [text, files.map(({ name }) => name)])).toEqual([
      [`${TO} Voici`, ['plan.png', 'vue.png']],
      [TO, ['film.mp4']],
    ]);
  });

  it('again is the same posts', async () => {
    const again = message({ text: 'mot '.repeat(200) });
    const first = await mastodon.deliver(again, config, io);
    const count = instance.sent.length;
    expect(await mastodon.deliver(again, config, io)).toEqual(first);
    expect(instance.sent).toHaveLength(count);
  });

  it('to a post that is gone stands alone', async () => {
    const gone = instance.write({ from: CAMILLE, text: 'Oubliez' });
    instance.delete(gone);
    await deliver({ text: 'Réponse', references: [`mastodon:${host}:${gone}`] });
    expect(instance.sent.at(-1)).toMatchObject({ text: `${TO} Réponse`, replyTo: null, visibility: 'direct' });
  });
});

describe('a refusal', () => {
  it('says when to try again', async () => {
    instance.fault.rateLimit(1, 200);
    expect(await refused()).toMatchObject({ retryable: true, afterSeconds: expect.closeTo(200, -1) });
  });

  it('of the instance is told in its words, and is final', async () => {
    instance.fault.rejectNext({ status: 422, error: 'Validation failed: Text is odd' });
    const reason = 'mastodon.refused {"said":"Validation failed: Text is odd"}';
    expect(await refused()).toMatchObject({ reason, retryable: false });
  });

  it('of the token asks for an administrator, and does not say the token', async () => {
    const error = (await refused({}, { ...config, accessToken: 'wrong-token' })) as ChannelError;
    expect(error).toMatchObject({ reason: expect.stringContaining('mastodon.token-refused'), retryable: false });
    expect(`${error.message} ${error.stack}`).not.toContain('wrong-token');
  });

  it('of a file is told of the file, and nothing is posted', async () => {
    const count = instance.sent.length;
    expect(await refused({ attachments: [file('lettre.tiff', 'image/tiff')] })).toMatchObject({
      reason: expect.stringContaining('channel.file-refused {"name":"lettre.tiff"'),
      retryable: false,
    });
    expect(instance.sent).toHaveLength(count);
  });

  it('in an outage, or of an answer that is lost, is for now', async () => {
    instance.fault.outage(true);
    expect(await refused()).toMatchObject({ retryable: true });
    instance.fault.outage(false);
    instance.fault.loseAnswers(1);
    expect(await refused()).toMatchObject({ retryable: true, uncertain: true });
  });
});

describe('the test of the settings', () => {
  it('names the instance and the account', async () => {
    expect(await mastodon.test(config, io)).toEqual([
      {
        name: 'mastodon.instance',
        ok: true,
        detail: 'mastodon.instance-found {"name":"Mastodon de la ville","max":500}',
      },
      { name: 'mastodon.account', ok: true, detail: 'mastodon.signed-in {"name":"mairie@ville.example"}' },
      { name: 'mastodon.notifications', ok: true, detail: 'mastodon.mentions-readable' },
    ]);
    const wrong = await mastodon.test({ ...config, accessToken: 'wrong' }, io);
    expect(wrong.map(({ ok }) => ok)).toEqual([false, false, false]);
  });
});

it.each([
  ['@Camille@Social.example', 'mastodon:camille@social.example'],
  ['mastodon:camille@social.example', 'mastodon:camille@social.example'],
  [' @a.b_c@xn--cole-9oa.example ', 'mastodon:a.b_c@xn--cole-9oa.example'],
  ['camille@social.example', undefined],
  ['@camille', undefined],
  ['@cam ille@social.example', undefined],
  ['@camille@social', undefined],
])('the address %j names the account %j', (address, value) => expect(mastodon.identify(address)?.value).toBe(value));
