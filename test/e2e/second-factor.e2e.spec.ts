import { totpAt } from '@guichet/access';
import {
  endpoints,
  type Agent,
  type EndpointDefinition,
  type NewToken,
  type Page,
  type PasskeyAdded,
  type PasskeyCreation,
  type PasskeyRequest,
  type Notifications,
  type Problem,
  type RecoveryCodes,
  type RefusedSignIn,
  type RoleDefinition,
  type SecondFactorSecret,
  type Session,
} from '@guichet/contracts';
import { Database, SharedLimiter } from '@guichet/database';
import { io } from 'socket.io-client';
import { eventually } from '../support/eventually.js';
import { ApiClient, RunningProduct } from '../support/running-product.js';
import { SoftwareAuthenticator, type Falsified } from '../support/software-authenticator.js';

let product: RunningProduct;
let root: ApiClient;
const password = 'another horse battery';
const UNKNOWN = '01900000-0000-7000-8000-000000000000';

beforeAll(async () => {
  product = await RunningProduct.start();
  root = await ApiClient.signIn(product.url);
});
afterAll(() => product?.close());

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0]!)
    .filter((cookie) => !cookie.endsWith('='));
const post = (path: string, body: object, cookie?: string) =>
  fetch(`${product.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie && { cookie }) },
    body: JSON.stringify(body),
  });
const codeOf = async (response: Response) => [response.status, ((await response.json()) as Partial<Problem>).code];
const whoIs = (cookie: string) => fetch(`${product.url}/api/v1/session`, { headers: { cookie } });
const filled = (path: string) => path.replace(':name', 'contacts').replace(/:\w+/g, UNKNOWN);

/** An agent who has just signed in and has set up a second factor. `code` is what their app shows, unused. */
async function enrolled(name: string, role: 'agent' | 'administrator' = 'agent') {
  const email = `${name}@town.test`;
  const agent = await root.post<Agent>('/agents', { email, name, password, role });
  const client = await ApiClient.signIn(product.url, { email, password });
  const { secret } = await client.post<SecondFactorSecret>('/me/second-factor');
  const at = Date.now();
  const code = (steps = 0) => totpAt(secret, new Date(at + steps * 30_000));
  const { recoveryCodes } = await client.post<RecoveryCodes>('/me/second-factor/confirmation', { code: code() });
  return { id: agent.id, email, client, code: () => code(1), usedCode: code(), recoveryCodes };
}

// Threats: A028, A054. Every step is proved to the server, whatever a page shows.
describe('a sign-in of an agent with a second factor', () => {
  it('is no session before the code, which belongs to the browser that knew the password', async () => {
    const { email, code, usedCode } = await enrolled('ana');
    const first = await post('/session', { email, password });
    expect(await codeOf(first)).toEqual([401, 'second-factor-required']);
    const challenge = cookiesOf(first);
    expect(challenge).toHaveLength(1);
    expect(first.headers.getSetCookie()[0]).toMatch(/HttpOnly/i);
    const [name, value] = challenge[0]!.split('=');
    for (const cookie of [challenge[0]!, `guichet_session=${value}`]) expect((await whoIs(cookie)).status).toBe(401);

    for (const cookie of [undefined, `${name}=`, `${name}=${'x'.repeat(43)}`])
      expect(await codeOf(await post('/session/second-step', { code: code() }, cookie))).toEqual([
        401,
        'second-step-expired',
      ]);
    for (const wrong of ['abcdef', usedCode])
      expect(await codeOf(await post('/session/second-step', { code: wrong }, challenge[0]))).toEqual([
        401,
        'wrong-code',
      ]);
    const second = await post('/session/second-step', { code: code() }, challenge[0]);
    expect(second.status).toBe(201);
    const session = cookiesOf(second).join('; ');
    expect(await (await whoIs(session)).json()).toMatchObject({ agent: { email }, secondFactor: 'on' });
    expect(await codeOf(await post('/session/second-step', { code: code() }, challenge[0]))).toEqual([
      401,
      'second-step-expired',
    ]);
  });

  it('takes the code in the same call, too, and says nothing of it to whoever has no password', async () => {
    const { email, code, recoveryCodes } = await enrolled('bob');
    expect(await codeOf(await post('/session', { email, password: 'wrong', totp: code() }))).toEqual([
      401,
      'wrong-credentials',
    ]);
    expect(await codeOf(await post('/session', { email, password, totp: 'abcdef' }))).toEqual([401, 'wrong-code']);
    expect((await post('/session', { email, password, totp: code() })).status).toBe(201);
    expect(await codeOf(await post('/session', { email, password, totp: code() }))).toEqual([401, 'wrong-code']);
    expect((await post('/session', { email, password, totp: recoveryCodes[0] })).status).toBe(201);
    // Whoever tries codes has the password: administrators see it among the refused sign-ins.
    const { items } = await root.get<Page<RefusedSignIn>>('/refused-sign-ins');
    expect(items.filter(({ account }) => account === email)).toHaveLength(3);
  });

  // ASVS: 6.3.1.
  it('is refused after ten wrong codes at all processes, whatever the challenge', async () => {
    const { id, email, code } = await enrolled('cleo');
    const elsewhere = await Database.connect(product.database.url, { poolSize: 2 });
    try {
      const limit = { name: 'second-factor', points: 10, seconds: 900, isReturnable: true };
      await new SharedLimiter(elsewhere, limit).use(id, 9);
      expect(await codeOf(await post('/session', { email, password, totp: 'abcdef' }))).toEqual([401, 'wrong-code']);
      const [challenge] = cookiesOf(await post('/session', { email, password }));
      for (const response of [
        await post('/session', { email, password, totp: code() }),
        await post('/session/second-step', { code: code() }, challenge),
      ])
        expect(await codeOf(response)).toEqual([429, 'too-many-requests']);
    } finally {
      await elsewhere.close();
    }
  });

  // ASVS: 6.3.1. Nor is the password guessed by whoever has found a session open.
  it('is no way around ten wrong tries of the present password', async () => {
    const { client } = await enrolled('nell');
    const change = async (currentPassword: string) => {
      const body = { currentPassword, password: 'trois petits chats bleus' };
      return (await client.raw('PATCH', '/me', { body })).status;
    };
    for (let n = 0; n < 10; n += 1) expect(await change(`wrong horse battery ${n}`)).toBe(400);
    expect(await change(password)).toBe(429);
    expect((await client.raw('POST', '/session/proof', { body: { password } })).status).toBe(429);
    expect((await client.raw('PATCH', '/me', { body: { theme: 'dark' } })).status).toBe(204);
  });

  it('is by the password alone after an administrator has reset it, of which the agent is notified', async () => {
    const { id, email } = await enrolled('dora');
    const seen = await root.get<object>(`/agents/${id}/second-factor`);
    expect(seen).toMatchObject({ since: expect.any(String), recoveryCodesLeft: 10, passkeys: 0 });
    await root.call('DELETE', `/agents/${id}/second-factor`);
    const dora = await ApiClient.signIn(product.url, { email, password });
    const { items } = await dora.get<Notifications>('/notifications');
    const by = root.session.agent.name;
    expect(items.map(({ about }) => about)).toContainEqual({ type: 'second-factor-reset', by });
  });
});

// Threats: A028, A042, A054.
describe('a sign-in by a passkey', () => {
  /** An agent who has just added a passkey. */
  async function withPasskey(name: string) {
    const email = `${name}@town.test`;
    const { id } = await root.post<Agent>('/agents', { email, name, password });
    const client = await ApiClient.signIn(product.url, { email, password });
    const device = new SoftwareAuthenticator({ isCounting: true });
    const options = await client.post<PasskeyCreation>('/me/passkeys/challenge');
    const credential = device.create(options, { origin: product.url });
    const added = await client.post<PasskeyAdded>('/me/passkeys', { ...credential, name: 'Phone' });
    return { id, email, client, device, added };
  }

  /** What the server asks a browser for, and the cookie that binds it. */
  async function begun(cookie?: string) {
    const response = await post('/session/passkey/challenge', {}, cookie);
    const [set = ''] = response.headers.getSetCookie();
    return { options: (await response.json()) as PasskeyRequest, set, cookie: set.split(';')[0]! };
  }

  async function enter(device: SoftwareAuthenticator, falsify: Falsified = {}) {
    const { options, cookie } = await begun();
    return post('/session/passkey', device.get(options, { origin: product.url, falsify }), cookie);
  }

  it('is a session for the browser that asked, which gets its cookies, and for no other one', async () => {
    const { id, device, added, client } = await withPasskey('pam');
    expect(added.recoveryCodes).toHaveLength(10);
    const { options, set, cookie } = await begun();
    expect(set).toMatch(/^guichet_passkey=.*HttpOnly/i);
    // A second page of the browser shares the cookie, and both can go on.
    expect((await begun(cookie)).cookie).toBe(cookie);
    const assertion = device.get(options, { origin: product.url });
    const stale = [409, 'conflict'];
    expect(await codeOf(await post('/session/passkey', assertion))).toEqual(stale);
    expect(await codeOf(await post('/session/passkey', assertion, (await begun()).cookie))).toEqual(stale);
    const opened = await post('/session/passkey', assertion, cookie);
    expect(opened.status).toBe(201);
    expect(await (await whoIs(cookiesOf(opened).join('; '))).json()).toMatchObject({
      agent: { id },
      secondFactor: 'on',
    });
    expect(await codeOf(await post('/session/passkey', assertion, cookie))).toEqual(stale);

    const { items } = await client.get<Notifications>('/notifications');
    const about = items.map((one) => one.about).find(({ type }) => type === 'passkey-added');
    expect(about).toMatchObject({ name: 'Phone', address: expect.any(String) });
  });

  // ASVS: 6.3.1, 6.3.8.
  it('that is refused is listed, counted and limited, apart from passwords', async () => {
    const { id, email, device } = await withPasskey('quinn');
    const refused = await enter(device, { isVerified: false });
    expect(await refused.json()).toMatchObject({ code: 'wrong-credentials', reason: 'passkey-refused' });
    const unknown = new SoftwareAuthenticator();
    const other = await withPasskey('rolf');
    // The passkey that there is proves first who adds another one.
    await other.client.post('/session/proof', { code: other.added.recoveryCodes![0] });
    unknown.create(await other.client.post<PasskeyCreation>('/me/passkeys/challenge'), { origin: product.url });
    expect((await enter(unknown)).status).toBe(401);
    const { items } = await root.get<Page<RefusedSignIn>>('/refused-sign-ins');
    expect(items[0]).toMatchObject({ account: '', agent: null });
    expect(items[1]).toMatchObject({ account: email, agent: { id } });

    for (let n = 1; n < 10; n += 1) expect((await enter(device, { isVerified: false })).status).toBe(401);
    expect(await codeOf(await enter(device))).toEqual([429, 'too-many-requests']);
    expect(await codeOf(await post('/session', { email, password }))).toEqual([401, 'second-factor-required']);
    expect((await enter(other.device)).status).toBe(201);
  });

  it('is the second step after the password, a proof in a session, and gone once an administrator removes it', async () => {
    const { id, email, device, client } = await withPasskey('sue');
    const first = await post('/session', { email, password });
    expect(await first.json()).toMatchObject({ code: 'second-factor-required', data: { app: false, passkey: true } });
    const { options, cookie } = await begun();
    const assertion = device.get(options, { origin: product.url });
    const second = await post('/session/passkey', assertion, [...cookiesOf(first), cookie].join('; '));
    expect(second.status).toBe(201);
    const session = cookiesOf(second).join('; ');
    expect(await codeOf(await post('/session/second-step', { code: 'abcdef' }, cookiesOf(first)[0]))).toEqual([
      401,
      'second-step-expired',
    ]);

    await product.sql.execute(`update session set proved_at = now() - interval '1 hour' where agent_id = $1`, [id]);
    const removal = `/me/passkeys/${id}`;
    await eventually(async () => expect((await client.raw('DELETE', removal)).status).toBe(403));
    const asked = await client.raw('POST', '/session/passkey/challenge', { body: {} });
    const own = (await asked.json()) as PasskeyRequest;
    expect(own.allowCredentials).toHaveLength(1);
    const passkey = device.get(own, { origin: product.url });
    const headers = { cookie: [client.cookie, ...cookiesOf(asked)].join('; ') };
    expect((await client.raw('POST', '/session/proof', { body: { passkey }, headers })).status).toBe(204);
    expect((await client.raw('DELETE', removal)).status).toBe(404);

    expect(await root.get(`/agents/${id}/second-factor`)).toMatchObject({ since: null, passkeys: 1 });
    await root.call('DELETE', `/agents/${id}/passkeys`);
    expect((await enter(device)).status).toBe(401);
    const again = await ApiClient.signIn(product.url, { email, password });
    const { items } = await again.get<Notifications>('/notifications');
    expect(items.map(({ about }) => about)).toContainEqual({
      type: 'passkeys-removed',
      by: root.session.agent.name,
    });
    expect((await whoIs(session)).status).toBe(200);
  });
});

const all = Object.entries<EndpointDefinition>(endpoints);
const statusAndWhy = async (client: ApiClient, { method, path }: EndpointDefinition) => {
  const response = await client.raw(method, filled(path), method === 'GET' ? {} : { body: {} });
  const { code, reason } = (await response.json().catch(() => ({}))) as Partial<Problem>;
  return [response.status, code, reason];
};

describe('an agent of whom a second factor is required', () => {
  // Threats: A028. The server refuses, not the page alone.
  // ASVS: 6.3.3, 8.3.1.
  it('can do nothing else before they have one', async () => {
    await root.post('/agents', { email: 'eve@town.test', name: 'Eve', password });
    const eve = await ApiClient.signIn(product.url, { email: 'eve@town.test', password });
    const token = (await eve.post<NewToken>('/tokens', { name: 'reads', scopes: ['cases:read'] })).token;
    // Whoever requires it has it.
    const { client: manager } = await enrolled('manager', 'administrator');
    const opened = io(`${product.url}/live`, { transports: ['websocket'], extraHeaders: { cookie: eve.cookie } });
    await new Promise<void>((done) => opened.once('connect', done));
    const closed = new Promise<void>((done) => opened.once('disconnect', () => done()));
    await manager.call('PUT', '/sign-in-rules', { body: { secondFactorFor: 'everybody' } });
    // Long before the rights of every socket are read again by the clock.
    await Promise.race([closed, new Promise((_, fail) => setTimeout(fail, 30_000, new Error('still open')))]);
    opened.close();

    const open = all.filter(([, { scope, isForEnrolment }]) => scope !== 'public' && !isForEnrolment);
    expect(open.length).toBeGreaterThan(100);
    for (const [name, endpoint] of open) {
      const answer = await statusAndWhy(eve, endpoint);
      // Where their permissions refuse them anyhow, no other reason is given.
      expect([name, answer.slice(0, 2)]).toEqual([name, [403, 'not-permitted']]);
    }
    expect(await statusAndWhy(eve, endpoints.listCases)).toEqual([403, 'not-permitted', 'second-factor-missing']);
    await expect(liveSocket(eve)).rejects.toThrow('not-signed-in');
    expect(await eve.get<Session>('/session')).toMatchObject({ secondFactor: 'missing' });
    const byToken = await fetch(`${product.url}/api/v1/cases`, { headers: { authorization: `Bearer ${token}` } });
    expect(byToken.status).toBe(200);

    const { secret } = await eve.post<SecondFactorSecret>('/me/second-factor');
    await eve.post('/me/second-factor/confirmation', { code: totpAt(secret, new Date()) });
    expect((await eve.raw('GET', '/cases')).status).toBe(200);
    await liveSocket(eve);
    await manager.call('PUT', '/sign-in-rules', { body: { secondFactorFor: 'nobody' } });
  });

  it('by their role can work until the days of grace are over, and is then stopped at once', async () => {
    const { id } = await root.post<Agent>('/agents', { email: 'kim@town.test', name: 'Kim', password });
    const { client: manager } = await enrolled('second-manager', 'administrator');
    const { id: roleId } = await manager.post<RoleDefinition>('/roles', { name: 'Closes', permissions: ['case.read'] });
    await manager.post(`/agents/${id}/roles`, { roleId, reach: 'all-teams' });
    const kim = await ApiClient.signIn(product.url, { email: 'kim@town.test', password });
    await manager.call('PUT', `/roles/${roleId}/second-factor`, { body: { required: true } });
    const session = await kim.get<Session>('/session');
    expect(session).toMatchObject({ secondFactor: 'off', secondFactorDueAt: expect.any(String) });
    expect((await kim.raw('GET', '/cases')).status).toBe(200);
    const socket = io(`${product.url}/live`, { transports: ['websocket'], extraHeaders: { cookie: kim.cookie } });
    await new Promise<void>((done) => socket.once('connect', done));
    const closed = new Promise<void>((done) => socket.once('disconnect', () => done()));
    await manager.call('PUT', '/sign-in-rules', { body: { secondFactorFor: 'nobody', graceDays: 0 } });
    await Promise.race([closed, new Promise((_, fail) => setTimeout(fail, 30_000, new Error('still open')))]);
    socket.close();
    expect(await statusAndWhy(kim, endpoints.listCases)).toEqual([403, 'not-permitted', 'second-factor-missing']);
    await expect(liveSocket(kim)).rejects.toThrow('not-signed-in');
    expect((await kim.raw('GET', '/me/second-factor')).status).toBe(200);
    await manager.call('PUT', `/roles/${roleId}/second-factor`, { body: { required: false } });
    expect((await kim.raw('GET', '/cases')).status).toBe(200);
  });

  /** Connects and closes again. */
  function liveSocket({ cookie }: ApiClient): Promise<void> {
    const socket = io(`${product.url}/live`, {
      transports: ['websocket'],
      reconnection: false,
      extraHeaders: { cookie, origin: product.url },
    });
    return new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve());
      socket.once('connect_error', reject);
    }).finally(() => socket.close());
  }
});

describe('a sensitive act', () => {
  const sensitive = all.filter(([, { stepUp }]) => stepUp);

  // Threats: A028. Exports, secrets, tokens, agents and roles.
  // ASVS: 7.5.1, 7.5.2, 7.5.3.
  it('is refused by the server to a session that has not proved for a while who uses it', async () => {
    const { id, client, recoveryCodes } = await enrolled('boss', 'administrator');
    const { token } = await client.post<NewToken>('/tokens', { name: 'admin', scopes: ['admin', 'cases:read'] });
    const refused = [403, 'step-up-required', undefined];
    const later = async () => {
      await product.sql.execute(`update session set proved_at = now() - interval '15 minutes' where agent_id = $1`, [
        id,
      ]);
      // Rights are read anew after a second.
      await eventually(async () => expect(await statusAndWhy(client, endpoints.getProof)).toEqual(refused));
    };
    await later();
    expect(sensitive.length).toBeGreaterThanOrEqual(10);
    for (const [name, endpoint] of sensitive)
      expect([name, await statusAndWhy(client, endpoint)]).toEqual([name, refused]);
    expect((await client.raw('GET', '/cases')).status).toBe(200);
    const byToken = await fetch(`${product.url}/api/v1/exports/cases?format=csv`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(byToken.status).toBe(200);

    const exports = () => client.raw('GET', '/exports/cases?format=csv').then(({ status }) => status);
    for (const proof of [{ password: 'wrong' }, { code: 'abcdef' }, {}, { password, code: 'abcdef' }])
      expect((await client.raw('POST', '/session/proof', { body: proof })).status).toBe(400);
    expect(await exports()).toBe(403);
    await client.post('/session/proof', { password });
    expect(await exports()).toBe(200);
    await later();
    await client.post('/session/proof', { code: recoveryCodes[0] });
    expect(await exports()).toBe(200);
  });
});
