import type { Duration, SlaThreshold } from '@guichet/contracts';
import type { TimerRun } from './fold-case-into-timers.js';
import { elapsedSeconds, sharesOf, type TeamHours } from './business-hours-across-handovers.js';

const THRESHOLDS = [50, 80, 100, 200] as const satisfies SlaThreshold[];

/** How far a timer is with respect to its target. */
export interface Measurement {
  /** Null while we wait for the citizen: nobody knows until when. */
  dueAt: Date | null;
  elapsedSeconds: number;
  totalSeconds: number;
  breachedAt: Date | null;
  /** The highest threshold that has passed. */
  passedThreshold: SlaThreshold | null;
  /** When the next one will pass; null where none will by itself. */
  nextThresholdAt: Date | null;
}

/** Measures a run in the business hours of its teams. Undefined where the team that has it never works for so long: then it has no target. */
export function measure(
  run: TimerRun,
  { target, teamHours, now }: { target: Duration; teamHours: TeamHours; now: Date },
): Measurement | undefined {
  const reached = sharesOf(run, teamHours, target);
  if (!reached) return undefined;
  const until = run.endedAt ?? now;
  const times = THRESHOLDS.map((threshold) => ({ threshold, ...reached(threshold / 100) }));
  const whole = times.find(({ threshold }) => threshold === 100)!;
  const missedAt = whole.at ?? null;
  if (run.state === 'running' && !missedAt) return undefined;
  const hasPassed = (at: Date | undefined) => at !== undefined && (run.endedAt ? at < until : at <= until);
  return {
    dueAt: run.state === 'paused' ? null : missedAt,
    elapsedSeconds: Math.floor(elapsedSeconds(run, teamHours, until)),
    totalSeconds: Math.round(whole.seconds),
    breachedAt: missedAt && hasPassed(missedAt) ? missedAt : null,
    passedThreshold: times.findLast(({ at }) => hasPassed(at))?.threshold ?? null,
    nextThresholdAt: run.state === 'running' ? (times.find(({ at }) => at && at > now)?.at ?? null) : null,
  };
}
