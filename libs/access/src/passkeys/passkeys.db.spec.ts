import type { AddPasskey, SecondStepWays } from '@guichet/contracts';
import type { Tx } from '@guichet/database';
import type { Failure } from '@guichet/platform';
import { newId } from '@guichet/platform';
import {
  SoftwareAuthenticator,
  type Algorithm,
  type Falsified,
} from '../../../../test/support/software-authenticator.js';
import { TestTown } from '../../../../test/support/test-town.js';
import { updateAgent } from '../agents.js';
import { principalOfSession } from '../find-principal.js';
import type { Principal } from '../principal.js';
import { purgeExpiredSessionsAndTokens } from '../purge-expired-sessions-and-tokens.js';
import {
  beginSecondFactor,
  confirmSecondFactor,
  ownSecondFactor,
  renewRecoveryCodes,
} from '../second-factor/second-factor.js';
import { passSecondStep, SecondFactorNeeded } from '../second-factor/sign-in-challenges.js';
import { saveSignInRules } from '../second-factor/sign-in-rules.js';
import { hasRecentProof, proofsOf, prove } from '../second-factor/step-up.js';
import { totpAt } from '../second-factor/totp.js';
import { newSecret } from '../secrets-and-digests.js';
import { openSession, signIn } from '../sessions.js';
import { addPasskey, beginPasskey } from './add-passkey.js';
import { ofBrowser, ofSession, takeChallenge } from './passkey-challenges.js';
import { signInByPasskey } from './passkey-sign-in.js';
import { deletePasskey, deletePasskeysOf, ownPasskeys, renamePasskey } from './passkeys.js';
import { beginPasskeyUse, type PasskeyUse } from './verify-passkey.js';

const PUBLIC_URL = 'https://guichet.test';
const PASSWORD = 'correct horse battery';
const nowhere = { userAgent: null, address: null };
const BROWSER = newSecret();

let town: TestTown;
let root: Principal;
const warnings: object[] = [];
const logger = { warn: (_: string, data: object = {}) => void warnings.push(data) };

beforeAll(async () => {
  town = await TestTown.build();
  root = await signedIn(await town.agent('Root', [], 'administrator'));
});
afterEach(() => void warnings.splice(0));
afterAll(() => town.close());

const as = <Result>(who: Pick<Principal, 'id' | 'name'>, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);

/** The agent in a session that was just opened. */
async function signedIn(who: Principal): Promise<Principal> {
  const secret = await as(who, (tx) => openSession(tx, who.id, nowhere));
  return (await principalOfSession(town.database, secret))!;
}

interface Adding {
  device?: SoftwareAuthenticator;
  falsify?: Falsified;
  publicUrl?: string;
  change?: Partial<AddPasskey>;
}

const provedByFactor = (who: Principal, at: 'now()' | 'null') =>
  town.database.execute(`update session set factor_proved_at = ${at} where id = $1`, [who.session!.id]);

/** Adds a passkey as a browser does, in a session that has just proved by a second factor who uses it. */
async function add(who: Principal, adding: Adding = {}) {
  await provedByFactor(who, 'now()');
  const added = await addUnproved(who, adding);
  await provedByFactor(who, 'null');
  return added;
}

/** Adds a passkey as a browser does. */
async function addUnproved(
  who: Principal,
  { device = new SoftwareAuthenticator(), falsify, publicUrl = PUBLIC_URL, change }: Adding = {},
) {
  const options = await as(who, (tx) => beginPasskey(tx, who, { publicUrl }));
  const made = device.create(options, { origin: publicUrl, ...(falsify && { falsify }) });
  const credential = { ...made, name: 'A phone', ...change };
  const { clientDataJSON } = credential;
  const challenge = await as(who, (tx) => takeChallenge(tx, { clientDataJSON, boundTo: ofSession(who) }));
  const more = { keyring: town.keyring, userAgent: 'Firefox', device: null };
  return as(who, (tx) => addPasskey(tx, who, { ...more, publicUrl, credential, challenge }));
}

/** A new agent with a passkey on a device of their own. */
async function withPasskey(name: string, kind?: ConstructorParameters<typeof SoftwareAuthenticator>[0]) {
  const device = new SoftwareAuthenticator(kind);
  const who = await signedIn(await town.agent(name));
  const { recoveryCodes } = await add(who, { device });
  return { who, device, recoveryCodes: recoveryCodes! };
}

