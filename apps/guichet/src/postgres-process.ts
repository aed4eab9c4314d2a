import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Binaries } from './postgres-binaries.js';

/** Ours to choose, as nobody shares this server: memory for one small machine, and every promise of durability kept. */
const settings: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
};

const pidFile = (folder: string) => join(folder, 'postmaster.pid');

function readPidFile(folder: string): { pid: number; state: string } | undefined {
  try {
    const lines = readFileSync(pidFile(folder), 'utf8').split('\n');
    const pid = Number(lines[0]);
    // Line 8 is the postmaster's own account of how far it is (PostgreSQL source, miscinit.h).
    return pid > 0 ? { pid, state: lines[7]?.trim() ?? '' } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Its number may have gone to another process meanwhile, or to nobody but a parent that does not reap it. Where there is
 * no /proc it is taken at its word.
 */
function isPostmaster(pid: number, folder: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder) || readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
}

async function until(condition: () => boolean, timeoutMs: number): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > end) return false;
    await wait(10);
  }
  return true;
}

async function terminate(pid: number, folder: string): Promise<void> {
  // SIGINT: fast shutdown. SIGQUIT: immediate, repaired from the log at the next start.
  for (const [signal, patience] of [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await until(() => !isPostmaster(pid, folder), patience)) return;
  }
}

/** A postmaster outlives a killed parent: ends it, so that ours is a child again and its pid file is true. */
export async function stopLeftover(folder: string): Promise<void> {
  const left = readPidFile(folder);
  if (!left) return;
  if (isPostmaster(left.pid, folder)) await terminate(left.pid, folder);
  else rmSync(pidFile(folder), { force: true });
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

export interface Postmaster {
  pid: number;
  exited: Promise<void>;
  stop(): Promise<void>;
}

export interface PostmasterStart {
  folder: string;
  /** File, begun anew. */
  log: string;
  port: number;
  binaries: Binaries;
  settings: Record<string, string>;
}

export class PostmasterFailed extends Error {}

const lastWords = (log: string) =>
  readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => /FATAL|PANIC|could not/.test(line))
    .at(-1) ?? 'no reason in its log';

/** Spawns one postmaster and waits until it takes connections. Throws `PostmasterFailed` with its own last words. */
export async function spawnPostmaster(start: PostmasterStart): Promise<Postmaster> {
  const { folder, log, port, binaries } = start;
  const options = Object.entries({ ...settings, ...start.settings, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const output = openSync(log, 'w', 0o600);
  // Detached: Ctrl-C in a terminal goes to us alone, and the database stops after those who use it.
  const child: ChildProcess = spawn(binaries.postgres, ['-D', folder, ...options], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', output, output],
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' },
    ...(binaries.user && { uid: binaries.user.uid, gid: binaries.user.gid }),
  });
  closeSync(output);
  let gone = false;
  const exited = new Promise<void>((resolve) => {
    const end = () => {
      gone = true;
      resolve();
    };
    child.once('exit', end).once('error', end);
  });
  const ready = () => {
    const found = readPidFile(folder);
    return found?.pid === child.pid && found?.state === 'ready';
  };
  await until(() => gone || ready(), 60_000);
  if (gone || !ready()) {
    child.kill('SIGQUIT');
    throw new PostmasterFailed(lastWords(log));
  }
  const pid = child.pid!;
  return {
    pid,
    exited,
    async stop() {
      await terminate(pid, folder);
      await exited;
    },
  };
}
