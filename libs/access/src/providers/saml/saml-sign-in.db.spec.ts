import { CreateSignInProvider, type UpdateSignInProvider } from '@guichet/contracts';
import { Egress, Logger, OutboundAllow } from '@guichet/platform';
import { SamlProvider as Emulator, type SamlPerson } from '../../../../../test/providers/saml-provider.js';
import { selfSigned } from '../../../../../test/support/self-signed-certificate.js';
import { TestTown } from '../../../../../test/support/test-town.js';
import { principalOfSession } from '../../find-principal.js';
import type { Principal } from '../../principal.js';
import { beginSecondFactor, confirmSecondFactor } from '../../second-factor/second-factor.js';
import { totpAt } from '../../second-factor/totp.js';
import {
  addressesOf,
  createSignInProvider,
  shownProvider,
  updateSignInProvider,
  type StoredProvider,
} from '../provider-settings.js';
import { ProviderSignIn } from '../provider-sign-in.js';
import { approveSignInLink, signInLinks } from '../linked-provider-accounts.js';
import { samlProvider } from '../sign-in-protocol.js';
import { readSamlMetadata, ownSamlMetadata } from './saml-metadata.js';
import { checkCertificates, testSamlProvider } from './check-saml-provider-settings.js';

const PUBLIC_URL = 'https://guichet.test';

let town: TestTown;
let root: Principal;
let egress: Egress;
let signIns: ProviderSignIn;
let [idp, other]: Emulator[] = [];
let [row, otherRow]: StoredProvider[] = [];

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
const create = (wanted: object) =>
  as(root, (tx) =>
    createSignInProvider(tx, root, {
      keyring: town.keyring,
      wanted: CreateSignInProvider.parse({ name: 'Annuaire', profile: 'saml', ...wanted }),
    }),
  );
const update = ({ id }: StoredProvider, wanted: UpdateSignInProvider) =>
  as(root, (tx) => updateSignInProvider(tx, root, { id, keyring: town.keyring, wanted }));

/** As an administrator connects it: with what its metadata says. */
async function connected(domain: string): Promise<[Emulator, StoredProvider]> {
  const started = await Emulator.start();
  const { issuer, signInUrl, certificates } = readSamlMetadata(started.metadata);
  const stored = await create({
    ...{ issuer, signInUrl, certificates: certificates.map(({ pem }) => pem), domains: [domain] },
    ...{ active: true, createsAgents: true },
  });
  started.register(ownSamlMetadata(addressesOf(PUBLIC_URL, stored)));
  return [started, stored];
}

beforeAll(async () => {
  town = await TestTown.build();
  root = await town.agent('Root', [], 'administrator');
  egress = new Egress(OutboundAllow.parse('127.0.0.0/8'));
  signIns = new ProviderSignIn({
    ...{ database: town.database, keyring: town.keyring, http: egress },
    ...{ config: { publicUrl: PUBLIC_URL }, logger: new Logger('silent') },
  });
  [idp, row] = await connected('ville.test');
  [other, otherRow] = await connected('agglo.test');
});
afterAll(async () => {
  await idp?.close();
  await other?.close();
  await egress?.close();
  await town?.close();
});
afterEach(() => {
  idp!.falsify = {};
});

const person = (name: string, attributes: object = {}): SamlPerson => ({
  nameId: `id-of-${name}`,
  attributes: { mail: `${name}@ville.test`, displayName: name, ...attributes },
});
const ORIGIN = { userAgent: null, address: null };
const reasonOf = (error: { code?: string; more?: { reason?: string } }) => error.more?.reason ?? error.code ?? 'fault';

/** Somebody signs in there, and their browser posts what it was given. Returns that, and what `finish` takes. */
async function back(stored: StoredProvider, who: SamlPerson | null, isAgain = false) {
  const { url, browser } = await signIns.begin(stored.id, { to: '/inbox/mine', isAgain });
  const { RelayState: state, SAMLResponse: posted } = await (stored === otherRow ? other! : idp!).signIn(url, who);
  return { state, posted, coming: { response: { state }, browser, origin: ORIGIN } };
}
async function signIn(stored: StoredProvider, who: SamlPerson | null, isAgain = false) {
  const { state, posted, coming } = await back(stored, who, isAgain);
  await signIns.keepPosted(stored.id, { state, posted });
  return signIns.finish(stored.id, coming).catch(reasonOf);
}

