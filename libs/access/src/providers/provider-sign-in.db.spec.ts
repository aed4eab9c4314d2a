import { CreateSignInProvider, type SignInProfile } from '@guichet/contracts';
import { Egress, Logger, OutboundAllow } from '@guichet/platform';
import { OpenIdProvider, type Falsified, type ProviderPerson } from '../../../../test/providers/openid-provider.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { principalOfSession } from '../find-principal.js';
import type { Principal } from '../principal.js';
import { purgeExpiredSessionsAndTokens } from '../purge-expired-sessions-and-tokens.js';
import { beginSecondFactor, confirmSecondFactor } from '../second-factor/second-factor.js';
import { saveSignInRules } from '../second-factor/sign-in-rules.js';
import { totpAt } from '../second-factor/totp.js';
import { agentOfChallenge } from '../second-factor/sign-in-challenges.js';
import { addressesOf, createSignInProvider, providerToTest, type StoredProvider } from './provider-settings.js';
import { ProviderSignIn } from './provider-sign-in.js';
import { testProvider } from './check-provider-settings.js';
import { approveSignInLink, deleteSignInLink, signInLinks } from './linked-provider-accounts.js';
import { listRefusedSignIns } from '../refused-sign-ins.js';
import { signInsWithoutAccount } from './sign-ins-without-account.js';

const PUBLIC_URL = 'https://guichet.test';
const SIRET = '21570463600012';

let town: TestTown;
let root: Principal;
let egress: Egress;
let signIns: ProviderSignIn;
let [idp, state]: OpenIdProvider[] = [];
let [plain, proConnect]: StoredProvider[] = [];

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);

async function connected(
  profile: Exclude<SignInProfile, 'saml'>,
  more: object,
): Promise<[OpenIdProvider, StoredProvider]> {
  const provider = await OpenIdProvider.start(profile);
  const wanted = CreateSignInProvider.parse({
    ...{ name: profile, profile, issuer: provider.issuer, domains: [`${profile}.test`], sirets: [], teamId: null },
    ...{ clientId: provider.client.id, clientSecret: provider.client.secret, active: true, passwordsAllowed: true },
    ...{ createsAgents: true, ...more },
  });
  const stored = await as(root, (tx) => createSignInProvider(tx, root, { keyring: town.keyring, wanted }));
  provider.register(addressesOf(PUBLIC_URL, stored));
  return [provider, stored];
}

beforeAll(async () => {
  town = await TestTown.build();
  root = await town.agent('Root', [], 'administrator');
  egress = new Egress(OutboundAllow.parse('127.0.0.0/8'));
  signIns = new ProviderSignIn({
    ...{ database: town.database, keyring: town.keyring, http: egress },
    ...{ config: { publicUrl: PUBLIC_URL }, logger: new Logger('silent') },
  });
  [idp, plain] = await connected('generic', {});
  [state, proConnect] = await connected('proconnect', { sirets: [SIRET] });
});
afterAll(async () => {
  await idp?.close();
  await state?.close();
  await egress?.close();
  await town?.close();
});
afterEach(() => {
  for (const provider of [idp, state]) provider!.falsify = {};
});

/** Somebody signs in at a provider; returns what they come back with, which `finish` takes. */
async function back(row: StoredProvider, person: ProviderPerson, isAgain = false) {
  const { url, browser } = await signIns.begin(row.id, { to: '/', isAgain });
  const response = (await (row === plain ? idp! : state!).signIn(url, person)) as { state: string };
  return { response, browser, origin: { userAgent: null, address: null } };
}
const signIn = async (row: StoredProvider, person: ProviderPerson, isAgain = false) =>
  signIns.finish(row.id, await back(row, person, isAgain)).then(
    async (opened) => ({ ...opened, session: (await principalOfSession(town.database, opened.secret))!.session! }),
    (error: { code?: string; more?: { reason?: string } }) => error.more?.reason ?? error.code ?? 'fault',
  );
const someone = (name: string, more: Partial<ProviderPerson> = {}): ProviderPerson => ({
  ...{ sub: `sub-of-${name}`, email: `${name}@generic.test`, email_verified: true, given_name: name },
  ...more,
});
const official = (name: string, more: Partial<ProviderPerson> = {}): ProviderPerson => ({
  ...{ sub: `sub-of-${name}`, email: `${name}@proconnect.test`, given_name: name, usual_name: 'Roy', siret: SIRET },
  ...more,
});