const request = (browser = BROWSER, agentId: string | null = null) =>
  as(root, (tx) => beginPasskeyUse(tx, { publicUrl: PUBLIC_URL, boundTo: ofBrowser(browser), agentId }));

/** What a browser brings back, after its challenge was taken. */
async function use(
  assertion: PasskeyUse['assertion'],
  { browser = BROWSER, publicUrl = PUBLIC_URL } = {},
): Promise<PasskeyUse> {
  const { clientDataJSON } = assertion;
  const challenge = await as(root, (tx) => takeChallenge(tx, { clientDataJSON, boundTo: ofBrowser(browser) }));
  return { assertion, challenge, publicUrl, userAgent: 'Firefox', logger };
}

async function enter(device: SoftwareAuthenticator, falsify: Falsified = {}, secondStep: string | null = null) {
  const used = await use(device.get(await request(), { origin: PUBLIC_URL, falsify }));
  return as(root, (tx) => signInByPasskey(tx, { use: used, origin: nowhere, secondStep }));
}

/** Proves by a recovery code who uses the session of this agent. */
const proveByCode = (who: Principal, code: string) => as(who, (tx) => prove(tx, who, { keyring: town.keyring, code }));

/** What follows the right password. */
async function secondStepOf({ email }: Principal): Promise<SecondFactorNeeded> {
  const needed: unknown = await signIn(town.database, { email, password: PASSWORD, ...nowhere }).catch(
    (error: unknown) => error,
  );
  if (!(needed instanceof SecondFactorNeeded)) throw new Error('no second step');
  return needed;
}
const passByCode = (challenge: string, code: string) =>
  passSecondStep(town.database, { challenge, code, keyring: town.keyring }, (tx, agentId) =>
    openSession(tx, agentId, nowhere),
  );
const list = (who: Principal, publicUrl = PUBLIC_URL) => ownPasskeys(town.database, who, publicUrl);
const REFUSED = { code: 'wrong-credentials', more: { reason: 'passkey-refused' } };
const STALE = { code: 'conflict', more: { reason: 'passkey-stale' } };

