import { Ovhcloud, type OvhcloudAccount } from '../../../../../test/providers/ovhcloud.js';
import { answer, io } from '../../../../../test/support/channel-io-and-replies.js';
import type { Pulled } from '../../channel.js';
import type { OutboundMessage } from '../../outbound-message.js';
import { sms } from '../sms.js';
import { callbackUrl } from './callback-url-and-verification.js';
import { OvhcloudConfig } from './config.js';

const ZOE = '+33639981201';
const WEBHOOK = 'https://guichet.ville.example/hooks/sms/1';
const keys = {
  serviceName: 'sms-ab12345-1',
  applicationKey: '7kbG7Bk7S9Nt7ZSV',
  applicationSecret: 'EXEgWIz07P0HYwtQDs7cNIqCiQaWSuHF',
  consumerKey: 'MtSwSrPpNjqfVSmJhLbPyr2i45lSwPU1',
};

let provider: Ovhcloud;
let account: OvhcloudAccount;
let config: OvhcloudConfig;

beforeEach(async () => {
  provider = await Ovhcloud.start();
  account = provider.connect({ ...keys, credits: 100, senders: ['MAIRIE'] });
  config = OvhcloudConfig.parse({ provider: 'ovhcloud', ...keys, apiBaseUrl: provider.url, pollSeconds: 1 });
});
afterEach(() => provider.close());

const deliver = (more: Partial<OutboundMessage>, changed: Partial<OvhcloudConfig> = {}) =>
  sms.deliver(
    answer({
      from: sms.addresses(config)[0]!,
      to: [{ type: 'phone', value: ZOE, verified: false }],
      text: 'Votre dossier est complet.',
      ...more,
    }),
    { ...config, ...changed },
    io,
  );

describe('a reply by OVHcloud', () => {
  it('is sent from a short number, without a STOP clause', async () => {
    const { externalId } = await deliver({});
    await provider.settled();
    expect(provider.sent).toMatchObject([
      { receiver: ZOE, sender: null, text: 'Votre dossier est complet.', noStopClause: true, coding: '7bit' },
    ]);
    expect(externalId).toBe(`ovhcloud:sms-ab12345-1:${provider.sent[0]!.id}`);
  });

  it('is sent from the sender of the account, in the alphabet that it needs', async () => {
    await deliver({ text: 'أين؟' }, { sender: 'MAIRIE', stopClause: true });
    await provider.settled();
    expect(provider.sent).toMatchObject([{ sender: 'MAIRIE', noStopClause: false, coding: '8bit' }]);
  });

  it('is sent where the clocks differ', async () => {
    provider.ahead = 3600;
    await deliver({});
    await provider.settled();
    expect(provider.sent).toHaveLength(1);
  });

  it.each([
    ['without credits', { status: 403, message: 'You do not have enough credits' }, 'ovhcloud.no-credits', true],
    [
      'of an odd text',
      { status: 400, message: 'Invalid message' },
      'ovhcloud.refused {"said":"Invalid message"}',
      false,
    ],
  ])('%s is refused for good', async (_, rejection, reason, isAccountFault) => {
    provider.fault.rejectNext(rejection);
    await expect(deliver({})).rejects.toMatchObject({ reason, isAccountFault, retryable: false, uncertain: false });
  });

  it('is refused with other keys', async () => {
    await expect(deliver({}, { consumerKey: 'another consumer key' })).rejects.toMatchObject({
      reason: 'ovhcloud.credentials-refused {"code":"INVALID_CREDENTIAL"}',
      isAccountFault: true,
    });
  });

  it('may have been sent where the response was lost', async () => {
    provider.fault.loseAnswers(1);
    await expect(deliver({})).rejects.toMatchObject({ uncertain: true });
  });
});

describe('the poll', () => {
  const signal = () => new AbortController();
  async function rounds(generator: AsyncIterable<Pulled>, count: number) {
    const found: Pulled[] = [];
    for await (const pulled of generator) {
      found.push(pulled);
      if (found.filter(({ request }) => !request).length > count) break;
    }
    return found;
  }
  const eventsIn = async (found: Pulled[]) =>
    (await Promise.all(found.flatMap(({ request }) => (request ? [sms.parse(request, config)] : [])))).flat();

  it('finds what citizens wrote and what became of ours, each once', async () => {
    provider.receipts = 'none';
    const since = new Date(Date.now() - 60_000).toISOString();
    const start = { since, incoming: [], outgoing: [], open: {} };
    await deliver({});
    await provider.settled();
    provider.write(account, { from: ZOE, text: 'Bonjour' });

    const first = await rounds(sms.listen(config, io, { cursor: start, signal: signal().signal }), 0);
    expect(await eventsIn(first)).toMatchObject([{ type: 'message', text: 'Bonjour', from: { value: ZOE } }]);
    await provider.finish(provider.sent[0]!, 2, 4);
    const second = await rounds(sms.listen(config, io, { cursor: first.at(-1)!.cursor, signal: signal().signal }), 0);
    expect(await eventsIn(second)).toMatchObject([{ type: 'receipt', status: 'failed' }]);
    const third = await rounds(sms.listen(config, io, { cursor: second.at(-1)!.cursor, signal: signal().signal }), 0);
    expect(await eventsIn(third)).toEqual([]);
  });

  it('begins when the account was connected, however much later it is first read', async () => {
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    provider.now = () => hoursAgo(3);
    provider.write(account, { from: ZOE, text: 'Avant' });
    provider.now = () => hoursAgo(1);
    provider.write(account, { from: ZOE, text: 'Depuis' });
    const options = { cursor: null, signal: signal().signal, connectedAt: hoursAgo(2) };
    const found = await rounds(sms.listen(config, io, options), 1);
    expect(found[0]).toMatchObject({ isStart: true, cursor: { incoming: [], open: {} } });
    expect(await eventsIn(found)).toMatchObject([{ type: 'message', text: 'Depuis' }]);
  });
});

describe('an SMS account of OVHcloud', () => {
  it('is tested, and told where to send delivery receipts', async () => {
    expect(await sms.test(config, io, WEBHOOK)).toMatchObject([
      { ok: true, detail: 'ovhcloud.credits-left {"service":"sms-ab12345-1","credits":100}' },
      { ok: true, detail: 'ovhcloud.short-number' },
      { ok: true, detail: 'ovhcloud.callback-set' },
    ]);
    expect(account.callBack).toBe(callbackUrl(WEBHOOK, config));
  });

  it('leaves a callback that serves something else', async () => {
    account.callBack = 'https://elsewhere.example/sms';
    expect((await sms.test(config, io, WEBHOOK)).at(-1)).toMatchObject({
      ok: true,
      detail: 'ovhcloud.callback-elsewhere',
    });
    expect(account.callBack).toBe('https://elsewhere.example/sms');
  });

  it('is not well without credits or with a sender that was not validated', async () => {
    account.credits = 0;
    const other: OvhcloudConfig = { ...config, sender: 'AUTRE' };
    expect(await sms.test(other, io, null)).toMatchObject([
      { ok: false, detail: 'ovhcloud.no-credits-left {"service":"sms-ab12345-1"}' },
      { ok: false },
      { ok: true },
    ]);
  });
});
