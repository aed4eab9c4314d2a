import { createDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { jsonbArray, textArray } from './binary-arrays.js';
import { Database } from './database.js';

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createDatabase();
  database = await Database.connect(home.url, { poolSize: 1 });
});
afterAll(async () => {
  await database.close();
  await home.drop();
});

describe('an array in the binary format', () => {
  const texts = ['Bonjour', '', 'l’été {"à"} \\ \n \t', '家族 👪', null, 'x'.repeat(100_000)];

  it('is read as the texts that it was made of', async () => {
    const [row] = await database.query<{ texts: unknown }>(`select $1::text[] as texts`, [textArray(texts)]);
    expect(row!.texts).toEqual(texts);
  });

  it('is read as the values that it was made of', async () => {
    const values = [{ texts }, [], { a: { b: [1.5, true, null] } }, 'text', 7];
    const rows = await database.query<{ value: unknown }>(`select value from unnest($1::jsonb[]) value`, [
      jsonbArray(values),
    ]);
    expect(rows.map(({ value }) => value)).toEqual(values);
  });

  it('may be empty', async () => {
    expect(await database.query(`select from unnest($1::text[])`, [textArray([])])).toEqual([]);
  });
});
