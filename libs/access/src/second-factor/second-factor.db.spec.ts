import { newId } from '@guichet/platform';
import { TestTown } from '../../../../test/support/test-town.js';
import { updateAgent } from '../agents.js';
import { principalOfSession } from '../find-principal.js';
import { isKnownDevice, rememberDevice } from '../known-devices.js';
import type { Principal } from '../principal.js';
import { endSessions, openSession, signIn } from '../sessions.js';
import {
  beginSecondFactor,
  confirmSecondFactor,
  ownSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
  secondFactorOf,
} from './second-factor.js';
import { passSecondStep, SecondFactorNeeded } from './sign-in-challenges.js';
import { saveSignInRules, signInRulesState } from './sign-in-rules.js';
import { hasRecentProof, proofsOf, prove } from './step-up.js';
import { totpAt } from './totp.js';

let town: TestTown;
let root: Principal;
const PASSWORD = 'correct horse battery';
const STEP_MS = 30_000;
const nowhere = { userAgent: null, address: null };
/** Now, for a whole story: it may pass into the next 30 seconds meanwhile, which a clock that is off by one step may, too. */
const appOf =
  (secret: string, at = Date.now()) =>
  (steps = 0) =>
    totpAt(secret, new Date(at + steps * STEP_MS));

beforeAll(async () => {
  town = await TestTown.build();
  root = await town.agent('Root', [], 'administrator');
});
afterAll(() => town.close());

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);

/** An agent with a confirmed second factor, none of whose codes was used since; `code` is what their app shows. */
async function enrolled(name: string) {
  const who = await town.agent(name);
  const { keyring } = town;
  const { secret } = await as(who, (tx) => beginSecondFactor(tx, who, keyring));
  const code = appOf(secret);
  const { recoveryCodes } = await as(who, (tx) => confirmSecondFactor(tx, who, { keyring, code: code() }));
  await town.database.execute(`update second_factor set last_step = null where agent_id = $1`, [who.id]);
  return { who, secret, code, recoveryCodes };
}

const signInAs = ({ email }: Principal) => signIn(town.database, { email, password: PASSWORD, ...nowhere });
/** The challenge that follows the right password. */
async function challengeOf(who: Principal): Promise<string> {
  const needed = await signInAs(who).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(needed instanceof SecondFactorNeeded)) throw new Error('no second step');
  return needed.challenge;
}
const pass = (challenge: string, code: string) =>
  passSecondStep(town.database, { challenge, code, keyring: town.keyring }, (tx, agentId) =>
    openSession(tx, agentId, nowhere),
  );

