import { channels, type Channel, type ChannelIo, type OutboundMessage, type Pulled } from '@guichet/channels';
import { answer, io } from '../support/channel-io-and-replies.js';
import { Twilio, type TwilioAccount } from './twilio.js';

const sms: Channel = channels.sms;
const CITIZEN = '+33639981201';
const HOOK = 'https://guichet.example/hooks/sms/1';

let twilio: Twilio;
let account: TwilioAccount;

beforeEach(async () => {
  twilio = await Twilio.start();
  account = twilio.connect({
    accountSid: `AC${'a'.repeat(32)}`,
    authToken: 'token',
    numbers: ['+33757050101'],
    webhookUrl: null,
    messagingServiceSid: `MG${'b'.repeat(32)}`,
  });
});
afterEach(() => twilio.close());

const config = (more: object = {}): unknown =>
  sms.config.parse({
    accountSid: account.accountSid,
    authToken: account.authToken,
    from: account.numbers[0],
    apiBaseUrl: twilio.url,
    ...more,
  });
const send = (text: string, more: Partial<OutboundMessage> = {}, settings = config()) =>
  sms.deliver(
    answer({
      from: { type: 'phone', value: '+33757050101', verified: false },
      to: [{ type: 'phone', value: CITIZEN, verified: false }],
      text,
      ...more,
    }),
    settings,
    io,
  );

