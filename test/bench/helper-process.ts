import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface HelperProcess {
  /** The first line that it printed, which is its address. */
  firstLine: string;
  child: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a program of this folder in a process of its own, which ends together with this one. */
export async function startHelper(file: string, args: readonly string[]): Promise<HelperProcess> {
  const child = fork(join(import.meta.dirname, file), args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout! });
  const first = (await Promise.race([once(lines, 'line'), exited.then(() => [null])])) as [string | null];
  if (first[0] === null) throw new Error(`${file} ended before it was ready`);
  return {
    firstLine: first[0],
    child,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
