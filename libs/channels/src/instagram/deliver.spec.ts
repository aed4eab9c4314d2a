import type { InstagramAccount } from '../../../../test/providers/meta-instagram.js';
import { Meta } from '../../../../test/providers/meta.js';
import { answer, file, io } from '../../../../test/support/channel-io-and-replies.js';
import type { OutboundMessage } from '../outbound-message.js';
import { InstagramConfig } from './config.js';
import { instagram } from './instagram.js';

const ACCOUNT = '17841405822304914';
const PAGE = '682498302938465';
const ZOE = '6184729301847562';
const HOUR = 3_600_000;

let meta: Meta;
let account: InstagramAccount;
let config: InstagramConfig;

beforeAll(async () => {
  meta = await Meta.start();
  const app = { accessToken: 'EAAG-token', appSecret: 'app secret', verifyToken: 'verify' };
  // Nobody listens to its webhooks here.
  account = meta.connect({ accountId: ACCOUNT, pageId: PAGE, ...app, webhookUrl: 'http://127.0.0.1:9' });
  account.echoes = false;
  config = InstagramConfig.parse({ accountId: ACCOUNT, pageId: PAGE, ...app, apiBaseUrl: meta.url });
});
afterAll(() => meta.close());
beforeEach(() => account.write({ from: ZOE, text: 'Bonjour' }));

const deliver = (more: Partial<OutboundMessage>) =>
  instagram.deliver(
    answer({
      from: instagram.addresses(config)[0]!,
      to: [{ type: 'account', value: `instagram:${ACCOUNT}/${ZOE}`, verified: true }],
      ...more,
    }),
    config,
    io,
  );
const arrived = async (count: number) => {
  await meta.settled();
  return meta.sent.slice(-count);
};

describe('a reply by Instagram', () => {
  it('is sent through the page of the account', async () => {
    const { externalId } = await deliver({ text: 'Oui, jusqu’à 19 h' });
    expect(await arrived(1)).toMatchObject([{ id: externalId, to: ZOE, text: 'Oui, jusqu’à 19 h', tag: null }]);
  });

  it('is sent in parts of a thousand bytes, its files after it', async () => {
    const text = Array.from({ length: 200 }, (_, n) => `été${n}`).join(' ');
    const { otherIds = [] } = await deliver({ text, attachments: [file('plan.png', 'image/png')] });
    const sent = await arrived(otherIds.length + 1);
    expect(sent.slice(1).map(({ id }) => id)).toEqual(otherIds);
    expect(
      sent
        .slice(0, -1)
        .map((part) => part.text)
        .join(' '),
    ).toBe(text);
    expect(sent.at(-1)!.file?.name).toBe('plan.png');
  });

  it('is sent as a human agent’s after a day, and not at all after a week', async () => {
    meta.advance(25 * HOUR);
    await deliver({ text: 'Le lendemain' });
    expect(await arrived(1)).toMatchObject([{ text: 'Le lendemain', tag: 'HUMAN_AGENT' }]);
    await expect(deliver({ text: 'Automatique', automatic: true })).rejects.toMatchObject({ retryable: false });
    meta.advance(7 * 24 * HOUR);
    await expect(deliver({ text: 'Trop tard' })).rejects.toMatchObject({
      retryable: false,
      reason: 'meta.window-closed {"code":10}',
    });
  });

  it('is not sent to whom another account knows', async () => {
    const to = [{ type: 'account' as const, value: `instagram:17841400000000009/${ZOE}`, verified: true }];
    await expect(deliver({ to })).rejects.toMatchObject({ retryable: false, reason: 'instagram.not-reachable' });
  });
});

describe('an Instagram account', () => {
  it('knows the name of whoever wrote', async () => {
    account.names.set(ZOE, 'Zoé Martin');
    const handle = { type: 'account' as const, value: `instagram:${ACCOUNT}/${ZOE}`, verified: true };
    expect(await instagram.profile(handle, config, io)).toEqual({ name: 'Zoé Martin (@zo__martin)' });
  });

  it('is tested with its page and its webhook', async () => {
    expect(await instagram.test(config, io)).toEqual([
      { name: 'instagram.account', ok: true, detail: 'instagram.account-found {"username":"mairie"}' },
      { name: 'instagram.page', ok: true, detail: 'instagram.page-linked {"name":"Mairie"}' },
      { name: 'meta.webhook', ok: true, detail: 'meta.fields-complete' },
    ]);
  });
});
