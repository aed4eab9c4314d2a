import { reasonText } from '@guichet/contracts';
import type { z } from 'zod';
import type { Channel, Texts } from './channel.js';
import { channelKindInfo, channels } from './registry.js';

interface Schema {
  const?: unknown;
  properties?: Record<string, Schema>;
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
}

const TEXTS = [
  '{{2}} a',
  '',
  ' ',
  'a',
  '"<>"',
  'a\n',
  'x'.repeat(5000),
  '-'.repeat(300),
  'http://',
  'Mars/Olympus',
  '@',
];
const OTHERS = [null, true, 1.5, -1, 1e9, [], {}, ['@'], [{}]];

/** A form with one value that is wrong in many ways, for every setting of a schema. */
function* badConfigs(schema: Schema): Generator<unknown> {
  yield* [...TEXTS, ...OTHERS];
  for (const [name, inner] of Object.entries(schema.properties ?? {}))
    for (const bad of badConfigs(inner)) yield { ...required(schema), [name]: bad };
  if (schema.items) for (const bad of badConfigs(schema.items)) yield [bad];
  for (const inner of [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]) yield* badConfigs(inner);
}

/** What chooses the provider, without which nothing else of its form is looked at. */
const required = ({ properties = {} }: Schema) => ({ provider: properties['provider']?.const });

/** Every issue that the schema of a channel raises with one of these forms. */
const issuesOf = (channel: Channel, schema: Schema): z.core.$ZodIssue[] =>
  [...badConfigs(schema)].flatMap((config) => channel.config.safeParse(config).error?.issues ?? []);

/** What zod itself says begins in one of these ways, and is put into words by the sort of its issue. */
const OF_ZOD = /^(Invalid|Too small|Too big|Unrecognized|No matching)/;

const codesOf = (texts: readonly Texts[]) =>
  texts.flatMap(({ namespace, files }) => Object.keys(files.en.invalid ?? {}).map((code) => `${namespace}.${code}`));

/** The message of a check that looks at the whole form is found only where every field of it is valid. */
const OF_WHOLE_FORM: Partial<Record<Channel['kind'], readonly unknown[]>> = {
  email: [{}, { since: '2999-01-01' }].map((date) => ({
    address: 'contact@town.test',
    inbound: { imap: { host: 'imap.town.test', user: 'contact', start: 'since', ...date } },
    outbound: { host: 'smtp.town.test' },
  })),
  sms: [{ provider: 'twilio', accountSid: `AC${'0'.repeat(32)}`, authToken: 'x' }],
};

describe.each(Object.values(channels))('a wrong setting of $kind', (channel) => {
  const english = channelKindInfo(channel, 'en');
  const french = channelKindInfo(channel, 'fr');
  const whole = (OF_WHOLE_FORM[channel.kind] ?? []).flatMap(
    (config) => channel.config.safeParse(config).error?.issues ?? [],
  );
  const messages = [...issuesOf(channel, english.configSchema as Schema), ...whole].map(({ message }) => message);
  const own = new Set(messages.filter((message) => !OF_ZOD.test(message)));

  it('is explained in French, too', () => {
    const untranslated = [...own].filter((message) => {
      const [en, fr] = [reasonText(message, english.texts), reasonText(message, french.texts)];
      return en === message || fr === message || fr === en;
    });
    expect(untranslated).toEqual([]);
  });

  it('meets every explanation there is', () => {
    const all = codesOf([...channel.texts, ...Object.values(channel.providerTexts ?? {}).flat()]);
    expect([...own].sort()).toEqual([...new Set(all)].sort());
  });
});