describe('a sign-in by a passkey', () => {
  // ASVS: 6.3.4, 6.5.7, 6.7.2. The device asks for a PIN, a finger or a face: it is both factors.
  it.each<Algorithm>(['ES256', 'RS256'])('needs neither address nor password nor code (%s)', async (algorithm) => {
    const { who, device } = await withPasskey('Ana', { algorithm });
    const options = await request();
    expect(options).toMatchObject({ rpId: 'guichet.test', userVerification: 'required' });
    expect(options.allowCredentials).toBeUndefined();
    expect(Buffer.from(options.challenge, 'base64url')).toHaveLength(32);

    const { agentId, secret } = await enter(device);
    expect(agentId).toBe(who.id);
    expect(await principalOfSession(town.database, secret)).toMatchObject({
      id: who.id,
      session: { secondFactor: 'on' },
    });
    expect(await list(who)).toMatchObject([
      { name: 'A phone', addedWith: 'Firefox', usedWith: 'Firefox', usedAt: expect.any(String), isUsable: true },
    ]);
  });

  // ASVS: 6.3.8.
  it.each<[string, Falsified]>([
    ['of a page at another address', { origin: 'https://guichet.test.evil.example' }],
    ['of a page without encryption', { origin: 'http://guichet.test' }],
    ['of a page of a neighbour in the domain', { origin: 'https://www.guichet.test' }],
    ['that the device made for somebody else', { rpId: 'evil.example' }],
    ['without a PIN, a finger or a face', { isVerified: false }],
    ['without a touch', { isPresent: false, isVerified: false }],
    ['that names another agent', { userHandle: Buffer.from(newId()).toString('base64url') }],
    ['that names nobody', { userHandle: null }],
    ['that was made to add a passkey', { type: 'webauthn.create' }],
  ])('is refused %s', async (_, falsify) => {
    const { device } = await withPasskey('Bob');
    await expect(enter(device, falsify)).rejects.toMatchObject(REFUSED);
    expect(warnings).toHaveLength(1);
    await enter(device);
  });

  it('is refused with the signature of another passkey, and with none at all', async () => {
    const { device } = await withPasskey('Cleo');
    const other = (await withPasskey('Dora')).device.passkeys[0]!;
    await expect(enter(device, { signedBy: other })).rejects.toMatchObject(REFUSED);
    const used = await use({ ...device.get(await request(), { origin: PUBLIC_URL }), signature: 'AAAA' });
    await expect(
      as(root, (tx) => signInByPasskey(tx, { use: used, origin: nowhere, secondStep: null })),
    ).rejects.toMatchObject(REFUSED);
  });

  it('is refused in the same words for a passkey that was never here, was removed, or is of a deactivated agent', async () => {
    const never = new SoftwareAuthenticator();
    const visitor = await signedIn(await town.agent('Visitor'));
    never.create(await as(visitor, (tx) => beginPasskey(tx, visitor, { publicUrl: PUBLIC_URL })), {
      origin: PUBLIC_URL,
    });
    const removed = await withPasskey('Eve');
    const [passkey] = await list(removed.who);
    await proveByCode(removed.who, removed.recoveryCodes[0]!);
    await as(removed.who, (tx) => deletePasskey(tx, removed.who, passkey!.id));
    const deactivated = await withPasskey('Finn');
    await as(root, (tx) => updateAgent(tx, root, { id: deactivated.who.id, wanted: { active: false } }));
    const refusals = await Promise.all(
      [never, removed.device, deactivated.device].map((device) => enter(device).catch((error: unknown) => error)),
    );
    for (const refusal of refusals) {
      expect(refusal).toMatchObject(REFUSED);
      expect((refusal as Failure).more).toEqual((refusals[0] as Failure).more);
    }
  });

  it('is refused where the count of its device goes back or stands still, as it does for a copy, and it is logged', async () => {
    const { who, device } = await withPasskey('Gus', { isCounting: true });
    for (const counter of [5, 6]) await enter(device, { counter });
    for (const counter of [6, 3, 0]) await expect(enter(device, { counter })).rejects.toMatchObject(REFUSED);
    expect(warnings).toHaveLength(3);
    for (const warning of warnings) {
      expect(warning).toMatchObject({ agentId: who.id, passkeyId: expect.any(String) });
      expect(String((warning as { error: unknown }).error)).toMatch(/counter/i);
    }
    await enter(device, { counter: 7 });
    // Passkeys that several devices share do not count.
    const { device: shared } = await withPasskey('Hugo', { isSynced: true });
    for (const counter of [0, 0]) await enter(shared, { counter });
  });

  it('lets in only one of two with the same count at the same time', async () => {
    const { who, device } = await withPasskey('Ida', { isCounting: true });
    const once = async () => use(device.get(await request(), { origin: PUBLIC_URL, falsify: { counter: 9 } }));
    const [first, second] = [await once(), await once()];
    const by = (used: PasskeyUse) => (tx: Tx) => signInByPasskey(tx, { use: used, origin: nowhere, secondStep: null });
    const late: unknown = await town.commitWhenBlocked(who, by(first), () =>
      as(who, by(second)).catch((error: unknown) => error),
    );
    expect(late).toMatchObject(REFUSED);
  });

  it('is refused to agents whose provider is the only way in, unless they come from there', async () => {
    const { who, device } = await withPasskey('Jo');
    await town.database.execute(
      `insert into sign_in_provider (id, name, profile, issuer, client_id, domains, sirets, creates_agents, passwords_allowed, active, created_at)
       values ($1, 'The state', 'generic', 'https://idp.test', 'x', '{town.test}', '{}', false, false, true, now())`,
      [newId()],
    );
    try {
      await expect(enter(device)).rejects.toMatchObject({ more: { reason: 'sign-in-by-provider' } });
      const challenge = newSecret();
      await town.database.execute(
        `insert into sign_in_challenge (digest, agent_id, expires_at) values (encode(sha256($1::bytea), 'hex'), $2, now() + interval '5 minutes')`,
        [Buffer.from(challenge), who.id],
      );
      expect((await enter(device, {}, challenge)).agentId).toBe(who.id);
    } finally {
      await town.database.execute(`delete from sign_in_provider`);
    }
  });
});

