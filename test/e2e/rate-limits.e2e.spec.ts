import { randomUUID } from 'node:crypto';
import type { ChannelAccount } from '@guichet/contracts';
import { Database, SharedLimiter } from '@guichet/database';
import { io } from 'socket.io-client';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

let product: RunningProduct;
let root: ApiClient;
/** The networks of this machine, as they are counted. */
const HERE = ['127.0.0.1', '::/64'];
const randomAddress = (): string => `203.0.113.${Math.floor(Math.random() * 256)}`;
/** Where another process of the installation counts. */
let elsewhere: Database;

beforeAll(async () => {
  product = await RunningProduct.start();
  root = await ApiClient.signIn(product.url);
  elsewhere = await Database.connect(product.database.url, { poolSize: 2 });
});
afterAll(async () => {
  await elsewhere?.close();
  await product?.close();
});

const newToken = async (name: string): Promise<string> =>
  (await root.post<{ token: string }>('/tokens', { name, scopes: ['cases:read'], expiresInDays: 1 })).token;
const listCases = (token: string) =>
  fetch(`${product.url}/api/v1/cases`, { headers: { authorization: `Bearer ${token}` } });
const limitsIn = ({ headers }: Response) =>
  ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset', 'retry-after'].map((name) => headers.get(name));

describe('an integration', () => {
  it('reads in each answer how many requests its token has left', async () => {
    const token = await newToken('reads');
    for (const left of ['599', '598']) {
      const [limit, remaining, reset, retryAfter] = limitsIn(await listCases(token));
      expect([limit, remaining, retryAfter]).toEqual(['600', left, null]);
      expect(Number(reset)).toBeGreaterThan(0);
      expect(Number(reset)).toBeLessThanOrEqual(60);
    }
  });

  it('is refused once all processes together have served its share, until the time that it is told', async () => {
    const [busy, other] = [await newToken('busy'), await newToken('other')];
    await new SharedLimiter(elsewhere, { name: 'token', points: 600, seconds: 60 }).use(busy, 599);

    expect((await listCases(busy)).status).toBe(200);
    const refused = await listCases(busy);
    expect([refused.status, await refused.json()]).toMatchObject([429, { code: 'too-many-requests' }]);
    const [, left, reset, retryAfter] = limitsIn(refused);
    expect(left).toBe('0');
    expect(Number(retryAfter)).toBeGreaterThan(0);
    expect(reset).toBe(retryAfter);
    expect((await listCases(other)).status).toBe(200);
  });

  it('has limits that a signed-in person does not have', async () => {
    expect(limitsIn(await root.raw('GET', '/cases'))).toEqual([null, null, null, null]);
  });
});

describe('what all processes count together', () => {
  // Threats: R11.
  it('is also what a person uploads, and what anybody reads without signing in', async () => {
    await new SharedLimiter(elsewhere, { name: 'upload-agent', points: 300, seconds: 60 }).use(
      root.session.agent.id,
      300,
    );
    const file = new FormData();
    file.set('file', new Blob(['Plan']), 'plan.txt');
    expect((await root.raw('POST', '/attachments', { body: file })).status).toBe(429);

    const setup = () => fetch(`${product.url}/api/v1/setup`, { headers: { 'x-forwarded-for': randomAddress() } });
    expect((await setup()).status).toBe(200);
    const reads = new SharedLimiter(elsewhere, { name: 'public-read', points: 600, seconds: 60 });
    for (const network of HERE) await reads.use(network, 600);
    // No proxy is trusted here: where a request says that it comes from does not matter.
    expect((await setup()).status).toBe(429);
  });

  // Threats: R11.
  it('is how often somebody connects to a chat, by the address that they have and not by one that they name', async () => {
    const config = { allowedOrigins: ['https://www.ville.test'] };
    const { id } = await root.post<ChannelAccount>('/channels', { kind: 'chat', name: 'Chat', config });
    const connects = new SharedLimiter(elsewhere, { name: 'chat-connect-address', points: 600, seconds: 60 });
    for (const network of HERE) await connects.use(network, 600);
    const socket = io(`${product.url}/chat`, {
      ...{ path: '/chat/socket.io', transports: ['websocket'], reconnection: false, auth: { channelAccountId: id } },
      extraHeaders: { origin: 'https://www.ville.test', 'x-forwarded-for': randomAddress() },
    });
    const refused = await new Promise<Error>((resolve) => socket.once('connect_error', resolve));
    expect(refused.message).toBe('too-many-requests');
    socket.disconnect();
  });
});

describe('signing in', () => {
  // Threats: R11.
  it('at a provider has a limit of its own, as this server sends the provider a request for each', async () => {
    const begun = new SharedLimiter(elsewhere, { name: 'provider-sign-in', points: 30, seconds: 60 });
    const begin = () =>
      fetch(`${product.url}/api/v1/sign-in/${randomUUID()}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': randomAddress() },
        body: '{}',
      });
    for (const network of HERE) await begun.use(network, 29);
    expect((await begin()).status).toBe(404);
    expect((await begin()).status).toBe(429);
  });

  it('is refused here when an account was guessed at another process', async () => {
    const guessed = new SharedLimiter(elsewhere, {
      ...{ name: 'sign-in-account', points: 50, seconds: 3 * 3600 },
      isReturnable: true,
    });
    await guessed.use(ADMIN.email, 50);
    const stranger = await fetch(`${product.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ADMIN),
    });
    expect(stranger.status).toBe(429);
    // In the browser in which they have signed in before.
    await ApiClient.signIn(product.url);

    await guessed.clear(ADMIN.email);
    const back = await ApiClient.signIn(product.url);
    expect(back.session.agent.email).toBe(ADMIN.email);
  });
});
