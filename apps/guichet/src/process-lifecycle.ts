import { flushCompileCache } from 'node:module';
import { Keyring, Logger, SettingError, loadConfig, openBlobStore, type Config } from '@guichet/platform';
import { collectGarbageWhenIdle } from './collect-garbage-when-idle.js';
import { lockDataFolder } from './lock-data-folder.js';
import { prepareDataFolder } from './postgres-data-folder.js';
import { startPostgres } from './embedded-postgres.js';
import { databaseFault } from './explain-database-fault.js';

type Step = () => Promise<void> | void;

/** A second request to stop within this time is the same one, come by another way (terminal and launcher). */
const sameRequestMs = 1_000;
const patienceMs = 30_000;

/** Resolves at the first request to stop: a signal, or the end of whoever launched us. */
function stopRequest(): Promise<void> {
  return new Promise((resolve) => {
    let first = 0;
    const request = () => {
      first ||= Date.now();
      if (Date.now() - first > sameRequestMs) process.exit(1);
      resolve();
    };
    process.on('SIGINT', request).on('SIGTERM', request).on('SIGHUP', request).once('disconnect', request);
  });
}

/** Starts what the config asks for. Each step's undoing is pushed to `undo` as soon as it is needed. */
async function start(config: Config, undo: Step[]): Promise<void> {
  prepareDataFolder(config.dataDir);
  undo.push(await lockDataFolder(config.dataDir));
  const keyring = Keyring.load(config, config.dataDir);
  const blobs = openBlobStore(config.blobUrl);
  const logger = new Logger(config.logLevel);

  // The rest of the program is loaded while the database starts, and not at all where there is nothing to start.
  const loading = import('./start-product.js');
  loading.catch(() => undefined);
  let { databaseUrl } = config;
  if (!databaseUrl) {
    const postgres = await startPostgres(config.dataDir, { warn: (line) => logger.warn(line) });
    undo.push(() => postgres.stop());
    databaseUrl = postgres.url;
  }
  const { startProduct } = await loading;
  const product = await startProduct({ config, databaseUrl, keyring, blobs }).catch((error: unknown) => {
    throw (config.databaseUrl && databaseFault(error)) || error;
  });
  undo.push(() => product.close());
  if (product.setupLink) process.stdout.write(`create the first administrator: ${product.setupLink}\n`);
  process.stdout.write(`ready: ${product.url}\n`);
  collectGarbageWhenIdle();
  // Node writes it as it ends, and whoever is killed would leave nothing to start faster from.
  flushCompileCache();
}

async function stop(undo: Step[]): Promise<void> {
  setTimeout(() => process.exit(1), patienceMs).unref();
  for (const step of undo.reverse()) {
    try {
      await step();
    } catch (error) {
      process.stderr.write(`while stopping: ${String(error)}\n`);
      process.exitCode = 1;
    }
  }
}

/** The process from its start to its end. What whoever starts it can mend is told in one line; the rest with its stack. */
export async function serve(): Promise<void> {
  const undo: Step[] = [];
  const requested = stopRequest();
  const fault = new Promise<never>((_resolve, reject) => {
    process.on('uncaughtException', reject).on('unhandledRejection', reject);
  });
  try {
    await Promise.race([start(loadConfig(), undo), fault]);
    await Promise.race([requested, fault]);
  } catch (error) {
    process.stderr.write(
      `${error instanceof SettingError ? error.message : ((error as Error).stack ?? String(error))}\n`,
    );
    process.exitCode = 1;
  }
  await stop(undo);
  process.exit();
}
