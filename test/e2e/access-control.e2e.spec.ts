import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  attachmentLimits,
  shippedRole,
  type AddedNote,
  type Agent,
  type AgentRights,
  type Attachment,
  type CaseDetail,
  type CaseViewers,
  type Change,
  type CitizenSummary,
  type Entry,
  type NewServiceSecret,
  type NewToken,
  type Notifications,
  type NewPasswordLink,
  type Page,
  type PasswordLink,
  type Problem,
  type RefusedSignIn,
  type Sector,
  type ServiceAccount,
  type Session,
  type Team,
} from '@guichet/contracts';
import pg from 'pg';
import { io } from 'socket.io-client';
import { eventually } from '../support/eventually.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

let product: RunningProduct;
let root: ApiClient;
let ana: ApiClient;
let hidden: CaseDetail;
const password = 'another horse battery';

interface Route {
  method: string;
  path: string;
}
type Published = Record<string, Record<string, { requestBody?: { content: Record<string, unknown> } }>>;
const published = async (): Promise<Published> => {
  const document = await readFile(join(import.meta.dirname, '../../apps/api/openapi.json'), 'utf8');
  return (JSON.parse(document) as { paths: Published }).paths;
};
/** Every route that is published, which is every route there is. */
async function routes(): Promise<Route[]> {
  return Object.entries(await published()).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path: path.replace('/api/v1', '') })),
  );
}
const OPEN = [
  ...['POST /session', 'POST /session/second-step', 'GET /session', 'GET /setup', 'POST /setup'],
  ...['POST /session/passkey/challenge', 'POST /session/passkey'],
  ...['POST /password-reset', 'POST /password-link', 'POST /password-link/check'],
  ...['GET /sign-in', 'POST /sign-in/{id}', 'POST /sign-in/{id}/finish'],
];
const nameOf = ({ method, path }: Route) => `${method} ${path}`;
const UNKNOWN = '01900000-0000-7000-8000-000000000000';
const filled = (path: string, id = UNKNOWN) =>
  path
    .replace('{id}', id)
    .replace('{n}', '0')
    .replace('{number}', '1')
    .replace('{language}', 'fr')
    .replace('{name}', 'contacts')
    .replace(/\{\w+Id\}/g, UNKNOWN);

beforeAll(async () => {
  product = await RunningProduct.start({ TRUSTED_PROXIES: 'loopback' });
  root = await ApiClient.signIn(product.url);
  const team = await root.post<Team>('/teams', { name: 'Écoles' });
  await root.post<Agent>('/agents', { email: 'ana@town.test', name: 'Ana', password, teamIds: [team.id] });
  ana = await ApiClient.signIn(product.url, { email: 'ana@town.test', password });
  hidden = await root.post<CaseDetail>('/cases', {
    subject: 'Not for Ana',
    address: 'zoe@citizen.test',
    citizenName: 'Zoé',
  });
});
afterAll(() => product?.close());

