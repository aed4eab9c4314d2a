import { once } from 'node:events';
import { connect } from 'node:net';
import type { ChannelAccount, QuarantinedEnvelope, Page } from '@guichet/contracts';
import { sign } from '../../libs/channels/src/webhook/signature.js';
import { Meta } from '../providers/meta.js';
import { OtherSystem } from '../providers/generic-webhook-system.js';
import { Telegram } from '../providers/telegram.js';
import { LiveAgent } from '../support/live-agent.js';
import { RunningProduct } from '../support/running-product.js';

const MB = 1024 * 1024;
const ZOE = { id: '42', name: 'Zoé Martin' };

let product: RunningProduct;
let desk: LiveAgent;
let other: OtherSystem;
let account: ChannelAccount;

beforeAll(async () => {
  [product, other] = await Promise.all([RunningProduct.start(), OtherSystem.start()]);
  desk = await LiveAgent.open(product);
  account = await desk.connect('webhook', other.config);
  other.connect({ webhookUrl: account.webhookUrl! });
});
afterAll(async () => {
  desk?.close();
  await other?.close();
  await product?.close();
});

/** What is answered to whoever announces so many bytes and sends none of them. */
async function answerTo(path: string, bytes: number): Promise<string> {
  const { hostname, port } = new URL(product.url);
  const socket = connect(Number(port), hostname);
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: x/y\r\nContent-Length: ${bytes}\r\n\r\n`);
  const [head] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return head.toString().slice('HTTP/1.1 '.length, 'HTTP/1.1 404'.length);
}

describe('the door of providers', () => {
  // Threats: R12, T01.
  it('is shut before a byte is read to whoever has no account here, or brings too much', async () => {
    expect(await answerTo('/hooks/nothing/at-all', 30 * MB)).toBe('404');
    expect(await answerTo(`/hooks/webhook/${crypto.randomUUID()}`, 30 * MB)).toBe('404');
    expect(await answerTo(`/hooks/sms/${account.id}`, 30 * MB)).toBe('404');
    expect(await answerTo(`/hooks/webhook/${account.id}`, 37 * MB)).toBe('413');
    const { id } = await desk.connect('messenger', {
      pageId: '100000000000001',
      accessToken: 'a',
      appSecret: 'b',
      verifyToken: 'c',
    });
    expect(await answerTo(`/hooks/messenger/${id}`, 5 * MB)).toBe('413');
  });

  // Threats: T02.
  it('takes the same words for news where they were signed anew, and once where the call is repeated', async () => {
    const call = async (given: boolean, secondsAgo: number) => {
      const body = JSON.stringify({ type: 'consent', from: { id: ZOE.id }, given });
      const signature = sign(other.secret, body, new Date(Date.now() - secondsAgo * 1000));
      const headers = { 'content-type': 'application/json', 'x-guichet-signature': signature };
      for (let time = 0; time < 2; time += 1)
        expect((await fetch(account.webhookUrl!, { method: 'POST', headers, body })).status).toBe(202);
      await product.processed();
    };
    await other.write(ZOE, 'Laissez-moi.');
    const { id } = await desk.caseWith('Laissez-moi.');
    await call(false, 30);
    await call(true, 20);
    await call(false, 10);
    expect(await desk.reach(id)).toMatchObject([{ state: 'closed', reason: 'no-consent' }]);
    expect((await desk.activities(id)).filter(({ type }) => type === 'consent')).toHaveLength(3);
  });

  // Threats: D06.
  it('shows what it could not read once, however often it is signed', async () => {
    const body = JSON.stringify({ type: 'poll', from: { id: '43' } });
    for (const secondsAgo of [20, 10]) {
      const headers = { 'x-guichet-signature': sign(other.secret, body, new Date(Date.now() - secondsAgo * 1000)) };
      expect((await fetch(account.webhookUrl!, { method: 'POST', headers, body })).status).toBe(202);
    }
    await product.processed();
    const item = (await desk.cases()).find(({ citizen }) => citizen?.name === 'webhook:parking/43');
    expect(await desk.messages(item!.id)).toHaveLength(1);
  });

  it('keeps nothing by which somebody could pass for a provider', async () => {
    const telegram = await Telegram.start();
    const bot = { botToken: '7100200300:AAExampleTokenOfATestNobodyUses', secretToken: 'a-secret-of-this-town' };
    const { webhookUrl } = await desk.connect('telegram', { ...bot, apiBaseUrl: telegram.url });
    await telegram
      .connect({ ...bot, webhookUrl: webhookUrl! })
      .write({ from: { id: 7, firstName: 'Léa' }, text: 'Chut' });
    await desk.caseWith('Chut');
    const rows = await product.sql.query<{ headers: object }>(
      `select headers from envelope where headers ->> ':url' = $1`,
      [webhookUrl],
    );
    expect(rows).toEqual([
      { headers: { ':method': 'POST', ':url': webhookUrl, 'content-type': expect.stringContaining('json') } },
    ]);
    await telegram.close();
  });
});

describe('the one address that Meta calls for an app', () => {
  const app = { accessToken: 'EAAG-a-token', appSecret: 'the secret of an app', verifyToken: 'a phrase of ours' };
  const held = async () => (await desk.client.get<Page<QuarantinedEnvelope>>('/quarantine')).items;
  let meta: Meta;

  beforeAll(async () => {
    meta = await Meta.start();
  });
  afterAll(() => meta?.close());

  it('is that of all pages and numbers which the app serves, and what is for no account waits for one', async () => {
    const page = (pageId: string) => ({ pageId, ...app, apiBaseUrl: meta.url });
    const first = await desk.connect('messenger', page('200000000000001'));
    const second = await desk.connect('messenger', page('200000000000002'));
    await desk.connect('messenger', { ...page('200000000000003'), appSecret: 'of another app' });
    const [one, two, three, four] = ['1', '2', '3', '4'].map((n) =>
      meta.connect({ pageId: `20000000000000${n}`, ...app, webhookUrl: first.webhookUrl! }),
    );
    await one!.write({ from: '9000000000000001', text: 'À la première' });
    await two!.write({ from: '9000000000000002', text: 'À la deuxième' });
    await three!.write({ from: '9000000000000003', text: 'À celle d’une autre application' });
    await four!.write({ from: '9000000000000004', text: 'À celle que personne ne connaît' });
    const channelOf = async (text: string) =>
      (await desk.messages((await desk.caseWith(text)).id)).map(({ channelAccountId }) => channelAccountId);
    expect(await channelOf('À la première')).toEqual([first.id]);
    expect(await channelOf('À la deuxième')).toEqual([second.id]);
    await product.processed();
    expect((await held()).map(({ reason, detail }) => [reason, /messenger:\d+/.exec(detail)?.[0]])).toEqual([
      ['address-unknown', 'messenger:200000000000004'],
      ['address-unknown', 'messenger:200000000000003'],
    ]);

    await desk.connect('messenger', page('200000000000004'));
    await desk.client.post(`/quarantine/${(await held())[0]!.id}/replay`);
    await desk.caseWith('À celle que personne ne connaît');
    expect(await held()).toHaveLength(1);
  });

  it('is that of several numbers in one call', async () => {
    const number = (phoneNumberId: string) => ({ phoneNumberId, ...app, apiBaseUrl: meta.url });
    const first = await desk.connect('whatsapp', number('300000000000001'));
    await desk.connect('whatsapp', number('300000000000002'));
    const two = meta.connect({ ...number('300000000000002'), businessAccountId: '1', webhookUrl: first.webhookUrl! });
    await two.write({ from: { number: '+33639981207', name: 'Ida' }, text: 'Au deuxième numéro' });
    expect(await desk.caseWith('Au deuxième numéro')).toMatchObject({ channels: ['whatsapp'] });
  });
});
