import { lstatSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** How the names of temporary folders begin. A cluster that somebody keeps has the name that they gave it. */
export const TEMPORARY = 'guichet-bench-';
/** Where they are: of root, whose folders the user of the database cannot enter, the cluster lies in the second. */
const PLACES = [tmpdir(), '/var/lib/guichet'];
const OLD_MS = 3_600_000;

/** Removes the folder of a temporary cluster, with the cluster to which it may link. */
export function removeCluster(folder: string): void {
  const cluster = join(folder, 'postgres');
  if (lstatSync(cluster, { throwIfNoEntry: false })?.isSymbolicLink())
    rmSync(dirname(readlinkSync(cluster)), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

/** Removes what benchmarks that were killed have left: temporary clusters that are older than an hour and in which no server runs. */
export function removeLeftovers(places: readonly string[] = PLACES, now = Date.now()): void {
  for (const place of places)
    for (const name of namesIn(place)) {
      const folder = join(place, name);
      const changed = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? now;
      if (now - changed > OLD_MS && !isRunning(folder)) removeCluster(folder);
    }
}

function namesIn(place: string): string[] {
  try {
    return readdirSync(place).filter((name) => name.startsWith(TEMPORARY));
  } catch {
    return [];
  }
}

function isRunning(folder: string): boolean {
  try {
    process.kill(Number.parseInt(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8'), 10), 0);
    return true;
  } catch (error) {
    // The server belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
