import { Keyring } from '@guichet/platform';
import { createDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { assertSameSecret } from './assert-same-secret.js';
import { Database } from './database.js';

const secret = (text: string) => new Keyring(Buffer.from(text));

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createDatabase();
  database = await Database.connect(home.url);
});
afterAll(async () => {
  await database.close();
  await home.drop();
});

describe('the secret of an installation', () => {
  it('is that of the first start for all later ones, of which several may come at once', async () => {
    await Promise.all([1, 2, 3].map(() => assertSameSecret(database, secret('the secret of the town hall'))));
    await assertSameSecret(database, secret('the secret of the town hall'));
  });

  it('is missed in one line that says what to do, every time', async () => {
    for (const attempt of [1, 2]) {
      await expect(assertSameSecret(database, secret(`a new secret, number ${attempt}`))).rejects.toThrow(
        /^GUICHET_SECRET: is not the secret that this database was first started with: set that one, or put [^\n]+$/,
      );
    }
  });

  it('cannot be read from the database', async () => {
    const rows = await database.query<{ value: string }>(`select value from setting where key = 'secret-check'`);

    expect(rows).toEqual([{ value: expect.stringMatching(/^[a-z2-7]{16}$/) as string }]);
  });
});
