import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canReplyBy, ChannelKindInfo, type Handle } from '@guichet/contracts';
import type { Channel, ChannelIo } from './channel.js';
import { ChannelError, Unparsable } from './channel-error.js';
import type { InboundEvent } from './inbound-events.js';
import type { OutboundMessage } from './outbound-message.js';
import type { RawRequest } from './raw-request.js';
import { channelKindInfo, channels } from './registry.js';

/** `<name>.eml` or `.http` is a payload as it came, `<name>.json` the account that it came to and the events that must be parsed from it. */
interface Expected {
  config: unknown;
  headers: Record<string, string>;
  events: unknown[];
}

const RECEIVED = new Date('2026-11-02T12:00:00Z');

const digest = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

/** Content by its digest, dates as JSON writes them; the fingerprint is checked by what it must tell apart. */
function asJson(events: InboundEvent[]): unknown {
  return JSON.parse(
    JSON.stringify(events, (key, value: unknown) => {
      if (key === 'fingerprint') return undefined;
      return value instanceof Uint8Array ? { bytes: value.byteLength, sha256: digest(value) } : value;
    }),
  );
}

/** Everybody that an event names. */
const handlesOf = (event: InboundEvent): Handle[] => {
  if (event.type === 'message') return [...(event.from ? [event.from] : []), ...event.to, ...event.cc];
  if ('from' in event) return [event.from];
  return 'upTo' in event && event.upTo ? [event.upTo.handle] : [];
};

/** As much of JSON Schema as these specs look at. */
interface Schema {
  title?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  oneOf?: Schema[];
  const?: unknown;
}

/** What a kind says of itself; the address of our page is added where it is known. */
const KindInfo = ChannelKindInfo.omit({ consentRedirectUrl: true });

/** The settings of a name in these forms, or in one of their alternatives. */
const settingsWithin = (forms: Schema[], name: string): Schema[] =>
  forms.flatMap((form) => [form, ...(form.oneOf ?? [])]).flatMap(({ properties }) => properties?.[name] ?? []);

const flipped = (text: string): string => {
  const middle = Math.floor(text.length / 2);
  return `${text.slice(0, middle)}${text[middle] === 'x' ? 'y' : 'x'}${text.slice(middle + 1)}`;
};

/** Another signature, or another key in an address. */
const forge = (proof: string): string =>
  proof.includes('key=')
    ? proof.replace(/key=./, (start) => (start.endsWith('x') ? 'key=y' : 'key=x'))
    : flipped(proof);

const all = Object.values(channels);

interface Subject {
  name: string;
  channel: Channel;
  /** That of the channel, or of one of its providers. */
  folder: string;
}

/** Each channel that is connected, and of a kind with several providers each of these. */
const subjects = all
  .filter(({ capabilities }) => !capabilities.recorded)
  .flatMap((channel): Subject[] =>
    Object.keys(channel.providerTexts ?? { '': [] }).map((provider) => ({
      name: [channel.kind, provider].filter(Boolean).join(' by '),
      channel,
      folder: join(import.meta.dirname, channel.kind, provider, 'fixtures'),
    })),
  );

/** Those by whom nothing comes in but what became of our letters. */
const carriers: Subject[] = [
  {
    name: 'post by mysendingbox',
    channel: channels.post,
    folder: join(import.meta.dirname, 'post', 'mysendingbox', 'fixtures'),
  },
];

/** The payloads in the folder of a channel, and the account and the events that belong to each. */
function fixturesOf({ channel, folder }: Subject) {
  const files = readdirSync(folder);
  const names = files.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
  const expected = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Expected;
  const config = (name: string): unknown => channel.config.parse(expected(name).config);
  const request = (name: string): RawRequest => {
    const file = files.find((one) => one.startsWith(`${name}.`) && !one.endsWith('.json'))!;
    const body = readFileSync(join(folder, file));
    return { externalId: digest(body), body, headers: expected(name).headers, receivedAt: RECEIVED };
  };
  const parsed = (name: string): Promise<InboundEvent[]> => channel.parse(request(name), config(name));
  return { names, expected, config, request, parsed };
}

