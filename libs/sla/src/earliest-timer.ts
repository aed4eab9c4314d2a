import type { SlaTimer } from '@guichet/database';

/** The timer whose time is the earliest; those without one do not count. */
export function earliest(timers: readonly SlaTimer[], timeOf: (timer: SlaTimer) => Date | null): SlaTimer | undefined {
  return timers
    .filter((timer) => timeOf(timer) !== null)
    .sort((one, other) => timeOf(one)!.getTime() - timeOf(other)!.getTime())[0];
}
