import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SettingError } from '@guichet/platform';

/** When a process began, in clock ticks since boot: tells it from a later one with its number. Linux only. */
function birthOf(pid: number): string {
  try {
    // The name in parentheses may hold spaces; behind it come field 3, the state, and so on (proc_pid_stat(5)).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    // Killed, but not yet noticed by its parent.
    const isZombie = fields[0] === 'Z';
    return isZombie ? 'ended' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

const identity = (pid: number) => `${pid} ${birthOf(pid)}`.trim();

/** A predecessor may be about to end: so long it is waited for. */
const patienceMs = 5_000;

/** Holds the data folder for this process; answers how to let go. Throws `SettingError` while another one holds it. */
export async function lockDataFolder(dataDir: string, patience = patienceMs): Promise<() => void> {
  const path = join(dataDir, 'lock');
  const end = Date.now() + patience;
  for (;;) {
    try {
      writeFileSync(path, identity(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = read(path);
    const pid = Number(holder.split(' ')[0]);
    const isHeld = pid > 0 && pid !== process.pid && isAlive(pid) && identity(pid) === holder;
    if (!isHeld) rmSync(path, { force: true });
    else if (Date.now() < end) await wait(50);
    else throw new SettingError('GUICHET_DATA', `${dataDir} is in use by another Guichet (process ${pid})`);
  }
}
