import {
  alternativesOf,
  choicesOf,
  chosenOf,
  initialValue,
  isNeeded,
  plainSchema,
  settingsOf,
  sharedValues,
  withoutEmpty,
  type Schema,
} from './json-schema.js';

const schema: Schema = {
  type: 'object',
  required: ['address', 'outbound'],
  properties: {
    address: { type: 'string' },
    inbound: {
      type: 'object',
      default: { smtp: true },
      properties: { smtp: { type: 'boolean', default: true }, imap: { $ref: '#/$defs/server' } },
    },
    outbound: { $ref: '#/$defs/server' },
    note: { anyOf: [{ type: 'string', maxLength: 3 }, { type: 'null' }], title: 'Note' },
    undoSeconds: { type: 'integer', default: 10 },
  },
  $defs: {
    server: {
      type: 'object',
      required: ['host', 'port'],
      properties: {
        host: { type: 'string' },
        port: { type: 'integer', default: 587 },
        secure: { type: 'boolean', default: false },
      },
    },
  },
};

describe('a form drawn from a JSON Schema', () => {
  it('starts with defaults and what is required, and without what may be left out', () => {
    expect(initialValue(schema, schema)).toEqual({
      address: undefined,
      inbound: { smtp: true },
      outbound: { host: undefined, port: 587, secure: false },
      undoSeconds: 10,
    });
  });

  it('sees through references and through "or null"', () => {
    expect(plainSchema(schema.properties!['outbound']!, schema).required).toEqual(['host', 'port']);
    expect(plainSchema(schema.properties!['note']!, schema)).toEqual({ type: 'string', maxLength: 3, title: 'Note' });
  });

  it('sends an empty field as an absent one, at every depth, and keeps false and zero', () => {
    const typed = {
      address: 'a@b.example',
      note: '',
      outbound: { host: 'h', user: '', secure: false },
      undoSeconds: 0,
      aliases: [],
      templates: [{ name: 'reminder', text: '' }],
    };
    expect(withoutEmpty(typed)).toEqual({
      address: 'a@b.example',
      outbound: { host: 'h', secure: false },
      undoSeconds: 0,
      aliases: [],
      templates: [{ name: 'reminder' }],
    });
  });
});

describe('a schema of several forms', () => {
  const twilio: Schema = {
    title: 'Twilio',
    type: 'object',
    properties: { provider: { const: 'twilio', title: 'Provider' }, from: { type: 'string' }, sid: { type: 'string' } },
    required: ['sid'],
  };
  const other: Schema = {
    title: 'OVHcloud',
    type: 'object',
    properties: {
      provider: { const: 'ovhcloud' },
      from: { type: 'string' },
      seconds: { type: 'integer', default: 60 },
    },
    required: ['provider', 'from'],
  };
  const either: Schema = { oneOf: [twilio, other] };

  it('lets one be chosen by the constant that tells them apart', () => {
    const alternatives = alternativesOf(either)!;
    expect(alternatives).toMatchObject({ key: 'provider', title: 'Provider' });
    expect(alternatives.items.map(({ value, title }) => [value, title])).toEqual([
      ['twilio', 'Twilio'],
      ['ovhcloud', 'OVHcloud'],
    ]);
    expect(chosenOf(alternatives, { provider: 'ovhcloud' })?.title).toBe('OVHcloud');
    expect(alternativesOf(schema)).toBeUndefined();
  });

  it('is of the one that need not be named where none is', () => {
    expect(chosenOf(alternativesOf(either)!, {})?.title).toBe('Twilio');
    expect(initialValue(either, either)).toEqual({ sid: undefined });
  });

  it('keeps what both ask for when another is chosen', () =>
    expect(sharedValues({ provider: 'twilio', from: '+33', sid: 'AC', none: undefined }, other)).toEqual({
      provider: 'twilio',
      from: '+33',
    }));

  it('is one field where each alternative is one value', () => {
    const colours: Schema = { oneOf: [{ const: 'red', title: 'Rouge' }, { const: 'blue' }] };
    expect(choicesOf(colours)).toEqual([
      { value: 'red', title: 'Rouge' },
      { value: 'blue', title: 'blue' },
    ]);
    expect(choicesOf(either)).toBeUndefined();
  });
});

describe('the settings of a form', () => {
  const mailbox: Schema = {
    properties: {
      host: { type: 'string' },
      start: { enum: ['new', 'since'], default: 'new' },
      since: { type: 'string', format: 'date', 'x-when': { start: 'since' } },
      headers: { $ref: '#/$defs/headers' },
    },
    required: ['host'],
  };
  const root: Schema = { $defs: { headers: { type: 'string', 'x-advanced': true } } };

  it('are those that the choices beside them ask for, with the advanced ones apart', () => {
    expect(settingsOf(mailbox, root, { start: 'new', since: '2026-06-01' })).toEqual({
      usual: ['host', 'start'],
      advanced: ['headers'],
    });
    expect(settingsOf(mailbox, root, { start: 'since' }).usual).toEqual(['host', 'start', 'since']);
  });

  it('are needed where they are required, or asked only beside another one', () =>
    expect(Object.keys(mailbox.properties!).filter((name) => isNeeded(name, mailbox, root))).toEqual([
      'host',
      'since',
    ]));
});
