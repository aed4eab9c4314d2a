import { reasonText } from '@guichet/contracts';
import type { Texts, TextFile } from './channel.js';
import { commonTexts } from './kit/common-texts.js';
import { channelKindInfo, channels, channelTexts } from './registry.js';

const folders = [
  ...new Set<Texts>([
    commonTexts,
    ...Object.values(channels).flatMap(({ texts, providerTexts = {} }) => [
      ...texts,
      ...Object.values(providerTexts).flat(),
    ]),
  ]),
];

/** Every text of a file by its path. */
const textsIn = (file: TextFile): [path: string, text: string][] => {
  const walk = (value: unknown, path: string): [string, string][] =>
    typeof value === 'string'
      ? [[path, value]]
      : Object.entries(value as object).flatMap(([key, inner]) => walk(inner, `${path}/${key}`));
  return walk(file, '');
};

const placeholders = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort();

describe.each(folders)('the texts of $namespace', ({ files }) => {
  const english = textsIn(files.en);
  const french = new Map(textsIn(files.fr));

  it('are the same in French', () => expect([...french.keys()].sort()).toEqual(english.map(([path]) => path).sort()));

  it('name the same in French', () => {
    for (const [path, text] of english)
      expect([path, placeholders(french.get(path)!)]).toEqual([path, placeholders(text)]);
  });
});

interface Schema {
  title?: string;
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
  oneOf?: Schema[];
}

/** The paths of settings without a label, and of choices that are called by nothing. */
const unlabelled = (schema: Schema, path = ''): string[] => [
  ...(schema.title === undefined && schema.enum === undefined ? [path] : []),
  ...(schema.enum ? [`${path} chooses among ${schema.enum.join(', ')}`] : []),
  ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => unlabelled(inner, `${path}/${name}`)),
  ...(schema.items?.properties ? unlabelled({ ...schema.items, title: '' }, `${path}/*`) : []),
  ...(schema.oneOf ?? []).flatMap((inner) => unlabelled(inner, `${path}|`)),
];

describe.each(Object.values(channels))('the form of $kind', (channel) => {
  it.each(['en', 'fr'] as const)('labels every setting in %s', (language) =>
    expect(unlabelled(channelKindInfo(channel, language).configSchema as Schema)).toEqual([]),
  );
});

describe('the provider of an account', () => {
  it('is chosen among those of its kind, each with a form of its own', () => {
    const { oneOf = [] } = channelKindInfo(channels.sms, 'fr').configSchema as Schema;
    expect(oneOf[0]).toMatchObject({
      title: 'Twilio',
      properties: {
        provider: { const: 'twilio', title: 'Opérateur' },
        accountSid: { title: 'SID du compte' },
        undoSeconds: { title: 'Délai d’annulation' },
      },
    });
  });
});

describe('the forms of an alternative within a form', () => {
  it('speak of its own provider alone', () => {
    const { properties } = channelKindInfo(channels.email, 'en').configSchema as Schema;
    const [microsoft, google] = properties!['oauth']!.oneOf!.map((form) => JSON.stringify(form));
    expect(microsoft).toContain('Application (client) ID');
    expect(google).not.toMatch(/Microsoft|Application|tenant/);
  });
});

describe('what a channel reports', () => {
  it('is read in the language of the reader', () => {
    expect(reasonText('twilio.unsubscribed {"code":21610}', channelTexts('fr'))).toBe(
      'L’usager a envoyé STOP et ne reçoit plus de SMS tant qu’il n’envoie pas START (21610).',
    );
    expect(reasonText('email.no-mailbox {"code":"5.1.1"}', channelTexts('en'))).toBe(
      'There is no such mailbox (5.1.1).',
    );
  });
});
