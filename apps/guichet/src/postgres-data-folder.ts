import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { SettingError } from '@guichet/platform';
import { openFolder, type Binaries, type DatabaseUser } from './postgres-binaries.js';

const passwordFile = 'guichet.password';

export interface Cluster {
  folder: string;
  password: string;
}

const as = (user: DatabaseUser | undefined) => (user ? { uid: user.uid, gid: user.gid } : {});

const canEnter = (folder: string, user: DatabaseUser) =>
  spawnSync('test', ['-x', folder], { cwd: '/', stdio: 'ignore', ...as(user) }).status === 0;

/** Level by level: the recursive one of Node goes round for ever where a level that exists refuses the next as missing. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/** Makes the data folder; throws `SettingError` where we may not write. */
export function prepareDataFolder(dataDir: string): void {
  try {
    makeFolder(dataDir);
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SettingError('GUICHET_DATA', `cannot write in ${dataDir} (${code}); expected a folder of ours`);
  }
}

/**
 * `<data>/postgres`. As root in a folder closed to the database's user, that is a link to a folder of its own below
 * /var/lib, as opening a closed folder is not ours to decide.
 */
function clusterFolder(dataDir: string, user: DatabaseUser | undefined): string {
  const folder = join(dataDir, 'postgres');
  const link = lstatSync(folder, { throwIfNoEntry: false });
  if (link?.isSymbolicLink()) return readlinkSync(folder);
  if (!user || canEnter(dataDir, user)) return folder;
  if (link) {
    throw new SettingError(
      'GUICHET_DATA',
      `the user ${user.name}, as whom the database runs, can no longer enter ${dataDir}`,
    );
  }
  // Never the same twice: data folders come and go under one name, and each has its own secret.
  mkdirSync(openFolder, { recursive: true, mode: 0o755 });
  const parent = mkdtempSync(join(openFolder, `${basename(dataDir).replace(/^\./, '')}-`));
  chmodSync(parent, 0o755);
  symlinkSync(join(parent, 'postgres'), folder);
  return join(parent, 'postgres');
}

/** Made aside and renamed: a start that was killed half-way leaves nothing that looks like a database. */
async function initialise(folder: string, { initdb, user }: Binaries): Promise<void> {
  const aside = `${folder}.new`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { mode: 0o700 });
  if (user) chownSync(aside, user.uid, user.gid);
  const password = join(`${aside}.password`);
  writeFileSync(password, randomBytes(24).toString('hex'), { mode: 0o600 });
  if (user) chownSync(password, user.uid, user.gid);
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const access = ['--username=guichet', '--auth=scram-sha-256', `--pwfile=${password}`];
  await promisify(execFile)(initdb, ['-D', aside, ...locale, ...access], {
    cwd: '/',
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' },
    ...as(user),
  });
  renameSync(password, join(aside, passwordFile));
  renameSync(aside, folder);
}

/** The cluster in the data folder, made at the first start. */
export async function openCluster(dataDir: string, binaries: Binaries): Promise<Cluster> {
  const folder = clusterFolder(dataDir, binaries.user);
  if (!existsSync(join(folder, 'PG_VERSION'))) {
    if (existsSync(folder)) throw new SettingError('GUICHET_DATA', `${folder} exists but holds no database`);
    await initialise(folder, binaries);
  }
  return { folder, password: readFileSync(join(folder, passwordFile), 'utf8') };
}