describe('a second factor', () => {
  it('counts for nothing before a code has confirmed it', async () => {
    const ana = await town.agent('Ana');
    const { keyring } = town;
    const first = await as(ana, (tx) => beginSecondFactor(tx, ana, keyring));
    expect((await signInAs(ana)).agentId).toBe(ana.id);
    const second = await as(ana, (tx) => beginSecondFactor(tx, ana, keyring));
    expect(second.secret).not.toBe(first.secret);
    for (const code of [appOf(first.secret)(), '', 'abcdef'])
      await expect(as(ana, (tx) => confirmSecondFactor(tx, ana, { keyring, code }))).rejects.toMatchObject({
        code: 'invalid-request',
      });
    expect(await ownSecondFactor(town.database, ana)).toEqual({
      since: null,
      recoveryCodesLeft: 0,
      passkeys: 0,
      atProvider: null,
      requiredBy: [],
    });

    const { recoveryCodes } = await as(ana, (tx) =>
      confirmSecondFactor(tx, ana, { keyring, code: appOf(second.secret)() }),
    );
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await ownSecondFactor(town.database, ana)).toMatchObject({ recoveryCodesLeft: 10 });
    await expect(signInAs(ana)).rejects.toMatchObject({ code: 'second-factor-required' });
    // Nobody replaces it by an app of their own in a session that was left open.
    await expect(as(ana, (tx) => beginSecondFactor(tx, ana, keyring))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is kept so that a copy of the tables makes no code', async () => {
    const { secret, recoveryCodes } = await enrolled('Copied');
    const rows = await town.database.query<{ text: string }>(
      `select row_to_json(f)::text as text from second_factor f union all select row_to_json(c)::text from recovery_code c`,
    );
    const dump = rows.map(({ text }) => text).join('\n');
    for (const kept of [secret, Buffer.from(secret).toString('hex'), ...recoveryCodes]) {
      expect(dump).not.toContain(kept);
      expect(dump).not.toContain(kept.replaceAll('-', ''));
    }
  });

  // ASVS: 6.5.2, 6.5.3, 6.5.4. 31 letters and digits, twelve times.
  it('has recovery codes of 59 random bits, which are kept as passwords are', async () => {
    const sets = [(await enrolled('Hashed')).recoveryCodes, (await enrolled('Hashed too')).recoveryCodes];
    for (const code of sets.flat()) expect(code).toMatch(/^[a-km-np-z2-9]{4}(?:-[a-km-np-z2-9]{4}){2}$/);
    expect(new Set(sets.flat()).size).toBe(20);
    expect(new Set(sets.flat().join('').replaceAll('-', '')).size).toBeGreaterThan(25);
    const rows = await town.database.query<{ agentId: string; digest: string }>(
      `select agent_id as "agentId", digest from recovery_code`,
    );
    const salts = rows.map(({ digest }) => /^\$argon2id\$v=19\$m=19456,t=2,p=1\$([\w+/]{22})\$/.exec(digest)?.[1]);
    expect(salts).not.toContain(undefined);
    expect(new Set(salts).size).toBe(new Set(rows.map(({ agentId }) => agentId)).size);
  });

  it('leaves no browser known but the one in which it was set up, as others may have needed the password alone', async () => {
    const { keyring } = town;
    const who = await town.agent('Beginner');
    const here = await as(who, (tx) => rememberDevice(tx, who.id, null));
    const foreign = await as(who, (tx) => rememberDevice(tx, who.id, null));
    const { secret } = await as(who, (tx) => beginSecondFactor(tx, who, keyring));
    const code = appOf(secret)();
    await as(who, (tx) => confirmSecondFactor(tx, who, { keyring, code, device: here.secret }));
    expect(await isKnownDevice(town.database, who.email, here.secret)).toBe(true);
    expect(await isKnownDevice(town.database, who.email, foreign.secret)).toBe(false);
  });

  // ASVS: 6.4.4, 7.5.1.
  it('is removed by the password and a code together, not by one of them', async () => {
    const { who, code, recoveryCodes } = await enrolled('Leaving');
    const remove = (password: string, given: string) =>
      as(who, (tx) => removeSecondFactor(tx, who, { keyring: town.keyring, password, code: given }));
    await expect(remove('wrong', code())).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(remove(PASSWORD, '123456x')).rejects.toMatchObject({ code: 'invalid-request' });
    await remove(PASSWORD, recoveryCodes[3]!);
    expect((await signInAs(who)).agentId).toBe(who.id);
  });

  it('is removed by a code alone where there is no password, in a session that has proved recently who uses it', async () => {
    const { who, code } = await enrolled('Linked');
    const secret = await as(who, (tx) => openSession(tx, who.id, nowhere));
    const here = (await principalOfSession(town.database, secret))!;
    const remove = (given: string) =>
      as(here, (tx) => removeSecondFactor(tx, here, { keyring: town.keyring, code: given }));
    await expect(remove(code())).rejects.toMatchObject({ more: { errors: [{ path: 'password' }] } });
    await town.database.execute(`update agent set password_hash = null where id = $1`, [who.id]);
    const provedBefore = (minutes: number) =>
      town.database.execute(`update session set proved_at = now() - $2 * interval '1 minute' where id = $1`, [
        here.session!.id,
        minutes,
      ]);
    await provedBefore(16);
    await expect(remove(code())).rejects.toMatchObject({ code: 'step-up-required' });
    await provedBefore(14);
    await expect(remove('000000')).rejects.toMatchObject({ code: 'invalid-request' });
    await remove(code());
    expect(await secondFactorOf(town.database, root, who.id)).toMatchObject({ since: null });
  });

  // ASVS: 6.4.4, 6.5.6.
  it('is reset by whoever manages agents, who does not read it', async () => {
    const { who, recoveryCodes } = await enrolled('Lost');
    const other = await town.agent('Nosy');
    await expect(secondFactorOf(town.database, other, who.id)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(as(other, (tx) => resetSecondFactor(tx, other, who.id))).rejects.toMatchObject({
      code: 'not-permitted',
    });
    const seen = await secondFactorOf(town.database, root, who.id);
    expect(seen).toEqual({
      since: expect.any(String),
      recoveryCodesLeft: 10,
      passkeys: 0,
      atProvider: null,
      requiredBy: [],
    });
    await as(root, (tx) => resetSecondFactor(tx, root, who.id));
    expect((await signInAs(who)).agentId).toBe(who.id);
    // What was written down before is worth nothing with the next one.
    const { keyring } = town;
    const { secret } = await as(who, (tx) => beginSecondFactor(tx, who, keyring));
    await as(who, (tx) => confirmSecondFactor(tx, who, { keyring, code: appOf(secret)() }));
    await expect(pass(await challengeOf(who), recoveryCodes[0]!)).rejects.toMatchObject({ code: 'wrong-code' });
  });
});

// Threats: A028, A054.
describe('the second step of a sign-in', () => {
  it('opens a session for the code of the app, with a clock that is a little off', async () => {
    const { who, code } = await enrolled('Early');
    for (const steps of [0, 1]) {
      const principal = await principalOfSession(town.database, await pass(await challengeOf(who), code(steps)));
      expect(principal).toMatchObject({ id: who.id, session: { secondFactor: 'on' } });
    }
    await expect(pass(await challengeOf(who), code(3))).rejects.toMatchObject({ code: 'wrong-code' });
  });

  // ASVS: 6.5.1.
  it('takes a code once, also when two bring it at once, and none that is older', async () => {
    const { who, code } = await enrolled('Once');
    const challenges = [await challengeOf(who), await challengeOf(who), await challengeOf(who)];
    const attempts = await Promise.allSettled(challenges.map((challenge) => pass(challenge, code())));
    expect(attempts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const steps of [0, -1])
      await expect(pass(await challengeOf(who), code(steps))).rejects.toMatchObject({ code: 'wrong-code' });
  });

  // ASVS: 6.5.1.
  it('takes each recovery code once, however it is typed, and none of before they were made anew', async () => {
    const { who, recoveryCodes } = await enrolled('Paper');
    const [first, second] = recoveryCodes;
    await pass(await challengeOf(who), ` ${first!.toUpperCase().replaceAll('-', ' ')} `);
    await expect(pass(await challengeOf(who), first!)).rejects.toMatchObject({ code: 'wrong-code' });
    expect(await ownSecondFactor(town.database, who)).toMatchObject({ recoveryCodesLeft: 9 });
    const cookie = await as(who, (tx) => openSession(tx, who.id, nowhere));
    const own = (await principalOfSession(town.database, cookie))!;
    await as(own, (tx) => prove(tx, own, { keyring: town.keyring, code: recoveryCodes[2]! }));
    const renewed = await as(own, (tx) => renewRecoveryCodes(tx, own, town.keyring));
    await expect(pass(await challengeOf(who), second!)).rejects.toMatchObject({ code: 'wrong-code' });
    await pass(await challengeOf(who), renewed.recoveryCodes[9]!);
  });

  it('is over once it is done, after five wrong codes, after five minutes and with the password', async () => {
    const { who, code, recoveryCodes } = await enrolled('Slow');
    const expired = { code: 'second-step-expired' };
    const done = await challengeOf(who);
    await pass(done, recoveryCodes[0]!);
    await expect(pass(done, recoveryCodes[1]!)).rejects.toMatchObject(expired);

    const guessed = await challengeOf(who);
    const guesses = await Promise.allSettled(['0', '1', '2', '3', '4', '5', '6'].map((guess) => pass(guessed, guess)));
    const refusals = guesses.map((guess) => (guess as { reason: { code: string } }).reason.code);
    expect(refusals.filter((refusal) => refusal === 'wrong-code')).toHaveLength(5);
    await expect(pass(guessed, code())).rejects.toMatchObject(expired);

    const late = await challengeOf(who);
    await town.database.execute(`update sign_in_challenge set expires_at = now() - interval '1 second'`);
    await expect(pass(late, code())).rejects.toMatchObject(expired);

    const known = await challengeOf(who);
    await as(root, (tx) =>
      updateAgent(tx, root, { id: who.id, wanted: { password: 'quite another staple of horses' } }),
    );
    await expect(pass(known, code())).rejects.toMatchObject(expired);
    await expect(pass('', code())).rejects.toMatchObject(expired);
  });

  it('is for the agent whose password was right', async () => {
    const [one, other] = [await enrolled('One'), await enrolled('Other')];
    await expect(pass(await challengeOf(one.who), other.code())).rejects.toMatchObject({ code: 'wrong-code' });
    await expect(pass(await challengeOf(one.who), other.recoveryCodes[0]!)).rejects.toMatchObject({
      code: 'wrong-code',
    });
  });
});

// ASVS: 6.3.3.
describe('what the organisation requires', () => {
  it.each([
    ['nobody', 'off', 'off'],
    ['managers', 'off', 'missing'],
    ['everybody', 'missing', 'missing'],
  ] as const)('of %s concerns whom it says', async (secondFactorFor, ofAgent, ofManager) => {
    const [agent, { who: safe }] = [await town.agent(`Plain ${secondFactorFor}`), await enrolled(secondFactorFor)];
    const published = async () =>
      (await town.database.query(`select 1 from event where type = 'sign-in-rules.changed'`)).length;
    const before = await published();
    await expect(as(agent, (tx) => saveSignInRules(tx, agent, { secondFactorFor: 'nobody' }))).rejects.toMatchObject({
      code: 'not-permitted',
    });
    await as(root, (tx) => saveSignInRules(tx, root, { secondFactorFor }));
    // Whoever has a socket open is looked at again.
    expect(await published()).toBe(before + 1);
    const found = await Promise.all(
      [agent, root, safe].map(async (who) => {
        const secret = await as(who, (tx) => openSession(tx, who.id, nowhere));
        return (await principalOfSession(town.database, secret))!.session!.secondFactor;
      }),
    );
    expect(found).toEqual([ofAgent, ofManager, 'on']);
    await as(root, (tx) => saveSignInRules(tx, root, { secondFactorFor: 'nobody' }));
  });
});

describe('a proof', () => {
  // ASVS: 7.5.3.
  it('is the sign-in for fifteen minutes, and then the password or a code that was not used yet', async () => {
    const { who, code } = await enrolled('Proving');
    const cookie = await as(who, (tx) => openSession(tx, who.id, nowhere));
    const now = async () => (await principalOfSession(town.database, cookie))!;
    const old = () =>
      town.database.execute(`update session set proved_at = now() - interval '15 minutes' where agent_id = $1`, [
        who.id,
      ]);
    const proveBy = async (by: { password?: string; code?: string }) => {
      const principal = await now();
      await as(who, (tx) => prove(tx, principal, { keyring: town.keyring, ...by }));
    };
    expect(hasRecentProof(await now())).toBe(true);
    await old();
    expect(hasRecentProof(await now())).toBe(false);
    for (const by of [{ password: 'wrong' }, { password: '' }, {}, { code: '' }, { code: 'abcdef' }]) {
      await expect(proveBy(by)).rejects.toMatchObject({ code: 'invalid-request' });
      expect(hasRecentProof(await now())).toBe(false);
    }
    await proveBy({ code: code() });
    expect(hasRecentProof(await now())).toBe(true);
    await old();
    await expect(proveBy({ code: code() })).rejects.toMatchObject({ code: 'invalid-request' });
    await proveBy({ password: PASSWORD });
    expect(hasRecentProof(await now())).toBe(true);
    await as(who, (tx) => endSessions(tx, who.id, null));
  });

  // Threats: A054.
  it('is no password where agents of a domain sign in by a provider, but that provider again', async () => {
    const { who } = await enrolled('Outer');
    await town.database.execute(`update agent set email = 'outer@elsewhere.test' where id = $1`, [who.id]);
    const cookie = await as(who, (tx) => openSession(tx, who.id, nowhere));
    const principal = (await principalOfSession(town.database, cookie))!;
    expect(await proofsOf(town.database, principal)).toEqual({
      password: true,
      code: true,
      passkey: false,
      provider: null,
    });
    const provider = { id: newId(), name: 'Elsewhere' };
    await town.database.execute(
      `with provider as (
         insert into sign_in_provider (id, name, profile, issuer, client_id, domains, sirets, creates_agents, passwords_allowed,
           active, created_at)
         values ($1, $2, 'generic', 'https://sso.elsewhere.test', 'x', '{elsewhere.test}', '{}', false, false, true, now())
         returning id),
       link as (
         insert into sign_in_link (id, agent_id, provider_id, issuer, subject, idp_id, address, approved_at, created_at)
         select $3, $4, id, 'https://sso.elsewhere.test', 'outer', '', 'outer@elsewhere.test', now(), now() from provider
         returning id)
       update session set sign_in_link_id = link.id from link where session.id = $5`,
      [provider.id, provider.name, newId(), who.id, principal.session!.id],
    );
    expect(await proofsOf(town.database, principal)).toEqual({ password: false, code: true, passkey: false, provider });
    await expect(
      as(who, (tx) => prove(tx, principal, { keyring: town.keyring, password: PASSWORD })),
    ).rejects.toMatchObject({ code: 'invalid-request' });
  });

  it('is not asked of a token, whose scopes say what it may do', () => {
    expect(hasRecentProof({ ...root, session: null, scopes: ['admin'] })).toBe(true);
  });
});

describe('requiring a second factor', () => {
  it('says beforehand how many have none, and which of them sign in by a provider', async () => {
    const lacking = async () => (await signInRulesState(town.database, root)).lacking;
    const before = await lacking();
    await enrolled('With');
    const gone = await town.agent('Gone', [], 'administrator');
    await as(root, (tx) => updateAgent(tx, root, { id: gone.id, wanted: { active: false } }));
    expect(await lacking()).toEqual(before);

    await town.agent('Without');
    await town.agent('Manager', [], 'administrator');
    const [own, official] = [await town.agent('Own'), await town.agent('Official')];
    const provider = newId();
    await town.database.execute(
      `insert into sign_in_provider (id, name, profile, issuer, client_id, domains, sirets, creates_agents, passwords_allowed, active, created_at)
       values ($1, 'P', 'generic', 'https://lacking.test', 'c', '{}', '{}', false, true, true, now())`,
      [provider],
    );
    for (const { id } of [own, official])
      await town.database.execute(
        `insert into sign_in_link (id, agent_id, provider_id, issuer, subject, idp_id, address, approved_at, created_at)
         values ($1, $2, $3, 'https://lacking.test', $4, '', '', now(), now())`,
        [newId(), id, provider, `subject of ${id}`],
      );
    await town.database.execute(`update agent set password_hash = null where id = $1`, [official.id]);
    const { managers, everybody } = before;
    const now = await lacking();
    expect(now).toMatchObject({
      managers: { ...managers, agents: managers.agents + 1, names: expect.arrayContaining(['Manager']) as string[] },
      everybody: { agents: everybody.agents + 4, atProvider: everybody.atProvider + 1 },
    });
    // Who decides sees whom it stops.
    expect(now.everybody.names.filter((name) => !everybody.names.includes(name))).toEqual(
      ['Manager', 'Official', 'Own', 'Without'].filter((name) => now.everybody.names.includes(name)),
    );
    expect(now.managers.names).not.toContain('With');
    expect((await secondFactorOf(town.database, root, official.id)).atProvider).toBe('P');
    expect((await secondFactorOf(town.database, root, own.id)).atProvider).toBeNull();
    await expect(signInRulesState(town.database, own)).rejects.toMatchObject({ code: 'not-permitted' });
  });
});
