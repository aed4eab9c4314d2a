import type { TokenScope } from '@guichet/contracts';
import type { Principal } from './principal.js';
import { scrape } from '@guichet/platform';
import { TestTown } from '../../../test/support/test-town.js';
import { agents, createAgent, updateAgent, updateMe } from './agents.js';
import { newSecret } from './secrets-and-digests.js';
import { ensureAdministrator, newSetupSecret, setUp } from './first-administrator.js';
import { endSession, openSession, signIn } from './sessions.js';
import { principalOfSession, principalOfToken } from './find-principal.js';
import { createTeam } from './teams.js';
import { createToken } from './api-tokens.js';
import { allow, mayWrite, reach } from './principal.js';

let town: TestTown;
let root: Principal;
const PASSWORD = 'correct horse battery';
const NOWHERE = { userAgent: null, address: null };

beforeAll(async () => (town = await TestTown.build()));
afterAll(() => town.close());

const lastEvent = async () =>
  (await town.database.query<{ id: string }>(`select coalesce(max(id), 0)::text as id from event`))[0]!.id;
const as = <Result>(who: Principal, work: Parameters<typeof town.database.write<Result>>[1]) =>
  town.database.write({ kind: 'agent', id: who.id, name: who.name }, work);

describe('the first administrator', () => {
  // Threats: A027, A045. Setup is over once it is done.
  // ASVS: 6.3.2.
  it('is created once, by whoever has the latest link', async () => {
    expect(await agents(town.database)).toEqual([]);
    const easy = ensureAdministrator(town.database, 'root@town.test', 'passwordpassword');
    await expect(easy).rejects.toThrow(/^GUICHET_ADMIN_PASSWORD: This password repeats/);
    const old = await newSetupSecret(town.database);
    const secret = await newSetupSecret(town.database);
    const request = { email: 'root@town.test', name: 'Root', password: PASSWORD };
    await expect(setUp(town.database, { ...request, token: old! })).rejects.toMatchObject({ code: 'not-found' });
    await expect(setUp(town.database, { ...request, token: newSecret() })).rejects.toMatchObject({ code: 'not-found' });

    const results = await Promise.allSettled([1, 2].map(() => setUp(town.database, { ...request, token: secret! })));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await newSetupSecret(town.database)).toBeNull();
    await ensureAdministrator(town.database, 'second@town.test', PASSWORD);
    const { secret: cookie } = await signIn(town.database, {
      email: 'ROOT@town.test',
      password: PASSWORD,
      ...NOWHERE,
    });
    root = (await principalOfSession(town.database, cookie))!;
    expect(root).toMatchObject({ role: 'administrator', email: 'root@town.test' });
    expect(root.teamIds).toHaveLength(1);
  });
});

/** The number of passwords that were compared with a hash in this process. */
const hashes = async (): Promise<number> =>
  Number(/^guichet_password_verifications_total (\d+)$/m.exec((await scrape()).body)![1]);

describe('a session', () => {
  // Threats: A046, A047. An unknown address, a wrong password and a deactivated agent are told alike, and each costs one hash.
  it('is for the right password of an active agent only', async () => {
    const gone = await town.agent('Gone');
    await as(root, (tx) => updateAgent(tx, root, { id: gone.id, wanted: { active: false } }));
    for (const [email, password] of [
      ['nobody@town.test', PASSWORD],
      ['root@town.test', 'wrong'],
      ['root@town.test', ''],
      [gone.email, PASSWORD],
    ] as const) {
      const before = await hashes();
      await expect(signIn(town.database, { email, password, ...NOWHERE })).rejects.toMatchObject({
        code: 'wrong-credentials',
      });
      expect((await hashes()) - before).toBe(1);
    }
  });

  // Threats: A048.
  // ASVS: 7.2.1.
  it('is not opened by the stored hash, nor by the stored digest', async () => {
    const [agent] = await town.database.query<{ password_hash: string }>(
      `select password_hash from agent where email = 'root@town.test'`,
    );
    await expect(
      signIn(town.database, { email: 'root@town.test', password: agent!.password_hash, ...NOWHERE }),
    ).rejects.toMatchObject({
      code: 'wrong-credentials',
    });
    await signIn(town.database, { email: 'root@town.test', password: PASSWORD, ...NOWHERE });
    const [session] = await town.database.query<{ digest: string }>(`select digest from session limit 1`);
    expect(await principalOfSession(town.database, session!.digest)).toBeNull();
  });

  // Threats: A040, A042, R09.
  // ASVS: 7.2.2, 7.2.4, 7.4.1.
  it('is another one at each sign-in, and over after sign-out', async () => {
    const first = await signIn(town.database, { email: 'root@town.test', password: PASSWORD, ...NOWHERE });
    const second = await signIn(town.database, { email: 'root@town.test', password: PASSWORD, ...NOWHERE });
    expect(second.secret).not.toBe(first.secret);
    const who = (await principalOfSession(town.database, second.secret))!;
    await as(who, (tx) => endSession(tx, who.id, who.session!.id));
    expect(await principalOfSession(town.database, second.secret)).toBeNull();
    expect(await principalOfSession(town.database, first.secret)).not.toBeNull();
  });

  // Threats: A028, A043.
  // ASVS: 6.2.2, 6.2.3, 7.4.2, 7.4.3.
  it('ends for all others with a new password, which needs the present one, and for all with deactivation', async () => {
    const ana = await town.agent('Ana');
    const open = () => as(ana, (tx) => openSession(tx, ana.id, NOWHERE));
    const [here, elsewhere] = [await open(), await open()];
    const who = (await principalOfSession(town.database, here))!;
    await expect(as(who, (tx) => updateMe(tx, who, { password: 'another horse battery' }))).rejects.toMatchObject({
      code: 'invalid-request',
    });
    await as(who, (tx) => updateMe(tx, who, { password: 'another horse battery', currentPassword: PASSWORD }));
    expect(await principalOfSession(town.database, here)).not.toBeNull();
    expect(await principalOfSession(town.database, elsewhere)).toBeNull();
    await as(root, (tx) => updateAgent(tx, root, { id: ana.id, wanted: { active: false } }));
    expect(await principalOfSession(town.database, here)).toBeNull();
  });

  it('has the order of cases that their agent has chosen, which is nothing that colleagues are notified of', async () => {
    const ana = await town.agent('Ana');
    const secret = await as(ana, (tx) => openSession(tx, ana.id, NOWHERE));
    const who = (await principalOfSession(town.database, secret))!;
    expect(who.caseSort).toBeNull();
    const before = await lastEvent();
    await as(who, (tx) => updateMe(tx, who, { caseSort: 'due' }));
    expect((await principalOfSession(town.database, secret))!.caseSort).toBe('due');
    expect(await lastEvent()).toBe(before);
    await as(who, (tx) => updateMe(tx, who, { caseSort: 'oldest', language: 'fr' }));
    expect(await lastEvent()).not.toBe(before);
  });
});

