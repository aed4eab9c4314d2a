import type { SignInProfile } from '@guichet/contracts';
import { Egress, Logger, OutboundAllow } from '@guichet/platform';
import { OpenIdProvider, type Falsified, type ProviderPerson } from '../../../../test/providers/openid-provider.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { principalOfSession } from '../find-principal.js';
import type { Principal } from '../principal.js';
import { beginSecondFactor, confirmSecondFactor } from '../second-factor/second-factor.js';
import { saveSignInRules } from '../second-factor/sign-in-rules.js';
import { totpAt } from '../second-factor/totp.js';
import { addressesOf, createSignInProvider, type StoredProvider } from './provider-settings.js';
import { ProviderSignIn } from './provider-sign-in.js';

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

async function connected(profile: SignInProfile, more: object): Promise<[OpenIdProvider, StoredProvider]> {
  const provider = await OpenIdProvider.start(profile);
  const wanted = {
    ...{ name: profile, profile, issuer: provider.issuer, domains: [`${profile}.test`], sirets: [], teamId: null },
    ...{ clientId: provider.client.id, clientSecret: provider.client.secret, active: true, passwordsAllowed: true },
    ...{ createsAgents: true, ...more },
  };
  const stored = await as(root, (tx) => createSignInProvider(tx, root, { keyring: town.keyring, wanted }));
  provider.register(addressesOf(PUBLIC_URL, stored.id));
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
async function back(row: StoredProvider, person: ProviderPerson) {
  const { url, browser } = await signIns.begin(row.id, { to: '/', isAgain: false });
  const response = (await (row === plain ? idp! : state!).signIn(url, person)) as { state: string };
  return { response, browser, origin: { userAgent: null, address: null } };
}
const signIn = async (row: StoredProvider, person: ProviderPerson) =>
  signIns.finish(row.id, await back(row, person)).then(
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
    // What every JWT begins with.
    for (const start of ['eyJ', Buffer.from('eyJ').toString('hex')])
      for (const { text } of rows) expect(text).not.toContain(start);
  });
});
