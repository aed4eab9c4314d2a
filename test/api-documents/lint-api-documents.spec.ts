import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintAsyncApi, lintOpenApi } from './lint-api-documents.js';
import type { Json } from './schema-components.js';
import { sizeOfOpenApi } from './size-of-openapi.js';

const read = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../apps/api', name), 'utf8')) as Json;

describe('the linters of the API documents', () => {
  it('find an OpenAPI document without servers', async () => {
    const findings = await lintOpenApi(JSON.stringify({ ...read('openapi.json'), servers: undefined }));
    expect(findings).toEqual([expect.stringContaining('error no-empty-servers')]);
  });

  it('find an AsyncAPI operation of a channel that does not exist', async () => {
    const findings = await lintAsyncApi(JSON.stringify({ ...read('asyncapi.json'), channels: {} }));
    expect(findings).not.toEqual([]);
  });

  it('find an OpenAPI document whose operations take more than 2.8 kB each on average', () => {
    const padded = (length: number) =>
      JSON.stringify({ info: 'x'.repeat(length), paths: { '/a': { get: {}, post: {} } } });

    expect(sizeOfOpenApi(padded(5_500)).isTooLarge).toBe(false);
    expect(sizeOfOpenApi(padded(5_700)).isTooLarge).toBe(true);
  });
});