describe('every route', () => {
  // Threats: A016, A018, A032.
  // ASVS: 6.3.4, 7.2.1, 8.3.1.
  it('asks for a session, whoever a header says that it is, but for those that open one', async () => {
    const headers = Object.fromEntries(
      ['remote-user', 'x-remote-user', 'x-forwarded-user', 'x-forwarded-email'].map((name) => [name, ADMIN.email]),
    );
    for (const route of (await routes()).filter((one) => !OPEN.includes(nameOf(one)))) {
      const response = await fetch(`${product.url}/api/v1${filled(route.path)}`, { method: route.method, headers });
      expect([nameOf(route), response.status]).toEqual([nameOf(route), 401]);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    }
  });

  // Threats: A057, R06.
  it('that writes refuses a cookie without the token of its session', async () => {
    for (const route of (await routes()).filter((one) => one.method !== 'GET' && !OPEN.includes(nameOf(one)))) {
      for (const token of [undefined, '', 'x'.repeat(43)]) {
        const response = await fetch(`${product.url}/api/v1${filled(route.path)}`, {
          method: route.method,
          headers: { cookie: ana.cookie, ...(token === undefined ? {} : { 'x-csrf-token': token }) },
        });
        expect([nameOf(route), response.status]).toEqual([nameOf(route), 403]);
      }
    }
  });

  // Threats: A027, A056, A063.
  it('answers with a policy for browsers, and is never kept by them', async () => {
    for (const path of [
      '/',
      '/inbox',
      '/api/v1/session',
      '/api/v1/cases',
      '/api/v1/none',
      '/nowhere.txt',
      '/healthz',
      '/readyz',
      '/api/docs',
    ]) {
      const { headers } = await fetch(product.url + path);
      expect([path, headers.get('content-security-policy')]).toEqual([
        path,
        expect.stringContaining("default-src 'self'"),
      ]);
      expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff']);
      if (path.startsWith('/api/v1')) expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  // Threats: A018, A019, A036, R01. One policy; what is hidden and what is not there look alike.
  // ASVS: 8.2.2.
  it('about a case of another team answers as if there were none', async () => {
    for (const route of (await routes()).filter(({ path }) => path.startsWith('/cases/{id}'))) {
      const body = route.method === 'GET' || route.method === 'DELETE' ? undefined : bodyFor(route);
      const [answer, unknown] = await Promise.all(
        [hidden.id, UNKNOWN].map((id) => ana.raw(route.method, filled(route.path, id), { body })),
      );
      const strip = async (response: Response) => ({
        status: response.status,
        ...((await response.json().catch(() => ({}))) as object),
        requestId: '',
      });
      const [first, second] = [await strip(answer!), await strip(unknown!)];
      expect([nameOf(route), first]).toEqual([nameOf(route), second]);
      // Whoever may export nothing is told so of every case.
      const isRefused =
        (route.path.endsWith('/break-glass') && route.method === 'POST') || route.path.endsWith('/export');
      const expected = isRefused ? 403 : 404;
      if (nameOf(route) !== 'DELETE /cases/{id}/draft')
        expect([nameOf(route), first.status]).toEqual([nameOf(route), expected]);
    }
    expect((await ana.raw('GET', `/citizens/${hidden.citizen!.id}`)).status).toBe(404);
  });

  // Threats: A024, A025, A026, R02.
  // ASVS: 8.2.3.
  it('that takes an object names a field that it does not know', async () => {
    const paths = await published();
    const withBody = (await routes()).filter(({ method, path }) => {
      const { requestBody } = paths[`/api/v1${path}`]![method.toLowerCase()]!;
      return requestBody?.content['application/json'];
    });
    expect(withBody.length).toBeGreaterThan(30);
    const silent: unknown[] = [];
    for (const route of withBody.filter((one) => !OPEN.includes(nameOf(one)))) {
      const response = await root.raw(route.method, filled(route.path), { body: { passwordHash: 'x' } });
      const answered = (await response.json()) as Problem;
      if (!JSON.stringify(answered.errors ?? []).includes('passwordHash')) silent.push([nameOf(route), answered]);
    }
    expect(silent).toEqual([]);
  });

  // Threats: R07.
  it('gives no leave to pages of other origins', async () => {
    for (const origin of ['null', 'https://evil.test', `${product.url}.evil.test`]) {
      for (const method of ['GET', 'OPTIONS']) {
        const headers = { origin, 'access-control-request-method': 'POST' };
        const { headers: answered } = await root.raw(method, '/cases', { headers });
        expect([origin, method, answered.get('access-control-allow-origin')]).toEqual([origin, method, null]);
      }
    }
  });

  // Threats: A024.
  // ASVS: 8.2.1, 8.3.1.
  it('of administration refuses an agent', async () => {
    for (const [method, path, body] of [
      ['POST', '/agents', { email: 'x@town.test', name: 'X', password, role: 'administrator' }],
      ['PATCH', `/agents/${ana.session.agent.id}`, { role: 'administrator' }],
      ['POST', '/teams', { name: 'Mine' }],
      ['POST', '/sectors', { name: 'Mine' }],
      ['PATCH', `/sectors/${UNKNOWN}`, { name: 'Mine' }],
      ['POST', '/channels', { kind: 'email', name: 'Mine', config: {} }],
      ['POST', '/channels/test', { kind: 'email', config: {} }],
      ['GET', '/quarantine', undefined],
      ['GET', `/quarantine/${UNKNOWN}/preview`, undefined],
      // The whole list, and a sender whom they do not see.
      ['GET', '/blocked-senders', undefined],
      ['POST', '/blocked-senders', { value: 'zoe@citizen.test' }],
      ['POST', `/quarantine/${UNKNOWN}/replay`, {}],
      ['POST', `/quarantine/${UNKNOWN}/open`, {}],
      ['POST', `/quarantine/${UNKNOWN}/attach`, { caseId: UNKNOWN }],
      ['POST', `/quarantine/${UNKNOWN}/discard`, { reason: 'spam' }],
      ['POST', `/quarantine/${UNKNOWN}/restore`, {}],
    ] as const) {
      expect([path, (await ana.raw(method, path, { body })).status]).toEqual([path, 403]);
    }
  });
});

describe('input', () => {
  // Threats: A025, A037, A070, R02.
  it.each([
    ['an unknown field', { subject: 'x', teamId: undefined, owner: 'me' }],
    ['an object for a string', { subject: { $ne: null } }],
    ['a list for a string', { subject: ['x'] }],
    ['a number for a string', { subject: 1 }],
    ['nothing', {}],
    ['null', null],
    ['blank', { subject: '   ' }],
    ['too long', { subject: 'x'.repeat(251) }],
    ['no address', { subject: 'x', address: 'not an address' }],
  ])('that is %s is refused with the name of its field', async (_, body) => {
    const response = await root.raw('POST', '/cases', { body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid-request' });
  });

  it('of which a parameter is misspelt is refused with its name, as it would filter nothing', async () => {
    const response = await root.raw('GET', '/cases?stauts=open');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ reason: 'value-unknown', data: { names: 'stauts' } }] });
  });

  // Threats: A070, R02.
  it.each([
    '{"subject":"a","__proto__":{"admin":true}}',
    '{"subject":"a","constructor":{"prototype":{"admin":true}}}',
    '{',
    '[]',
    '"x"',
    'nul',
  ])('like %s is refused', async (text) => {
    const response = await fetch(`${product.url}/api/v1/cases`, {
      method: 'POST',
      headers: { cookie: root.cookie, 'x-csrf-token': root.session.csrfToken, 'content-type': 'application/json' },
      body: text,
    });
    expect(response.status).toBe(400);
  });

  // Threats: A077, R03.
  it.each([
    'limit=0',
    'limit=-1',
    'limit=1e9',
    'limit=abc',
    'cursor=xxx',
    'sort=name;drop',
    'view=everything',
    "status=open'--",
    'team=1',
    'channel=pigeon',
    'assignee=(select 1)',
  ])('in a list such as %s is refused', async (query) => {
    expect((await root.raw('GET', `/cases?${query}`)).status).toBe(400);
  });

  // Threats: A088.
  it.each(['TRACE', 'PROPFIND', 'OPTIONS', 'PUT'])('by the method %s finds nothing', async (method) => {
    // Not by `fetch`, which sends no TRACE.
    const asked = request(`${product.url}/api/v1/cases`, { method, headers: { cookie: root.cookie } }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
  });

  // Threats: A026.
  it('that opens a case in a team of others is refused', async () => {
    const teamId = hidden.team.id;
    const response = await ana.raw('POST', '/cases', { body: { subject: 'Not mine', teamId } });
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ errors: [expect.objectContaining({ path: 'teamId' })] }),
    ]);
  });
});

