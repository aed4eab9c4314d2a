import { Database } from './database.js';
import { migrateJobs } from './run-jobs.js';

/** Brings a database to the present schema. Two processes may try at once: the second waits, then finds nothing to do. */
export async function migrate(url: string): Promise<void> {
  const database = await Database.connect(url, { poolSize: 2 });
  try {
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
