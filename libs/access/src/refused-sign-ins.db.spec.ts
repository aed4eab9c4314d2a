import { TestTown } from '../../../test/support/test-town.js';
import { Failure } from '@guichet/platform';
import type { Principal } from './principal.js';
import { signIn } from './sessions.js';
import { purgeExpiredSessionsAndTokens } from './purge-expired-sessions-and-tokens.js';
import { causeOf, listRefusedSignIns, recordRefusedSignIn, type WrongSignIn } from './refused-sign-ins.js';

const SIGN_IN = { kind: 'system', name: 'Sign-in' } as const;
let town: TestTown;
let root: Principal;
let ana: Principal;
beforeAll(async () => {
  town = await TestTown.build();
  root = await town.agent('Root', [], 'administrator');
  ana = await town.agent('Ana');
});
afterAll(() => town.close());

const refuse = (email: string, more: Partial<WrongSignIn> = {}) =>
  town.database.write(SIGN_IN, (tx) =>
    recordRefusedSignIn(tx, { email, address: '203.0.113.7', userAgent: 'Firefox', ...more }),
  );
const list = (cursor?: string) => listRefusedSignIns(town.database, root, { limit: 2, cursor });

describe('a refused sign-in', () => {
  it('is listed, newest first, with its account where there is one', async () => {
    expect(await refuse(ana.email.toUpperCase())).toEqual({ id: ana.id, name: 'Ana' });
    expect(await refuse('anna@town.test')).toBeNull();
    expect(await refuse('someone@elsewhere.test')).toBeNull();

    const first = await list();
    expect(first.items).toMatchObject([
      { account: 's…', agent: null, address: '203.0.113.7', userAgent: 'Firefox' },
      { account: 'an…@town.test', agent: null },
    ]);
    const { items, nextCursor } = await list(first.nextCursor!);
    expect(items).toMatchObject([{ account: ana.email, agent: { id: ana.id, name: 'Ana' } }]);
    expect(nextCursor).toBeNull();
  });

  it.each(['correct horse battery', 'P@ssw0rd-of-root', 'correct@horse.battery', 'hunter2@town.tes', '🔑 secret', ''])(
    'does not keep a password that was typed into the field of the address: %s',
    async (password) => {
      await refuse(password);
      const [last] = (await list()).items;
      expect([...last!.account].length).toBeLessThanOrEqual(2);
    },
  );

  it('says why, where that is known: as much to administrators as it tells nobody else', async () => {
    const attempt = async (email: string, password: string) => {
      const failure = await signIn(town.database, { email, password, userAgent: null, address: null }).catch(
        (error: unknown) => error as Failure,
      );
      if (!(failure instanceof Failure)) throw new Error('It was let in.');
      await refuse(email, causeOf(failure, 'wrong-password'));
      const [last] = (await list()).items;
      return [last!.cause, failure.code, failure.more.reason];
    };
    const bob = await town.agent('Bob');
    const refused = (cause: string) => [cause, 'wrong-credentials', undefined];
    expect(await attempt(bob.email, 'something else')).toEqual(refused('wrong-password'));
    expect(await attempt('nobody@town.test', 'something else')).toEqual(refused('unknown-account'));
    await town.database.execute(`update agent set active = false where id = $1`, [bob.id]);
    expect(await attempt(bob.email, 'correct horse battery')).toEqual(refused('deactivated'));
    expect(await attempt(bob.email, 'something else')).toEqual(refused('wrong-password'));
    await town.database.execute(`update agent set password_hash = null where id = $1`, [bob.id]);
    expect(await attempt(bob.email, 'correct horse battery')).toEqual(refused('no-password'));
  });

  it('says until when all others are refused, where there were too many', async () => {
    const blockedUntil = new Date('2026-11-28T10:15:00Z');
    await refuse(ana.email);
    await refuse(ana.email, { blockedUntil });
    const shown = (await list()).items.map(({ account, blockedUntil: until }) => [account, until]);
    expect(shown).toEqual([
      [ana.email, blockedUntil.toISOString()],
      [ana.email, null],
    ]);
  });

  it('is for those alone who manage agents', async () => {
    const denied = listRefusedSignIns(town.database, ana, { limit: 2 });
    await expect(denied).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('is deleted after 30 days', async () => {
    await town.database.execute(`update refused_sign_in set at = now() - interval '31 days' where agent_id = $1`, [
      ana.id,
    ]);
    await town.database.write(SIGN_IN, purgeExpiredSessionsAndTokens);
    const rows = await town.database.query<{ agentId: string | null }>(
      `select agent_id as "agentId" from refused_sign_in`,
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ agentId }) => agentId === ana.id)).toEqual([]);
  });
});
