import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDataFolder } from './lock-data-folder.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the lock of the data folder', () => {
  it('is held by the first, and free once let go', async () => {
    const release = await lockDataFolder(folder);
    expect(existsSync(join(folder, 'lock'))).toBe(true);
    release();
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  it('names the process that holds it', async () => {
    const holder = spawn('sleep', ['60']);
    const stat = readFileSync(`/proc/${holder.pid}/stat`, 'utf8');
    writeFileSync(join(folder, 'lock'), `${holder.pid} ${stat.replace(/^.*\) /, '').split(' ')[19]}`);

    await expect(lockDataFolder(folder, 0)).rejects.toThrow(
      `GUICHET_DATA: ${folder} is in use by another Guichet (process ${holder.pid})`,
    );

    const ended = new Promise((resolve) => holder.once('exit', resolve));
    holder.kill('SIGKILL');
    await ended;
    (await lockDataFolder(folder))();
  });

  it('of a process whose number another one has now is void', async () => {
    writeFileSync(join(folder, 'lock'), `${process.ppid} 1`);
    const release = await lockDataFolder(folder, 0);
    expect(readFileSync(join(folder, 'lock'), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
    release();
  });
});