describe('rights', () => {
  // Threats: A024.
  it('of an agent do not reach administration', async () => {
    const ana = await town.agent('Anouk');
    await expect(
      as(ana, (tx) =>
        createAgent(tx, ana, {
          email: 'x@town.test',
          name: 'X',
          role: 'administrator',
          password: PASSWORD,
          teamIds: [],
        }),
      ),
    ).rejects.toMatchObject({
      code: 'not-permitted',
    });
    await expect(
      as(ana, (tx) => updateAgent(tx, ana, { id: ana.id, wanted: { role: 'administrator' } })),
    ).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });

  it('leave at least one administrator, also when two demote each other at once', async () => {
    const other = await town.agent('Other', [], 'administrator');
    await Promise.allSettled([
      as(root, (tx) => updateAgent(tx, root, { id: other.id, wanted: { role: 'agent' } })),
      as(other, (tx) => updateAgent(tx, other, { id: root.id, wanted: { role: 'agent' } })),
    ]);
    const left = (await agents(town.database)).filter(({ role, active }) => role === 'administrator' && active);
    expect(left.length).toBeGreaterThanOrEqual(1);
  });

  // Threats: A038.
  // ASVS: 8.3.3, 10.3.2, 10.3.3.
  it('of a token are those of its agent, narrowed to its scopes', async () => {
    const supervisor = await town.agent('Sue', [], 'supervisor');
    const { token } = await as(supervisor, (tx) =>
      createToken(tx, supervisor, { name: 'reader', scopes: ['cases:read'], expiresInDays: 1 }),
    );
    const reader = (await principalOfToken(town.database, token))!;
    expect(reach(reader, 'case.read')).toBe('everywhere');
    expect(reach(reader, 'case.reply')).toBe('nowhere');
    expect(() => allow(reader, 'channel.manage')).toThrow();
    // What is in quarantine is no case yet.
    expect(['quarantine.read', 'quarantine.decide'].map((one) => reach(reader, one as 'quarantine.read'))).toEqual([
      'nowhere',
      'nowhere',
    ]);
    const scopes = ['quarantine:read'] as TokenScope[];
    const watcher: Principal = { ...supervisor, scopes };
    expect([reach(watcher, 'quarantine.read'), reach(watcher, 'case.read')]).toEqual(['everywhere', 'nowhere']);
    expect([mayWrite(watcher), mayWrite({ ...supervisor, scopes: [...scopes, 'cases:write'] })]).toEqual([false, true]);
    const clerk = await town.agent('Cleo', [await town.team('Quarantaine')]);
    expect(reach({ ...clerk, scopes }, 'quarantine.read')).toBe('nowhere');
    await expect(
      as(reader, (tx) => createToken(tx, reader, { name: 'wider', scopes: ['admin'], expiresInDays: 1 })),
    ).rejects.toMatchObject({ code: 'not-permitted' });
    const [row] = await town.database.query<{ text: string }>(`select row_to_json(t)::text as text from api_token t`);
    expect(row!.text).not.toContain(token);
    expect(await principalOfToken(town.database, `${token}x`)).toBeNull();
  });
});

describe('two who take the same name at once', () => {
  const conflict = { status: 'rejected', reason: expect.objectContaining({ code: 'conflict' }) };
  const once = (attempts: PromiseSettledResult<unknown>[]) => {
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(attempts.filter(({ status }) => status === 'rejected')).toEqual([conflict, conflict, conflict]);
  };

  it('are one agent, and a conflict for the others', async () => {
    const twin = { email: 'twin@town.test', name: 'Twin', password: PASSWORD, role: 'agent' as const, teamIds: [] };
    once(await Promise.allSettled([1, 2, 3, 4].map(() => as(root, (tx) => createAgent(tx, root, twin)))));
  });

  it('are one team, and a conflict for the others', async () => {
    const team = { name: 'Twins', agentIds: [] };
    once(await Promise.allSettled([1, 2, 3, 4].map(() => as(root, (tx) => createTeam(tx, root, team)))));
  });
});