describe('who signs in by SAML', () => {
  it('becomes a case worker who has no role of the provider, and comes back as the same agent', async () => {
    const ana = person('ana', { role: 'administrator', memberOf: 'cn=admins' });
    const opened = await signIn(row!, ana);
    if (typeof opened === 'string') throw new Error(opened);
    expect(opened).toMatchObject({ to: '/inbox/mine' });
    const principal = (await principalOfSession(town.database, opened.secret))!;
    expect(principal).toMatchObject({ name: 'ana', email: 'ana@ville.test', role: 'agent' });
    expect(await signIn(row!, { ...ana, attributes: { mail: 'ana.roy@ville.test' } })).toMatchObject({
      agentId: opened.agentId,
    });
    expect(await signIns.signOutUrl(principal)).toBeNull();
  });

  // Threats: A015.
  // ASVS: 6.8.1.
  it('is nobody whom another provider calls by the same word, nor gets the account of an address elsewhere', async () => {
    expect(await signIn(row!, person('ida'))).toMatchObject({ to: '/inbox/mine' });
    for (const mail of ['ida@ville.test', 'thief@elsewhere.test'])
      expect(await signIn(otherRow!, person('ida', { mail }))).toBe('sign-in-waiting');
    const [waiting] = (await signInLinks(town.database, root)).filter(({ state }) => state === 'waiting');
    expect(waiting).toMatchObject({ address: 'ida@ville.test', issuer: other!.entityId, subject: 'id-of-ida' });
    await as(root, (tx) => approveSignInLink(tx, root, waiting!.id));
    expect(await signIn(otherRow!, person('ida'))).toMatchObject({ to: '/inbox/mine' });
  });

  it('is told why nobody is let in', async () => {
    expect(await signIn(row!, null)).toBe('sign-in-canceled');
    idp!.falsify.signed = (xml) => xml.replace('id-of-max', 'id-of-ana');
    expect(await signIn(row!, person('max'))).toBe('sign-in-not-proved');
    await update(row!, { createsAgents: false });
    idp!.falsify = {};
    expect(await signIn(row!, person('max'))).toBe('sign-in-no-account');
    await update(row!, { createsAgents: true });
  });

  // ASVS: 6.3.4, 6.8.4.
  it('gives a code where they have an app, unless the provider asked for more than a password', async () => {
    const opened = await signIn(row!, person('kim'));
    if (typeof opened === 'string') throw new Error(opened);
    const who = (await principalOfSession(town.database, opened.secret))!;
    const { secret } = await as(who, (tx) => beginSecondFactor(tx, who, town.keyring));
    await as(who, (tx) => confirmSecondFactor(tx, who, { keyring: town.keyring, code: totpAt(secret, new Date()) }));
    expect(await signIn(row!, person('kim'))).toBe('second-factor-required');
    const classRef = 'https://refeds.org/profile/mfa';
    const again = await signIn(row!, { ...person('kim'), classRef }, true);
    if (typeof again === 'string') throw new Error(again);
    const { session } = (await principalOfSession(town.database, again.secret))!;
    expect(session).toMatchObject({ secondFactor: 'on' });
    expect(Date.now() - session!.provedAt.getTime()).toBeLessThan(60_000);
  });
});

describe('a response', () => {
  // Threats: R09.
  // ASVS: 6.8.3, 7.6.2.
  it('is good once, in the browser that was sent, for the provider to which it was sent', async () => {
    const { state, posted, coming } = await back(row!, person('lea'));
    const theirs = await back(row!, person('lea'));
    expect(await signIns.keepPosted(otherRow!.id, { state, posted })).toBe(false);
    expect(await signIns.keepPosted(row!.id, { state: 'x'.repeat(43), posted })).toBe(false);
    expect(await signIns.keepPosted(row!.id, { state, posted })).toBe(true);
    // Another browser, and one that was sent to another provider.
    const finish = (id: string, more: object) => signIns.finish(id, { ...coming, ...more }).catch(reasonOf);
    expect(await finish(row!.id, { browser: theirs.coming.browser })).toBe('sign-in-stale');
    expect(await finish(row!.id, { browser: undefined })).toBe('sign-in-stale');
    expect(await finish(otherRow!.id, {})).toBe('sign-in-stale');
    expect(await finish(row!.id, {})).toMatchObject({ to: '/inbox/mine' });
    expect(await finish(row!.id, {})).toBe('sign-in-stale');
    // To the sign-in of somebody else, it is the response to another request.
    expect(await signIns.keepPosted(row!.id, { state: theirs.state, posted })).toBe(true);
    expect(await signIns.finish(row!.id, theirs.coming).catch(reasonOf)).toBe('sign-in-not-proved');
  });

  it('is kept as nobody can read it, and the first one counts', async () => {
    const { state, posted, coming } = await back(row!, person('lea'));
    await signIns.keepPosted(row!.id, { state, posted });
    await signIns.keepPosted(row!.id, { state, posted: 'AAAA' });
    const kept = await town.database.query<{ response: Buffer | null }>(
      `select response from sign_in_attempt where response is not null`,
    );
    for (const { response } of kept) expect(response!.toString('latin1')).not.toContain(posted.slice(0, 20));
    expect(await signIns.finish(row!.id, coming)).toMatchObject({ to: '/inbox/mine' });
  });

  it('that never came, or that the provider began, signs in nobody', async () => {
    const { coming } = await back(row!, person('lea'));
    expect(await signIns.finish(row!.id, coming).catch(reasonOf)).toBe('sign-in-not-proved');
    idp!.falsify.unsigned = (xml) => xml.replace(/ InResponseTo="[^"]*"/g, '');
    expect(await signIn(row!, person('lea'))).toBe('sign-in-not-proved');
  });
});

