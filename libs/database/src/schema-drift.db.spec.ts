import { createDatabase } from '../../../test/support/test-database.js';
import { Database } from './database.js';

describe('the migrations', () => {
  it('make exactly what the entities say', async () => {
    const { url, drop } = await createDatabase();
    const database = await Database.connect(url, { poolSize: 2 });

    const { upQueries } = await database.source.driver.createSchemaBuilder().log();
    // Foreign keys and checks are said in SQL alone: an entity that knew them would need to know the other entity.
    const drift = upQueries
      .map(({ query }) => query)
      .filter((query) => !/DROP CONSTRAINT "[\w]+_(fkey|check\d*)"/.test(query));

    expect(drift).toEqual([]);
    await database.close();
    await drop();
  });
});
