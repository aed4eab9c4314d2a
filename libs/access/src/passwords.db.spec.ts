import { Organisation, Password, SignIn } from '@guichet/contracts';
import { TestTown } from '../../../test/support/test-town.js';
import { createAgent, updateAgent, updateMe } from './agents.js';
import { principalOfSession } from './find-principal.js';
import { choosePassword, createPasswordLink } from './password-links.js';
import type { Principal } from './principal.js';
import { saveOrganisation } from './organisation.js';
import { beginSecondFactor, confirmSecondFactor } from './second-factor/second-factor.js';
import { totpAt } from './second-factor/totp.js';
import { openSession, signIn } from './sessions.js';

const NOWHERE = { userAgent: null, address: null };
const OLD = 'correct horse battery';

let town: TestTown;
let root: Principal;
beforeAll(async () => {
  town = await TestTown.build();
  root = await town.agent('Root', [], 'administrator');
});
afterAll(() => town.close());
afterEach(() => (town.database.clock = () => new Date()));

const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);
/** What comes of signing in with what somebody has typed: as the API reads it, before it is looked at. */
const outcomeOf = (email: string, typed: string): Promise<string> =>
  signIn(town.database, { ...SignIn.parse({ email, password: typed }), ...NOWHERE }).then(
    () => 'in',
    (error: { code?: string }) => error.code ?? 'fault',
  );
const linkFor = async (agentId: string) =>
  (await as(root, (tx) => createPasswordLink(tx, root, { agentId, by: 'link' }))).secret!;

describe('a password', () => {
  // ASVS: 6.2.1, 6.2.9.
  it('has at least twelve characters, and may have 128 of any sort', () => {
    const lengths = [0, 8, 11, 12, 64, 128, 129].filter((length) => Password.safeParse('é'.repeat(length)).success);
    expect(lengths).toEqual([12, 64, 128]);
    for (const taken of [
      '            ',
      'ABCDEFGHIJKL',
      '日本語の長い合言葉です。',
      '🏳️‍🌈 trois chats',
      '\t\n<>"\'&;--  ',
    ])
      expect(Password.safeParse(taken)).toEqual({ success: true, data: taken });
  });

  // ASVS: 6.2.8, 6.2.9.
  it('is compared as it was typed, to its last sign', async () => {
    const ana = await town.agent('Ana');
    const password = ` Le chat de Zoé, 7 ans, ${'dort au chaud. '.repeat(6)}Été ! `;
    await as(ana, (tx) => updateMe(tx, ana, { currentPassword: OLD, password: Password.parse(password) }));
    expect(await outcomeOf(ana.email, password)).toBe('in');
    for (const other of [
      password.trim(),
      password.trimStart(),
      password.toLowerCase(),
      password.normalize('NFD'),
      password.slice(0, -1),
      password.slice(0, 72),
      `${password.slice(0, -1)}?`,
    ]) {
      expect(other).not.toBe(password);
      expect([other, await outcomeOf(ana.email, other)]).toEqual([other, 'wrong-credentials']);
    }
  });

  // ASVS: 6.2.10.
  it('stays good for years', async () => {
    const old = await town.agent('Old');
    await town.database.execute(`update agent set created_at = now() - interval '20 years' where id = $1`, [old.id]);
    town.database.clock = () => new Date(Date.now() + 20 * 365 * 86_400_000);
    expect(await outcomeOf(old.email, OLD)).toBe('in');
  });

  // ASVS: 6.2.4, 6.2.11, 6.2.12.
  it.each([
    ['was stolen', 'correcthorsebatterystaple', 'password-breached'],
    ['is one that was stolen, in disguise', 'P@ssw0rd-2026', 'password-breached'],
    ['is the name of the organisation', 'Ville-de-Fontaine1', 'password-personal'],
    ['is the name of the product', 'Guichet-Guichet1', 'password-personal'],
  ])('that %s is refused by whichever way it comes', async (_, password, reason) => {
    await as(root, (tx) => saveOrganisation(tx, root, Organisation.parse({ name: 'Ville de Fontaine' })));
    const [ben, invited] = [await town.agent('Ben'), await town.agent('Ivo')];
    const secret = await linkFor(invited.id);
    const wanted = { email: `eve.${reason}@town.test`, name: 'Eve', role: 'agent' as const, teamIds: [], password };
    for (const attempt of [
      () => as(root, (tx) => createAgent(tx, root, wanted)),
      () => as(root, (tx) => updateAgent(tx, root, { id: ben.id, wanted: { password } })),
      () => as(ben, (tx) => updateMe(tx, ben, { currentPassword: OLD, password })),
      () => as(root, (tx) => choosePassword(tx, { secret, password, language: 'fr' })),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'invalid-request', more: { errors: [{ reason }] } });
  });

  // ASVS: 6.4.3.
  it('that is chosen anew by a link opens nothing, and the second step is asked for as before', async () => {
    const zoe = await town.agent('Zoé');
    const { secret: seed } = await as(zoe, (tx) => beginSecondFactor(tx, zoe, town.keyring));
    await as(zoe, (tx) => confirmSecondFactor(tx, zoe, { keyring: town.keyring, code: totpAt(seed, new Date()) }));
    const session = await as(zoe, (tx) => openSession(tx, zoe.id, NOWHERE));
    const secret = await linkFor(zoe.id);
    const chosen = await as(root, (tx) =>
      choosePassword(tx, { secret, password: 'trois petits chats bleus', language: 'fr' }),
    );
    expect(chosen).toEqual({ email: zoe.email });
    expect(await principalOfSession(town.database, session)).toBeNull();
    expect(await outcomeOf(zoe.email, 'trois petits chats bleus')).toBe('second-factor-required');
  });
});
