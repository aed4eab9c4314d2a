import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { findBinaries } from './postgres-binaries.js';
import { openCluster, prepareDataFolder, type Cluster } from './postgres-data-folder.js';
import { PostmasterFailed, freePort, spawnPostmaster, stopLeftover, type Postmaster } from './postgres-process.js';

export interface EmbeddedPostgres {
  /** Of the database `guichet`, with its password. Stays the same while it runs, also over a crash. */
  url: string;
  pid(): number;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Told in one line when the server ends by itself. */
  warn?: (line: string) => void;
  /** Server settings beside our own, by their Postgres names. */
  settings?: Record<string, string>;
}

const RESTART_MS = 500;
const attempts = 20;
/** Worth another try: the port was taken meanwhile, or processes of a killed predecessor are about to end. */
const passing = /could not bind|shared memory block|is the server already running|lock file/i;

async function launch(cluster: Cluster, port: () => Promise<number>, start: (port: number) => Promise<Postmaster>) {
  for (let attempt = 1; ; attempt++) {
    const chosen = await port();
    try {
      return { postmaster: await start(chosen), port: chosen };
    } catch (error) {
      if (!(error instanceof PostmasterFailed) || !passing.test(error.message) || attempt === attempts) throw error;
      await wait(100);
      await stopLeftover(cluster.folder);
    }
  }
}

async function ensureDatabase(serverUrl: string): Promise<void> {
  const client = new Client({ connectionString: `${serverUrl}/postgres` });
  await client.connect();
  try {
    const { rowCount } = await client.query(`select from pg_database where datname = 'guichet'`);
    if (!rowCount) await client.query('create database guichet');
  } finally {
    await client.end();
  }
}

/**
 * Postgres 18 of our own in `<dataDir>/postgres`, on a free port of the loopback interface, behind a password. Its log
 * is `<dataDir>/postgres.log`. A crashed server is started again in place; what a killed predecessor left is recovered.
 * Throws `SettingError` where the folder or the host does not allow it.
 */
export async function startPostgres(
  dataDir: string,
  { warn = () => {}, settings = {} }: EmbeddedOptions = {},
): Promise<EmbeddedPostgres> {
  prepareDataFolder(dataDir);
  const binaries = findBinaries();
  const cluster = await openCluster(dataDir, binaries);
  const log = join(dataDir, 'postgres.log');
  await stopLeftover(cluster.folder);

  const start = (port: number) => spawnPostmaster({ folder: cluster.folder, log, port, binaries, settings });
  const first = await launch(cluster, freePort, start);
  let current: Postmaster = first.postmaster;
  let stopping = false;
  const supervise = async (): Promise<void> => {
    while (!stopping) {
      await current.exited;
      if (stopping) return;
      warn('The embedded Postgres ended unexpectedly and is started again');
      await restart();
    }
  };
  // On a busy machine what the killed one has left takes long to end; without a database there is nothing else to do.
  const restart = async (): Promise<void> => {
    while (!stopping) {
      try {
        current = (await launch(cluster, () => Promise.resolve(first.port), start)).postmaster;
        return;
      } catch (error) {
        warn(`The embedded Postgres does not start again yet: ${String(error)}`);
        await wait(RESTART_MS);
      }
    }
  };
  const supervision = supervise();

  const serverUrl = `postgres://guichet:${cluster.password}@127.0.0.1:${first.port}`;
  await ensureDatabase(serverUrl);
  return {
    url: `${serverUrl}/guichet`,
    pid: () => current.pid,
    async stop() {
      stopping = true;
      await current.stop();
      // A restart that was under way is no longer wanted.
      await supervision;
      await current.stop();
    },
  };
}
