import { jobs as schemas, type JobName, type JobPayload } from '@guichet/contracts';
import { run, runMigrations, Logger, type JobHelpers } from 'graphile-worker';
import { Pool, type PoolConfig } from 'pg';

/** Name → what to do with its payload; after the last try nobody asks again. One registry, in apps/worker. */
export type Jobs = { [Name in JobName]: (payload: JobPayload<Name>, isLastTry: boolean) => Promise<unknown> };

/**
 * A connection that is lost fails the next query. The listeners of graphile-worker are gone before its last connection is: a
 * database that goes away just then would take the process with it.
 */
const openPool = (config: PoolConfig): Pool =>
  new Pool(config).on('error', () => undefined).on('connect', (client) => void client.on('error', () => undefined));

/** `lockTimeout`: milliseconds that a statement waits for a lock. */
export async function migrateJobs(url: string, lockTimeout: number): Promise<void> {
  const pool = openPool({ connectionString: url, max: 1, lock_timeout: lockTimeout });
  try {
    await runMigrations({ pgPool: pool, logger: silent });
  } finally {
    await pool.end();
  }
}

/** Runs the timers and all other jobs that are not a hot path. `crontab`: graphile-worker's own syntax. */
export async function runJobs(
  url: string,
  { jobs, crontab, onError }: { jobs: Partial<Jobs>; crontab: string; onError: (job: string, error: unknown) => void },
): Promise<{ stop(): Promise<void> }> {
  const taskList = Object.fromEntries(
    Object.entries(jobs).map(([name, work]: [string, (payload: never, isLastTry: boolean) => Promise<unknown>]) => [
      name,
      async (payload: unknown, { job }: JobHelpers) => {
        try {
          await work(schemas[name as JobName].parse(payload) as never, job.attempts >= job.max_attempts);
        } catch (error) {
          onError(name, error);
          throw error;
        }
      },
    ]),
  );
  const pool = openPool({ connectionString: url });
  try {
    const runner = await run({
      pgPool: pool,
      taskList,
      crontab,
      concurrency: 2,
      noHandleSignals: true,
      pollInterval: 2000,
      logger: silent,
    });
    return {
      async stop() {
        await runner.stop();
        await pool.end();
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

const silent = new Logger(() => () => undefined);
