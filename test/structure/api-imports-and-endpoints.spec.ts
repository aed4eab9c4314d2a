import { endpoints, takesIdempotencyKey, type EndpointDefinition } from '@guichet/contracts';
import { lint } from './lint-fixtures.js';
import { pathsOf, read } from './source-texts.js';

const CONTROLLER = 'apps/api/src/cases.controller.ts';

describe('the linter', () => {
  const [ids, database, sqlInApi, sqlInWorker, ...shells] = lint([
    {
      path: 'libs/messages/src/index.ts',
      text: `import { randomUUIDv7 } from 'node:crypto';\nexport const found = randomUUIDv7;\n`,
    },
    { path: CONTROLLER, text: `import { Database } from '@guichet/database';\nexport const found = Database;\n` },
    {
      path: 'apps/api/src/http/add-present-case-to-failure.ts',
      text: `import type { Tx } from '@guichet/database';\nexport const found = (tx: Tx) => tx.query('select 1');\n`,
    },
    {
      path: 'apps/worker/src/jobs.ts',
      text: `import type { Tx } from '@guichet/database';\nexport const found = (tx: Tx) => tx.query('select 1');\n`,
    },
    ...['libs/messages/src/index.ts', 'libs/live/src/index.ts', 'apps/worker/src/jobs.ts', CONTROLLER].map((path) => ({
      path,
      text: `import { execFile } from 'node:child_process';\nexport const found = execFile;\n`,
    })),
  ]);

  // Threats: A080.
  it('lets no part of the product start a process', () => {
    expect(shells).toHaveLength(4);
    for (const found of shells) expect(found).toContainEqual(expect.stringContaining('no-restricted-imports'));
  });

  it('has every id made by the one function that keeps their order', () => {
    expect(ids).toContainEqual(expect.stringContaining('no-restricted-imports'));
  });

  it('keeps the database out of controllers', () => {
    expect(database).toContainEqual(expect.stringContaining('no-restricted-imports'));
  });

  it('keeps SQL out of the API and the worker', () => {
    expect(sqlInApi).toContainEqual(expect.stringContaining('no-restricted-syntax'));
    expect(sqlInWorker).toContainEqual(expect.stringContaining('no-restricted-syntax'));
  });
});

describe('the table of endpoints', () => {
  // Threats: A039.
  it('is implemented by the controllers: each endpoint once, and nothing else', () => {
    const implemented = pathsOf('api/src/*.controller.ts')
      .map(read)
      .flatMap(({ text }) => [...text.matchAll(/@Endpoint\('(\w+)'\)/g)].map(([, name]) => name!));
    expect(implemented.toSorted()).toEqual(Object.keys(endpoints).toSorted());
  });

  it('has one endpoint for a method and a path', () => {
    const routes = Object.values(endpoints).map(({ method, path }) => `${method} ${path}`);
    expect(routes).toEqual([...new Set(routes)]);
  });

  /** The source of each handler by the name of its endpoint. */
  const handlers = pathsOf('api/src/*.controller.ts')
    .map(read)
    .flatMap(({ text }) => text.split("@Endpoint('").slice(1))
    .map((text) => [text.slice(0, text.indexOf("'")), text] as const);
  const named = (holds: (endpoint: EndpointDefinition) => boolean) =>
    Object.entries<EndpointDefinition>(endpoints).flatMap(([name, endpoint]) => (holds(endpoint) ? [name] : []));

  it('says of a POST that it runs once for an `Idempotency-Key` where its handler writes by `context.write`', () => {
    const writing = handlers.flatMap(([name, text]) => (/\bwrite\b/.test(text) ? [name] : []));
    const posts = new Set(named(({ method }) => method === 'POST'));
    expect(named(takesIdempotencyKey).toSorted()).toEqual(writing.filter((name) => posts.has(name)).toSorted());
  });

  it('says that `If-Match` guards a write where its handler reads it', () => {
    const guarded = handlers.flatMap(([name, text]) => (/\bifMatch\b/.test(text) ? [name] : []));
    expect(guarded.length).toBeGreaterThan(0);
    expect(named(({ ifMatch }) => ifMatch === true).toSorted()).toEqual(guarded.toSorted());
  });
});
