import { totpAt } from '@guichet/access';
import type {
  Agent,
  Page,
  Problem,
  SecondFactorSecret,
  Session,
  SignInLink,
  SignInProvider,
  SignInProviderTest,
  Team,
} from '@guichet/contracts';
import type { Browser } from 'playwright-core';
import { OpenIdProvider, type Falsified, type ProviderPerson } from '../providers/openid-provider.js';
import { SamlProvider } from '../providers/saml-provider.js';
import { Screen } from '../support/browser-screen.js';
import { eventually } from '../support/eventually.js';
import { launchChromium } from '../support/chromium.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

const PASSWORD = 'another horse battery';
const SIRET = '21570463600012';

let product: RunningProduct;
let root: ApiClient;
let town: OpenIdProvider;
let state: OpenIdProvider;
let directory: SamlProvider;
/** The rows of the two. */
let plain: SignInProvider;
let proConnect: SignInProvider;
let team: Team;

/** A browser, as far as signing in needs it: it keeps cookies and follows nothing. */
class CookieJar {
  private readonly cookies = new Map<string, string>();

  async post<Answer>(path: string, body: object = {}): Promise<{ status: number; body: Answer & Problem }> {
    const response = await fetch(`${product.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: this.header },
      body: JSON.stringify(body),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value) this.cookies.set(name!, value);
      else this.cookies.delete(name!);
    }
    return { status: response.status, body: (await response.json()) as Answer & Problem };
  }

  /** A change by the agent who has signed in here. */
  async write<Answer>(method: string, path: string, body: object = {}): Promise<Answer & Partial<Problem>> {
    const { csrfToken } = (await this.session())!;
    const response = await fetch(`${product.url}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', cookie: this.header, 'x-csrf-token': csrfToken },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Answer & Partial<Problem>;
  }

  async session(): Promise<Session | null> {
    const response = await fetch(`${product.url}/api/v1/session`, { headers: { cookie: this.header } });
    return response.ok ? ((await response.json()) as Session) : null;
  }

  async get<Answer>(path: string): Promise<Answer> {
    const response = await fetch(`${product.url}/api/v1${path}`, { headers: { cookie: this.header } });
    return (await response.json()) as Answer;
  }

  private get header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

const idpOf = (row: SignInProvider): OpenIdProvider => (row === plain ? town : state);

async function begin(browser: CookieJar, row: SignInProvider, to?: string): Promise<string> {
  const { body } = await browser.post<{ url: string }>(`/sign-in/${row.id}`, to === undefined ? {} : { to });
  return body.url;
}

const finish = (browser: CookieJar, row: SignInProvider, answer: object) =>
  browser.post<{ to: string }>(`/sign-in/${row.id}/finish`, answer);

/** Somebody signs in at a provider and comes back in the same browser. */
async function signIn(
  row: SignInProvider,
  person: ProviderPerson | null,
  { browser = new CookieJar(), to = '/' } = {},
) {
  const url = await begin(browser, row, to);
  const answer = await idpOf(row).signIn(url, person);
  return { browser, answer, ...(await finish(browser, row, answer)) };
}

const person = (name: string, more: Partial<ProviderPerson> = {}): ProviderPerson => ({
  ...{ sub: `sub-of-${name}`, email: `${name}@town.test`, email_verified: true, given_name: name },
  ...more,
});
const official = (name: string, more: Partial<ProviderPerson> = {}): ProviderPerson => ({
  ...{ sub: `sub-of-${name}`, email: `${name}@metropole.test`, given_name: name, usual_name: 'Durand' },
  ...{ siret: SIRET, idp_id: 'idp-1' },
  ...more,
});
const agent = (email: string, more: object = {}): Promise<Agent> =>
  root.post<Agent>('/agents', { email, name: email.split('@')[0], password: PASSWORD, teamIds: [team.id], ...more });
const withPassword = (email: string) => new CookieJar().post('/session', { email, password: PASSWORD });

beforeAll(async () => {
  [product, town, state, directory] = await Promise.all([
    RunningProduct.start(),
    OpenIdProvider.start('generic'),
    OpenIdProvider.start('proconnect'),
    SamlProvider.start(),
  ]);
  root = await ApiClient.signIn(product.url);
  team = await root.post<Team>('/teams', { name: 'Écoles' });
  const app = { clientId: town.client.id, clientSecret: town.client.secret, active: true };
  plain = await root.post<SignInProvider>('/sign-in-providers', {
    ...{ name: 'Compte de la ville', profile: 'generic', issuer: town.issuer, domains: ['Town.test'], ...app },
  });
  proConnect = await root.post<SignInProvider>('/sign-in-providers', {
    ...{ name: 'ProConnect', profile: 'proconnect', issuer: state.issuer, domains: ['metropole.test'], ...app },
    ...{ sirets: ['215 704 636 00012'], passwordsAllowed: false, createsAgents: true, teamId: team.id },
  });
  town.register(plain);
  state.register(proConnect);
});
afterEach(async () => {
  // All of these people sign in from one network.
  await product.sql.execute(`delete from rate_limit where key like 'provider-sign-in:%'`);
  for (const idp of [town, state]) Object.assign(idp, { falsify: {}, plainUserinfo: false });
});
afterAll(async () => {
  await product?.close();
  await town?.close();
  await state?.close();
  await directory?.close();
});

describe('a provider', () => {
  // Threats: R05. A provider in our own network is not reached unless the operator allows it.
  it('is tested before anybody signs in, and never says its secret', async () => {
    const { items } = await root.get<Page<SignInProvider>>('/sign-in-providers');
    expect(items).toMatchObject([{ name: 'Compte de la ville', domains: ['town.test'], hasClientSecret: true }, {}]);
    expect(JSON.stringify(items)).not.toContain(town.client.secret);
    for (const row of [plain, proConnect]) {
      const { checks } = await root.post<SignInProviderTest>(`/sign-in-providers/${row.id}/test`);
      expect(checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
      expect(checks).toContainEqual({ check: 'client', outcome: 'ok', reason: null, detail: null });
    }
    await root.patch(`/sign-in-providers/${plain.id}`, { clientSecret: 'of somebody else' });
    const { checks } = await root.post<SignInProviderTest>(`/sign-in-providers/${plain.id}/test`);
    expect(checks).toContainEqual({ check: 'client', outcome: 'failed', reason: null, detail: 'invalid_client' });
    await root.patch(`/sign-in-providers/${plain.id}`, { clientSecret: town.client.secret });
    const inside = await root.post<SignInProvider>('/sign-in-providers', {
      ...{ name: 'Inside', profile: 'generic', issuer: 'https://10.0.0.1' },
    });
    const { checks: refused } = await root.post<SignInProviderTest>(`/sign-in-providers/${inside.id}/test`);
    expect(refused).toEqual([{ check: 'discovery', outcome: 'failed', reason: 'not-allowed', detail: '10.0.0.1' }]);
    await root.call('DELETE', `/sign-in-providers/${inside.id}`);
  });

  // ASVS: 10.5.2.
  it('signs in the agent of an address that it confirms, and knows them by the account from then on', async () => {
    const ana = await agent('ana@town.test');
    const first = await signIn(plain, person('ana'), { to: '/cases?view=mine' });
    expect(first).toMatchObject({ status: 201, body: { to: '/cases?view=mine' } });
    expect(await first.browser.session()).toMatchObject({ agent: { id: ana.id, role: 'agent' } });
    const later = await signIn(plain, person('ana', { email: 'ana.martin@elsewhere.test', email_verified: false }));
    expect(await later.browser.session()).toMatchObject({ agent: { id: ana.id } });
    // Passwords stay allowed here.
    expect((await withPassword('ana@town.test')).status).toBe(201);
  });

  // ASVS: 7.6.1.
  it('is signed out of together with the product', async () => {
    const { browser } = await signIn(plain, person('ana'));
    const { url } = await browser.get<{ url: string }>('/session/provider-sign-out');
    const asked = new URL(url).searchParams;
    expect(asked.get('post_logout_redirect_uri')).toBe(plain.signedOutUri);
    expect(asked.get('state')!.length).toBeGreaterThanOrEqual(32);
    // The provider knows the token and the address to return to: it asks only whether to go on.
    const response = await fetch(url);
    expect([response.status, town.lastSignOut?.get('id_token_hint')]).toEqual([200, asked.get('id_token_hint')]);
    expect((await root.get<{ url: string | null }>('/session/provider-sign-out')).url).toBeNull();
  });

  it('says that somebody did not sign in', async () => {
    expect((await signIn(plain, null)).body).toMatchObject({
      reason: 'sign-in-canceled',
      data: { code: 'access_denied' },
    });
  });

  // Threats: A053.
  it('returns nobody to a page of somebody else', async () => {
    for (const to of [
      'https://evil.test',
      '//evil.test',
      '/\\evil.test',
      '/\t/evil.test',
      'javascript:alert(1)',
      '/api/v1/x',
    ])
      expect([to, (await new CookieJar().post(`/sign-in/${plain.id}`, { to })).status]).toEqual([to, 400]);
  });
});

describe('an account that claims the address of an agent', () => {
  // Threats: A015.
  it('waits for an administrator where the provider does not confirm the address, or serves other domains', async () => {
    const victim = await agent('victim@town.test');
    const outsider = await agent('outsider@other.test');
    for (const claimed of [
      person('thief', { email: victim.email, email_verified: false }),
      person('other-thief', { email: outsider.email }),
    ]) {
      const attack = await signIn(plain, claimed);
      expect(attack.body).toMatchObject({ status: 409, reason: 'sign-in-waiting' });
      expect(await attack.browser.session()).toBeNull();
    }
    // Whether there is such an agent is not told.
    const nobody = await signIn(plain, person('nobody', { email: 'nobody@town.test', email_verified: false }));
    expect(nobody.body.reason).toBe('sign-in-waiting');

    const { items } = await root.get<Page<SignInLink>>('/sign-in-links');
    const waiting = items.filter((link) => link.state === 'waiting');
    expect(waiting.map((link) => link.agent.email).toSorted()).toEqual(['outsider@other.test', 'victim@town.test']);
    await root.call('DELETE', `/sign-in-links/${waiting.find(({ agent: { id } }) => id === victim.id)!.id}`);
    await root.post(`/sign-in-links/${waiting.find(({ agent: { id } }) => id === outsider.id)!.id}/approve`);
    const approved = await signIn(plain, person('other-thief', { email: outsider.email }));
    expect(await approved.browser.session()).toMatchObject({ agent: { id: outsider.id } });
  });

  // Threats: A015.
  it('waits, too, where the agent has another account there already', async () => {
    const recycled = await signIn(plain, person('ana', { sub: 'somebody-who-got-the-address' }));
    expect(recycled.body.reason).toBe('sign-in-waiting');
  });

  // Threats: A015.
  // ASVS: 6.3.4.
  it('ends the password, the tokens and the sessions that were prepared for it', async () => {
    const lea = await agent('lea@metropole.test', { role: 'supervisor' });
    // Before passwords were given up for this domain.
    await root.patch(`/sign-in-providers/${proConnect.id}`, { passwordsAllowed: true });
    const preset = await ApiClient.signIn(product.url, { email: lea.email, password: PASSWORD });
    const { token } = await preset.post<{ token: string }>('/tokens', { name: 'x', scopes: ['cases:read'] });
    await root.patch(`/sign-in-providers/${proConnect.id}`, { passwordsAllowed: false });
    expect((await withPassword(lea.email)).body).toMatchObject({
      code: 'wrong-credentials',
      reason: 'sign-in-by-provider',
    });

    const { browser } = await signIn(proConnect, official('lea'));
    // The role is ours, whatever the provider says of her.
    expect(await browser.session()).toMatchObject({ agent: { id: lea.id, role: 'supervisor' } });
    // Whoever asked a moment ago is known for a second, and till the event log says that the session has ended.
    await eventually(async () => expect((await preset.raw('GET', '/cases')).status).toBe(401), 10_000);
    const byToken = await fetch(`${product.url}/api/v1/cases`, { headers: { authorization: `Bearer ${token}` } });
    expect(byToken.status).toBe(401);
    await root.patch(`/sign-in-providers/${proConnect.id}`, { passwordsAllowed: true });
    expect((await withPassword(lea.email)).body.reason).toBeUndefined();
    expect((await withPassword(lea.email)).status).toBe(401);
    await root.patch(`/sign-in-providers/${proConnect.id}`, { passwordsAllowed: false });
  });
});

describe('ProConnect', () => {
  // ASVS: 10.2.3.
  it('is asked as it wants to be asked, and makes an agent who is a case worker', async () => {
    const { browser, status } = await signIn(proConnect, official('noe'));
    expect(status).toBe(201);
    expect(await browser.session()).toMatchObject({
      agent: { name: 'noe Durand', email: 'noe@metropole.test', role: 'agent', teamIds: [team.id] },
    });
    expect(state.lastAsked).toMatchObject({ scope: 'openid given_name usual_name email uid siret idp_id' });
    expect(Object.keys(state.lastAsked).toSorted()).toEqual(
      ['claims', 'client_id', 'nonce', 'redirect_uri', 'response_type', 'scope', 'state'].toSorted(),
    );
    const { url } = await browser.get<{ url: string }>('/session/provider-sign-out');
    expect([...new URL(url).searchParams.keys()].toSorted()).toEqual([
      ...['id_token_hint', 'post_logout_redirect_uri', 'state'],
    ]);
  });

  // ASVS: 6.8.1, 10.5.2.
  it('keeps apart the subjects of the identity providers behind it', async () => {
    const other = official('noe', { idp_id: 'idp-2', email: 'mia@metropole.test' });
    const { browser } = await signIn(proConnect, other);
    expect(await browser.session()).toMatchObject({ agent: { email: 'mia@metropole.test' } });
  });

  it('lets in nobody of another organisation, of other domains, or who was deactivated', async () => {
    const elsewhere = await signIn(proConnect, official('noe', { siret: '11000101300017' }));
    expect(elsewhere.body).toMatchObject({ reason: 'sign-in-wrong-organisation', data: { siret: '11000101300017' } });
    expect((await signIn(proConnect, official('noe', { siret: undefined }))).body.reason).toBe(
      'sign-in-wrong-organisation',
    );
    const foreign = await signIn(proConnect, official('eve', { email: 'eve@elsewhere.test' }));
    expect(foreign.body.reason).toBe('sign-in-waiting');
    const { items } = await root.get<Page<Agent>>('/agents');
    expect(items.map(({ email }) => email)).not.toContain('eve@elsewhere.test');

    await root.patch(`/agents/${items.find(({ email }) => email === 'mia@metropole.test')!.id}`, { active: false });
    const gone = await signIn(proConnect, official('noe', { idp_id: 'idp-2', email: 'mia@metropole.test' }));
    expect(gone.body.reason).toBe('sign-in-deactivated');
  });

  // Threats: A054.
  // ASVS: 6.8.4.
  it('makes no code of ours needless, unless it has asked for a second factor itself', async () => {
    const { browser } = await signIn(proConnect, official('noe'));
    // It does not say when it made sure of somebody: they prove it again before they set up a code.
    expect((await browser.write('POST', '/me/second-factor')).code).toBe('step-up-required');
    const { body } = await browser.post<{ url: string }>(`/sign-in/${proConnect.id}`, { again: true });
    await finish(browser, proConnect, await state.signIn(body.url, official('noe')));
    const { agent: noe } = (await browser.session())!;
    const { secret } = await browser.write<SecondFactorSecret>('POST', '/me/second-factor');
    const at = Date.now();
    const code = (steps: number) => totpAt(secret, new Date(at + steps * 30_000));
    await browser.write('POST', '/me/second-factor/confirmation', { code: code(0) });
    const byPassword = await signIn(proConnect, official('noe', { amr: ['pwd'] }));
    expect(byPassword.body.code).toBe('second-factor-required');
    expect(await byPassword.browser.session()).toBeNull();
    expect((await byPassword.browser.post('/session/second-step', { code: code(1) })).status).toBe(201);
    expect(await byPassword.browser.session()).toMatchObject({ agent: { id: noe.id } });
    // The session is one of the provider all the same.
    const { url } = await byPassword.browser.get<{ url: string }>('/session/provider-sign-out');
    expect(url).toContain('id_token_hint=');
    const byTwo = await signIn(proConnect, official('noe', { amr: ['pwd', 'totp', 'mfa'] }));
    expect(await byTwo.browser.session()).toMatchObject({ agent: { id: noe.id }, secondFactor: 'on' });
    await product.sql.execute(`delete from second_factor where agent_id = $1`, [noe.id]);
  });

  it('creates nobody where the administrator does not want it', async () => {
    await root.patch(`/sign-in-providers/${proConnect.id}`, { createsAgents: false });
    const unknown = await signIn(proConnect, official('max'));
    expect(unknown.body).toMatchObject({ reason: 'sign-in-no-account', data: { address: 'max@metropole.test' } });
    await root.patch(`/sign-in-providers/${proConnect.id}`, { createsAgents: true });
  });
});

describe('what comes back from a provider', () => {
  // ASVS: 7.6.2, 10.1.2, 10.2.1, 10.2.2.
  it('is good once, in the browser that was sent, for the provider to which it was sent', async () => {
    const done = await signIn(plain, person('ana'));
    // The same answer again, in the same browser and in another one.
    for (const browser of [done.browser, new CookieJar()])
      expect((await finish(browser, plain, done.answer)).body.reason).toBe('sign-in-stale');

    const [mine, theirs] = [new CookieJar(), new CookieJar()];
    const answer = await town.signIn(await begin(mine, plain), person('ana'));
    await begin(theirs, plain);
    // Somebody who is sent the address of another one's sign-in is not signed in as them.
    expect((await finish(theirs, plain, answer)).body.reason).toBe('sign-in-stale');
    // A provider that passes on the code of another one gets nowhere, and the code stays unused.
    expect((await finish(mine, proConnect, answer)).body.reason).toBe('sign-in-stale');
    expect((await finish(mine, plain, { ...answer, state: 'x'.repeat(43) })).body.reason).toBe('sign-in-stale');
    expect(await mine.session()).toBeNull();
  });

  // ASVS: 10.2.2.
  it('names the issuer that was asked, and brings a code that it gave', async () => {
    for (const change of [
      { iss: 'https://other.test' },
      { iss: undefined },
      { code: 'made-up' },
      { code: undefined },
    ]) {
      const browser = new CookieJar();
      const answer = await town.signIn(await begin(browser, plain), person('ana'));
      const { body } = await finish(browser, plain, { ...answer, ...change });
      expect([change, body.reason]).toEqual([change, 'sign-in-not-proved']);
    }
  });

  const now = () => Math.floor(Date.now() / 1000);
  const wrongTokens: [string, (token: Falsified) => void][] = [
    ['with another nonce', ({ claims }) => (claims['nonce'] = 'n'.repeat(43))],
    ['without a nonce', ({ claims }) => delete claims['nonce']],
    ['for another client', ({ claims }) => (claims['aud'] = 'somebody-else')],
    ['of another issuer', ({ claims }) => (claims['iss'] = 'https://other.test')],
    ['that is over', ({ claims }) => Object.assign(claims, { exp: now() - 120, iat: now() - 180 })],
    ['of long ago', ({ claims }) => (claims['iat'] = now() - 3600)],
    ['of the future', ({ claims }) => (claims['iat'] = now() + 600)],
    ['signed by somebody else', (token) => (token.key = 'foreign')],
    ['without a signature', (token) => (token.key = 'none')],
    ['with a key that is not published', ({ header }) => (header['kid'] = 'unknown')],
  ];
  // Threats: R10.
  // ASVS: 6.8.2, 9.1.1, 9.1.2, 9.1.3, 9.2.1, 9.2.3, 10.5.1, 10.5.4.
  it.each(wrongTokens)('is refused with a token %s', async (_, falsify) => {
    town.falsify.idToken = falsify;
    const { body, browser } = await signIn(plain, person('ana'));
    expect(body).toMatchObject({ code: 'conflict', reason: 'sign-in-not-proved' });
    expect(await browser.session()).toBeNull();
  });

  const wrongUserinfo: [string, (token: Falsified) => void][] = [
    ['of another person', ({ claims }) => (claims['sub'] = 'sub-of-somebody-else')],
    ['signed by somebody else', (token) => (token.key = 'foreign')],
    ['without a signature', (token) => (token.key = 'none')],
    ['for another client', ({ claims }) => (claims['aud'] = 'somebody-else')],
  ];
  // ASVS: 6.8.2, 9.2.3.
  it.each(wrongUserinfo)('is refused with userinfo %s', async (_, falsify) => {
    state.falsify.userinfo = falsify;
    expect((await signIn(proConnect, official('noe'))).body.reason).toBe('sign-in-not-proved');
  });

  // ASVS: 6.8.2.
  it('is refused with userinfo that ProConnect did not sign', async () => {
    state.falsify.userinfo = () => undefined;
    state.plainUserinfo = true;
    expect((await signIn(proConnect, official('noe'))).body.reason).toBe('sign-in-not-proved');
  });

  it('is believed where the clocks are a little apart, and after the keys were changed', async () => {
    town.falsify.idToken = ({ claims }) => Object.assign(claims, { iat: now() + 40, exp: now() + 100 });
    expect((await signIn(plain, person('ana'))).status).toBe(201);
    town.falsify.idToken = ({ claims }) => Object.assign(claims, { iat: now() - 100, exp: now() - 40 });
    expect((await signIn(plain, person('ana'))).status).toBe(201);
    town.falsify = {};
    town.rotateKeys();
    state.rotateKeys();
    expect((await signIn(plain, person('ana'))).status).toBe(201);
    expect((await signIn(proConnect, official('noe'))).status).toBe(201);
  });
});

describe('an administrator', () => {
  it('cannot lock out all administrators', async () => {
    const closing = root.patch(`/sign-in-providers/${plain.id}`, { passwordsAllowed: false });
    await expect(closing).rejects.toMatchObject({ problem: { errors: [{ reason: 'sign-in-nobody-left' }] } });
    const { browser } = await signIn(plain, person('root'));
    expect(await browser.session()).toMatchObject({ agent: { role: 'administrator' } });
    await root.patch(`/sign-in-providers/${plain.id}`, { passwordsAllowed: false });
    await root.patch(`/sign-in-providers/${plain.id}`, { passwordsAllowed: true });
  });

  // ASVS: 6.8.4, 7.5.3, 7.6.1.
  it('proves again who they are before a sensitive act, at the provider that has known them for hours', async () => {
    const now = Math.floor(Date.now() / 1000);
    town.falsify.idToken = ({ claims }) => (claims['auth_time'] = now - 3 * 3600);
    const { browser } = await signIn(plain, person('root'));
    const act = async () => (await browser.write('PATCH', `/sign-in-providers/${plain.id}`, { name: plain.name })).code;
    expect(await act()).toBe('step-up-required');
    town.falsify = {};
    const { body } = await browser.post<{ url: string }>(`/sign-in/${plain.id}`, { again: true });
    await finish(browser, plain, await town.signIn(body.url, person('root')));
    expect(town.lastAsked['prompt']).toBe('login');
    expect(await act()).toBeUndefined();
  });

  it('enters the secret again where the provider or the client is another one', async () => {
    const moving = root.patch(`/sign-in-providers/${plain.id}`, { issuer: 'https://evil.test' });
    await expect(moving).rejects.toMatchObject({
      problem: { errors: [{ path: 'clientSecret', reason: 'sign-in-secret-needed' }] },
    });
  });

  // ASVS: 7.6.1.
  it('parts an account from its agent, whose sessions from there end', async () => {
    const { browser } = await signIn(plain, person('ana'));
    const { items } = await root.get<Page<SignInLink>>('/sign-in-links');
    const link = items.find(({ subject }) => subject === 'sub-of-ana')!;
    expect(link).toMatchObject({ state: 'linked', provider: 'Compte de la ville', usedAt: expect.any(String) });
    await root.call('DELETE', `/sign-in-links/${link.id}`);
    expect(await browser.session()).toBeNull();
  });
});

describe('what is posted by SAML', () => {
  let saml: SignInProvider;
  beforeAll(async () => {
    saml = await root.post<SignInProvider>('/sign-in-providers', {
      ...{ name: 'SAML', profile: 'saml', issuer: directory.entityId, signInUrl: directory.signInUrl },
      ...{ certificates: [directory.certificate], domains: ['saml.test'], active: true, createsAgents: true },
    });
    directory.register(await (await fetch(saml.entityId!)).text());
  });
  afterAll(() => root.call('DELETE', `/sign-in-providers/${saml.id}`));

  const lou = { nameId: 'lou-1', attributes: { mail: 'lou@saml.test', displayName: 'Lou' } };
  /** As a browser does it for a foreign page: without cookies. Returns where it is sent on to. */
  async function post(form: Record<string, string>, at = saml.redirectUri) {
    const response = await fetch(at, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
    return { status: response.status, location: response.headers.get('location'), response };
  }

  // ASVS: 6.8.2, 6.8.3, 7.6.2.
  it('signs in the browser that was sent, once, and opens a page of ours alone', async () => {
    const [mine, theirs] = [new CookieJar(), new CookieJar()];
    const { acsUrl, ...form } = await directory.signIn(await begin(mine, saml, '/search?q=x'), lou);
    await begin(theirs, saml);
    const { status, location, response } = await post(form, acsUrl);
    const back = `${product.url}/sign-in/return/${saml.id}`;
    expect([status, location]).toEqual([303, `${back}?state=${form.RelayState}`]);
    expect(response.headers.getSetCookie()).toEqual([]);
    const answer = { state: form.RelayState };
    expect((await finish(theirs, saml, answer)).body.reason).toBe('sign-in-stale');
    expect((await finish(mine, plain, answer)).body.reason).toBe('sign-in-stale');
    await begin(mine, saml);
    expect((await finish(mine, saml, answer)).body.reason).toBe('sign-in-stale');
    // Another one, in the browser that was sent.
    const again = new CookieJar();
    const next = await directory.signIn(await begin(again, saml, '/search?q=x'), lou);
    await post({ RelayState: next.RelayState, SAMLResponse: next.SAMLResponse });
    const done = await finish(again, saml, { state: next.RelayState });
    expect(done).toMatchObject({ status: 201, body: { to: '/search?q=x' } });
    expect(await again.session()).toMatchObject({ agent: { name: 'Lou', role: 'agent' } });
    expect((await finish(again, saml, { state: next.RelayState })).body.reason).toBe('sign-in-stale');
  });

  it('leads nowhere else, and is kept only where it was asked for', async () => {
    const { acsUrl: _, ...form } = await directory.signIn(await begin(new CookieJar(), saml), lou);
    const back = `${product.url}/sign-in/return/${saml.id}`;
    for (const RelayState of ['https://evil.test', '//evil.test', `${form.RelayState}\r\nX: y`, 'x'.repeat(43), ''])
      expect([RelayState, (await post({ ...form, RelayState })).location]).toEqual([RelayState, back]);
    expect((await post({ RelayState: form.RelayState })).location).toBe(back);
    const elsewhere = form.RelayState && `${product.url}/saml/${plain.id}/acs`;
    expect((await post(form, elsewhere)).location).toBe(`${product.url}/sign-in/return/${plain.id}`);
    expect((await post(form, `${product.url}/saml/${encodeURIComponent('//evil.test')}/acs`)).status).toBe(404);
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    expect((await fetch(saml.redirectUri, json)).status).toBe(415);
    expect((await post({ SAMLResponse: 'A'.repeat(900_000) })).status).toBe(413);
    expect((await fetch(`${product.url}/saml/${plain.id}/metadata`)).status).toBe(404);
  });
});

describe('on the screens', () => {
  let browser: Browser;
  beforeAll(async () => void (browser = await launchChromium()));
  afterAll(() => browser?.close());

  it('an administrator connects a provider without a manual', async () => {
    const screen = await Screen.open(browser, product.url);
    const { page } = screen;
    await screen.signIn(ADMIN);
    await page.goto(`${product.url}/settings/sign-in`);
    await page.getByRole('heading', { name: 'Linked accounts' }).waitFor();
    await screen.loaded();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await page.getByRole('button', { name: 'Add a provider' }).click();
    await page.getByText('OpenID Connect', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Annuaire');
    await page.getByRole('textbox', { name: 'Issuer' }).fill('annuaire.test');
    await page.getByRole('textbox', { name: 'Issuer' }).fill(town.issuer);
    await page.getByRole('button', { name: 'Continue' }).click();

    await page.getByRole('heading', { name: 'Annuaire' }).waitFor();
    const { items } = await root.get<Page<SignInProvider>>('/sign-in-providers');
    const added = items.find(({ name }) => name === 'Annuaire')!;
    await page.getByText(added.redirectUri).waitFor();
    await page.getByRole('switch', { name: 'Active' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Enter the client ID that the provider gave you.').waitFor();
    await page.getByRole('textbox', { name: 'Client ID' }).fill(town.client.id);
    await page.getByLabel('Client secret', { exact: true }).fill(town.client.secret);
    await page.getByRole('combobox', { name: 'Email domains' }).fill('@quartier.test');
    await page.keyboard.press('Enter');
    // What is tested is what is stored.
    await page.getByText('Save it first, then test.').waitFor();
    expect(await page.getByRole('button', { name: 'Test the provider' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('A secret is stored.').waitFor();
    await page.getByRole('button', { name: 'Test the provider' }).click();
    await page.getByText('Client ID and secret are right.').waitFor();
    await page.getByText(`Address asked: ${town.issuer}/.well-known/openid-configuration`).waitFor();
    await page.getByText('This test cannot tell whether this return address').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    expect(screen.errors.filter((error) => !/400/.test(error))).toEqual([]);
    await screen.close();
    town.register(added);
  });

  it('an agent is led to their provider by their address, returns where they wanted, and signs out there, too', async () => {
    await agent('zoe@quartier.test');
    const screen = await Screen.open(browser, product.url);
    const { page } = screen;
    await page.goto(`${product.url}/search?q=nothing`);
    await page.getByLabel('Email address').fill('zoe@quartier.test');
    await page.getByRole('button', { name: 'Continue' }).click();
    const way = page.getByRole('button', { name: 'Sign in with Annuaire' });
    await way.waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);

    town.person = person('unknown', { email: 'unknown@quartier.test' });
    await way.click();
    await page.getByText('There is no account here for unknown@quartier.test.').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await screen.context.clearCookies();
    await page.goto(`${product.url}/search?q=nothing`);
    await page.getByLabel('Email address').fill('zoe@quartier.test');
    await page.keyboard.press('Enter');
    town.person = person('zoe', { email: 'zoe@quartier.test' });
    await way.click();
    await page.waitForURL(`${product.url}/search?q=nothing`);
    expect(new URL(page.url()).searchParams.has('code')).toBe(false);

    town.lastSignOut = null;
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(`${town.url}/**`);
    expect(town.lastSignOut!.get('id_token_hint')).toBeTruthy();

    // Also where they are led to a second factor first.
    town.lastSignOut = null;
    const rules = JSON.stringify({ secondFactorFor: 'everybody' });
    await product.sql.execute(`insert into setting (key, value) values ('sign-in-rules', $1)`, [rules]);
    await page.goto(`${product.url}/search?q=nothing`);
    await page.getByLabel('Email address').fill('zoe@quartier.test');
    await page.keyboard.press('Enter');
    await way.click();
    await page.waitForURL(`${product.url}/second-factor**`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${town.url}/**`);
    expect(town.lastSignOut!.get('id_token_hint')).toBeTruthy();
    await screen.close();
  });

  it('an administrator connects a SAML provider by its metadata, and an agent signs in by it', async () => {
    await product.sql.execute(`delete from setting where key = 'sign-in-rules'`);
    const screen = await Screen.open(browser, product.url);
    const { page } = screen;
    await screen.signIn(ADMIN);
    await page.goto(`${product.url}/settings/sign-in`);
    // Who was refused before is on the page of their provider, and is invited from there.
    await page.getByRole('link', { name: 'Annuaire' }).click();
    await page.getByText(/unknown@quartier\.test · 1 attempt, on/).waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await page.getByRole('button', { name: /^Invite / }).click();
    const invitation = page.getByRole('dialog', { name: 'Add an agent' });
    expect(await invitation.getByLabel('Email address').inputValue()).toBe('unknown@quartier.test');
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'All providers' }).click();
    await page.getByRole('button', { name: 'Add a provider' }).click();
    await page.getByText('SAML 2.0').click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Intranet');
    await page.getByRole('textbox', { name: 'Metadata of the provider' }).fill('<html></html>');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('This is not the metadata of one SAML provider').waitFor();
    // To a browser it is another site than we are, so that what it posts to us comes without our cookies.
    expect([directory.url, product.url].map((url) => new URL(url).hostname)).toEqual(['127.0.0.1', 'localhost']);
    await page.getByRole('textbox', { name: 'Metadata of the provider' }).fill(directory.metadata);
    await page.getByRole('button', { name: 'Continue' }).click();

    await page.getByRole('heading', { name: 'Intranet' }).waitFor();
    const { items } = await root.get<Page<SignInProvider>>('/sign-in-providers');
    const added = items.find(({ name }) => name === 'Intranet')!;
    for (const address of [added.entityId!, added.redirectUri]) await page.getByText(address).waitFor();
    await page.getByText('CN=idp.test, until').waitFor();
    directory.register(await (await fetch(added.entityId!)).text());
    await page.getByRole('combobox', { name: 'Email domains' }).fill('intranet.test');
    await page.keyboard.press('Enter');
    await page.getByRole('switch', { name: 'Active' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').first().waitFor();
    await page.getByRole('button', { name: 'Test the provider' }).click();
    await page.getByText('The signing certificate is good until').waitFor();
    await page.getByText('Its sign-in page answers at').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await screen.close();

    await agent('eve@intranet.test');
    directory.person = { nameId: 'eve-1', attributes: { mail: 'eve@intranet.test' } };
    const theirs = await Screen.open(browser, product.url);
    await theirs.page.goto(`${product.url}/search?q=nothing`);
    await theirs.page.getByLabel('Email address').fill('eve@intranet.test');
    await theirs.page.keyboard.press('Enter');
    await theirs.page.getByRole('button', { name: 'Sign in with Intranet' }).click();
    await theirs.page.waitForURL(`${product.url}/search?q=nothing`);
    await theirs.page.getByRole('button', { name: 'Account of eve' }).waitFor();
    await theirs.page.getByRole('button', { name: 'Account of eve' }).click();
    await theirs.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await theirs.page.waitForURL(`${product.url}/sign-in**`);
    expect(theirs.errors).toEqual([]);
    await theirs.close();
  });
});
