import { SettingError, type Logger } from '@guichet/platform';
import { Database } from './database.js';
import { migrateJobs } from './run-jobs.js';

const leastServerVersion = 16;

/**
 * Brings a database to the present schema. Two processes may try at once: the second waits, then finds nothing to do. A
 * statement may take as long as a large table needs, but waits no longer than `lockTimeout` (milliseconds) for a table that
 * somebody else uses, as all others who ask for the table wait behind it. To `logger`, a migration of what is there already is told before
 * it begins.
 *
 * Throws `SettingError` for a server that is too old, for a schema that is newer than this program, and for such a table.
 */
export async function migrate(
  url: string,
  { lockTimeout = 10_000, logger }: { lockTimeout?: number; logger?: Pick<Logger, 'info'> } = {},
): Promise<void> {
  const timeouts = { statement: 0, lock: lockTimeout };
  const database = await Database.connect(url, { poolSize: 2, timeouts, withoutEntities: true });
  try {
    await assertServerVersion(database);
    await alone(database, async () => {
      if ((await hasKnownSchema(database)) && (await database.source.showMigrations()))
        logger?.info('migrating the database, which takes minutes where it has millions of entries');
      await database.source.runMigrations({ transaction: 'each' });
      await migrateJobs(url, lockTimeout);
    });
  } catch (error) {
    throw isLockTimeout(error) ? lockedTable(lockTimeout) : error;
  } finally {
    await database.close();
  }
}

/** Holds the lock of those who migrate, for which there is no time limit: they end. */
async function alone(database: Database, work: () => Promise<void>): Promise<void> {
  const lock = database.source.createQueryRunner();
  await lock.connect();
  try {
    await lock.query(`set lock_timeout = 0`);
    await lock.query(`select pg_advisory_lock(hashtext('guichet migrate'))`);
    await work();
  } finally {
    await lock.query(`select pg_advisory_unlock(hashtext('guichet migrate'))`).catch(() => undefined);
    await lock.release();
  }
}

async function assertServerVersion(database: Database): Promise<void> {
  // Such as 160014; `server_version` may end in the name of a distribution.
  const [row] = await database.query<{ version: number }>(
    `select current_setting('server_version_num')::int / 10000 as version`,
  );
  if (row!.version >= leastServerVersion) return;
  throw new SettingError(
    'DATABASE_URL',
    `names a Postgres ${row!.version}; expected Postgres ${leastServerVersion} or later`,
  );
}

/**
 * Whether there is a schema at all. One that is newer is refused: an older program would write rows in which the newer one misses something,
 * and nobody would notice at once.
 */
async function hasKnownSchema(database: Database): Promise<boolean> {
  const [table] = await database.query<{ exists: boolean }>(`select to_regclass('migration') is not null as exists`);
  if (!table!.exists) return false;
  const known = database.source.migrations.map(({ name }) => name);
  const [later] = await database.query<{ name: string }>(
    `select name from migration where name <> all($1::text[]) order by timestamp desc limit 1`,
    [known],
  );
  if (!later) return true;
  throw new SettingError(
    'DATABASE_URL',
    `names a database of a newer Guichet (its schema has ${later.name}); start that version or a later one`,
  );
}

const isLockTimeout = (error: unknown): boolean => (error as { code?: string }).code === '55P03';

const lockedTable = (waited: number): SettingError =>
  new SettingError(
    'DATABASE_URL',
    `names a database in which a table to migrate was locked for ${waited / 1000} s; end the session that locks it (pg_locks)`,
  );
