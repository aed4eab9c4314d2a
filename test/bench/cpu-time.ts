import { readdirSync, readFileSync } from 'node:fs';

/** Returns the CPU time of all threads of a process in ms; 0 where there is no /proc or no such process. Clock ticks are 10 ms on all platforms. */
function cpuOf(pid: number): { parent: number; ms: number; ended: number } {
  try {
    // proc_pid_stat(5): behind the name come state (3), ppid (4), … utime (14), stime (15), and cutime (16),
    // cstime (17) of the children that have ended.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const ms = (first: number) => (Number(fields[first]) + Number(fields[first + 1])) * 10;
    return { parent: Number(fields[1]), ms: ms(11), ended: ms(13) };
  } catch {
    return { parent: 0, ms: 0, ended: 0 };
  }
}

/** Returns the CPU time until now in ms: of the product, of Postgres with its backends, and of this process. */
export function cpuTimes(product: number, postmaster: number): { product: number; postgres: number; client: number } {
  const backends = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => cpuOf(Number(name)))
    .filter(({ parent }) => parent === postmaster);
  const master = cpuOf(postmaster);
  const { user, system } = process.cpuUsage();
  return {
    product: cpuOf(product).ms,
    postgres: backends.reduce((sum, { ms }) => sum + ms, master.ms + master.ended),
    client: (user + system) / 1000,
  };
}
