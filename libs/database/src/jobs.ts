import { run, runMigrations, Logger, type JobHelpers, type Runner } from 'graphile-worker';

/** Name → what to do with its payload; after the last try nobody asks again. One registry, in apps/worker. */
export type Jobs = Record<string, (payload: unknown, isLastTry: boolean) => Promise<void>>;

export async function migrateJobs(url: string): Promise<void> {
  await runMigrations({ connectionString: url, logger: silent });
}

/** Runs the timers and all other jobs that are not a hot path. `crontab`: graphile-worker's own syntax. */
export async function runJobs(
  url: string,
  jobs: Jobs,
  crontab: string,
  onError: (job: string, error: unknown) => void,
): Promise<Runner> {
  const taskList = Object.fromEntries(
    Object.entries(jobs).map(([name, work]) => [
      name,
      async (payload: unknown, { job }: JobHelpers) => {
        try {
          await work(payload, job.attempts >= job.max_attempts);
        } catch (error) {
          onError(name, error);
          throw error;
        }
      },
    ]),
  );
  return run({
    connectionString: url,
    taskList,
    crontab,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: silent,
  });
}

const silent = new Logger(() => () => undefined);