const isMessage = (event: InboundEvent) => event.type === 'message';

afterAll(async () => {
  for (const channel of all) await channel.close?.();
});

describe.each([...subjects, ...carriers])('the payloads of $name', (subject) => {
  const { channel } = subject;
  const { names, expected, parsed } = fixturesOf(subject);

  it('has fixtures', () => expect(names.length).toBeGreaterThan(9));

  // Threats: A013, F03, F04, G02, L01, L04, M01, M07, M08, M09, M11, M12, M13, M14, M17, M18, M19, M20, M21, M22, S22, T07, T10, U02, X01.
  // Each fixture is named after what is odd in it, as in `missing-boundary`, `dsn-japanese` and `nul-and-half-emoji`.
  it.each(names)('parses %s', async (name) => {
    expect(asJson(await parsed(name))).toEqual(expected(name).events);
  });

  it.each(names)('parses %s the same way twice', async (name) => {
    expect(await parsed(name)).toEqual(await parsed(name));
  });

  it('keeps its secrets where its form asks for them', () => {
    const info = KindInfo.parse(channelKindInfo(channel, 'en'));
    for (const path of info.secrets) {
      const fields = path.split('.').reduce(settingsWithin, [info.configSchema as Schema]);
      expect(fields).toContainEqual(expect.objectContaining({ title: expect.any(String), 'x-secret': true }));
    }
  });
});

describe.each(subjects)('the channel $name', (subject) => {
  const { channel } = subject;
  const { names, expected, config, parsed } = fixturesOf(subject);
  const everything = async (): Promise<InboundEvent[]> => (await Promise.all(names.map(parsed))).flat();
  const withMessages = names.filter((name) =>
    expected(name).events.some((event) => (event as { type: string }).type === 'message'),
  );

  it.each(withMessages)('loses no word of %s in its segments', async (name) => {
    const messages = (await parsed(name)).filter(isMessage);
    expect(messages.length).toBeGreaterThan(0);
    for (const { segments, text } of messages) expect(segments.map((segment) => segment.text).join('')).toBe(text);
  });

  it('distinguishes messages by their fingerprint', async () => {
    const messages = (await everything()).filter(isMessage);
    for (const { fingerprint } of messages) expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
    const distinct = new Set(messages.map((message) => JSON.stringify([message.externalId, message.text])));
    expect(new Set(messages.map(({ externalId, fingerprint }) => `${externalId} ${fingerprint}`)).size).toBe(
      distinct.size,
    );
  });

  it('spells an address in one way', async () => {
    const ours = new Set(names.flatMap((name) => channel.addresses(config(name)).map(({ value }) => value)));
    const handles = (await everything()).flatMap(handlesOf).filter(({ value }) => !ours.has(value));
    expect(handles.length).toBeGreaterThan(3);
    for (const { value } of handles) {
      const known = channel.identify(value);
      // Some write who cannot be written to; whoever can is called the same.
      if (known) expect(known.value).toBe(value);
    }
    expect(handles.some(({ value }) => channel.identify(value))).toBe(true);
  });
});

describe.each([...subjects.filter(({ channel }) => channel.verify), ...carriers])('the webhook of $name', (subject) => {
  const { channel } = subject;
  const { names, config, request } = fixturesOf(subject);

  // Threats: F01, G01, T01.
  it('trusts no call that is not signed', () => {
    const proofs = (name: string) =>
      Object.keys(request(name).headers).filter(
        (header) => SIGNATURES.test(header) || (header === ':url' && request(name).headers[header]!.includes('key=')),
      );
    const signed = names.filter((name) => proofs(name).length > 0);
    expect(signed.length).toBeGreaterThan(3);
    for (const name of signed) {
      const call = request(name);
      const trusted = (changed: Partial<RawRequest>) => channel.verify!({ ...call, ...changed }, config(name));
      expect([name, trusted({})]).toEqual([name, true]);
      expect(trusted({ headers: {} })).toBe(false);
      for (const header of proofs(name)) {
        const forged = forge(call.headers[header]!);
        expect(trusted({ headers: { ...call.headers, [header]: forged } })).toBe(false);
      }
      const signsTheBody = Object.keys(call.headers).some((header) => header.includes('signature'));
      if (signsTheBody && call.body.length > 0)
        expect(trusted({ body: Buffer.from(flipped(Buffer.from(call.body).toString('latin1')), 'latin1') })).toBe(
          false,
        );
    }
  });
});

