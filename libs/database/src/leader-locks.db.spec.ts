import pg from 'pg';
import { createDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { LeaderLocks } from './leader-locks.js';

let home: TestDatabase;
let observer: pg.Client;
let ours: LeaderLocks;
let theirs: LeaderLocks;
const nobody = () => undefined;

beforeAll(async () => {
  home = await createDatabase();
  observer = new pg.Client({ connectionString: home.url });
  await observer.connect();
});
beforeEach(() => {
  [ours, theirs] = [new LeaderLocks(home.url), new LeaderLocks(home.url)];
});
afterEach(async () => {
  await Promise.all([ours.close(), theirs.close()]);
});
afterAll(async () => {
  await observer.end();
  await home.drop();
});

const holders = async (): Promise<number[]> => {
  const { rows } = await observer.query<{ pid: number }>(
    `select distinct pid from pg_locks join pg_database on pg_database.oid = pg_locks.database
     where locktype = 'advisory' and datname = current_database()`,
  );
  return rows.map(({ pid }) => pid);
};

describe('the locks of leaders', () => {
  it('go to one of all who ask, in this process and in others, until it gives them back', async () => {
    const asked = await Promise.all([ours.acquire('deliver', nobody), ours.acquire('deliver', nobody)]);
    expect(asked).toEqual([true, false]);
    expect(await theirs.acquire('deliver', nobody)).toBe(false);
    await ours.release('deliver');
    expect(await theirs.acquire('deliver', nobody)).toBe(true);
    expect(await ours.acquire('deliver', nobody)).toBe(false);
  });

  it('are all on one connection of their process', async () => {
    const names = ['deliver', 'assign', 'metrics'];
    expect(await Promise.all(names.map((name) => ours.acquire(name, nobody)))).toEqual([true, true, true]);
    expect(await holders()).toHaveLength(1);
  });

  it('are lost with their connection, which each holder is told, and can be had again', async () => {
    const lost: string[] = [];
    const asked = ['deliver', 'assign'].map((name) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const isOurs = ours.acquire(name, () => resolve(void lost.push(name)));
      return { isOurs, isLost: promise };
    });
    for (const { isOurs } of asked) expect(await isOurs).toBe(true);
    await observer.query(`select pg_terminate_backend(pid) from unnest($1::int[]) as pid`, [await holders()]);
    for (const { isLost } of asked) await isLost;
    expect(lost).toEqual(['deliver', 'assign']);
    // Postgres says that a connection ends before it gives up the locks.
    while (!(await theirs.acquire('deliver', nobody)));
    while (!(await ours.acquire('assign', nobody)));
    expect(await holders()).toHaveLength(2);
  });
});
