import { initial, plainSchema, sendable, type Schema } from './json-schema.js';

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
    expect(initial(schema, schema)).toEqual({
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
    expect(sendable(typed)).toEqual({
      address: 'a@b.example',
      outbound: { host: 'h', secure: false },
      undoSeconds: 0,
      aliases: [],
      templates: [{ name: 'reminder' }],
    });
  });
});
