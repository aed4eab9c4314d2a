import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.js';

const root = join(import.meta.dirname, '../..');

export const administrator = { email: 'admin@guichet.test', password: 'a long password for tests' };

export interface ProductProcess {
  url: string;
  smtpPort: number;
  pid: number;
  /** The error lines of its log. */
  errors: string[];
  exited: Promise<void>;
  /** Kills it by SIGKILL. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export interface ProductProcessOptions {
  databaseUrl: string;
  dataDir: string;
  /** The ports of a previous process. */
  ports?: { http: number; smtp: number };
  nodeFlags?: string[];
  /** As in `GUICHET_ROLES`; all of them by default. */
  roles?: string;
}

/** Starts the whole product, as it was built, in a process of its own. Resolves when it prints that it is ready. */
export async function startProductProcess(options: ProductProcessOptions): Promise<ProductProcess> {
  const { databaseUrl, dataDir, nodeFlags = [], roles } = options;
  const ports = options.ports ?? { http: await freePort(), smtp: await freePort() };
  const child = spawn(process.execPath, [...nodeFlags, builtProgram()], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compile'),
      PORT: String(ports.http),
      SMTP_PORT: String(ports.smtp),
      DATABASE_URL: databaseUrl,
      GUICHET_DATA: dataDir,
      GUICHET_SECRET: 'a secret that outlives the process',
      GUICHET_ADMIN_EMAIL: administrator.email,
      GUICHET_ADMIN_PASSWORD: administrator.password,
      OUTBOUND_ALLOW: '127.0.0.1',
      // Of a reverse proxy of the test, and of benchmarks that come from many networks.
      TRUSTED_PROXIES: 'loopback',
      DNS_SERVERS: 'none',
      LOG_LEVEL: 'warn',
      ...(roles && { GUICHET_ROLES: roles }),
    },
  });
  const errors: string[] = [];
  const exited = once(child, 'exit').then(() => undefined);
  const ready = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('ready: ')) resolve(line.slice('ready: '.length));
      if (line.includes('"level":"error"') || line.includes('"level":"fatal"')) errors.push(line);
    });
    createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  });
  await Promise.race([
    ready,
    exited.then(() => Promise.reject(new Error(`the product ended before it was ready:\n${errors.join('\n')}`))),
  ]);
  return {
    url: `http://127.0.0.1:${ports.http}`,
    smtpPort: ports.smtp,
    pid: child.pid!,
    errors,
    exited,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** What `npm start` runs. The launcher builds first, so an outdated build is refused here. */
function builtProgram(): string {
  const main = join(root, 'apps/guichet/dist/bundle/main.js');
  if (!existsSync(main)) throw new Error('there is no build: npm run build');
  return main;
}

/** Resident memory of a process in MB; 0 where there is no /proc. */
export function memoryOf(pid: number): number {
  const file = `/proc/${pid}/status`;
  if (!statSync(file, { throwIfNoEntry: false })) return 0;
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) / 1024);
}