describe('who has signed in at a provider', () => {
  // ASVS: 6.8.1, 10.5.2.
  it('is nobody whom another provider calls by the same name', async () => {
    const ida = official('ida');
    expect(await signIn(proConnect!, ida)).toMatchObject({ to: '/' });
    // The subject and the address are those of Ida; neither is the word of her provider.
    for (const more of [{ email: ida.email }, { email: 'thief@elsewhere.test' }])
      expect(await signIn(plain!, someone('thief', { sub: ida.sub, ...more }))).toBe('sign-in-waiting');
  });

  // ASVS: 6.3.4, 6.8.4. What a provider does not say was a password alone.
  it('gives a code where they have an app, and where it is required, unless the provider asked for more than a password', async () => {
    const first = async (name: string) => {
      const opened = await signIn(proConnect!, official(name));
      if (typeof opened === 'string') throw new Error(opened);
      return { id: opened.agentId, name, session: opened.session };
    };
    const [kim, lou] = [await first('kim'), await first('lou')];
    const who = { ...root, ...kim };
    const { secret } = await as(who, (tx) => beginSecondFactor(tx, who, town.keyring));
    await as(who, (tx) => confirmSecondFactor(tx, who, { keyring: town.keyring, code: totpAt(secret, new Date()) }));
    await as(root, (tx) => saveSignInRules(tx, root, { secondFactorFor: 'everybody' }));
    for (const amr of [['pwd'], [], ['MFA'], ['pwd', 'face'], ['x'.repeat(500)]]) {
      expect([amr, await signIn(proConnect!, official('kim', { amr }))]).toEqual([amr, 'second-factor-required']);
      expect(await signIn(proConnect!, official('lou', { amr }))).toMatchObject({
        session: { secondFactor: 'missing' },
      });
    }
    for (const name of ['kim', 'lou'])
      expect(await signIn(proConnect!, official(name, { amr: ['pwd', 'mfa'] }))).toMatchObject({
        session: { secondFactor: 'on' },
      });
    expect(lou.session.secondFactor).toBe('off');
    await as(root, (tx) => saveSignInRules(tx, root, { secondFactorFor: 'nobody' }));
  });
});

/** How long ago somebody who signs in has proved who they are, in seconds; else why they were refused. */
async function proofAge(...signing: Parameters<typeof signIn>): Promise<number | string> {
  const opened = await signIn(...signing);
  return typeof opened === 'string' ? opened : Math.round((Date.now() - opened.session.provedAt.getTime()) / 1000);
}
const DAYS = 86_400;

describe('a proof of who signs in', () => {
  // ASVS: 6.8.4, 7.5.3. It opens what asks for a proof of this moment.
  it('is none where the provider does not say when it was given, unless it was asked to ask anew', async () => {
    expect(await proofAge(proConnect!, official('pia'))).toBeGreaterThan(365 * DAYS);
    expect(await proofAge(proConnect!, official('pia'), true)).toBeLessThan(60);
    expect(state!.lastAsked).toMatchObject({ prompt: 'login' });
    expect(await proofAge(plain!, someone('pia'))).toBeLessThan(60);
    idp!.falsify.idToken = ({ claims }) => delete claims['auth_time'];
    expect(await proofAge(plain!, someone('pia'))).toBeGreaterThan(365 * DAYS);
  });

  // ASVS: 6.8.4, 7.5.3. What the browser was sent with may have been left out on the way.
  it('that was asked for anew is believed only with the time at which it was given', async () => {
    expect(await proofAge(plain!, someone('pia'), true)).toBeLessThan(60);
    expect(idp!.lastAsked).toMatchObject({ prompt: 'login', max_age: '0' });
    for (const provedAt of [undefined, Math.floor(Date.now() / 1000) - 120]) {
      idp!.falsify.idToken = ({ claims }) => Object.assign(claims, { auth_time: provedAt });
      expect([provedAt, await proofAge(plain!, someone('pia'), true)]).toEqual([provedAt, 'sign-in-not-proved']);
    }
  });
});