describe('a request that is no HTTP of ours', () => {
  /** The status that is answered to these bytes, or 400 where the connection is cut before the answer is read. */
  async function statusOf(head: string): Promise<number> {
    const { hostname, port } = new URL(product.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    let answered = '';
    socket.on('data', (chunk: Buffer) => (answered += chunk.toString('latin1')));
    socket.write(head);
    await new Promise((resolve) => socket.once('close', resolve));
    return Number(/^HTTP\/1\.1 (\d{3})/.exec(answered)?.[1] ?? 400);
  }
  const get = (path: string, ...headers: string[]) =>
    statusOf(
      [`GET ${path} HTTP/1.1`, 'Host: x', 'Connection: close', `Cookie: ${root.cookie}`, ...headers, '', ''].join(
        '\r\n',
      ),
    );
  const post = (...headers: string[]) => ['POST /api/v1/cases HTTP/1.1', 'Host: x', ...headers, '', ''].join('\r\n');

  // Threats: R20.
  it.each([
    ['a cookie of two megabytes', () => get('/api/v1/cases', `Cookie: x=${'x'.repeat(2_000_000)}`)],
    ['an address of 100 kB', () => get(`/api/v1/cases?q=${'x'.repeat(100_000)}`)],
    ['NUL in its path', () => get('/api/v1/cases/%00')],
    ['half an encoding in its path', () => get('/api/v1/cases/%C3')],
    ['no encoding in its path', () => get('/api/v1/cases/%zz')],
    ['a way out of its folder', () => get('/assets/..%2f..%2fpackage.json')],
    ['a file beside its folder', () => get('/assets/..%2findex.html')],
    ['a file that is not there', () => get('/assets/none.js')],
    ['dots in its path', () => get('/api/v1/../../../etc/passwd')],
  ])('with %s is refused', async (_, send) => {
    const status = await send();
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect((await root.raw('GET', '/session')).status).toBe(200);
  });

  // Threats: R12.
  it.each([
    ['two lengths', () => statusOf(`${post('Content-Length: 4', 'Content-Length: 8')}{}{}`)],
    ['a length and chunks', () => statusOf(`${post('Content-Length: 4', 'Transfer-Encoding: chunked')}0\r\n\r\n`)],
    ['an unknown transfer', () => statusOf(`${post('Transfer-Encoding: xchunked')}0\r\n\r\n`)],
    ['a hundred thousand headers', () => statusOf(post(...Array.from({ length: 100_000 }, (_, n) => `X-${n}: 1`)))],
    [
      'a compressed body',
      async () => {
        const headers = { 'content-encoding': 'gzip', 'content-type': 'application/json' };
        const body = gzipSync(JSON.stringify({ subject: 'x'.repeat(1_000_000) }));
        const { status } = await fetch(`${product.url}/api/v1/cases`, {
          method: 'POST',
          headers: { ...headers, cookie: root.cookie, 'x-csrf-token': root.session.csrfToken },
          body,
        });
        return status;
      },
    ],
  ])('with %s is refused', async (_, send) => {
    const status = await send();
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect((await root.raw('GET', '/session')).status).toBe(200);
  });
});

// Threats: U01.
describe('a text with signs that programs take for something else', () => {
  it.each([
    '{{constructor.constructor("return 1")()}} ${7*7} <%= 7*7 %> #{7*7}',
    "'; drop table cases; -- \\' \" ` %s %n %x",
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    '../../etc/passwd $(id) `id` | id & id ; id',
    'true NULL undefined NaN Infinity -1 1e400 0x00 00012',
    '🏳️‍🌈 👨‍👩‍👧‍👦 🇫🇷 ﷽ Z̸̛͙a̶l̷g̵o̴',
    'İıſßﬁ Å Ω 日本語 العربية עברית',
    '田中さんにあげて下さい ด้้้้้็็็็็้้้้้็็็็็',
  ])('keeps every sign of %j', async (text) => {
    const { id, subject } = await root.post<CaseDetail>('/cases', { subject: text, citizenName: 'x' });
    expect(subject).toBe(text);
    await root.post(`/cases/${id}/notes`, { text });
    const { items } = await root.get<Page<Entry>>(`/cases/${id}/timeline`);
    expect(items.flatMap((entry) => (entry.kind === 'note' ? [entry.text] : []))).toEqual([text]);
  });
});

describe('text that no database stores', () => {
  const odd = 'a\0b\ud800c';
  const kept = 'a\uFFFDb\uFFFDc';

  // Threats: A100, U02.
  it('is kept with a sign in its place', async () => {
    const made = await root.post<CaseDetail>('/cases', { subject: odd, citizenName: odd, address: 'odd@citizen.test' });
    expect([made.subject, made.citizen!.name]).toEqual([kept, kept]);
    expect((await root.raw('POST', `/cases/${made.id}/notes`, { body: { text: odd } })).status).toBe(201);
    expect((await root.raw('PATCH', `/cases/${made.id}`, { body: { tags: [odd] } })).status).toBe(200);
    expect((await root.raw('PUT', `/cases/${made.id}/draft`, { body: { text: odd } })).status).toBe(200);
  });

  // Threats: R04, U02.
  it.each(['/cases?tag=%00', '/cases?q=%00', '/search?q=a%00', '/citizens?q=%00', '/cases?tag=%ED%A0%80'])(
    'is looked for without harm by %s',
    async (path) => expect((await root.raw('GET', path)).status).toBe(200),
  );

  it('signs nobody in', async () => {
    const response = await fetch(`${product.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: odd, password: odd }),
    });
    expect(response.status).toBe(401);
  });
});

describe('an upload', () => {
  // Threats: A09.
  it('that is too long, or is none, is refused as such', async () => {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(attachmentLimits.maxBytes + 1)]), 'long.bin');
    const long = await root.raw('POST', '/attachments', { body: form });
    expect([long.status, await long.json()]).toEqual([413, expect.objectContaining({ code: 'too-large' })]);
    const none = await root.raw('POST', '/attachments', { body: { file: 'x' } });
    expect([none.status, await none.json()]).toEqual([406, expect.objectContaining({ code: 'invalid-request' })]);
  });
});

describe('an upload of somebody else', () => {
  // Threats: A031, A11.
  it('is attached by nobody else, and is sent whole whatever ranges are asked for', async () => {
    const form = new FormData();
    form.set('file', new Blob(['what Ana has written']), 'plan.txt');
    const { id } = await ana.post<Attachment>('/attachments', form);
    const { id: caseId } = await root.post<CaseDetail>('/cases', { subject: 'Of somebody else' });
    const contact = { channel: 'phone', direction: 'in', text: 'Called', attachmentIds: [id] };
    expect((await root.raw('POST', `/cases/${caseId}/contacts`, { body: contact })).status).toBe(400);

    const { id: own } = await ana.post<CaseDetail>('/cases', { subject: 'Own' });
    await ana.post(`/cases/${own}/contacts`, contact);
    const range = `bytes=${Array.from({ length: 1000 }, () => '0-').join(',')}`;
    const response = await ana.raw('GET', `/attachments/${id}`, { headers: { range } });
    expect([response.status, await response.text()]).toEqual([200, 'what Ana has written']);
  });
});

describe('a new case', () => {
  it('is answered with its tag, which the next write may carry', async () => {
    const response = await root.raw('POST', '/cases', { body: { subject: 'Tagged' } });
    const { id } = (await response.json()) as CaseDetail;
    const tag = response.headers.get('etag')!;
    expect(tag).toBe((await root.raw('GET', `/cases/${id}`)).headers.get('etag'));
    expect(
      (await root.raw('PATCH', `/cases/${id}`, { body: { priority: 'high' }, headers: { 'if-match': tag } })).status,
    ).toBe(200);
  });
});

describe('citizens', () => {
  const find = async (client: ApiClient, query: string) =>
    client.get<Page<CitizenSummary>>(`/citizens?${query}`).then(({ items, nextCursor }) => ({
      names: items.map(({ name }) => name).sort(),
      nextCursor,
    }));

  // Threats: A021.
  it('are found by the beginning of a name or an address, through the cases one may see', async () => {
    for (const name of ['Zacharie', 'Zénobie'])
      await ana.post('/cases', { subject: 'x', citizenName: name, address: `${name.at(-3)}@zebre.test` });
    expect((await find(ana, 'q=zach')).names).toEqual(['Zacharie']);
    expect((await find(ana, 'q=Z')).names).toEqual(['Zacharie', 'Zénobie']);
    expect((await find(root, 'q=z')).names).toEqual(['Zacharie', 'Zoé', 'Zénobie']);
    expect((await find(ana, 'q=b@zeb')).names).toEqual(['Zénobie']);
    expect((await find(ana, 'q=zoe@')).names).toEqual([]);
    expect((await find(ana, 'q=%25')).names).toEqual([]);
  });

  it('come page by page', async () => {
    const first = await find(root, 'q=z&limit=2');
    const second = await find(root, `q=z&limit=2&cursor=${first.nextCursor}`);
    expect([...first.names, ...second.names].sort()).toEqual(['Zacharie', 'Zoé', 'Zénobie']);
    expect(second.nextCursor).toBeNull();
  });
});

describe('signing in', () => {
  // Threats: A051, R08, R11.
  // ASVS: 6.3.1.
  it('through a proxy is limited by the address that the proxy names, and says when to come again', async () => {
    const from = (address: string, n: number) =>
      fetch(`${product.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
        body: JSON.stringify({ email: `nobody${n}@town.test`, password: 'guess' }),
      });
    const answers = await Promise.all(Array.from({ length: 101 }, (_, n) => from('203.0.113.7', n)));
    const last = await from('203.0.113.7', 200);
    expect(answers.filter(({ status }) => status === 401).length).toBeGreaterThan(0);
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await from('203.0.113.8', 201)).status).toBe(401);
  });

  // Threats: A050, A051, R08.
  // ASVS: 6.3.1.
  it('is refused for a while after many failures for one account, and not for another', async () => {
    const attempt = (email: string, secret: string) =>
      fetch(`${product.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password: secret }),
      });
    const answers = await Promise.all(Array.from({ length: 30 }, () => attempt('victim@town.test', 'guess')));
    expect(answers.some(({ status }) => status === 429)).toBe(true);
    expect((await attempt('victim@town.test', 'guess')).status).toBe(429);
    expect((await attempt('ana@town.test', password)).status).toBe(201);
  });

  const ANA = { email: 'ana@town.test', password };
  const post = (body: object, headers: Record<string, string> = {}) =>
    fetch(`${product.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const cookiesOf = (response: Response) => response.headers.getSetCookie().map((line) => line.split(';')[0]!);
  const statusWith = async (cookie: string) =>
    (await fetch(`${product.url}/api/v1/session`, { headers: { cookie } })).status;

  // ASVS: 6.3.1.
  it('is never refused in a known browser, whoever guesses elsewhere, and administrators are alarmed once', async () => {
    const [, device] = cookiesOf(await post(ANA));
    const guess = (n: number) =>
      post({ ...ANA, password: `guess ${n}` }, { 'x-forwarded-for': '203.0.113.9', 'user-agent': 'Guesser/1.0' });
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => guess(n)));
    expect(answers.filter(({ status }) => status === 429).length).toBe(2);
    expect((await post(ANA, { 'x-forwarded-for': '203.0.113.9' })).status).toBe(429);
    expect((await post(ANA, { 'x-forwarded-for': '203.0.113.9', cookie: device! })).status).toBe(201);

    const { items } = await root.get<Page<RefusedSignIn>>('/refused-sign-ins?limit=200');
    const guesses = items.filter(({ userAgent }) => userAgent === 'Guesser/1.0');
    // The two that came after too many are one line, which says until when.
    const [block, ...others] = guesses.toSorted(
      (a, b) => Number(b.blockedUntil !== null) - Number(a.blockedUntil !== null),
    );
    expect(others).toHaveLength(10);
    expect(others[0]).toMatchObject({ account: ANA.email, agent: { name: 'Ana' }, blockedUntil: null });
    expect(block).toMatchObject({ account: ANA.email, agent: { name: 'Ana' }, address: '203.0.113.9' });
    expect(Date.parse(block!.blockedUntil!)).toBeGreaterThan(Date.now());
    expect(JSON.stringify(items)).not.toContain('guess ');
    await expect(ana.get('/refused-sign-ins')).rejects.toMatchObject({ status: 403 });

    // Further ones are no news within the hour.
    await post({ ...ANA, password: 'guess 13' }, { 'x-forwarded-for': '203.0.113.10' });
    const alarms = (await root.get<Notifications>('/notifications')).items.flatMap(({ about }) =>
      about.type === 'refused-sign-ins' ? [about] : [],
    );
    expect(alarms).toEqual([
      { type: 'refused-sign-ins', account: 'Ana', address: null, count: 10 },
      // Of the hundred guesses above, for accounts that there are not.
      { type: 'refused-sign-ins', account: null, address: '203.0.113.7', count: 50 },
    ]);
  });

  // ASVS: 6.3.5.
  it('in a browser that is new to an agent is told to them', async () => {
    const news = async () =>
      (await ana.get<Notifications>('/notifications')).items.flatMap(({ about }) =>
        about.type === 'new-device' ? [about.userAgent] : [],
      );
    const [, device] = cookiesOf(await post(ANA, { 'user-agent': 'Phone/1.0' }));
    expect((await news())[0]).toBe('Phone/1.0');
    const before = await news();
    await post(ANA, { cookie: device!, 'user-agent': 'Phone/1.0' });
    expect(await news()).toEqual(before);
  });

  // Threats: A046, A047. The one and the other cost one hash; only the wrong sort of it is told by nothing.
  // ASVS: 6.3.8.
  it('fails alike for a wrong password, an unknown address and a deactivated agent', async () => {
    const gone = await root.post<Agent>('/agents', { ...ANA, email: 'gone@town.test', name: 'Gone', teamIds: [] });
    await root.patch(`/agents/${gone.id}`, { active: false });
    const answers = [];
    for (const body of [
      { ...ANA, password: 'wrong horse battery' },
      { ...ANA, email: 'unknown@town.test' },
      { ...ANA, email: gone.email },
    ]) {
      const response = await post(body);
      const headers = [...response.headers].filter(([name]) => !['x-request-id', 'date'].includes(name));
      const { requestId: _, ...problem } = (await response.json()) as Problem;
      answers.push([response.status, headers, problem]);
    }
    expect(answers[0]![0]).toBe(401);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  // Threats: A049.
  it('does not hash an endless password', async () => {
    for (const length of [129, 10_000]) {
      const response = await post({ email: ANA.email, password: 'x'.repeat(length) });
      expect(response.status).toBe(400);
    }
  });

  // Threats: A057. A foreign page could sign its visitor in to an account of its own.
  // ASVS: 7.6.2.
  it('is refused to pages of other sites', async () => {
    const form = await fetch(`${product.url}/api/v1/session`, { method: 'POST', body: new URLSearchParams(ANA) });
    const answers = [
      form,
      await post(ANA, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }),
      await post(ANA, { 'content-type': 'text/plain' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 403, 400]);
    for (const answer of answers) expect(answer.headers.getSetCookie()).toEqual([]);
    expect((await post(ANA, { origin: product.url })).status).toBe(201);
  });

  // Threats: A040, A042, R09.
  // ASVS: 7.2.4, 7.4.1.
  it('opens a new session, which ends the one before in this browser and is over on the server after signing out', async () => {
    const fixed = `guichet_session=${'x'.repeat(43)}`;
    expect(await statusWith(fixed)).toBe(401);
    const [first, device] = cookiesOf(await post(ANA, { cookie: fixed }));
    expect(first).not.toBe(fixed);
    expect([await statusWith(fixed), await statusWith(first!)]).toEqual([401, 200]);

    const [second] = cookiesOf(await post(ANA, { cookie: `${first}; ${device}` }));
    expect([await statusWith(first!), await statusWith(second!)]).toEqual([401, 200]);
    const { csrfToken } = (await (
      await fetch(`${product.url}/api/v1/session`, { headers: { cookie: second! } })
    ).json()) as Session;
    const headers = { cookie: second!, 'x-csrf-token': csrfToken };
    expect((await fetch(`${product.url}/api/v1/session`, { method: 'DELETE', headers })).status).toBe(204);
    expect(await statusWith(second!)).toBe(401);
  });

  // Threats: R09.
  it('sets cookies that no script reads and no other site sends', async () => {
    const set = (await post(ANA)).headers.getSetCookie();
    expect(set).toHaveLength(2);
    for (const line of set) expect(line).toMatch(/Path=\/; HttpOnly; SameSite=Lax$/);
  });
});

describe('a link for a password', () => {
  const post = (path: string, body: object, from = '203.0.113.20') =>
    fetch(`${product.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
      body: JSON.stringify(body),
    });
  const secretOf = ({ link }: NewPasswordLink) => new URL(link!).hash.slice(1);
  const invited = (name: string) =>
    root.post<Agent>('/agents', { email: `${name}@town.test`, name: 'Invited', teamIds: [] });

  // Threats: A044, A045. What is wrong with it is told to nobody.
  it('is refused alike where it is empty, blank, NUL, too short, used or wrong', async () => {
    const { id } = await invited('ines');
    const secret = secretOf(await root.post<NewPasswordLink>(`/agents/${id}/password-link`, { by: 'link' }));
    expect((await post('/password-link/check', { secret })).status).toBe(200);
    expect((await post('/password-link', { secret, password })).status).toBe(204);
    const answers = [];
    for (const wrong of ['', ' ', '%20', '\0', 'x', secret.slice(1), 'x'.repeat(43), secret])
      for (const [path, body] of [
        ['/password-link/check', { secret: wrong }],
        ['/password-link', { secret: wrong, password }],
      ] as const) {
        const response = await post(path, body);
        const { requestId: _, ...problem } = (await response.json()) as Problem;
        answers.push([response.status, problem]);
      }
    expect(answers[0]![0]).toBe(404);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  // Threats: A046, A047. Only the job that mails it looks for the agent.
  // ASVS: 6.3.8.
  it('is promised alike to every address, and to no network for ever', async () => {
    const ask = (email: string, from?: string) => post('/password-reset', { email }, from);
    const answers = await Promise.all(['ana@town.test', 'nobody@town.test', '%', ''].map((email) => ask(email)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    expect(new Set(answers.map((answer) => answer.headers.get('content-length'))).size).toBe(1);
    for (let n = 0; n < 26; n += 1) await ask('nobody@town.test');
    expect((await ask('ana@town.test')).status).toBe(429);
    expect((await ask('ana@town.test', '203.0.113.21')).status).toBe(204);
    await product.jobsDone();
    const { items } = await root.get<Page<PasswordLink>>('/password-links');
    expect(items.filter(({ purpose }) => purpose === 'forgotten')).toHaveLength(1);
  });

  it('lets in again whoever has guessed at their own password before', async () => {
    const { id, email } = await invited('iris');
    const signIn = (secret: string) => post('/session', { email, password: secret }, '203.0.113.30');
    for (let n = 0; n < 10; n += 1) await signIn('guess');
    expect((await signIn(password)).status).toBe(429);
    const secret = secretOf(await root.post<NewPasswordLink>(`/agents/${id}/password-link`, { by: 'link' }));
    expect((await post('/password-link', { secret, password }, '203.0.113.30')).status).toBe(204);
    expect((await signIn(password)).status).toBe(201);
  });

  it('is neither made nor seen nor withdrawn by agents', async () => {
    const { id } = await invited('ivan');
    for (const [method, path, body] of [
      ['GET', '/password-links', undefined],
      ['POST', `/agents/${id}/password-link`, { by: 'link' }],
      ['DELETE', `/agents/${id}/password-link`, undefined],
      ['GET', `/agents/${id}/access`, undefined],
      ['DELETE', `/agents/${id}/access`, undefined],
    ] as const)
      expect([path, (await ana.raw(method, path, { body })).status]).toEqual([path, 403]);
  });
});

describe('a token', () => {
  // Threats: A038.
  // ASVS: 10.3.2.
  it('does what its scopes say, without cookie and CSRF token', async () => {
    const { token } = await root.post<NewToken>('/tokens', { name: 'reader', scopes: ['cases:read'] });
    const ask = (method: string, path: string, body?: object) =>
      fetch(`${product.url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    expect((await ask('GET', '/cases')).status).toBe(200);
    expect((await ask('POST', '/cases', { subject: 'x' })).status).toBe(403);
    expect((await ask('POST', '/teams', { name: 'x' })).status).toBe(403);
    expect((await ask('POST', '/tokens', { name: 'x', scopes: ['admin'] })).status).toBe(403);
  });

  // Threats: A038.
  // ASVS: 10.3.2.
  it('that may only read changes nothing, by no route', async () => {
    const { token } = await root.post<NewToken>('/tokens', { name: 'reader', scopes: ['cases:read'] });
    for (const route of (await routes()).filter((one) => one.method !== 'GET' && !OPEN.includes(nameOf(one)))) {
      const response = await fetch(`${product.url}/api/v1${filled(route.path, hidden.id)}`, {
        method: route.method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(bodyFor(route)),
      });
      expect([nameOf(route), response.status]).toEqual([nameOf(route), 403]);
    }
  });

  // Threats: A038.
  it('has no say about the keys of its agent, whatever its scopes', async () => {
    const { token, id } = await root.post<NewToken>('/tokens', { name: 'all', scopes: ['cases:write', 'admin'] });
    for (const [method, path, body] of [
      ['PATCH', '/me', { theme: 'dark' }],
      ['GET', '/sessions', undefined],
      ['DELETE', `/sessions/${UNKNOWN}`, undefined],
      ['GET', '/tokens', undefined],
      ['POST', '/tokens', { name: 'x', scopes: ['admin'] }],
      ['DELETE', `/tokens/${id}`, undefined],
    ] as const) {
      const response = await fetch(`${product.url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      expect([method, path, response.status]).toEqual([method, path, 403]);
    }
  });

  // Threats: A044.
  it('is nowhere in the database, also when its request has a key', async () => {
    const key = { 'idempotency-key': 'one-token' };
    const { token } = await root.post<NewToken>('/tokens', { name: 'kept', scopes: ['cases:read'] }, key);
    await root.post('/teams', { name: 'Parcs' }, { 'idempotency-key': 'one-team' });
    const client = new pg.Client({ connectionString: product.database.url });
    await client.connect();
    const { rows } = await client.query<{ key: string; row: string }>(
      `select key, i::text as row from idempotency_key i`,
    );
    await client.end();
    expect(rows.map((row) => row.key)).toContain('one-team');
    expect(rows.filter(({ row }) => row.includes(token))).toEqual([]);
  });
});

/** Waits until a socket has heard of all that was done so far: what everybody hears, and comes once, comes behind it. */
async function hasHeardAll(heard: readonly Change[]): Promise<void> {
  const { id } = await root.post<Team>('/teams', { name: randomUUID() });
  await eventually(async () =>
    expect(heard.filter(({ type }) => type === 'team.changed').map(({ data }) => data)).toContainEqual(
      expect.objectContaining({ teamId: id }),
    ),
  );
}

describe('rights that change', () => {
  // Threats: A043, W03.
  // ASVS: 8.3.2.
  it('are those of the next request once the change is told', async () => {
    const [team] = (await root.get<Page<Team>>('/teams')).items;
    const { id } = await root.post<Agent>('/agents', {
      email: 'eve@town.test',
      name: 'Eve',
      password,
      teamIds: [team!.id],
    });
    const eve = await ApiClient.signIn(product.url, { email: 'eve@town.test', password });
    const socket = io(`${product.url}/live`, { transports: ['websocket'], extraHeaders: { cookie: eve.cookie } });
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    for (const role of ['supervisor', 'agent', 'supervisor'] as const) {
      // Asked just before, so that the old answer is still fresh.
      await eve.get('/session');
      const closed = new Promise<void>((resolve) =>
        socket.on('change', ({ type }: Change) => type === 'agent.changed' && resolve()),
      );
      await root.patch(`/agents/${id}`, { role });
      await closed;
      expect((await eve.get<Session>('/session')).agent.role).toBe(role);
    }
    socket.disconnect();
  });

  // Threats: A028. Nothing happens at the end but that the clock goes on.
  it('end with the time of a role, for requests and for a socket that is open', async () => {
    const { id } = await root.post<Agent>('/agents', { email: 'tom@town.test', name: 'Tom', password });
    const [own] = (await root.get<AgentRights>(`/agents/${id}/rights`)).grants;
    await root.call('DELETE', `/agents/${id}/roles/${own!.id}`);
    const { id: roleId } = shippedRole('auditor');
    const wanted = { roleId, reach: 'all-teams' };
    const [lasting] = (await root.post<AgentRights>(`/agents/${id}/roles`, wanted)).grants;
    const tom = await ApiClient.signIn(product.url, { email: 'tom@town.test', password });
    const socket = io(`${product.url}/live`, { transports: ['websocket'], extraHeaders: { cookie: tom.cookie } });
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    const heard: Change[] = [];
    socket.on('change', (change: Change) => heard.push(change));
    let changedAt = 0;
    socket.on('rightsChanged', () => (changedAt = Date.now()));
    const hearsOfCases = async () => {
      const { id: caseId } = await root.post<CaseDetail>('/cases', { subject: 'Live', citizenName: 'x' });
      await hasHeardAll(heard);
      return heard.some((change) => change.caseId === caseId);
    };
    const end = Date.now() + 4000;
    await root.post(`/agents/${id}/roles`, { ...wanted, validUntil: new Date(end).toISOString() });
    await root.call('DELETE', `/agents/${id}/roles/${lasting!.id}`);
    expect(await hearsOfCases()).toBe(true);
    expect((await tom.raw('GET', '/cases')).status).toBe(200);
    // By the two acts, which may be read as one; and nobody acts when the time is over.
    await eventually(async () => expect(changedAt).toBeGreaterThan(0));
    await eventually(async () => expect((await tom.raw('GET', '/cases')).status).toBe(403));
    // Long before the rights of every socket are read again by the clock.
    await eventually(async () => expect(await hearsOfCases()).toBe(false), 20_000);
    expect((await tom.get<Session>('/session')).permissions).toEqual([]);
    // The socket is out of the rooms a moment before it is sent word of that.
    await eventually(async () => expect(changedAt).toBeGreaterThanOrEqual(end));
    socket.disconnect();
  });

  // Threats: A018, A043. Nobody takes a role away: a team joins a sector, and a case leaves it.
  it('of a sector begin and end with what is in it, for requests and for a socket that is open', async () => {
    const { id: sectorId } = await root.post<Sector>('/sectors', { name: 'Social' });
    const [help, roads] = [await root.post<Team>('/teams', { name: 'Aide' }), await root.post<Team>('/teams', { name: 'Voirie' })]; // prettier-ignore
    const { id } = await root.post<Agent>('/agents', { email: 'sue@town.test', name: 'Sue', password });
    await root.post(`/agents/${id}/roles`, { roleId: shippedRole('case-worker').id, reach: 'sectors', sectorIds: [sectorId] }); // prettier-ignore
    const sue = await ApiClient.signIn(product.url, { email: 'sue@town.test', password });
    const socket = io(`${product.url}/live`, { transports: ['websocket'], extraHeaders: { cookie: sue.cookie } });
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    const heard: Change[] = [];
    socket.on('change', (change: Change) => heard.push(change));
    const { id: caseId } = await root.post<CaseDetail>('/cases', {
      subject: 'Aide',
      teamId: help.id,
      citizenName: 'x',
    });
    const status = async () => (await sue.raw('GET', `/cases/${caseId}`)).status;
    const hears = async () => {
      await hasHeardAll(heard);
      const from = heard.length;
      await root.post(`/cases/${caseId}/notes`, { text: 'Note' });
      await hasHeardAll(heard);
      return heard.slice(from).some((change) => change.caseId === caseId);
    };
    expect([await status(), await hears()]).toEqual([404, false]);

    await root.patch(`/teams/${help.id}`, { sectorId });
    await eventually(async () => expect([await status(), await hears()]).toEqual([200, true]), 1000);

    const move = (body: object) => sue.raw('PATCH', `/cases/${caseId}`, { body: { teamId: roads.id, ...body } });
    expect(((await (await move({})).json()) as Problem).errors).toMatchObject([
      { path: 'reason', reason: 'sector-reason-needed' },
    ]);
    expect((await move({ reason: 'About a lamp post.' })).status).toBe(200);
    expect([await status(), await hears()]).toEqual([404, false]);
    socket.disconnect();
  });

  // Threats: A018, A043. Nobody takes a role away: a case is assigned, and then to nobody.
  it('of a contractor begin and end with a case, for requests and for a socket that looks at it', async () => {
    const who = { email: 'con@town.test', password };
    const { id } = await root.post<Agent>('/agents', { ...who, name: 'Con' });
    const [own] = (await root.get<AgentRights>(`/agents/${id}/rights`)).grants;
    await root.call('DELETE', `/agents/${id}/roles/${own!.id}`);
    await root.post(`/agents/${id}/roles`, { roleId: shippedRole('contractor').id, reach: 'assigned-cases' });
    const con = await ApiClient.signIn(product.url, who);
    expect(con.session.agent).toMatchObject({ caseTeamIds: [], seesAssigned: true });
    const { id: caseId } = await root.post<CaseDetail>('/cases', { subject: 'A lift', citizenName: 'x' });
    const path = `/cases/${caseId}`;
    const socket = io(`${product.url}/live`, { transports: ['websocket'], extraHeaders: { cookie: con.cookie } });
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    const heard: Change[] = [];
    socket.on('change', (change: Change) => heard.push(change));
    const viewers: CaseViewers[] = [];
    socket.on('presence', (presence: CaseViewers) => viewers.push(presence));
    const status = async () => [
      (await con.raw('GET', path)).status,
      (await con.raw('GET', `${path}/timeline`)).status,
      (await con.raw('GET', `${path}/reply-routes`)).status,
      (await con.get<Page<unknown>>('/cases?view=all')).items.length,
    ];
    const hears = async () => {
      await hasHeardAll(heard);
      const from = heard.length;
      await root.post(`${path}/notes`, { text: 'Note' });
      await hasHeardAll(heard);
      return heard.slice(from).some((change) => change.caseId === caseId);
    };
    const nothing = [404, 404, 404, 0];
    await socket.emitWithAck('watch', { caseId });
    expect([await status(), await hears(), viewers]).toEqual([nothing, false, []]);

    await root.patch(path, { assigneeId: id });
    expect([await status(), await hears()]).toEqual([[200, 200, 200, 1], true]);
    await socket.emitWithAck('watch', { caseId });
    expect(viewers.at(-1)).toMatchObject({ caseId, agents: [{ name: 'Con' }] });
    // They decide neither whose the case is nor whether it is over.
    expect((await con.raw('PATCH', path, { body: { status: 'closed' } })).status).toBe(403);

    const isWithdrawn = () => heard.some(({ type, data }) => type === 'case.withdrawn' && 'caseId' in data && data['caseId'] === caseId); // prettier-ignore
    await root.patch(path, { assigneeId: null });
    await eventually(async () => expect(isWithdrawn()).toBe(true));
    expect([await status(), await hears()]).toEqual([nothing, false]);
    const before = viewers.length;
    await socket.emitWithAck('presence', { caseId, state: 'writing' });
    await hasHeardAll(heard);
    expect(viewers.slice(before)).toEqual([]);
    socket.disconnect();
  });

  it('end for a case that is restricted, and again when the time of a broken glass is over', async () => {
    const who = { email: 'sam@town.test', password };
    const { id } = await root.post<Agent>('/agents', { ...who, name: 'Sam', role: 'supervisor' });
    const sam = await ApiClient.signIn(product.url, who);
    const { token } = await sam.post<NewToken>('/tokens', { name: 'robot', scopes: ['cases:read'] });
    const byToken = async (path: string) =>
      (await fetch(`${product.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })).status;
    const { id: caseId } = await root.post<CaseDetail>('/cases', { subject: 'A knife', citizenName: 'x' });
    const path = `/cases/${caseId}`;
    const socket = io(`${product.url}/live`, { transports: ['websocket'], extraHeaders: { cookie: sam.cookie } });
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    await socket.emitWithAck('watch', { caseId });
    const heard: Change[] = [];
    socket.on('change', (change: Change) => heard.push(change));
    const hearsOfNote = async (mentions = [id]) => {
      await hasHeardAll(heard);
      const from = heard.length;
      await root.post(`${path}/notes`, { text: 'Police informed', mentions });
      await hasHeardAll(heard);
      return heard.slice(from).some((change) => change.caseId === caseId);
    };
    expect([await hearsOfNote(), await byToken(path)]).toEqual([true, 200]);
    const { id: outside } = await root.post<Agent>('/agents', { email: 'maud@town.test', password, name: 'Maud' });
    const noted = await root.post<AddedNote>(`${path}/notes`, { text: 'Police informed', mentions: [id, outside] });
    expect(noted).toMatchObject({ mentions: [id, outside], cannotSee: [outside] });

    await root.call('PUT', `${path}/restriction`, { body: { reason: 'violence', agentIds: [root.session.agent.id] } });
    const refused = await sam.raw('GET', path);
    expect([refused.status, ((await refused.json()) as Problem).reason]).toEqual([404, 'case-restricted']);
    await eventually(async () => expect(heard).toContainEqual(expect.objectContaining({ type: 'case.withdrawn', data: { caseId } }))); // prettier-ignore
    expect([await hearsOfNote([]), await byToken(path)]).toEqual([false, 404]);

    await sam.post(`${path}/break-glass`, { reason: 'There is no other way.' });
    expect([(await sam.raw('GET', path)).status, await byToken(path)]).toEqual([200, 404]);
    expect(await hearsOfNote()).toBe(true);
    await eventually(async () => {
      const { items } = await root.get<Notifications>('/notifications');
      expect(items.map(({ about }) => about)).toContainEqual(
        expect.objectContaining({ type: 'break-glass', by: 'Sam' }),
      );
    });
    await product.sql.execute(`update break_glass set until = now() + interval '3 seconds'`);
    // When it ends is read anew.
    await root.patch(`/agents/${id}`, { name: 'Sam' });
    expect((await sam.raw('GET', path)).status).toBe(200);
    await eventually(async () => expect((await sam.raw('GET', path)).status).toBe(404));
    expect(await hearsOfNote([])).toBe(false);
    socket.disconnect();
  });

  it('are no longer those of a session in which nobody does anything, whatever its page asks for by itself', async () => {
    const who = { email: 'lou@town.test', password };
    const { id } = await root.post<Agent>('/agents', { ...who, name: 'Lou', teamIds: [] });
    const ageBy = async (minutes: number) => {
      const aged = `update session set seen_at = now() - make_interval(mins => $2) where agent_id = $1`;
      await product.sql.execute(aged, [id, minutes]);
      // What is known of sessions is read anew.
      await root.patch(`/agents/${id}`, { name: 'Lou' });
    };
    const idleEnds = async (headers: Record<string, string> = {}) => {
      const { idleEndsAt } = (await (await lou.raw('GET', '/session', { headers })).json()) as Session;
      return Math.round((Date.parse(idleEndsAt!) - Date.now()) / 60_000);
    };
    const lou = await ApiClient.signIn(product.url, who);
    await ageBy(100);
    expect(await idleEnds({ 'x-background': '1' })).toBe(8 * 60 - 100);
    await ageBy(100);
    expect(await idleEnds()).toBe(8 * 60);
    await ageBy(8 * 60 + 1);
    expect((await lou.raw('GET', '/cases')).status).toBe(401);
  });

  // Threats: A038, A043.
  // ASVS: 10.3.2.
  it('refuse the access token of a program, and close its socket, as soon as its account is disabled', async () => {
    const { id } = await root.post<ServiceAccount>('/service-accounts', {
      ...{ name: 'GRC bridge', purpose: 'Requests of the app.', contact: 'dsi@town.test', scopes: ['cases:read'] },
    });
    const role = { roleId: shippedRole('case-worker').id, reach: 'all-teams', validFrom: null, validUntil: null };
    await root.post(`/agents/${id}/roles`, role);
    const { secret } = await root.post<NewServiceSecret>(`/service-accounts/${id}/secrets`);
    const given = await fetch(`${product.url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const { access_token: token } = (await given.json()) as { access_token: string };
    const status = async (path: string) =>
      (await fetch(`${product.url}${path}`, { headers: { authorization: `Bearer ${token}` } })).status;
    const socket = io(`${product.url}/live`, { transports: ['websocket'], auth: { token } });
    await new Promise<void>((done) => socket.once('connect', done));
    const closed = new Promise<void>((done) => socket.once('disconnect', () => done()));
    expect([await status('/api/v1/cases'), await status('/api/v1/tokens'), await status('/scim/v2/Users')]).toEqual([
      200, 403, 403,
    ]);
    await root.patch(`/service-accounts/${id}`, { enabled: false });
    await closed;
    // The end travels by the event log, to the socket and to what is known of the token.
    await eventually(async () => expect(await status('/api/v1/cases')).toBe(401));
    expect(await status('/scim/v2/Users')).toBe(401);
    socket.close();
  });

  // Threats: A043, W03. Nobody asks anything in between: the end is pushed.
  // ASVS: 7.4.2, 7.4.5, 8.3.2.
  it('close the live socket and refuse cookie and token as soon as an agent is deactivated, or their session ended', async () => {
    const who = { email: 'max@town.test', password };
    const { id } = await root.post<Agent>('/agents', { ...who, name: 'Max', teamIds: [] });
    const open = async () => {
      const max = await ApiClient.signIn(product.url, who);
      const { token } = await max.post<NewToken>('/tokens', { name: 'robot', scopes: ['cases:read'] });
      const credentials = [{ extraHeaders: { cookie: max.cookie } }, { auth: { token } }];
      const sockets = credentials.map((one) => io(`${product.url}/live`, { transports: ['websocket'], ...one }));
      await Promise.all(sockets.map((socket) => new Promise<void>((done) => socket.once('connect', done))));
      const closed = sockets.map((socket) => new Promise<void>((done) => socket.once('disconnect', () => done())));
      const headers = [{ cookie: max.cookie }, { authorization: `Bearer ${token}` }];
      const statuses = () =>
        Promise.all(headers.map(async (one) => (await fetch(`${product.url}/api/v1/cases`, { headers: one })).status));
      // Asked just before, so that what is known of them is fresh.
      expect(await statuses()).toEqual([200, 200]);
      return { sockets, closed, statuses };
    };
    for (const end of [
      () => root.raw('DELETE', `/agents/${id}/access`),
      () => root.raw('PATCH', `/agents/${id}`, { body: { password: 'trois petits chats bleus' } }),
      () => root.raw('PATCH', `/agents/${id}`, { body: { active: false } }),
    ]) {
      const { sockets, closed, statuses } = await open();
      expect((await end()).ok).toBe(true);
      expect(await statuses()).toEqual([401, 401]);
      await Promise.all(closed);
      for (const socket of sockets) socket.close();
      who.password = 'trois petits chats bleus';
      await root.patch(`/agents/${id}`, { password: who.password });
    }
  });
});

function bodyFor({ method, path }: Route): unknown {
  const other = '01900000-0000-7000-8000-000000000001';
  if (path.endsWith('/macro-preview')) return { macroId: other };
  if (path.endsWith('/macro-runs')) return { macroId: other, macroVersion: 1 };
  if (path.endsWith('/macro-runs/undo')) return { runId: other };
  if (path.endsWith('/citizen')) return { name: 'x' };
  if (path.endsWith('/restriction')) return { reason: 'violence', agentIds: [other] };
  if (path.endsWith('/break-glass')) return { reason: 'There is no other way.' };
  if (path === '/cases/{id}/merge') return { intoId: other };
  if (path.endsWith('/move')) return { intoId: other, entryIds: [other] };
  if (path.endsWith('/split')) return { entryIds: [other] };
  if (path.endsWith('/sender')) return { citizenId: null };
  if (path.endsWith('/side-conversations')) return { to: ['plumber@works.test'], subject: 'x', text: 'x' };
  if (path.endsWith('/transmissions') || path.endsWith('/transmissions/preview'))
    return { authority: 'x', forward: { how: 'mail', to: ['hall@works.test'], subject: 'x', text: 'x' } };
  if (path.endsWith('/returned')) return { why: 'unknown-at-address' };
  if (path.endsWith('/{sideId}')) return { isClosed: true };
  if (path.endsWith('/steps')) return { label: 'x' };
  if (path.endsWith('/steps/order')) return { ids: [] };
  if (path.endsWith('/steps/{stepId}')) return { done: true };
  if (path.endsWith('/fields')) return { changes: [{ key: 'x', value: null }] };
  if (method === 'PATCH') return { priority: 'high' };
  if (path.endsWith('/messages')) return { text: 'x' };
  if (path.endsWith('/answer')) return { status: 'accepted' };
  if (/\/notes(\/\{entryId\})?$/.test(path)) return { text: 'x' };
  if (path.endsWith('/contacts')) return { channel: 'phone', direction: 'in', text: 'x' };
  if (path.endsWith('/read')) return { position: 1 };
  if (path.endsWith('/links')) return { caseId: '01900000-0000-7000-8000-000000000001', accept: true };
  if (path.endsWith('/draft') || path.endsWith('/comments')) return { text: 'x' };
  if (method === 'PUT' && path.endsWith('/shared-draft')) return { turnId: other, draft: { text: 'x' } };
  return {};
}
