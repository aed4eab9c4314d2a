import { addWorkingTime, dueAt, workingSeconds } from '@guichet/calendars';
import type { BusinessHours, Duration, SlaThreshold } from '@guichet/contracts';
import type { TimerRun } from './sla-fold.js';

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

/** Measures a run in the business hours of the team. Undefined where the team never works for so long: then it has no target. */
export function measure(
  run: TimerRun,
  { target, businessHours, now }: { target: Duration; businessHours: BusinessHours; now: Date },
): Measurement | undefined {
  const due = dueAt(businessHours, run.startedAt, target);
  if (!due) return undefined;
  // Not rounded: half a second more, and what is due at closing time would be due at the next opening.
  const total = workingSeconds(businessHours, run.startedAt, due);
  const until = run.endedAt ?? now;
  const reached = (percent: number) => reachedAt(run.spans, businessHours, (total * percent) / 100);
  const times = THRESHOLDS.map((threshold) => ({ threshold, at: reached(threshold) }));
  const missedAt = times.find(({ threshold }) => threshold === 100)!.at ?? null;
  if (run.state === 'running' && !missedAt) return undefined;
  const hasPassed = (at: Date | undefined) => at !== undefined && (run.endedAt ? at < until : at <= until);
  return {
    dueAt: run.state === 'paused' ? null : missedAt,
    elapsedSeconds: Math.floor(elapsed(run.spans, businessHours, until)),
    totalSeconds: Math.round(total),
    breachedAt: missedAt && hasPassed(missedAt) ? missedAt : null,
    passedThreshold: times.findLast(({ at }) => hasPassed(at))?.threshold ?? null,
    nextThresholdAt: run.state === 'running' ? (times.find(({ at }) => at && at > now)?.at ?? null) : null,
  };
}

const elapsed = (spans: TimerRun['spans'], businessHours: BusinessHours, until: Date): number =>
  spans.reduce((sum, { from, to }) => sum + workingSeconds(businessHours, from, to ?? until), 0);

/** When so much working time had passed, or will have; undefined where the spans end before. */
function reachedAt(spans: TimerRun['spans'], businessHours: BusinessHours, seconds: number): Date | undefined {
  let left = seconds;
  for (const { from, to } of spans) {
    const length = to ? workingSeconds(businessHours, from, to) : Infinity;
    if (length >= left) return addWorkingTime(businessHours, from, left);
    left -= length;
  }
  return undefined;
}
