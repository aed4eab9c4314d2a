import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SettingError } from '@guichet/platform';

/** When a process began, in clock ticks since boot: tells it from a later one with its number. Linux only. */
function birthOf(pid: number): string {
  try {
    // The name in parentheses may hold spaces; field 22 is counted from behind it.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ')[19] ?? '';
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

const identity = (pid: number) => `${pid} ${birthOf(pid)}`.trim();

/** Holds the data folder for this process; answers how to let go. Throws `SettingError` while another one holds it. */
export function lockDataFolder(dataDir: string): () => void {
  const path = join(dataDir, 'lock');
  for (;;) {
    try {
      writeFileSync(path, identity(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readFileSync(path, 'utf8').trim();
    const pid = Number(holder.split(' ')[0]);
    if (pid > 0 && pid !== process.pid && isAlive(pid) && identity(pid) === holder) {
      throw new SettingError('GUICHET_DATA', `${dataDir} is in use by another Guichet (process ${pid})`);
    }
    rmSync(path, { force: true });
  }
}
