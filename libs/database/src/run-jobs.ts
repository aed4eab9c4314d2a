import { jobs as schemas, type JobName, type JobPayload } from '@guichet/contracts';
import { run, runMigrations, Logger, type JobHelpers } from 'graphile-worker';
import { Pool } from 'pg';

/** Name → what to do with its payload; after the last try nobody asks again. One registry, in apps/worker. */
export type Jobs = { [Name in JobName]: (payload: JobPayload<Name>, isLastTry: boolean) => Promise<unknown> };

export async function migrateJobs(url: string): Promise<void> {
  await runMigrations({ connectionString: url, logger: silent });
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
  const pool = new Pool({ connectionString: url });
  // A connection that is lost fails the next query. The listeners of graphile-worker are gone before its last connection
  // is: a database that goes away just then would take the process with it.
  pool.on('error', () => undefined).on('connect', (client) => void client.on('error', () => undefined));
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
