import type { ChannelAccount, ChannelTest } from '@guichet/contracts';
import { Ovhcloud, type OvhcloudAccount, type OvhcloudSent } from '../providers/ovhcloud.js';
import { LiveAgent } from '../support/live-agent.js';
import { RunningProduct } from '../support/running-product.js';

const ZOE = '+33639981201';
const keys = {
  serviceName: 'sms-ab12345-1',
  applicationKey: '7kbG7Bk7S9Nt7ZSV',
  applicationSecret: 'EXEgWIz07P0HYwtQDs7cNIqCiQaWSuHF',
  consumerKey: 'MtSwSrPpNjqfVSmJhLbPyr2i45lSwPU1',
};

let product: RunningProduct;
let ovhcloud: Ovhcloud;
let desk: LiveAgent;
let account: ChannelAccount;
let line: OvhcloudAccount;

beforeAll(async () => {
  [product, ovhcloud] = await Promise.all([RunningProduct.start(), Ovhcloud.start()]);
  desk = await LiveAgent.open(product);
  line = ovhcloud.connect({ ...keys, credits: 100, senders: [] });
  const config = { provider: 'ovhcloud', ...keys, apiBaseUrl: ovhcloud.url, pollSeconds: 1, undoSeconds: 0 };
  account = await desk.connect('sms', config);
});
afterAll(async () => {
  desk?.close();
  await product?.close();
  await ovhcloud?.close();
});

const sentOf = (text: string): Promise<OvhcloudSent> => ovhcloud.find((sent) => sent.text === text);

describe('an SMS account of OVHcloud', () => {
  it('is tested, told where to send delivery receipts, and keeps its keys', async () => {
    const { kind, id, config } = account;
    const test = await desk.client.post<ChannelTest>('/channels/test', { kind, id, config });
    expect(test).toMatchObject({ ok: true });
    expect(line.callBack).toContain(`/hooks/sms/${id}?key=`);
    expect(JSON.stringify(await desk.client.get('/channels'))).not.toContain(keys.applicationSecret);
  });

  it('believes nobody who does not know the address', async () => {
    const url = `${product.url}/hooks/sms/${account.id}?key=${'0'.repeat(64)}&id=1&dlr=1`;
    expect((await fetch(url)).status).toBe(403);
  });
});

describe('a conversation by SMS', () => {
  it('begins with a message, and the reply is delivered', async () => {
    ovhcloud.write(line, { from: ZOE, text: 'La piscine est-elle ouverte ?' });
    const item = await desk.caseWith('La piscine est-elle ouverte ?');
    const { id } = await desk.answer(item.id, { text: 'Oui, de 9 h à 19 h.' });
    expect(await sentOf('Oui, de 9 h à 19 h.')).toMatchObject({ receiver: ZOE, sender: null, noStopClause: true });
    await desk.status(item.id, id, 'delivered');

    ovhcloud.receipts = 'not-delivered';
    const second = await desk.answer(item.id, { text: 'À bientôt' });
    await desk.status(item.id, second.id, 'failed');
    expect((await desk.entry(item.id, second.id)).delivery!.reason).toBe('ovhcloud.not-delivered {"ptt":4}');
  });
});
