import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { memoryFolder } from '../support/memory-folder.js';

const root = join(import.meta.dirname, '../..');

interface Started {
  process: ChildProcess;
  url: string;
  setupLink: string | undefined;
}

let data: string;
const running: ChildProcess[] = [];

beforeAll(() => {
  data = mkdtempSync(join(memoryFolder(), 'guichet-start-'));
  chmodSync(data, 0o755);
});
afterAll(async () => {
  for (const child of running.filter((one) => one.exitCode === null && one.signalCode === null)) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  rmSync(data, { recursive: true });
});

/** The product as a process of its own, as `npm start` runs it. */
function launch(env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [join(root, 'apps/guichet/dist/bundle/main.js')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compile'),
      GUICHET_DATA: data,
      PORT: '0',
      SMTP_PORT: '0',
      LOG_LEVEL: 'silent',
      ...env,
    },
  });
  running.push(child);
  return child;
}

async function start(env?: Record<string, string>): Promise<Started> {
  const child = launch(env);
  child.stderr!.resume();
  let setupLink: string | undefined;
  for await (const line of createInterface({ input: child.stdout! })) {
    setupLink ??= /^create the first administrator: (\S+)$/.exec(line)?.[1];
    const url = /^ready: (\S+)$/.exec(line)?.[1];
    if (url) return { process: child, url, setupLink };
  }
  throw new Error('it ended before it was ready');
}

async function stop({ process: child }: Started, signal: NodeJS.Signals): Promise<number | null> {
  const exited = once(child, 'exit');
  child.kill(signal);
  return ((await exited) as [number | null])[0];
}

/** A start that cannot succeed: its exit code and all that it says but warnings of Node. */
async function refusal(env: Record<string, string>): Promise<{ code: number; said: string[] }> {
  const child = launch(env);
  const said: string[] = [];
  for (const input of [child.stdout!, child.stderr!]) {
    createInterface({ input }).on('line', (line) => {
      if (!/^\(node:\d+\)|^\(Use `node/.test(line)) said.push(line);
    });
  }
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

const postmaster = () => Number(readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
const post = (url: string, body: object) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const administrator = { email: 'maire@example.org', password: 'une longue phrase de passe' };

describe('the product', () => {
  it('starts on an empty folder with a link that works once, and stops without a trace', async () => {
    const started = await start();
    const token = new URL(started.setupLink!).searchParams.get('token')!;

    const setup = { ...administrator, token, name: 'Madame la Maire' };
    expect((await post(`${started.url}/api/v1/setup`, setup)).status).toBeLessThan(300);
    expect((await post(`${started.url}/api/v1/setup`, setup)).ok).toBe(false);
    expect((await fetch(`${started.url}/readyz`)).status).toBe(200);

    expect(await stop(started, 'SIGINT')).toBe(0);
    expect(postmaster).toThrow('ENOENT');
    await expect(fetch(`${started.url}/readyz`)).rejects.toThrow();
  });

  it('finds its data at the second start, also after it was killed', async () => {
    const second = await start();
    expect(second.setupLink).toBeUndefined();
    await stop(second, 'SIGKILL');
    expect(postmaster()).toBeGreaterThan(0);

    const third = await start();

    expect((await post(`${third.url}/api/v1/session`, administrator)).ok).toBe(true);
    expect(await stop(third, 'SIGTERM')).toBe(0);
    expect(postmaster).toThrow('ENOENT');
  });

  it('refuses in one line what it cannot start with', async () => {
    const taken = createServer().listen(0, '::');
    await once(taken, 'listening');
    const port = String((taken.address() as AddressInfo).port);

    expect(await refusal({ PORT: port })).toEqual({
      code: 1,
      said: [`PORT: port ${port} is in use; expected a free one`],
    });
    expect(await refusal({ PORT: 'http' })).toEqual({
      code: 1,
      said: ['PORT: expected a port number from 0 to 65535'],
    });
    expect(await refusal({ GUICHET_DATA: '/dev/null/data' })).toEqual({
      code: 1,
      said: ['GUICHET_DATA: cannot write in /dev/null/data (ENOTDIR); expected a folder of ours'],
    });
    expect(await refusal({ DATABASE_URL: `postgres://desk:pw@127.0.0.1:1/desk` })).toEqual({
      code: 1,
      said: ['DATABASE_URL: cannot use this database: nothing listens there'],
    });
    taken.close();
  });

  it('refuses another secret than that of its first start, with which it would take every signature for forged', async () => {
    const refused = {
      code: 1,
      said: [
        'GUICHET_SECRET: is not the secret that this database was first started with: ' +
          'set that one, or put the file "secret" back into the data folder',
      ],
    };
    expect(await refusal({ GUICHET_SECRET: 'another secret, long enough' })).toEqual(refused);

    const kept = readFileSync(join(data, 'secret'));
    rmSync(join(data, 'secret'));
    expect(await refusal({})).toEqual(refused);
    writeFileSync(join(data, 'secret'), kept);
  });

  it('refuses a folder that another one works in', async () => {
    const first = await start();
    const { pid } = first.process;
    expect(await refusal({})).toEqual({
      code: 1,
      said: [`GUICHET_DATA: ${data} is in use by another Guichet (process ${pid})`],
    });
    expect(await stop(first, 'SIGTERM')).toBe(0);
  });
});
