import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeLeftovers, TEMPORARY } from './leftover-clusters.js';

let place: string;
beforeEach(() => (place = mkdtempSync(join(tmpdir(), 'guichet-leftovers-'))));
afterEach(() => rmSync(place, { recursive: true, force: true }));

/** Makes the folder of a cluster, whose server has this process id. */
function cluster(name: string, pid: number | undefined): void {
  mkdirSync(join(place, name, 'postgres'), { recursive: true });
  if (pid !== undefined) writeFileSync(join(place, name, 'postgres/postmaster.pid'), `${pid}\n`);
}

const ended = () => spawnSync(process.execPath, ['--version']).pid;
const inTwoHours = () => Date.now() + 7_200_000;

describe('the temporary clusters of benchmarks', () => {
  it('are removed once their servers have ended, and those that run or are kept stay', () => {
    cluster(`${TEMPORARY}stopped`, undefined);
    cluster(`${TEMPORARY}killed`, ended());
    cluster(`${TEMPORARY}running`, process.pid);
    cluster('database-kept', ended());
    removeLeftovers([place], inTwoHours());
    expect(readdirSync(place).sort()).toEqual(['database-kept', `${TEMPORARY}running`]);
  });

  it('stay for an hour, as one may just be starting', () => {
    cluster(`${TEMPORARY}starting`, undefined);
    removeLeftovers([place, join(place, 'nowhere')]);
    expect(readdirSync(place)).toHaveLength(1);
  });

  it('are removed where they lie elsewhere', () => {
    cluster('elsewhere', ended());
    mkdirSync(join(place, `${TEMPORARY}root`));
    symlinkSync(join(place, 'elsewhere/postgres'), join(place, `${TEMPORARY}root/postgres`));
    removeLeftovers([place], inTwoHours());
    expect(readdirSync(place)).toEqual([]);
  });
});
