import { jobs as schemas, type JobName, type JobPayload } from '@guichet/contracts';
import { isConnectionFault } from '@guichet/platform';
import { run, runMigrations, Logger, type JobHelpers } from 'graphile-worker';
import { Pool, type PoolClient, type PoolConfig } from 'pg';

/** Name → what to do with its payload; after the last try nobody asks again. One registry, in apps/worker. */
export type Jobs = { [Name in JobName]: (payload: JobPayload<Name>, isLastTry: boolean) => Promise<unknown> };

/**
 * A connection that is lost fails the next query. The listeners of graphile-worker are gone before its last connection is: a
 * database that goes away just then would take the process with it.
 */
const openPool = (config: PoolConfig): Pool =>
  new Pool(config).on('error', () => undefined).on('connect', (client) => void client.on('error', () => undefined));

/** SQLSTATE `cannot_connect_now`: of the codes after which graphile-worker asks again, the one that is about the connection. */
const ASK_AGAIN = '57P03';

/** The fault of a connection, such that it is asked again; what the database itself refuses is thrown as it is. */
function askAgain(error: unknown): never {
  if (!isConnectionFault(error)) throw error;
  throw Object.assign(new Error((error as Error).message, { cause: error }), { code: ASK_AGAIN });
}

/**
 * Has graphile-worker ask again where a connection was lost, of which it knows few codes: it waits for nobody when it marks a job as done,
 * so that a database that goes away just then would end the process, and leave the job locked for hours.
 */
function askingAgain(pool: Pool): Pool {
  const known = new WeakSet<PoolClient>();
  const connect = pool.connect.bind(pool) as (...args: unknown[]) => Promise<PoolClient>;
  const withQueries = (client: PoolClient): PoolClient => {
    if (known.has(client)) return client;
    known.add(client);
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    return Object.assign(client, {
      query: (...args: unknown[]) => {
        const answer = query(...args);
        return answer instanceof Promise ? answer.catch(askAgain) : answer;
      },
    });
  };
  // What listens for new jobs connects with a callback, and again by itself.
  return Object.assign(pool, {
    connect: (...listening: unknown[]) =>
      listening.length > 0 ? connect(...listening) : connect().then(withQueries, askAgain),
  });
}

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
  const pool = askingAgain(openPool({ connectionString: url }));
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
