import { Twilio, type TwilioAccount } from '../../../../../test/providers/twilio.js';
import { io } from '../../../../../test/support/channel-io-and-replies.js';
import type { ChannelIo, Cursor, Pulled } from '../../channel.js';
import { TwilioConfig } from './config.js';
import { sms } from '../sms.js';

const CITIZEN = '+33639981201';
const credentials = { accountSid: `AC${'a'.repeat(32)}`, authToken: 'a token of a test' };
const messagingServiceSid = `MG${'b'.repeat(32)}`;

let twilio: Twilio;
let account: TwilioAccount;
beforeEach(async () => {
  twilio = await Twilio.start();
  account = twilio.connect({ ...credentials, numbers: ['+33757050101'], messagingServiceSid, webhookUrl: null });
});
afterEach(() => twilio.close());

const config = (more: object = {}) =>
  TwilioConfig.parse({ ...credentials, from: '+33757050101', apiBaseUrl: twilio.url, ...more });

/** What is pulled until there is a payload. */
async function pulled(settings: TwilioConfig, cursor: Cursor | null, by: ChannelIo = io): Promise<Pulled[]> {
  const stop = new AbortController();
  const found: Pulled[] = [];
  for await (const each of sms.listen(settings, by, { cursor, signal: stop.signal })) {
    found.push(each);
    if (each.request) stop.abort();
  }
  return found;
}

it('a poll begins when the account did, also where Twilio could not be asked at first', async () => {
  const stop = new AbortController();
  const inbox = sms.listen(config({ authToken: 'wrong' }), io, { cursor: null, signal: stop.signal });
  const polls = inbox[Symbol.asyncIterator]();
  const { value } = (await polls.next()) as IteratorYieldResult<Pulled>;
  expect(value).toMatchObject({ isStart: true });
  await expect(polls.next()).rejects.toMatchObject({ isAccountFault: true });

  await twilio.write({ from: CITIZEN, text: 'Pendant la panne' });
  expect((await pulled(config(), value.cursor))[0]).toMatchObject({ request: {} });
});

it('a poll finds what came since the account was connected, however much later it is first read', async () => {
  const connectedAt = new Date(Date.now() - 60_000);
  await twilio.write({ from: CITIZEN, text: 'Avant la première lecture' });
  const stop = new AbortController();
  const polled: Pulled[] = [];
  for await (const each of sms.listen(config(), io, { cursor: null, signal: stop.signal, connectedAt })) {
    polled.push(each);
    if (polled.length === 2) break;
  }
  expect(String(polled[1]!.request?.body)).toContain('Avant la première lecture');
});

it('a poll of a messaging service asks for what is of its senders alone', async () => {
  const asked: URL[] = [];
  const watched: ChannelIo = { ...io, fetch: (url, init) => (asked.push(new URL(url)), io.fetch(url, init)) };
  await twilio.write({ from: CITIZEN, text: 'Pour le service' });
  const since = { since: new Date(Date.now() - 60_000).toISOString(), reported: {} };
  await pulled(config({ from: undefined, messagingServiceSid }), since, watched);
  const lists = asked.filter(({ pathname }) => pathname.endsWith('/Messages.json'));
  expect(lists.map(({ searchParams }) => searchParams.get('To') ?? searchParams.get('From'))).toEqual([
    ...account.numbers,
    ...account.numbers,
  ]);
});

it.each([
  ['files are gone', { NumMedia: '1', MediaUrl0: 'https://x.example/1', MediaContentType0: 'image/png' }],
  ['call has words for a place', { Latitude: '47.2', Longitude: '-1.5' }],
])('a message whose %s at the poll is the one that Twilio called with', async (_, form) => {
  const sid = `SM${'2'.repeat(32)}`;
  const receivedAt = new Date();
  const call = new URLSearchParams({ MessageSid: sid, From: CITIZEN, To: '+33757050101', Body: '', ...form });
  const row = { sid, direction: 'inbound', from: CITIZEN, to: '+33757050101', body: '', status: 'received' };
  const events = await Promise.all([
    sms.parse(
      { externalId: '1', body: Buffer.from(call.toString()), headers: { ':method': 'POST' }, receivedAt },
      config(),
    ),
    sms.parse({ externalId: '2', body: Buffer.from(JSON.stringify([row])), headers: {}, receivedAt }, config()),
  ]);
  const known = events.flat().map((event) => event.type === 'message' && [event.externalId, event.fingerprint]);
  expect(known).toHaveLength(2);
  expect(known[0]).toEqual(known[1]);
});
