import { SettingError } from '@guichet/platform';
import { Database } from './database.js';
import { migrateJobs } from './run-jobs.js';

const leastServerVersion = 16;

/**
 * Brings a database to the present schema. Two processes may try at once: the second waits, then finds nothing to do. Throws
 * `SettingError` for a server that is too old.
 */
export async function migrate(url: string): Promise<void> {
  const database = await Database.connect(url, { poolSize: 2 });
  try {
    await assertServerVersion(database);
    const lock = database.source.createQueryRunner();
    await lock.connect();
    try {
      await lock.query(`select pg_advisory_lock(hashtext('guichet migrate'))`);
      await database.source.runMigrations({ transaction: 'each' });
      await migrateJobs(url);
    } finally {
      await lock.query(`select pg_advisory_unlock(hashtext('guichet migrate'))`).catch(() => undefined);
      await lock.release();
    }
  } finally {
    await database.close();
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