// ASVS: 6.7.2.
describe('what a passkey signs', () => {
  it('is good once, whatever comes of it', async () => {
    const { device } = await withPasskey('Kim');
    const right = device.get(await request(), { origin: PUBLIC_URL });
    await use(right);
    await expect(use(right)).rejects.toMatchObject(STALE);
    const wrong = device.get(await request(), { origin: PUBLIC_URL, falsify: { isVerified: false } });
    const used = await use(wrong);
    await expect(
      as(root, (tx) => signInByPasskey(tx, { use: used, origin: nowhere, secondStep: null })),
    ).rejects.toMatchObject(REFUSED);
    await expect(use(wrong)).rejects.toMatchObject(STALE);
  });

  it('belongs to the browser that asked for it, and to nothing else', async () => {
    const { who, device } = await withPasskey('Lea');
    const assertion = device.get(await request(), { origin: PUBLIC_URL });
    await expect(use(assertion, { browser: newSecret() })).rejects.toMatchObject(STALE);
    await expect(use(assertion, { browser: '' })).rejects.toMatchObject(STALE);
    const { clientDataJSON } = assertion;
    await expect(as(who, (tx) => takeChallenge(tx, { clientDataJSON, boundTo: ofSession(who) }))).rejects.toMatchObject(
      STALE,
    );
    const made = device.get(await request(), { origin: PUBLIC_URL, falsify: { challenge: newSecret() } });
    await expect(use(made)).rejects.toMatchObject(STALE);
    for (const junk of [
      'AAAA',
      Buffer.from('{}').toString('base64url'),
      Buffer.from('{"challenge":1}').toString('base64url'),
    ])
      await expect(use({ ...assertion, clientDataJSON: junk })).rejects.toMatchObject(STALE);
    await use(assertion);
  });

  it('is over after ten minutes, and deleted', async () => {
    const { device } = await withPasskey('Max');
    const assertion = device.get(await request(), { origin: PUBLIC_URL });
    await town.database.execute(`update passkey_challenge set expires_at = now() - interval '1 second'`);
    await expect(use(assertion)).rejects.toMatchObject(STALE);
    await as(root, (tx) => purgeExpiredSessionsAndTokens(tx));
    expect(await town.database.query(`select 1 from passkey_challenge`)).toEqual([]);
  });
});

