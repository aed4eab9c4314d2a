// Some npm versions drop `.bin/node` when several optional packages declare it: link the one that was installed.
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';

const modules = join(import.meta.dirname, '../../../node_modules');
const names = [`node-${process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`];
const binary = names.map((name) => join(modules, name, 'bin/node')).find(existsSync);
if (binary) {
  const link = join(modules, '.bin/node');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(relative(join(modules, '.bin'), binary), link);
}
