import type { SlaTimer } from '@guichet/database';

/** The timer whose time is the earliest; those without one do not count. */
export function earliest(timers: readonly SlaTimer[], timeOf: (timer: SlaTimer) => Date | null): SlaTimer | undefined {
  return timers
    .filter((timer) => timeOf(timer) !== null)
    .sort((one, other) => timeOf(one)!.getTime() - timeOf(other)!.getTime())[0];
}

/** When the next threshold of the running timers of a case is reached. */
export const nextThresholdOf = (timers: readonly SlaTimer[]): Date | null =>
  earliest(timers, ({ state, nextThresholdAt }) => (state === 'running' ? nextThresholdAt : null))?.nextThresholdAt ??
  null;

/**
 * The job that computes the timers of a case again when the next threshold is reached: one for a case. A job that is no
 * longer needed runs, finds that no threshold has passed, and ends.
 */
export function scheduleThreshold(
  caseId: string,
  timers: readonly SlaTimer[],
): { payload: { caseId: string }; runAt: Date; key: string } | null {
  const runAt = nextThresholdOf(timers);
  return runAt && { payload: { caseId }, runAt, key: `sla:${caseId}` };
}
