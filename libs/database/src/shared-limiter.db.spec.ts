import { createDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Database } from './database.js';
import { purgeLimits, SharedLimiter, type Limit } from './shared-limiter.js';

let test: TestDatabase;
let processes: [Database, Database];

beforeAll(async () => {
  test = await createDatabase();
  processes = [await Database.connect(test.url, { poolSize: 2 }), await Database.connect(test.url, { poolSize: 2 })];
});
afterAll(async () => {
  await Promise.all(processes.map((database) => database.close()));
  await test.drop();
});

const limiters = (limit: Partial<Limit> & { name: string }) =>
  processes.map((database) => new SharedLimiter(database, { points: 10, seconds: 60, ...limit })) as [
    SharedLimiter,
    SharedLimiter,
  ];

/** Runs `work` while the table is away, as after a fault of the database. */
async function withoutTable(work: () => Promise<void>): Promise<void> {
  await processes[0].execute('alter table rate_limit rename to rate_limit_away');
  try {
    await work();
  } finally {
    await processes[0].execute('alter table rate_limit_away rename to rate_limit');
  }
}

describe('a limit that two processes share', () => {
  it('counts the uses at both of them together', async () => {
    const [one, other] = limiters({ name: 'together' });
    const uses = await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 ? one : other).use('zoe')));

    expect(uses.map(({ isOver }) => isOver)).toEqual(new Array(10).fill(false));
    expect(uses.map(({ left }) => left).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (const limiter of [one, other]) {
      const { isOver, left, resetSeconds } = await limiter.use('zoe');
      expect({ isOver, left }).toEqual({ isOver: true, left: 0 });
      expect(resetSeconds).toBeGreaterThan(0);
      expect(resetSeconds).toBeLessThanOrEqual(60);
      expect(await limiter.use('ben')).toMatchObject({ isOver: false });
    }
  });

  it('lets a key use everything again when its time is over', async () => {
    const [one, other] = limiters({ name: 'again', isReturnable: true });
    expect(await one.use('zoe', 11)).toMatchObject({ isOver: true });
    await processes[0].execute(`update rate_limit set expire = expire - 60000 where key like 'again%'`);
    expect(await other.use('zoe')).toMatchObject({ isOver: false, left: 9 });
  });

  it('gets back at one what was used at the other', async () => {
    const [one, other] = limiters({ name: 'returned', isReturnable: true });
    expect(await one.use('zoe', 10)).toMatchObject({ isOver: false, left: 0 });
    await other.giveBack('zoe', 2);
    expect(await one.use('zoe', 2)).toMatchObject({ isOver: false, left: 0 });
    await other.clear('zoe');
    expect(await one.use('zoe')).toMatchObject({ isOver: false, left: 9 });
  });

  it('counts more than fits into 32 bits', async () => {
    const [one] = limiters({ name: 'bytes', points: 2_000_000_000 });
    expect(await one.use('zoe', 1_900_000_000)).toMatchObject({ isOver: false, left: 100_000_000 });
    expect(await one.use('zoe', 1_900_000_000)).toMatchObject({ isOver: true });
  });

  it('refuses a key that is used up without asking the database', async () => {
    const [one] = limiters({ name: 'memory' });
    await one.use('zoe', 10);
    await withoutTable(async () => expect(await one.use('zoe')).toMatchObject({ isOver: true }));
  });

  it('is counted by each process for itself while the database fails', async () => {
    const [one, other] = limiters({ name: 'alone' });
    await withoutTable(async () => {
      expect(await one.use('zoe', 10)).toMatchObject({ isOver: false });
      expect(await one.use('zoe')).toMatchObject({ isOver: true });
      expect(await other.use('zoe')).toMatchObject({ isOver: false });
    });
  });

  it('keeps neither names nor what is over', async () => {
    const [one] = limiters({ name: 'purged' });
    await one.use('zoe@example.org');
    const rows = () => processes[0].query<{ key: string }>(`select key from rate_limit where key like 'purged%'`);
    expect((await rows()).map(({ key }) => key.includes('zoe'))).toEqual([false]);

    await processes[0].write({ kind: 'system', name: 'Spec' }, purgeLimits);
    expect(await rows()).toHaveLength(1);
    await processes[0].execute(`update rate_limit set expire = 1 where key like 'purged%'`);
    await processes[0].write({ kind: 'system', name: 'Spec' }, purgeLimits);
    expect(await rows()).toEqual([]);
  });
});
