// After each installation. Some npm versions drop `.bin/node` when several optional packages declare it: link the one
// that was installed. And note which lock file this is the installation of.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const modules = join(root, 'node_modules');
const stamp = join(modules, '.cache/installed');

const lockDigest = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

export const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lockDigest();

export function finishInstallation() {
  const names = [`node-${process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`];
  const binary = names.map((name) => join(modules, name, 'bin/node')).find(existsSync);
  if (binary) {
    const link = join(modules, '.bin/node');
    mkdirSync(join(modules, '.bin'), { recursive: true });
    rmSync(link, { force: true });
    symlinkSync(relative(join(modules, '.bin'), binary), link);
  }
  mkdirSync(join(modules, '.cache'), { recursive: true });
  writeFileSync(stamp, lockDigest());
}

if (process.env.npm_lifecycle_event === 'postinstall') finishInstallation();
