import { Meta } from '../../../../test/providers/meta.js';
import type { MessengerPage } from '../../../../test/providers/meta-messenger.js';
import { answer, file, io } from '../../../../test/support/channel-io-and-replies.js';
import type { ChannelIo } from '../channel.js';
import type { OutboundMessage } from '../outbound-message.js';
import { MessengerConfig } from './config.js';
import { messenger } from './messenger.js';

const PAGE = '682498302938465';
const ZOE = '6543210987654321';
const HOUR = 3_600_000;

let meta: Meta;
let page: MessengerPage;
let config: MessengerConfig;

beforeAll(async () => {
  meta = await Meta.start();
  const app = { accessToken: 'EAAG-token', appSecret: 'app secret', verifyToken: 'verify' };
  // Nobody listens to its webhooks here.
  page = meta.connect({ pageId: PAGE, ...app, webhookUrl: 'http://127.0.0.1:9' });
  page.reports = 'none';
  config = MessengerConfig.parse({ pageId: PAGE, ...app, apiBaseUrl: meta.url });
});
afterAll(() => meta.close());
beforeEach(() => page.write({ from: ZOE, text: 'Bonjour' }));

const deliver = (more: Partial<OutboundMessage>) =>
  messenger.deliver(
    answer({
      from: messenger.addresses(config)[0]!,
      to: [{ type: 'account', value: `messenger:${PAGE}/${ZOE}`, verified: true }],
      ...more,
    }),
    config,
    io,
  );
const arrived = async (count: number) => {
  await meta.settled();
  return meta.sent.slice(-count);
};

describe('an answer by Messenger', () => {
  it('bears our token', async () => {
    const { externalId } = await deliver({ text: 'Oui, jusqu’à 19 h' });
    expect(await arrived(1)).toMatchObject([
      { id: externalId, to: ZOE, text: 'Oui, jusqu’à 19 h', opaque: 'b'.repeat(42), tag: null },
    ]);
  });

  it('goes in parts where it is long, its files after it', async () => {
    const text = Array.from({ length: 400 }, (_, n) => `mot${n}`).join(' ');
    const { otherIds } = await deliver({
      text,
      attachments: [file('plan.png', 'image/png'), file('arrêté.pdf')],
    });
    const sent = await arrived(4);
    expect(sent.slice(1).map(({ id }) => id)).toEqual(otherIds);
    expect(
      sent
        .slice(0, 2)
        .map((part) => part.text)
        .join(' '),
    ).toBe(text);
    expect(sent.slice(2).map(({ file }) => file?.name)).toEqual(['plan.png', 'arrêté.pdf']);
  });

  it('is a person’s after a day, and none after a week', async () => {
    meta.advance(25 * HOUR);
    await deliver({ text: 'a'.repeat(2001) });
    expect((await arrived(2)).map(({ tag }) => tag)).toEqual(['HUMAN_AGENT', 'HUMAN_AGENT']);
    await expect(deliver({ text: 'Merci', automatic: true })).rejects.toMatchObject({ retryable: false });
    meta.advance(7 * 24 * HOUR);
    await expect(deliver({ text: 'Trop tard' })).rejects.toMatchObject({
      retryable: false,
      reason: 'meta.window-closed {"code":10}',
    });
  });

  it.each([
    [613, undefined, true],
    [1200, undefined, true],
    [2, undefined, true],
    [551, 1545041, false],
    [10, 2018108, false],
    [200, undefined, false],
  ])('that is refused by %i/%s may be tried again: %s', async (code, subcode, retryable) => {
    meta.fault.rejectNext({ code, ...(subcode ? { subcode } : {}) });
    await expect(deliver({ text: 'x' })).rejects.toMatchObject({ retryable, uncertain: false });
  });

  it('goes to people of this page only', async () => {
    const to = [{ type: 'account' as const, value: `messenger:111222333444555/${ZOE}`, verified: true }];
    expect(messenger.reaches(to[0]!, config)).toBe(false);
    await expect(deliver({ text: 'x', to })).rejects.toMatchObject({ retryable: false });
  });
});

describe('a file of a citizen on Messenger', () => {
  it('is fetched without our token', async () => {
    const { url } = meta.keep({ name: 'photo.jpg', type: 'image/jpeg', content: new Uint8Array([1, 2]) }, null);
    let request: RequestInit | undefined;
    const listening: ChannelIo = { ...io, fetch: (to, init) => io.fetch(to, (request = init)) };
    const { content, type } = await messenger.fetch(url, config, listening);
    expect([[...content], type]).toEqual([[1, 2], 'image/jpeg']);
    expect(JSON.stringify(request)).not.toContain(config.accessToken);
    await expect(messenger.fetch(`${meta.url}/files/0/gone.jpg`, config, io)).rejects.toMatchObject({
      retryable: false,
    });
  });
});

describe('the test of a page’s settings', () => {
  it('names what answers', async () => {
    expect(await messenger.test(config, io)).toEqual([
      { name: 'messenger.page', ok: true, detail: 'messenger.page-found {"name":"Mairie"}' },
      { name: 'meta.webhook', ok: true, detail: 'meta.fields-complete' },
    ]);
  });
});
