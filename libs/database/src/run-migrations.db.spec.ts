import { createDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Database } from './database.js';
import { migrate } from './run-migrations.js';

let home: TestDatabase;
let database: Database;

beforeEach(async () => {
  home = await createDatabase();
  database = await Database.connect(home.url);
});
afterEach(async () => {
  await database.close();
  await home.drop();
});

describe('a Postgres that is too old', () => {
  it('is refused in one line before anything is done to it', async () => {
    await database.execute(`drop schema public cascade`);
    await database.execute(`create schema public`);
    // What comes first in the search path hides what the server says of itself.
    await database.execute(
      `create function public.current_setting(text) returns text language sql as
       $$select case $1 when 'server_version_num' then '150018' else pg_catalog.current_setting($1) end$$`,
    );
    await database.execute(
      `do $$begin execute format('alter database %I set search_path = public, pg_catalog', current_database()); end$$`,
    );

    await expect(migrate(home.url)).rejects.toThrow(
      new Error('DATABASE_URL: names a Postgres 15; expected Postgres 16 or later'),
    );

    expect(await database.query(`select tablename from pg_tables where schemaname = 'public'`)).toEqual([]);
  });
});
