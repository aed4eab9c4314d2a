import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RunningProduct } from '../support/running-product.js';

const API = join(import.meta.dirname, '../../apps/api');

interface Description {
  paths: Record<string, Record<string, { responses: unknown }>>;
  components: { schemas: Record<string, unknown>; responses: Record<string, unknown> };
}

describe('the published descriptions of the API', () => {
  let product: RunningProduct;
  beforeAll(async () => {
    product = await RunningProduct.start();
  });
  afterAll(() => product.close());

  it.each(['openapi.json', 'asyncapi.json'])('publishes %s as it is kept beside the sources', async (name) => {
    const response = await fetch(`${product.url}/api/${name}`);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    const kept = JSON.parse(await readFile(join(API, name), 'utf8')) as unknown;
    expect(await response.text()).toBe(JSON.stringify(kept));
  });

  it('shows a page to read them', async () => {
    expect(await (await fetch(`${product.url}/api/docs`)).text()).toContain('swagger');
  });

  // Threats: A035.
  it('names no secret in any answer but those that create one and show it once', async () => {
    const { paths, components } = (await (await fetch(`${product.url}/api/openapi.json`)).json()) as Description;
    const textOf = (value: unknown, seen = new Set<string>()): string => {
      const text = JSON.stringify(value);
      const names = [...text.matchAll(/#\/components\/(schemas|responses)\/(\w+)/g)].filter(([ref]) => !seen.has(ref));
      for (const [ref] of names) seen.add(ref);
      return text + names.map(([, kind, name]) => textOf(components[kind as 'schemas'][name!], seen)).join('');
    };
    // A digest of mails, which is an object, is none of a secret.
    const leaks = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { responses }]) =>
          /"(passwordHash|password_hash|secret|token)":|"digest":(?!\{"(default|\$ref|when)")/.test(textOf(responses)),
        )
        .map(([method]) => `${method} ${path}`),
    );
    expect(leaks.toSorted()).toEqual([
      'post /api/v1/me/second-factor',
      'post /api/v1/service-accounts/{id}/secrets',
      'post /api/v1/tokens',
    ]);
  });
});
