import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as contracts from '@guichet/contracts';
import { endpoints, UPLOAD, type EndpointDefinition } from '@guichet/contracts';
import { z } from 'zod';
import { asyncApi } from './asyncapi.js';
import { openApi } from './openapi.js';
import { printJson } from './print-json.js';
import type { Json, SchemaComponents } from './schema-components.js';

const API = join(import.meta.dirname, '../../apps/api');
/** An API that can do more has a longer document; one operation should not. */
const MOST_BYTES_PER_OPERATION = 2_600;

interface Operation {
  operationId: string;
  parameters?: ({ name: string; in: string } | { $ref: string })[];
  responses: Record<string, Json>;
  security: Record<string, string[]>[];
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Json & { examples?: unknown[] }>;
    parameters: Record<string, { name: string }>;
  };
}

const documents = Object.entries({ 'openapi.json': openApi(), 'asyncapi.json': asyncApi() });

/** The names of the schemas whose example is missing or does not parse. */
function withoutGoodExample(schemas: Document['components']['schemas'], components: SchemaComponents): string[] {
  return Object.entries(schemas)
    .filter(
      ([name, { examples }]) => examples?.length !== 1 || !components.schemaOf(name).safeParse(examples[0]).success,
    )
    .map(([name]) => name);
}

describe.each(documents)('%s', (name, { document, components }) => {
  const text = `${printJson(document)}\n`;
  if (process.env['UPDATE_OPENAPI']) writeFileSync(join(API, name), text);

  it('is what the contracts say; `UPDATE_OPENAPI=1` writes it anew', () => {
    // Not compared as texts: where they differ, a text of this length says nothing.
    expect(JSON.parse(readFileSync(join(API, name), 'utf8'))).toEqual(JSON.parse(text));
  });

  it('is small enough to be read, as it is published', () => {
    const most = MOST_BYTES_PER_OPERATION * Object.keys(endpoints).length;
    expect(Buffer.byteLength(JSON.stringify(document))).toBeLessThanOrEqual(most);
  });

  it('has one example of each schema, which its schema accepts', () => {
    const { schemas } = document['components'] as Document['components'];
    expect(Object.keys(schemas).length).toBeGreaterThan(0);
    expect(withoutGoodExample(schemas, components)).toEqual([]);
  });
});

describe('openapi.json', () => {
  const { document } = openApi();
  const { paths, components } = document as unknown as Document;
  const operations = new Map(
    Object.values(paths).flatMap((methods) =>
      Object.values(methods).map((operation) => [operation.operationId, operation] as const),
    ),
  );
  const parametersOf = (name: string) =>
    operations
      .get(name)!
      .parameters?.map((one) =>
        '$ref' in one ? components.parameters[one.$ref.replace('#/components/parameters/', '')]!.name : one.name,
      ) ?? [];

  it('has an operation for each endpoint, under the name that the controllers use', () => {
    expect([...operations.keys()].toSorted()).toEqual(Object.keys(endpoints).toSorted());
  });

  it('names each body, so that a generated client has a type for it', () => {
    const bodies = [...operations.values()].flatMap((operation) =>
      [
        ...JSON.stringify(operation).matchAll(/"application\/json":\{"schema":(\{"\$ref":"#\/components\/schemas\/)?/g),
      ].map(([, ref]) => ref !== undefined),
    );
    expect(bodies.length).toBeGreaterThan(Object.keys(endpoints).length);
    expect(bodies).not.toContain(false);
  });

  it('loses no name of a schema', () => {
    // A schema that is exported under two names is one object, and one of its names is lost.
    const schemas = Object.entries<unknown>({ ...contracts }).filter(([, value]) => value instanceof z.ZodType);
    const names = Map.groupBy(schemas, ([, schema]) => schema);
    const twice = [...names.values()].filter((same) => same.length > 1).map((same) => same.map(([name]) => name));
    expect(schemas.length).toBeGreaterThan(Object.keys(endpoints).length);
    expect(twice).toEqual([]);
  });

  it('says which scope of a token each operation needs', () => {
    const tokenOf = (name: string) => operations.get(name)!.security.flatMap(({ token }) => token ?? []);
    expect(tokenOf('listCases')).toEqual(['cases:read']);
    expect(tokenOf('postMessage')).toEqual(['cases:write']);
    expect(tokenOf('createAgent')).toEqual(['admin']);
    for (const name of ['listQuarantine', 'previewEnvelope', 'getQuarantinedOriginal'])
      expect([name, tokenOf(name)]).toEqual([name, ['quarantine:read']]);
    // It writes, though it needs only a right to read: a token that may only read is refused.
    expect(tokenOf('markRead')).toEqual(['cases:write', 'admin']);
    expect(tokenOf('createToken')).toEqual([]);
    expect(operations.get('createToken')!.security).toEqual([{ session: [], csrfToken: [] }]);
    expect(operations.get('signIn')!.security).toEqual([]);
  });

  // Threats: A028. Who is a member of a team, and how long sessions last, is as good as a role.
  it('asks anew who it is before teams and the organisation change, as before agents and roles do', () => {
    for (const name of ['createTeam', 'updateTeam', 'saveOrganisation', 'updateAgent', 'giveRole'])
      expect([name, JSON.stringify(operations.get(name)!.responses['403'])]).toEqual([
        name,
        expect.stringMatching(/step-?up-?required/i),
      ]);
  });

  it('has `Idempotency-Key` where a request runs once, and `If-Match` where a version guards it', () => {
    expect(parametersOf('createCase')).toContain('Idempotency-Key');
    expect(parametersOf('createToken')).not.toContain('Idempotency-Key');
    expect(parametersOf('updateCase')).toContain('If-Match');
    expect(parametersOf('postMessage')).toEqual(expect.arrayContaining(['Idempotency-Key', 'If-Match']));
    expect(operations.get('updateCase')!.responses).toHaveProperty('412');
    expect(operations.get('getCase')!.responses['200']).toHaveProperty('headers.ETag');
  });

  it('lets a client page through every list: what has a `nextCursor` takes it as `cursor`', () => {
    const paged = Object.entries<EndpointDefinition>(endpoints).flatMap(([name, { response }]) =>
      response instanceof z.ZodObject && 'nextCursor' in response.shape ? [name] : [],
    );
    expect(paged).toEqual(expect.arrayContaining(['listCases', 'listAgents', 'getTimeline', 'listNotifications']));
    const withoutCursor = paged.filter((name) => !parametersOf(name).includes('cursor'));
    // The best hits of a search are one page, whose `nextCursor` is always null.
    expect(withoutCursor).toEqual(['search']);
    expect(paged.filter((name) => !parametersOf(name).includes('limit'))).toEqual([]);
  });

  it('types uploads and downloads as files', () => {
    const upload = Object.entries<EndpointDefinition>(endpoints).find(([, { body }]) => body === UPLOAD)![0];
    expect(JSON.stringify(operations.get(upload))).toContain('"multipart/form-data"');
    expect(JSON.stringify(operations.get('getOriginal')!.responses['200'])).toContain('"format":"binary"');
  });
});
