import { changes, clientFrames, emptyServerFrames, serverFrames } from '@guichet/contracts';
import type { z } from 'zod';
import { fieldDocstrings, withDescriptions } from './docstrings.js';
import { withExamples } from './examples.js';
import { pascalCase, SchemaComponents, type Json } from './schema-components.js';

const LIVE = [
  'The Socket.IO namespace `/live` at the path `/socket.io`. The handshake carries the session cookie, or `auth: { token }` with an API token,',
  'and may carry `auth: { after }` with the position of the last change that the client has handled, which catches up at once.',
  'A frame is a Socket.IO event with one argument.',
].join(' ');

const EVENT_LOG = [
  'The log of all that happens, in the order in which it was committed; each agent gets what they may know of. An event holds ids and',
  'states only: what they stand for is read from the HTTP API. Its `position` is what `catchUp` takes. Types may be added at any time:',
  'ignore those that you do not know.',
].join(' ');

const securitySchemes = {
  session: {
    type: 'httpApiKey',
    in: 'cookie',
    name: 'guichet_session',
    description: 'The session of a browser. With https, its name begins with `__Host-`.',
  },
  token: {
    type: 'apiKey',
    in: 'password',
    description: 'An API token with the scope `cases:read`, as `auth.token` of the handshake.',
  },
};

const messageRef = (name: string): Json => ({ $ref: `#/components/messages/${name}` });

interface Message {
  name: string;
  title: string;
  summary?: string;
  schema?: string;
}

/** Names the schemas of some frames or events, and returns a message for each. */
function messagesOf(
  components: SchemaComponents,
  schemas: Record<string, z.ZodType>,
  { kind, docs }: { kind: string; docs: Map<string, string> },
): Message[] {
  return Object.entries(schemas).map(([name, schema]) => ({
    ...{ name, title: name, summary: docs.get(name) },
    schema: components.add(schema, pascalCase(name) + kind),
  }));
}

const keyOf = ({ name }: Message): string => {
  const key = `${pascalCase(name)}Event`;
  return key[0]!.toLowerCase() + key.slice(1);
};

/** An operation for each frame, as the server has it: it receives what clients send. */
const operationsOf = (channel: string, action: 'send' | 'receive', messages: [string, Message][]): [string, Json][] =>
  messages.map(([key, { summary }]) => [
    `${action}${pascalCase(key)}`,
    {
      ...{ action, ...(summary && { summary }) },
      channel: { $ref: `#/channels/${channel}` },
      messages: [{ $ref: `#/channels/${channel}/messages/${key}` }],
    },
  ]);

/** The description of the live socket and of the event log: made of the frames and events that the socket sends and checks. */
export function asyncApi(): { document: Json; components: SchemaComponents } {
  const components = new SchemaComponents();
  const make = (schemas: Record<string, z.ZodType>, kind: string, constant: string) =>
    messagesOf(components, schemas, { kind, docs: fieldDocstrings(constant) });
  const events = make(changes, 'Event', 'events').map((event) => [keyOf(event), event] as [string, Message]);
  const received = make(clientFrames, 'Frame', 'clientFrames').map((frame) => [frame.name, frame] as [string, Message]);
  const empty = emptyServerFrames.map((name): Message => ({ name, title: name }));
  const sent = [...make(serverFrames, 'Sent', 'serverFrames'), ...empty].map(
    (frame) => [frame.name in clientFrames ? `${frame.name}Sent` : frame.name, frame] as [string, Message],
  );
  components.convert();

  const live = [...received, ...sent];
  const messages = Object.fromEntries(
    [...live, ...events].map(([key, { schema, summary, ...message }]) => [
      key,
      { ...message, ...(summary && { summary }), ...(schema && { payload: components.ref(schema, 'output') }) },
    ]),
  );
  const channel = (title: string, description: string, own: [string, Message][]): Json => ({
    ...{ address: '/live', title, description, servers: [{ $ref: '#/servers/api' }] },
    messages: Object.fromEntries(own.map(([key]) => [key, messageRef(key)])),
  });
  const { document, schemas } = components.complete({
    asyncapi: '3.1.0',
    info: {
      ...{ title: 'Guichet, live', version: '1', description: 'What the server pushes, and what clients tell it.' },
      license: { name: 'EUPL-1.2', url: 'https://eupl.eu/1.2/en/' },
    },
    defaultContentType: 'application/json',
    servers: {
      api: {
        ...{ host: '{host}', pathname: '/socket.io', protocol: 'wss', description: 'The host of the HTTP API' },
        variables: { host: { description: 'Its name and port' } },
        security: Object.keys(securitySchemes).map((name) => ({ $ref: `#/components/securitySchemes/${name}` })),
      },
    },
    channels: {
      live: channel('The live socket', LIVE, live),
      eventLog: channel('The event log', EVENT_LOG, events),
    },
    operations: Object.fromEntries([
      ...operationsOf('live', 'receive', received),
      ...operationsOf('live', 'send', sent),
      ...operationsOf('eventLog', 'send', events),
    ]),
    components: { messages, securitySchemes },
  });
  const described = withExamples(withDescriptions(schemas));
  return {
    document: { ...document, components: { schemas: described, ...(document['components'] as Json) } },
    components,
  };
}
