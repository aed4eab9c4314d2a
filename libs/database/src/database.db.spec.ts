import { createDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Database } from './database.js';

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createDatabase();
  // One connection, so that what is set on it holds for the next statement.
  database = await Database.connect(home.url, { poolSize: 1 });
});
// A connection that had an error is not used again.
beforeEach(() => database.query(`set statement_timeout = 20`));
afterAll(async () => {
  await database.close();
  await home.drop();
});

describe('a statement that takes too long', () => {
  const forever = `select pg_sleep(3600)`;

  it.each([
    ['read', () => database.query(forever)],
    ['write', () => database.write({ kind: 'system', name: 'Spec' }, (tx) => tx.query(forever))],
  ])('makes the %s unavailable, not a fault', async (_, ask) => {
    await expect(ask()).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('leaves other faults what they are', async () => {
    await expect(database.query('select 1 / 0')).rejects.toMatchObject({ code: '22012' });
  });
});

describe('a server whose disk is full', () => {
  it.each([
    ['alone', (statement: string) => database.execute(statement)],
    [
      'in a transaction',
      (statement: string) => database.write({ kind: 'system', name: 'Spec' }, (tx) => tx.query(statement)),
    ],
  ])('is said of a statement %s', async (_, run) => {
    await expect(run(`do $$begin raise exception using errcode = 'disk_full'; end$$`)).rejects.toMatchObject({
      code: 'storage-full',
    });
  });
});

describe('statements that a transaction asks side by side', () => {
  const author = { kind: 'system', name: 'Spec' } as const;

  const fill = (n: number | string) => `insert into side_by_side select ${n}`;
  beforeAll(() => database.execute('create table side_by_side (n integer)'));

  it('run one after the other', async () => {
    let most = 0;
    const rows = await database.write(author, async (tx) => {
      const connection = (await tx.manager.queryRunner!.connect()) as {
        query?: (...statement: unknown[]) => Promise<unknown>;
      };
      const ask = connection.query!.bind(connection);
      let open = 0;
      connection.query = async (...statement: unknown[]) => {
        most = Math.max(most, (open += 1));
        return ask(...statement).finally(() => (open -= 1));
      };
      try {
        return await Promise.all([1, 2, 3].map((n) => tx.query(`select $1::int as n`, [n])));
      } finally {
        delete connection.query;
      }
    });
    expect(rows).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
    expect(most).toBe(1);
  });

  it('do not run once the transaction has failed for another reason', async () => {
    const filled = database.write(author, (tx) =>
      Promise.all([tx.query(fill('1 from pg_sleep(0.01)')), tx.query(fill(2)), Promise.reject(new Error('refused'))]),
    );
    await expect(filled).rejects.toThrow('refused');
    expect(await database.query('select n from side_by_side')).toEqual([]);
  });

  it('fail with the one before them, so that none of them runs after the transaction was rolled back', async () => {
    const filled = database.write(author, (tx) => Promise.all([1, '1 / 0', 2, 3].map((n) => tx.query(fill(n)))));
    await expect(filled).rejects.toMatchObject({ code: '22012' });
    expect(await database.query('select n from side_by_side')).toEqual([]);
  });
});
