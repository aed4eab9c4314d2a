import {
  endpoints,
  endpointTags,
  problems,
  tokenLimit,
  type EndpointDefinition,
  type TokenScope,
} from '@guichet/contracts';
import { z } from 'zod';
import { withDescriptions } from './docstrings.js';
import { withExamples } from './examples.js';
import { Operations } from './openapi-operations.js';
import { pascalCase, SchemaComponents, type Json } from './schema-components.js';

const DESCRIPTION = [
  'One timeline per case, whatever the channel.',
  'Lists are `{ items, nextCursor }`: `cursor` takes the `nextCursor` of the page before, and null ends the list.',
  'Errors are RFC 9457 problems with a `code`, and with a `reason` that a client can translate.',
  `A token may make ${tokenLimit.requests} requests in ${tokenLimit.seconds} s: \`RateLimit-Remaining\` of each response to it tells what is left.`,
  'Fields, values of enumerations and operations may be added at any time: ignore what you do not know.',
].join(' ');

const scopeTexts = {
  'cases:read': 'Read cases.',
  'cases:write': 'Change cases and reply to them.',
  'quarantine:read': 'Read the quarantine.',
  admin: 'Manage agents, teams and channels.',
  'scim:write': 'Provision agents and groups by SCIM (`/scim/v2`), and nothing else.',
} satisfies Record<TokenScope, string>;

const securitySchemes = {
  session: {
    ...{ type: 'apiKey', in: 'cookie', name: 'guichet_session' },
    description: 'The cookie that `POST /session` sets, for browsers. With https, its name begins with `__Host-`.',
  },
  csrfToken: {
    ...{ type: 'apiKey', in: 'header', name: 'X-CSRF-Token' },
    description: 'The `csrfToken` of `GET /session`, which every write with the cookie carries.',
  },
  token: {
    ...{ type: 'http', scheme: 'bearer' },
    description:
      'An API token of an agent, or a secret of a service account, for programs. It acts as that one within its scopes: `cases:read`, `cases:write`, `quarantine:read` and `admin`. To write cases includes reading them; `admin` includes what only reads.',
  },
  oauth2: {
    type: 'oauth2',
    flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: scopeTexts } },
    description:
      'An access token of a service account, for an hour: its id is the client ID, its secret the client secret.',
  },
};

const headers = {
  ETag: {
    description: 'The version of the case, which `If-Match` takes.',
    schema: { type: 'string', examples: ['"7"'] },
  },
  'Retry-After': {
    description: 'Seconds after which the request may be repeated.',
    schema: { type: 'integer', minimum: 1, examples: [30] },
  },
  'RateLimit-Limit': {
    description: 'To a token: the requests that it may make in one period.',
    schema: { type: 'integer', minimum: 1, examples: [tokenLimit.requests] },
  },
  'RateLimit-Remaining': {
    description: 'To a token: the requests that are left in this period. Also in every response that is no refusal.',
    schema: { type: 'integer', minimum: 0, examples: [0] },
  },
  'RateLimit-Reset': {
    description: 'To a token: the seconds until the next period begins.',
    schema: { type: 'integer', minimum: 1, examples: [30] },
  },
  'Set-Cookie': { description: 'The session of a browser.', schema: { type: 'string' } },
};

/** Names the schemas of an endpoint that have no name of their own. */
function addSchemas(components: SchemaComponents, name: string, { params, query, body, response }: EndpointDefinition) {
  const operation = pascalCase(name);
  if (params) components.add(params, `${operation}Params`);
  if (query) components.add(query, `${operation}Query`);
  if (body instanceof z.ZodType) components.add(body, `${operation}Body`);
  if (response instanceof z.ZodType) components.add(response, pageName(components, response) ?? `${operation}Response`);
}

/** `AgentPage` for a page of agents. Undefined for what is no page, or one of something without a name. */
function pageName(components: SchemaComponents, response: z.ZodType): string | undefined {
  const items = response instanceof z.ZodObject ? (response.shape as Record<string, z.ZodType>)['items'] : undefined;
  const item = items instanceof z.ZodArray ? components.nameOf(items.element as z.ZodType) : undefined;
  return item && `${item}Page`;
}

const problemTable = (): string =>
  Object.entries(problems)
    .map(([code, { status, title }]) => `\`${code}\` (${status}): ${title}.`)
    .join(' ');

/** All paths with their operations; parts that several of them have are references to components. */
function pathsOf(operations: Operations, table: [string, EndpointDefinition][]): Json {
  const all = table.map(([name, endpoint]) => ({ endpoint, operation: operations.of(name, endpoint) }));
  const [parameter, response] = [operations.parameters.references(), operations.responses.references()];
  const paths: Record<string, Json> = {};
  for (const { endpoint, operation } of all) {
    const path = `/api/v1${endpoint.path.replace(/:(\w+)/g, '{$1}')}`;
    const { parameters, responses } = operation as { parameters?: Json[]; responses: Record<string, Json> };
    paths[path] = {
      ...paths[path],
      [endpoint.method.toLowerCase()]: {
        ...operation,
        ...(parameters && { parameters: parameters.map(parameter) }),
        responses: Object.fromEntries(Object.entries(responses).map(([status, part]) => [status, response(part)])),
      },
    };
  }
  return paths;
}

/** The description of the HTTP API: made of the table that controllers implement, with nothing written twice. */
export function openApi(): { document: Json; components: SchemaComponents } {
  const components = new SchemaComponents();
  const table = Object.entries<EndpointDefinition>(endpoints);
  for (const [name, endpoint] of table) addSchemas(components, name, endpoint);
  components.convert();
  const operations = new Operations(components);
  const paths = pathsOf(operations, table);
  const { document, schemas } = components.complete({
    openapi: '3.1.0',
    info: {
      ...{ title: 'Guichet', version: '1', description: DESCRIPTION },
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/', description: 'The host that this document comes from' }],
    tags: Object.entries(endpointTags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      parameters: operations.parameters.components(),
      responses: operations.responses.components(),
      ...{ headers, securitySchemes },
    },
  });
  const described = withExamples(withDescriptions(schemas));
  described['Problem']!['description'] = `${described['Problem']!['description'] as string} Codes: ${problemTable()}`;
  return {
    document: { ...document, components: { schemas: described, ...(document['components'] as Json) } },
    components,
  };
}