describe('an account that was parted from its agent', () => {
  const links = async (address: string) =>
    (await signInLinks(town.database, root)).filter((link) => link.address === address);

  // ASVS: 7.6.1.
  it('waits for an administrator when it comes again, and so does a second step that was under way', async () => {
    const olga = someone('olga');
    const opened = await signIn(plain!, olga);
    if (typeof opened === 'string') throw new Error(opened);
    const who = { ...root, id: opened.agentId, name: 'olga', session: opened.session };
    const { secret } = await as(who, (tx) => beginSecondFactor(tx, who, town.keyring));
    await as(who, (tx) => confirmSecondFactor(tx, who, { keyring: town.keyring, code: totpAt(secret, new Date()) }));
    const needed = await signIns.finish(plain!.id, await back(plain!, olga)).catch((error: unknown) => error);
    const { challenge } = needed as { challenge: string };
    expect(await agentOfChallenge(town.database, challenge)).toMatchObject({ id: who.id });

    const { id } = (await links(olga.email))[0]!;
    await as(root, (tx) => deleteSignInLink(tx, root, id));
    expect(await principalOfSession(town.database, opened.secret)).toBeNull();
    expect(await agentOfChallenge(town.database, challenge)).toBeNull();
    expect(await links(olga.email)).toEqual([]);
    await expect(as(root, (tx) => approveSignInLink(tx, root, id))).rejects.toMatchObject({ code: 'not-found' });
    expect(await signIn(plain!, olga)).toBe('sign-in-waiting');
    expect(await links(olga.email)).toMatchObject([{ id, state: 'waiting' }]);
    await as(root, (tx) => approveSignInLink(tx, root, id));
    expect(await signIn(plain!, olga)).toBe('second-factor-required');
  });
});

