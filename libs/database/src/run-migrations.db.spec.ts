import { eventually } from '../../../test/support/eventually.js';
import { createDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Database } from './database.js';
import { IdleEndOfOldSessions1796007000000 } from './migrations/1796007000000-idle-end-of-old-sessions.js';
import { Letters1796740000001 } from './migrations/1796740000001-letters.js';
import { ProposedTemplates1796752300000 } from './migrations/1796752300000-proposed-templates.js';
import { SharedBlocks1796752100000 } from './migrations/1796752100000-shared-blocks.js';
import { TemplateScopes1796752000000 } from './migrations/1796752000000-template-scopes.js';
import { LettersValidated1796740000002 } from './migrations/1796740000002-letters-validated.js';
import { ReaderOfAnonymousLetters1796750030000 } from './migrations/1796750030000-reader-of-anonymous-letters.js';
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

async function empty(): Promise<void> {
  for (const statement of ['drop schema public, graphile_worker cascade', 'create schema public'])
    await database.execute(statement);
}

describe('a migration', () => {
  it('lets sessions from before the idle end wait for nobody longer than new ones', async () => {
    await database.execute(
      `insert into agent (id, email, name, created_at) values (gen_random_uuid(), 'ana@town.test', 'Ana', now())`,
    );
    await database.execute(
      `insert into session (digest, id, agent_id, csrf_token, idle_minutes, created_at, seen_at, proved_at, expires_at)
       select minutes::text, gen_random_uuid(), a.id, '', minutes, now(), now(), now(), now() + interval '7 days'
       from agent a, unnest(array[10080, 1440, 15]) minutes`,
    );
    const runner = database.source.createQueryRunner();
    await new IdleEndOfOldSessions1796007000000().up(runner);
    await runner.release();
    const kept = await database.query<{ minutes: number }>(`select idle_minutes as minutes from session order by 1`);
    expect(kept.map(({ minutes }) => minutes)).toEqual([15, 480, 1440]);
  });

  it('that is taken back leaves no text of an agent’s own to everybody', async () => {
    await database.execute(
      `with a as (insert into agent (id, email, name, created_at) values (gen_random_uuid(), 'ida@town.test', 'Ida', now()) returning id),
       t as (insert into template (id, title, source_language, owner_id, created_at, updated_at)
         select gen_random_uuid(), 'Own', 'fr', id, now(), now() from a returning id)
       insert into template_version (id, template_id, language, number, state, content, created_at, created_by)
       select gen_random_uuid(), t.id, 'fr', number, state, '{"blocks": []}', now(), 'Ana'
       from t, (values (1, 'approved'), (2, 'draft')) v (number, state)`,
    );
    const runner = database.source.createQueryRunner();
    const migrations = [
      new TemplateScopes1796752000000(),
      new SharedBlocks1796752100000(),
      new ProposedTemplates1796752300000(),
    ];
    for (const migration of migrations.toReversed()) await migration.down(runner);
    expect(await runner.query(`select distinct state from template_version`)).toEqual([{ state: 'withdrawn' }]);
    for (const migration of migrations) await migration.up(runner);
    await runner.release();
  });

  it('reads the deliveries for the states of letters only once it lets others read them too', async () => {
    const runner = database.source.createQueryRunner();
    const isValidated = `select convalidated from pg_constraint where conname = 'delivery_state_check'`;
    await new LettersValidated1796740000002().down(runner);
    await new Letters1796740000001().down(runner);

    await new Letters1796740000001().up(runner);
    expect(await runner.query(isValidated)).toEqual([{ convalidated: false }]);
    expect(await runner.query(`select 1 from pg_indexes where indexname = 'delivery_to_print'`)).toEqual([]);

    await runner.startTransaction();
    await new LettersValidated1796740000002().up(runner);
    expect(await database.query(`select entry_id from delivery`)).toEqual([]);
    await runner.commitTransaction();
    expect(await runner.query(isValidated)).toEqual([{ convalidated: true }]);
    await runner.release();
  });

  it('has the letters of anonymous authors blocked from where the log has been read to', async () => {
    const runner = database.source.createQueryRunner();
    const migration = new ReaderOfAnonymousLetters1796750030000();
    const positions = `select name, position from log_reader order by name`;
    await migration.up(runner);
    expect(await runner.query(positions)).toEqual([]);
    await database.execute(`insert into log_reader (name, position) values ('sla', '7-1'), ('replies', '3-1')`);
    await migration.up(runner);
    expect(await runner.query(positions)).toContainEqual({ name: 'anonymousLetters', position: '7-1' });
    await migration.down(runner);
    expect(await runner.query(positions)).toHaveLength(2);
    await runner.release();
  });

  it('may take as long as it needs, and waits for no table longer than its lock timeout', async () => {
    await empty();
    await database.execute(`create schema seen`);
    await database.execute(`create table seen.timeouts (statement text, lock text)`);
    await database.execute(
      `create function seen.note() returns event_trigger language plpgsql as
       $$begin insert into seen.timeouts values (current_setting('statement_timeout'), current_setting('lock_timeout')); end$$`,
    );
    await database.execute(`create event trigger note on ddl_command_start execute function seen.note()`);

    await migrate(home.url, { lockTimeout: 7_000 });

    expect(await database.query(`select distinct statement, lock from seen.timeouts`)).toEqual([
      { statement: '0', lock: '7s' },
    ]);
    expect(await database.query(`select name from migration`)).not.toEqual([]);
  });

  it.each(['migration', 'graphile_worker.migrations'])('that finds %s locked gives up in one line', async (table) => {
    const other = database.source.createQueryRunner();
    await other.startTransaction();
    await other.query(`lock table ${table} in access exclusive mode`);

    await expect(migrate(home.url, { lockTimeout: 1 })).rejects.toThrow(
      /^DATABASE_URL: names a database in which a table to migrate was locked for 0.001 s; end the session [^\n]+$/,
    );

    await other.rollbackTransaction();
    await other.release();
  });

  it('says before it begins that it migrates what is there, and nothing where nothing is or all is done', async () => {
    const said: string[] = [];
    const logger = { info: (line: string) => void said.push(line) };
    await migrate(home.url, { logger });
    await empty();
    await migrate(home.url, { logger });
    expect(said).toEqual([]);

    // This one may be run twice.
    await database.execute(`delete from migration where name = 'ReaderOfAnonymousLetters1796750030000'`);
    await migrate(home.url, { logger });
    expect(said).toEqual(['migrating the database, which takes minutes where it has millions of entries']);
  });

  it('waits for another process that migrates, however long that takes', async () => {
    const other = database.source.createQueryRunner();
    await other.query(`select pg_advisory_lock(hashtext('guichet migrate'))`);

    const migrated = migrate(home.url, { lockTimeout: 1 });
    await eventually(async () => {
      const waiting = await database.query(
        `select 1 from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`,
      );
      expect(waiting).toHaveLength(1);
    });

    await other.query(`select pg_advisory_unlock(hashtext('guichet migrate'))`);
    await other.release();
    await expect(migrated).resolves.toBeUndefined();
  });
});

describe('a schema that is newer than the program', () => {
  it('is refused in one line and left as it is', async () => {
    await database.execute(`insert into migration (timestamp, name) values (2764000000000, 'Later2764000000000')`);

    await expect(migrate(home.url)).rejects.toThrow(
      new Error(
        'DATABASE_URL: names a database of a newer Guichet (its schema has Later2764000000000); start that version or a later one',
      ),
    );
  });
});

describe('a Postgres that is too old', () => {
  it('is refused in one line before anything is done to it', async () => {
    await empty();
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