describe('the settings of a SAML provider', () => {
  const wrong = (work: Promise<unknown>) =>
    work.then(
      () => 'taken',
      (error: { more?: { errors?: { path: string; reason?: string }[] } }) =>
        error.more?.errors?.map(({ path, reason }) => `${path} ${reason}`).join(),
    );

  it('may be incomplete until it is active', async () => {
    const draft = await create({ name: 'Draft' });
    expect(await wrong(update(draft, { active: true }))).toBe('issuer not-an-entity-id');
    const issuer = 'urn:test:draft';
    expect(await wrong(update(draft, { active: true, issuer }))).toBe('signInUrl sign-in-address-needed');
    const more = { issuer, signInUrl: idp!.signInUrl };
    expect(await wrong(update(draft, { active: true, ...more }))).toBe('certificates certificate-needed');
    expect(await wrong(update(draft, { ...more, certificates: ['x y'] }))).toBe('certificates not-a-certificate');
    const short = selfSigned('short.test', { bits: 1024 }).certificate;
    expect(await wrong(update(draft, { ...more, certificates: [short] }))).toBe('certificates weak-certificate');
    expect(await wrong(update(draft, { profile: 'generic' }))).toBe('profile sign-in-kind-stays');
    expect(await wrong(update(draft, { issuer: 'no uri' }))).toBe('issuer not-an-entity-id');
    expect(await wrong(update(draft, { active: true, ...more, certificates: [idp!.certificate] }))).toBe('taken');
    await update(draft, { active: false });
  });

  it('take two certificates while the provider changes them', async () => {
    idp!.rotateKeys();
    const { certificates } = readSamlMetadata(idp!.metadata);
    expect(certificates).toHaveLength(2);
    const pasted = certificates.map(({ pem }) => pem).join('\n');
    const saved = shownProvider(await update(row!, { certificates: [pasted] }), PUBLIC_URL);
    expect(saved.certificates).toEqual(certificates);
    expect(saved.certificates[0]).toMatchObject({
      subject: 'CN=idp.test',
      fingerprint: expect.stringMatching(/^\w\w:/),
    });
    expect(await signIn(row!, person('lea'))).toMatchObject({ to: '/inbox/mine' });
    idp!.rotateKeys();
    expect(await signIn(row!, person('lea'))).toMatchObject({ to: '/inbox/mine' });
    await update(row!, { certificates: [certificates[0]!.pem] });
    expect(await signIn(row!, person('lea'))).toBe('sign-in-not-proved');
    await update(row!, { certificates: [certificates[1]!.pem] });
    expect(await signIn(row!, person('lea'))).toMatchObject({ to: '/inbox/mine' });
  });

  it('are tested as far as that goes without a person', async () => {
    const tested = (change: Partial<StoredProvider>) =>
      testSamlProvider(samlProvider({ ...row!, ...change }, PUBLIC_URL), egress);
    expect(await tested({ certificates: [idp!.certificate] })).toMatchObject([
      { check: 'certificates', outcome: 'ok', detail: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
      { check: 'sign-in-page', outcome: 'ok' },
      { check: 'logout', outcome: 'warning' },
    ]);
    const page = async (signInUrl: string) => (await tested({ signInUrl }))[1];
    expect(await page(`${idp!.url}/nowhere`)).toMatchObject({
      outcome: 'failed',
      reason: 'error-status',
      detail: '404',
    });
    expect(await page('http://127.0.0.1:39999/sso')).toMatchObject({ outcome: 'warning', reason: 'no-answer' });
    expect(await page('http://10.1.2.3/sso')).toMatchObject({ outcome: 'warning', reason: 'not-allowed' });
    expect(await page('')).toMatchObject({ outcome: 'failed', reason: 'address-missing' });
    const ending = (days: number) => {
      const { certificate } = selfSigned('end.test', { endsAt: new Date(Date.now() + days * 86_400_000) });
      return checkCertificates({ certificates: [certificate] }, new Date()).reason;
    };
    expect([ending(-1), ending(10), ending(60)]).toEqual(['certificate-over', 'certificate-soon', null]);
  });
});
