import { roles } from '@guichet/platform';
import { METRICS_TOKEN } from '../support/metrics-page.js';
import { RunningProduct } from '../support/running-product.js';

let product: RunningProduct;
afterEach(() => product?.close());

const get = (path: string, token?: string) =>
  fetch(`${product.url}${path}`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });

describe.each(roles)('a process with the role %s alone', (role) => {
  it('says whether it lives, whether it is ready, and its figures to whoever has the token', async () => {
    product = await RunningProduct.start({ GUICHET_ROLES: role });

    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/readyz')).status).toBe(200);
    expect(await (await get('/metrics', METRICS_TOKEN)).text()).toContain('process_resident_memory_bytes');

    for (const token of [undefined, '', 'another token', `${METRICS_TOKEN}x`]) {
      const refused = await get('/metrics', token);
      expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(await refused.json()).toMatchObject({ code: 'not-signed-in' });
    }

    product.blobs.reserve = Infinity;
    expect((await get('/readyz')).status).toBe(507);
    expect((await get('/healthz')).status).toBe(200);
  });
});

describe('the figures of a process without METRICS_TOKEN', () => {
  it('are shown to nobody, also not to a proxy on the same machine', async () => {
    product = await RunningProduct.start({ METRICS_TOKEN: '' });

    for (const token of [undefined, '', 'undefined', METRICS_TOKEN])
      expect((await get('/metrics', token)).status).toBe(401);
  });
});