describe('whoever is sent without an account', () => {
  const createsAgents = (whether: boolean) =>
    town.database.execute(`update sign_in_provider set creates_agents = $2 where id = $1`, [plain!.id, whether]);
  const listed = (who = root) => signInsWithoutAccount(town.database, who, plain!.id);
  const stored = async () =>
    (await town.database.query<{ n: number }>(`select count(*)::int as n from sign_in_without_account`))[0]!.n;
  beforeAll(async () => {
    await createsAgents(false);
    await town.database.execute(`delete from sign_in_without_account`);
  });
  afterAll(() => createsAgents(true));

  it('is listed for an administrator with what the provider said of them, until they have an account', async () => {
    const ana = await town.agent('Ana', []);
    for (const expected of ['sign-in-no-account', 'sign-in-no-account'])
      expect(await signIn(plain!, someone('Zelda', { email: 'Zelda@generic.test' }))).toBe(expected);
    const unproved = { sub: 'other', email: 'ulf@generic.test', email_verified: false };
    expect(await signIn(plain!, someone('ulf', unproved))).toBe('sign-in-waiting');
    expect(await signIn(plain!, someone('vera', { sub: 'nameless', email: undefined as never }))).toBe('sign-in-no-account'); // prettier-ignore
    // Somebody who has one is among the accounts that wait.
    expect(await signIn(plain!, someone('ana', { email: ana.email, email_verified: false }))).toBe('sign-in-waiting');

    expect(await listed()).toMatchObject([
      { address: null, name: 'vera', proved: false, times: 1 },
      { address: 'ulf@generic.test', name: 'ulf', proved: false, times: 1 },
      { address: 'zelda@generic.test', name: 'Zelda', proved: true, times: 2 },
    ]);
    await expect(async () => listed(ana)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(signInsWithoutAccount(town.database, root, root.id)).rejects.toMatchObject({ code: 'not-found' });

    await town.database.execute(`update agent set email = 'zelda@generic.test' where id = $1`, [ana.id]);
    expect((await listed()).map(({ name }) => name)).toEqual(['vera', 'ulf']);
  });

  it('is forgotten 30 days after they came last, and is one of the last 200', async () => {
    await town.database.execute(
      `insert into sign_in_without_account (id, provider_id, address, subject, name, proved, times, last_at)
       select gen_random_uuid(), $1, n || '@generic.test', '', null, true, 1, now() - interval '1 day' from generate_series(1, 250) n`,
      [plain!.id],
    );
    expect(await signIn(plain!, someone('willa'))).toBe('sign-in-no-account');
    expect([await stored(), (await listed())[0]!.name]).toEqual([200, 'willa']);
    await town.database.execute(
      `update sign_in_without_account set last_at = now() - interval '31 days' where name is distinct from 'willa'`,
    );
    expect((await listed()).map(({ name }) => name)).toEqual(['willa']);
    await town.database.write({ kind: 'system', name: 'Purge' }, purgeExpiredSessionsAndTokens);
    expect(await stored()).toBe(1);
  });
});

describe('a sign-in that nobody finishes', () => {
  it('is deleted, at the provider and before the second step', async () => {
    await signIns.begin(plain!.id, { to: '/', isAgain: false });
    const rows = () =>
      town.database.query(`select state from sign_in_attempt union all select challenge from provider_second_step`);
    expect((await rows()).length).toBeGreaterThan(1);
    for (const table of ['sign_in_attempt', 'provider_second_step'])
      await town.database.execute(`update ${table} set created_at = now() - interval '2 hours'`);
    await as(root, purgeExpiredSessionsAndTokens);
    expect(await rows()).toEqual([]);
  });
});

describe('a provider', () => {
  // ASVS: 10.2.2, 10.5.3.
  it('that says it is another issuer is believed neither when somebody leaves for it nor when they come back', async () => {
    const coming = await back(plain!, someone('max'));
    for (const issuer of ['https://other.test', `${idp!.issuer}/tenant`, undefined]) {
      idp!.falsify.metadata = (metadata) => (metadata['issuer'] = issuer);
      await expect(signIns.begin(plain!.id, { to: '/', isAgain: false })).rejects.toMatchObject({
        more: { reason: 'sign-in-unreachable' },
      });
    }
    await expect(signIns.finish(plain!.id, coming)).rejects.toMatchObject({ more: { reason: 'sign-in-not-proved' } });
  });

  it('whose secret cannot be read any more is one that cannot be reached', async () => {
    const set = `update sign_in_provider set client_secret = $2 where id = $1`;
    await town.database.execute(set, [plain!.id, Buffer.from('by a key that was lost')]);
    const begun = signIns.begin(plain!.id, { to: '/', isAgain: false });
    await expect(begun).rejects.toMatchObject({ more: { reason: 'sign-in-unreachable' } });
    await town.database.execute(set, [plain!.id, plain!.clientSecret]);
  });

  it('whose secret cannot be read any more says so when it is tested, and answers all else', async () => {
    const lost = { ...plain!, clientSecret: Buffer.from('by a key that was lost') };
    const tested = async (stored: StoredProvider) => {
      const { redirectUri } = addressesOf(PUBLIC_URL, stored);
      return testProvider(providerToTest(stored, town.keyring), { http: egress, redirectUri });
    };
    const checks = await tested(lost);
    expect(checks.filter(({ outcome }) => outcome === 'failed')).toEqual([
      { check: 'client', outcome: 'failed', reason: 'secret-unreadable', detail: null },
    ]);
    expect(checks.map(({ check }) => check)).toEqual((await tested(plain!)).map(({ check }) => check));
    expect(await tested({ ...plain!, clientSecret: null })).toContainEqual(
      expect.objectContaining({ check: 'client', reason: 'secret-missing' }),
    );
    const gone = { ...plain!, issuer: 'http://127.0.0.1:39999' };
    expect(await tested(gone)).toEqual([{ check: 'discovery', outcome: 'failed', reason: 'no-answer', detail: null }]);
    idp!.falsify.metadata = (metadata) => (metadata['issuer'] = 'https://other.test');
    expect(await tested(plain!)).toEqual([
      { check: 'discovery', outcome: 'failed', reason: 'other-issuer', detail: expect.stringContaining('other.test') },
    ]);
  });

  const keys: Falsified['key'][] = ['brought', 'shared'];
  // ASVS: 9.1.2, 9.1.3. The key and the algorithm are of the metadata, not of the token.
  it.each(keys)('is not believed by a token with a key that is %s', async (key) => {
    expect(await signIn(plain!, someone('max'))).toMatchObject({ to: '/' });
    idp!.falsify.idToken = (token) => (token.key = key);
    expect(await signIn(plain!, someone('max'))).toBe('sign-in-not-proved');
    // Whatever the provider says that it would take.
    idp!.falsify.metadata = (metadata) =>
      (metadata['id_token_signing_alg_values_supported'] = ['HS256', 'RS256', 'none']);
    expect(await signIn(plain!, someone('max'))).toBe('sign-in-not-proved');
  });

  // ASVS: 10.1.1.
  it('has its tokens kept here alone, where nobody reads them', async () => {
    const opened = await signIn(plain!, someone('nina'));
    expect(Object.keys(opened).toSorted()).toEqual(['agentId', 'secret', 'session', 'to']);
    const rows = await town.database.query<{ text: string; hasToken: boolean }>(
      `select row_to_json(s)::text as text, id_token is not null as "hasToken" from session s`,
    );
    expect(rows.map(({ hasToken }) => hasToken)).toContain(true);
    // What every JWT begins with, at the beginning of a value: a random one may have three such letters within it.
    for (const start of ['"eyJ', `\\\\x${Buffer.from('eyJ').toString('hex')}`])
      for (const { text } of rows) expect(text).not.toContain(start);
  });
});

describe('a sign-in at a provider that is refused', () => {
  it('is told to administrators with its cause', async () => {
    const last = async () => (await listRefusedSignIns(town.database, root, { limit: 1 })).items[0];
    const mia = someone('mia');
    await signIn(plain!, mia);
    await town.database.execute(`update agent set active = false where email = $1`, [mia.email]);
    expect(await signIn(plain!, mia)).toBe('sign-in-deactivated');
    expect(await last()).toMatchObject({ account: mia.email, agent: { name: 'mia' }, cause: 'deactivated', provider: 'generic' }); // prettier-ignore
    expect(await signIn(plain!, someone('zed', { email_verified: false }))).toBe('sign-in-waiting');
    expect(await last()).toMatchObject({ agent: null, cause: 'waiting', provider: 'generic' });
    expect(await signIn(proConnect!, official('rex', { siret: '00000000000000' }))).toBe('sign-in-wrong-organisation');
    expect(await last()).toMatchObject({ cause: 'wrong-organisation', provider: 'proconnect' });
    idp!.falsify.idToken = ({ claims }) => (claims['nonce'] = 'n'.repeat(43));
    expect(await signIn(plain!, someone('mia'))).toBe('sign-in-not-proved');
    expect(await last()).toMatchObject({ account: '', agent: null, cause: 'not-proved', provider: 'generic' });
  });

  it('is no fault of theirs where the provider fails, or what is set here about it is wrong', async () => {
    const spoiled = async (spoil: () => unknown, change: object = {}) => {
      idp!.falsify = {};
      const { response, ...coming } = await back(plain!, someone('mia'));
      await town.database.execute(`delete from refused_sign_in`);
      await spoil();
      const finished = signIns.finish(plain!.id, { ...coming, response: { ...response, ...change } });
      await expect(finished).rejects.toMatchObject({ more: { reason: 'sign-in-not-proved' } });
      return (await listRefusedSignIns(town.database, root, { limit: 2 })).items.map(({ cause }) => cause);
    };
    const saying = (what: object) => () => {
      idp!.falsify.metadata = (metadata) => Object.assign(metadata, what);
    };
    const secretIs = (secret: Buffer | null) => () =>
      town.database.execute(`update sign_in_provider set client_secret = $2 where id = $1`, [plain!.id, secret]);
    expect(await spoiled(saying({ issuer: 'https://other.test' }))).toEqual(['provider-failed']);
    expect(await spoiled(saying({ token_endpoint: 'http://127.0.0.1:39999/token' }))).toEqual(['provider-failed']);
    for (const secret of [town.keyring.encrypt('sign-in-provider', 'of another client'), Buffer.from('lost')]) {
      expect(await spoiled(secretIs(secret))).toEqual(['provider-failed']);
      await secretIs(plain!.clientSecret)();
    }
    // Anybody can make up a code.
    expect(await spoiled(() => undefined, { code: 'made-up' })).toEqual(['not-proved']);
  });
});
