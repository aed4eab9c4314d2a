import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RunningProduct } from '../support/running-product.js';

const FILE = join(import.meta.dirname, '../../apps/api/openapi.json');
interface Description {
  paths: Record<string, Record<string, { responses: unknown }>>;
}

describe('openapi.json', () => {
  let published: string;
  beforeAll(async () => {
    const product = await RunningProduct.start();
    const answer = (await (await fetch(`${product.url}/api/openapi.json`)).json()) as Description;
    published = `${JSON.stringify(answer, null, 2)}\n`;
    await product.close();
    if (process.env['UPDATE_OPENAPI']) await writeFile(FILE, published);
  });

  it('is what the schemas say; `UPDATE_OPENAPI=1` writes it anew', async () => {
    expect(published).toBe(await readFile(FILE, 'utf8'));
  });

  // Threats: A035.
  it('names no secret in any answer but the one that creates a token', () => {
    const { paths } = JSON.parse(published) as Description;
    const answers = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, { responses }]) => [`${method} ${path}`, JSON.stringify(responses)] as const,
      ),
    );
    const leaks = answers
      .filter(([, text]) => /"(passwordHash|password_hash|digest|secret|token)":/.test(text))
      .map(([route]) => route);
    expect(leaks).toEqual(['post /api/v1/tokens']);
  });
});
