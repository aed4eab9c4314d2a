import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '@guichet/database';
import { startPostgres } from '@guichet/guichet/postgres';
import { stopLeftover } from '@guichet/guichet/postmaster';
import { memoryFolder } from './memory-folder.js';

const prefix = 'guichet-test-';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes what a killed run left behind. */
async function sweep(parent: string): Promise<void> {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(prefix))) {
    if (isAlive(Number(name.slice(prefix.length)))) continue;
    await stopLeftover(join(parent, name, 'postgres'));
    rmSync(join(parent, name), { recursive: true, force: true });
  }
}

const parent = memoryFolder();
await sweep(parent);
const folder = join(parent, `${prefix}${process.pid}`);
mkdirSync(folder, { mode: 0o755 });

const socket = join(folder, 'postgres');
const postgres = await startPostgres(folder, {
  settings: {
    ...{ max_connections: '200', max_wal_size: '512MB', unix_socket_directories: socket },
    // The tables of a suite are younger than their statistics: what reads a dozen rows is taken for large, and two processes are started
    // to share it. On tables that are as large, nobody would wait for less.
    max_parallel_workers_per_gather: '0',
  },
});
// The pipe also closes when the run is killed. Ctrl-C reaches this process too, and is left to the run.
process.on('SIGINT', () => {});
process.stdin.resume().once('close', () => {
  void postgres.stop().finally(() => {
    rmSync(folder, { recursive: true, force: true });
    process.exit();
  });
});
// Each suite opens a dozen connections, and to prove a password takes longer than all else that one needs to be opened. The socket lies
// in a folder that nobody else can enter; over the network, the password is asked for as ever.
writeFileSync(join(socket, 'pg_hba.conf'), 'local all all trust\nhost all all all scram-sha-256\n');
process.kill(postgres.pid(), 'SIGHUP');
// Most of what the tests ask takes less time than the way over the network, even to this machine. Of the address, what cuts a line uses
// the host and port all the same.
const url = Object.assign(new URL(postgres.url), { search: `host=${socket}` }).href;
await migrate(url);
process.stdout.write(`${url}\n`);
