import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const parts = ['apps', 'libs'];
const ignored = new Set(['node_modules', 'dist']);

/** Time of the newest file that a build reads, in ms. A removed file shows in its folder's time. */
function newest(path) {
  const { mtimeMs } = statSync(path);
  const entries = readdirSync(path, { withFileTypes: true }).filter(({ name }) => !ignored.has(name));
  return entries.reduce((latest, entry) => {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) return Math.max(latest, newest(inside));
    return /\.spec\.tsx?$/.test(entry.name) ? latest : Math.max(latest, statSync(inside).mtimeMs);
  }, mtimeMs);
}

const isProject = (root, folder) => existsSync(join(root, folder, 'src'));

/** Folders of projects have a `dist` once built, and their own time changes with it: only what is inside counts. */
function newestSource(root) {
  const projects = parts.flatMap((part) => readdirSync(join(root, part)).map((name) => join(part, name)));
  const sources = projects
    .filter((folder) => isProject(root, folder))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { withFileTypes: true })
        .filter(({ name }) => !ignored.has(name) && name !== 'bin')
        .map((entry) => {
          const path = join(root, folder, entry.name);
          return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs;
        }),
    );
  return Math.max(...sources, ...['package-lock.json', '.swcrc'].map((file) => statSync(join(root, file)).mtimeMs));
}

/** Builds when a source is newer than the last build. A second start costs some milliseconds. */
export function build(root, node) {
  const stamp = join(root, 'node_modules/.cache/built');
  const isBuilt =
    existsSync(stamp) &&
    ['apps/guichet', 'apps/console', 'apps/portal'].every((app) => existsSync(join(root, app, 'dist')));
  if (isBuilt && statSync(stamp).mtimeMs >= newestSource(root)) return;
  process.stderr.write('building…\n');
  const begun = new Date();
  const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NODE_ENV: 'production' };
  const args = [join(root, 'node_modules/.bin/nx'), 'run-many', '-t', 'build', '--outputStyle=static'];
  const { status, stdout } = spawnSync(node, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
    encoding: 'utf8',
  });
  if (status !== 0) {
    process.stderr.write(`${stdout}\nthe build failed; its reason is above\n`);
    process.exit(status ?? 1);
  }
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
  writeFileSync(stamp, '');
  // A source saved while it was built counts as newer.
  utimesSync(stamp, begun, begun);
}