/** Those that send by calls of HTTP. */
const callers = subjects.filter(({ channel }) => !channel.acceptsSmtp && channel.kind !== 'chat');

describe.each(callers)('sending by $name', (subject) => {
  const { channel } = subject;
  const { names, config, parsed } = fixturesOf(subject);

  // Threats: D05, T09.
  it.each([429, 500, 503])('retries after a response with %i', async (status) => {
    expect(await refusal(status)).toMatchObject({ retryable: true });
  });

  // Threats: T09.
  it.each([400, 404])('does not retry after a response with %i', async (status) => {
    expect(await refusal(status)).toMatchObject({ retryable: false });
  });

  /** The fault of sending when the provider responds so. */
  async function refusal(status: number): Promise<ChannelError> {
    let asked = false;
    const io: ChannelIo = {
      resolve: () => Promise.resolve('127.0.0.1'),
      fetch: () => {
        asked = true;
        return Promise.resolve(new Response('{}', { status, headers: { 'content-type': 'application/json' } }));
      },
    };
    for (const name of names) {
      const from = (await parsed(name)).find(isMessage)?.from;
      if (!from || !(channel.reaches?.(from, config(name)) ?? channel.identify(from.value))) continue;
      const error: unknown = await channel.deliver(replyTo(from), config(name), io).then(
        () => new Error('it was sent'),
        (reason: unknown) => reason,
      );
      expect(asked).toBe(true);
      expect(error).toBeInstanceOf(ChannelError);
      return error as ChannelError;
    }
    throw new Error('nobody to write to in the fixtures');
  }
});

/** Headers by which a provider shows that it is itself. */
const SIGNATURES = /^x-(?!hub-signature$).*(signature(-256)?|secret-token)$/;

const replyTo = (to: Handle): OutboundMessage => ({
  externalId: 'reply-1',
  from: { type: 'account', value: 'ours', verified: true },
  to: [to],
  cc: [],
  subject: '',
  text: 'Bonjour, votre dossier est complet.',
  html: null,
  references: [],
  replyToken: 'abcdefghijklmnopqrstuvwxyz234567abcdefghij',
  bounceToken: 'zyxwvutsrqponmlkjihgfedcba765432zyxwvutsrq',
  attachments: [],
  template: null,
  callbackUrl: 'https://guichet.example/hooks/any/1',
  automatic: false,
  parts: { sent: [], record: async () => undefined },
});

describe.each(all.filter(({ capabilities }) => !canReplyBy(capabilities)))('the recorded channel $kind', (channel) => {
  it('neither receives nor sends', async () => {
    const request = { externalId: 'x', body: Buffer.from('x'), headers: {}, receivedAt: RECEIVED };
    await expect(channel.parse(request, channel.config.parse({}))).rejects.toBeInstanceOf(Unparsable);
    const io = { resolve: () => Promise.reject(new Error()), fetch: () => Promise.reject(new Error()) };
    const to: Handle = { type: 'phone', value: '+33639981201', verified: false };
    await expect(channel.deliver(replyTo(to), channel.config.parse({}), io)).rejects.toMatchObject({
      retryable: false,
    });
    expect(KindInfo.parse(channelKindInfo(channel, 'en')).webhook).toBe(false);
  });
});
