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