describe('a passkey', () => {
  it('is asked to be one that a device offers by itself, with a PIN, a finger or a face, and made once by each device', async () => {
    const { who, device } = await withPasskey('Nell', { isSynced: true });
    await provedByFactor(who, 'now()');
    const options = await as(who, (tx) => beginPasskey(tx, who, { publicUrl: PUBLIC_URL }));
    expect(options).toMatchObject({
      rp: { id: 'guichet.test' },
      user: { name: who.email, displayName: who.name },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
      excludeCredentials: [{ id: device.passkeys[0]!.id }],
    });
    expect(() => device.create(options, { origin: PUBLIC_URL })).toThrow('InvalidStateError');
    expect(await list(who)).toMatchObject([{ isSynced: true, usedAt: null }]);
  });

  // ASVS: 7.5.1. Whoever knows the password alone must not add a second factor of their own to an account that has one.
  it('and an app are added to an account with a second factor by a proof of that one alone', async () => {
    const { who, recoveryCodes } = await withPasskey('Nina');
    const refused = { code: 'step-up-required', more: { reason: 'second-factor-proof-needed' } };
    const begin = () => as(who, (tx) => beginSecondFactor(tx, who, town.keyring));
    await as(who, (tx) => prove(tx, who, { keyring: town.keyring, password: PASSWORD }));
    await expect(addUnproved(who)).rejects.toMatchObject(refused);
    await expect(begin()).rejects.toMatchObject(refused);
    await proveByCode(who, recoveryCodes[0]!);
    await expect(addUnproved(who)).resolves.toMatchObject({ recoveryCodes: null });
    const { secret } = await begin();
    await provedByFactor(who, 'null');
    const code = totpAt(secret, new Date());
    await expect(as(who, (tx) => confirmSecondFactor(tx, who, { keyring: town.keyring, code }))).rejects.toMatchObject(refused); // prettier-ignore
  });

  it.each<[string, Falsified]>([
    ['a page at another address', { origin: 'https://evil.example' }],
    ['a device that made it for somebody else', { rpId: 'evil.example' }],
    ['a device that asked for no PIN, finger or face', { isVerified: false }],
    ['a signature to sign in', { type: 'webauthn.get' }],
  ])('is not added by %s', async (_, falsify) => {
    const who = await signedIn(await town.agent('Otto'));
    await expect(add(who, { falsify })).rejects.toMatchObject({ more: { errors: [{ reason: 'passkey-not-proved' }] } });
    expect(await list(who)).toEqual([]);
    expect(await ownSecondFactor(town.database, who)).toMatchObject({ recoveryCodesLeft: 0, passkeys: 0 });
  });

  it('is not added twice, not even by somebody else, nor from another session', async () => {
    const { device } = await withPasskey('Pia');
    const other = await signedIn(await town.agent('Quentin'));
    const options = await as(other, (tx) => beginPasskey(tx, other, { publicUrl: PUBLIC_URL }));
    // A device of an attacker may give any identifier to its key; here that of Pia.
    const copy = new SoftwareAuthenticator();
    const made = copy.create(options, { origin: PUBLIC_URL });
    const id = device.passkeys[0]!.id;
    const attestationObject = Buffer.from(made.attestationObject, 'base64url');
    bytesOf(id).copy(attestationObject, attestationObject.indexOf(bytesOf(made.id)));
    const stolen = { ...made, id, attestationObject: attestationObject.toString('base64url'), name: 'Mine' };
    const { clientDataJSON } = stolen;
    await expect(
      as(root, (tx) => takeChallenge(tx, { clientDataJSON, boundTo: ofSession(root) })),
    ).rejects.toMatchObject(STALE);
    const challenge = await as(other, (tx) => takeChallenge(tx, { clientDataJSON, boundTo: ofSession(other) }));
    const given = {
      keyring: town.keyring,
      publicUrl: PUBLIC_URL,
      credential: stolen,
      challenge,
      ...nowhere,
      device: null,
    };
    await expect(as(other, (tx) => addPasskey(tx, other, given))).rejects.toMatchObject({
      more: { reason: 'passkey-exists' },
    });
    expect(await list(other)).toEqual([]);
  });

  it('can be one of twenty', async () => {
    const { who } = await withPasskey('Rita');
    await town.database.execute(
      `insert into passkey select gen_random_uuid(), agent_id, 'more-' || n || agent_id, public_key, 0, rp_id, transports, name, synced, null, null, now(), null
       from passkey, generate_series(1, 19) n where agent_id = $1`,
      [who.id],
    );
    await expect(add(who)).rejects.toMatchObject({ more: { reason: 'too-many-passkeys', data: { max: 20 } } });
  });

  it('is renamed and removed by its agent alone', async () => {
    const { who, recoveryCodes } = await withPasskey('Sam');
    const other = await signedIn(await town.agent('Tess'));
    const [{ id } = { id: '' }] = await list(who);
    for (const work of [
      as(other, (tx) => renamePasskey(tx, other, { id, name: 'Mine' })),
      as(other, (tx) => deletePasskey(tx, other, id)),
    ])
      await expect(work).rejects.toMatchObject({ code: 'not-found' });
    await as(who, (tx) => renamePasskey(tx, who, { id, name: 'Phone of Sam' }));
    expect(await list(who)).toMatchObject([{ name: 'Phone of Sam' }]);
    await proveByCode(who, recoveryCodes[0]!);
    expect(await as(who, (tx) => deletePasskey(tx, who, id))).toEqual({ name: 'Phone of Sam' });
    expect(await list(who)).toEqual([]);
    const events = await town.database.query<{ type: string }>(
      `select type from event where data ->> 'passkeyId' = $1 order by id`,
      [id],
    );
    expect(events.map(({ type }) => type)).toEqual(['passkey.added', 'passkey.removed']);
  });

  // Threats: A028. Whoever has the password and an open session has neither the passkey nor a code.
  it('that is the only second factor goes, and codes are made anew, by a passkey or a code, not by the password', async () => {
    const { who, device } = await withPasskey('Sol');
    const [passkey] = await list(who);
    const needed = { code: 'step-up-required', more: { reason: 'second-factor-proof-needed' } };
    const remove = () => as(who, (tx) => deletePasskey(tx, who, passkey!.id));
    const renew = () => as(who, (tx) => renewRecoveryCodes(tx, who, town.keyring));
    await as(who, (tx) => prove(tx, who, { keyring: town.keyring, password: PASSWORD }));
    await expect(remove()).rejects.toMatchObject(needed);
    await expect(renew()).rejects.toMatchObject(needed);
    const signed = await use(device.get(await request(BROWSER, who.id), { origin: PUBLIC_URL }));
    await as(who, (tx) => prove(tx, who, { keyring: town.keyring, passkey: signed }));
    await renew();
    const later = `update session set factor_proved_at = now() - interval '16 minutes' where id = $1`;
    await town.database.execute(later, [who.session!.id]);
    await expect(remove()).rejects.toMatchObject(needed);
    // One of two is removed by the proof that any sensitive act needs.
    await add(who);
    await remove();
    await town.database.execute(`update session set proved_at = now() - interval '16 minutes' where id = $1`, [
      who.session!.id,
    ]);
    await add(who);
    const [other] = await list(who);
    await expect(as(who, (tx) => deletePasskey(tx, who, other!.id))).rejects.toMatchObject({
      code: 'step-up-required',
    });
  });

  // ASVS: 6.5.6. A device was lost.
  it('is removed by an administrator with all others of an agent, who then signs in by the password', async () => {
    const { who, recoveryCodes } = await withPasskey('Uma');
    await add(who);
    const agent = await signedIn(await town.agent('Vera'));
    const token: Principal = { ...root, session: null, scopes: ['admin'] };
    for (const by of [agent, token])
      await expect(as(by, (tx) => deletePasskeysOf(tx, by, who.id))).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(as(root, (tx) => deletePasskeysOf(tx, root, root.id))).rejects.toMatchObject({
      code: 'not-permitted',
    });
    const { challenge } = await secondStepOf(who);
    await as(root, (tx) => deletePasskeysOf(tx, root, who.id));
    await expect(passByCode(challenge, recoveryCodes[0]!)).rejects.toMatchObject({ code: 'wrong-code' });
    expect((await signIn(town.database, { email: who.email, password: PASSWORD, ...nowhere })).agentId).toBe(who.id);
    await expect(as(root, (tx) => deletePasskeysOf(tx, root, who.id))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is not offered where browsers have none, which is said', async () => {
    const who = await signedIn(await town.agent('Will'));
    for (const publicUrl of [
      'http://guichet.test',
      'https://192.0.2.1',
      'https://[2001:db8::1]',
      'http://127.0.0.1:3000',
    ])
      await expect(as(who, (tx) => beginPasskey(tx, who, { publicUrl }))).rejects.toMatchObject({
        more: { reason: 'passkeys-unavailable', data: { address: publicUrl } },
      });
    await add(who, { publicUrl: 'http://localhost:3000' });
  });
});

const bytesOf = (base64url: string) => Buffer.from(base64url, 'base64url');

describe('an agent with a passkey', () => {
  const waysOf = ({ more }: SecondFactorNeeded) => more.data as SecondStepWays;

  // Threats: A028, A054.
  // ASVS: 6.3.3, 6.4.3.
  it('is asked for a second step after the password, which is the passkey or a recovery code', async () => {
    const { who, device, recoveryCodes } = await withPasskey('Xena');
    expect(new Set(recoveryCodes).size).toBe(10);
    const first = await secondStepOf(who);
    expect(waysOf(first)).toEqual({ app: false, passkey: true });
    await expect(passByCode(first.challenge, '123456')).rejects.toMatchObject({ code: 'wrong-code' });
    expect(await passByCode(first.challenge, recoveryCodes[0]!)).toBeTruthy();

    const second = await secondStepOf(who);
    expect((await enter(device, {}, second.challenge)).agentId).toBe(who.id);
    await expect(passByCode(second.challenge, recoveryCodes[1]!)).rejects.toMatchObject({
      code: 'second-step-expired',
    });
    await proveByCode(who, recoveryCodes[1]!);
    const codes = await as(who, (tx) => renewRecoveryCodes(tx, who, town.keyring));
    expect(codes.recoveryCodes).toHaveLength(10);
  });

  it('who signs in while somebody else waits for the second step leaves it to them', async () => {
    const { who, recoveryCodes } = await withPasskey('Yan');
    const { device, who: other } = await withPasskey('Zoe');
    const { challenge } = await secondStepOf(who);
    expect((await enter(device, {}, challenge)).agentId).toBe(other.id);
    expect(await passByCode(challenge, recoveryCodes[0]!)).toBeTruthy();
  });

  it('keeps the recovery codes that the app has brought, and those of a passkey when the app goes', async () => {
    const who = await signedIn(await town.agent('Abel'));
    const { keyring } = town;
    const { secret } = await as(who, (tx) => beginSecondFactor(tx, who, keyring));
    await as(who, (tx) => confirmSecondFactor(tx, who, { keyring, code: totpAt(secret, new Date()) }));
    expect((await add(who)).recoveryCodes).toBeNull();
    expect(waysOf(await secondStepOf(who))).toEqual({ app: true, passkey: true });
    expect(await ownSecondFactor(town.database, who)).toMatchObject({ recoveryCodesLeft: 10, passkeys: 1 });
    const [passkey] = await list(who);
    await as(who, (tx) => deletePasskey(tx, who, passkey!.id));
    expect(await ownSecondFactor(town.database, who)).toMatchObject({ recoveryCodesLeft: 10, passkeys: 0 });
  });

  it('meets what the organisation requires', async () => {
    const { device } = await withPasskey('Bea');
    const without = await town.agent('Carl');
    await as(root, (tx) => saveSignInRules(tx, root, { secondFactorFor: 'everybody' }));
    try {
      const { secret } = await enter(device);
      expect((await principalOfSession(town.database, secret))?.session?.secondFactor).toBe('on');
      expect((await signedIn(without)).session?.secondFactor).toBe('missing');
    } finally {
      await as(root, (tx) => saveSignInRules(tx, root, { secondFactorFor: 'nobody' }));
    }
  });

  // ASVS: 7.5.3.
  it('proves by it who uses a session, and by no passkey of somebody else', async () => {
    const { who, device } = await withPasskey('Dan');
    const { device: foreign } = await withPasskey('Emil');
    expect(await proofsOf(town.database, who)).toMatchObject({ password: true, code: false, passkey: true });
    const provedBefore = async (minutes: number) => {
      await town.database.execute(`update session set proved_at = now() - $2 * interval '1 minute' where id = $1`, [
        who.session!.id,
        minutes,
      ]);
    };
    const isProved = async () => {
      const [row] = await town.database.query<{ provedAt: Date }>(
        `select proved_at as "provedAt" from session where id = $1`,
        [who.session!.id],
      );
      return hasRecentProof({ ...who, session: { ...who.session!, provedAt: row!.provedAt } });
    };
    await provedBefore(60);
    const own = await request(BROWSER, who.id);
    expect(own.allowCredentials).toMatchObject([{ id: device.passkeys[0]!.id }]);
    const by = async (assertion: PasskeyUse['assertion']) => {
      const passkey = await use(assertion);
      return as(who, (tx) => prove(tx, who, { keyring: town.keyring, passkey }));
    };
    await expect(by(foreign.get(await request(), { origin: PUBLIC_URL }))).rejects.toMatchObject(REFUSED);
    expect(await isProved()).toBe(false);
    // Devices need not say whose passkey it is where they were asked for this one.
    await by(device.get(own, { origin: PUBLIC_URL, falsify: { userHandle: null } }));
    expect(await isProved()).toBe(true);
  });

  it('still needs a second step where the address of the product has changed, and gets in by a recovery code', async () => {
    const { who, device, recoveryCodes } = await withPasskey('Fay');
    const publicUrl = 'https://new.guichet.test';
    expect(await list(who, publicUrl)).toMatchObject([{ isUsable: false }]);
    const used = await use(device.get(await request(), { origin: PUBLIC_URL }), { publicUrl });
    await expect(
      as(root, (tx) => signInByPasskey(tx, { use: used, origin: nowhere, secondStep: null })),
    ).rejects.toMatchObject(REFUSED);
    const { challenge } = await secondStepOf(who);
    expect(await passByCode(challenge, recoveryCodes[4]!)).toBeTruthy();
    await add(who, { publicUrl });
    expect(await list(who, publicUrl)).toMatchObject([{ isUsable: false }, { isUsable: true }]);
  });
});