describe('sending', () => {
  it('names the message of ours in the address that Twilio calls, with the overrides that make it insist', async () => {
    twilio.receipts = 'none';
    const { externalId } = await send('Bonjour', { callbackUrl: HOOK });
    expect(twilio.sent).toMatchObject([
      {
        sid: externalId,
        from: '+33757050101',
        to: CITIZEN,
        body: 'Bonjour',
        statusCallback: `${HOOK}?m=${'b'.repeat(42)}#rc=5&rp=all`,
      },
    ]);
  });

  it('goes by a messaging service where there is one', async () => {
    const { messagingServiceSid } = account;
    await send('Bonjour', {}, config({ from: undefined, messagingServiceSid }));
    expect(twilio.sent[0]).toMatchObject({ messagingServiceSid, from: '+33757050101' });
  });

  it.each([
    [
      { code: 20429, status: 429, retryAfter: 7 },
      { retryable: true, uncertain: false, afterSeconds: 7 },
    ],
    [
      { code: 20500, status: 500 },
      { retryable: true, uncertain: false },
    ],
    [{ code: 21610 }, { retryable: false, reason: 'twilio.unsubscribed {"code":21610}' }],
    [{ code: 21611 }, { retryable: true }],
    [
      { code: 21999, message: 'A new rule.' },
      { retryable: false, reason: 'twilio.said {"said":"A new rule","code":21999}' },
    ],
  ])('is refused with %j', async (rejection, error) => {
    twilio.fault.rejectNext(rejection);
    await expect(send('Bonjour')).rejects.toMatchObject({ name: 'ChannelError', ...error });
    expect(twilio.sent).toEqual([]);
  });

  it('fails by a wrong token, which stands in no reason', async () => {
    const failure = send('Bonjour', {}, config({ authToken: 'hunter22' }));
    await expect(failure).rejects.toMatchObject({
      retryable: false,
      reason: 'twilio.credentials-refused {"code":20003}',
    });
    await expect(failure).rejects.not.toMatchObject({ reason: expect.stringContaining('hunter22') });
  });

  it('that broke off after the first part is of the next one, which may be tried again', async () => {
    twilio.once('sent', () => twilio.fault.rejectNext({ code: 30001, status: 429 }));
    await expect(send('mot '.repeat(1000))).rejects.toMatchObject({
      retryable: true,
      reason: expect.stringMatching(/^channel\.parts-left \{"left":1,"of":3,"because":"twilio\.queue-full /),
    });
  });
});

describe('a picture', () => {
  const file = { name: 'trou.jpg', type: 'image/jpeg', content: Buffer.from([0xff, 0xd8, 0xff, 1, 2, 3]) };
  const source = async () => {
    await twilio.write({ from: CITIZEN, text: '', files: [file] });
    const [found] = await listed(1);
    const [item] = JSON.parse(Buffer.from(found!.request!.body).toString()) as { media: { source: string }[] }[];
    return item!.media[0]!.source;
  };

  // Threats: T08.
  it('is fetched with our credentials from Twilio, and without them from the store behind it', async () => {
    const { content, type } = await sms.fetch!(await source(), config(), io);
    expect([Buffer.from(content), type]).toEqual([file.content, 'image/jpeg']);
  });

  it('is asked of nobody but Twilio', async () => {
    await expect(sms.fetch!('https://evil.example/2010-04-01/x', config(), io)).rejects.toMatchObject({
      retryable: false,
    });
    const redirect: ChannelIo = {
      ...io,
      fetch: () => Promise.resolve(new Response(null, { status: 307, headers: { location: 'ftp://evil.example/x' } })),
    };
    await expect(sms.fetch!(await source(), config(), redirect)).rejects.toMatchObject({ retryable: false });
  });
});

/** The first payloads of a poll that begins where the account began. */
async function listed(count: number, more: object = {}, cursor: object | null = begun()): Promise<Pulled[]> {
  const stop = new AbortController();
  const found: Pulled[] = [];
  for await (const pulled of sms.listen!(config(more), io, {
    cursor: cursor as Record<string, unknown>,
    signal: stop.signal,
  })) {
    if (pulled.request) found.push(pulled);
    if (found.length === count || (count === 0 && !pulled.request)) stop.abort();
  }
  return found;
}
const begun = () => ({ since: new Date(Date.now() - 60_000).toISOString(), reported: {} });

describe('the poll', () => {
  it('tells what came, oldest first, over several pages, and says nothing twice', async () => {
    for (let n = 0; n < 3; n += 1) await twilio.write({ from: CITIZEN, text: `Message ${n}` });
    const found = await listed(3);
    const events = await Promise.all(found.map(({ request }) => sms.parse(request!, config())));
    expect(events.flat()).toMatchObject([{ text: 'Message 0' }, { text: 'Message 1' }, { text: 'Message 2' }]);

    const stop = new AbortController();
    const polls: Pulled[] = [];
    for await (const pulled of sms.listen!(config({ reconcileSeconds: 1 }), io, {
      cursor: begun(),
      signal: stop.signal,
    })) {
      polls.push(pulled);
      if (polls.filter(({ request }) => !request).length === 2) stop.abort();
    }
    expect(polls.filter(({ request }) => request)).toHaveLength(3);
  });

  it('takes only what is of the messaging service', async () => {
    const other = twilio.connect({ ...account, numbers: ['+33757050199'] });
    await twilio.write({ from: CITIZEN, text: 'Pour nous' });
    expect(other.numbers).toHaveLength(1);
    const { messagingServiceSid } = account;
    const [first] = await listed(1, { from: undefined, messagingServiceSid });
    expect(await sms.parse(first!.request!, config())).toMatchObject([{ text: 'Pour nous' }]);
  });

  it('tells what became of ours, by the SID', async () => {
    const { externalId } = await send('Bonjour');
    await twilio.settled();
    const [first] = await listed(1);
    expect(await sms.parse(first!.request!, config())).toMatchObject([
      { type: 'receipt', threadKeys: [`ref:${externalId}`], status: 'delivered' },
    ]);
  });

  it('begins with the account', async () => {
    await twilio.write({ from: CITIZEN, text: 'Avant' });
    const later = { since: new Date(Date.now() + 5000).toISOString(), reported: {} };
    expect(await listed(0, {}, later)).toEqual([]);
  });
});

describe('the test of an account', () => {
  const checks = async (more: object = {}, webhookUrl: string | null = HOOK) =>
    (await sms.test(config(more), io, webhookUrl)).map(({ name, ok, detail }) => `${name} ${ok}: ${detail}`);

  it('says where the messages of a number go', async () => {
    expect(await checks()).toEqual([
      'twilio.account true: twilio.signed-in {"name":"Mairie"}',
      `twilio.number false: twilio.no-webhook {"sender":"+33757050101","address":"${HOOK}#rc=5&rp=all"}`,
    ]);
    account.webhookUrl = `${HOOK}#rc=5&rp=all`;
    expect((await checks())[1]).toMatch(/^twilio\.number true: twilio\.webhook-set /);
    account.webhookUrl = HOOK;
    expect((await checks())[1]).toMatch(/^twilio\.number true: twilio\.webhook-once /);
    account.webhookUrl = 'https://elsewhere.example/';
    expect((await checks())[1]).toMatch(/^twilio\.number false: twilio\.other-webhook /);
  });

  it('knows a wrong token, a number of somebody else, a sender that only sends, and a service', async () => {
    expect(await checks({ authToken: 'wrong' })).toEqual([
      'twilio.account false: twilio.credentials-refused {"code":20003}',
    ]);
    expect((await checks({ from: '+33757059999' }))[1]).toMatch(/^twilio\.number false: twilio\.number-not-ours /);
    expect((await checks({ from: 'Mairie' }))[1]).toMatch(/^twilio\.number true: twilio\.name-sends /);
    const { messagingServiceSid } = account;
    account.webhookUrl = `${HOOK}#rc=5&rp=all`;
    expect((await checks({ from: undefined, messagingServiceSid }))[1]).toMatch(/^twilio\.service true/);
  });

  it('never throws', async () => {
    await twilio.fault.outage(true);
    expect(await checks()).toEqual([expect.stringMatching(/^twilio\.account false: /)]);
    await twilio.fault.outage(false);
  });
});
