import { z } from 'zod';
import { Duration, Slot } from './calendars.js';
import { ChannelKind } from './channels.js';
import { Id, Instant, Line } from './primitives.js';
import { Priority } from './case-status-and-priority.js';
import { SlaThreshold, SlaTimerKind } from './sla-timer-kinds-and-thresholds.js';

const ids = z.array(Id).max(100).default([]);

/** How soon a case that fits is to be replied to and resolved. An empty list means any. */
export const SlaTarget = z.strictObject({
  id: Id,
  name: Line(120),
  teams: ids,
  caseTypes: ids,
  channels: z.array(ChannelKind).max(20).default([]),
  priorities: z.array(Priority).max(4).default([]),
  'first-response': Duration.nullable().default(null),
  'next-response': Duration.nullable().default(null),
  resolution: Duration.nullable().default(null),
});
export type SlaTarget = z.infer<typeof SlaTarget>;

/** `GET/PUT /sla/targets`: read from the top, the first that fits a case applies to it. `version` guards against two people saving at once. */
export const SlaTargets = z.strictObject({
  targets: z.array(SlaTarget).max(200),
  version: z.number().int().default(0),
});
export type SlaTargets = z.infer<typeof SlaTargets>;

/**
 * `POST /sla/targets/trial`: what becomes of open cases when these targets replace the saved ones. A case counts once in each number
 * that is true of it.
 */
export const SlaTargetTrial = z.object({
  /** Cases to which other times may apply: how many were computed, and how many were too many for that. */
  checked: z.number().int(),
  unchecked: z.number().int(),
  /** Cases with a timer that gets another time, with one that ends without a target, and with one that they did not have. */
  moved: z.number().int(),
  lost: z.number().int(),
  gained: z.number().int(),
  /** Cases that are late from then on, and are not now. */
  late: z.number().int(),
});
export type SlaTargetTrial = z.infer<typeof SlaTargetTrial>;

/** `paused`: we wait for the citizen. `done`: it was replied to or resolved. `dropped`: the target no longer applies. */
export const SlaTimerState = z.enum(['running', 'paused', 'done', 'dropped']);
export type SlaTimerState = z.infer<typeof SlaTimerState>;

export const SlaTimer = z.object({
  id: Id,
  kind: SlaTimerKind,
  state: SlaTimerState,
  target: Duration,
  /** The name of the target from which the timer was made. */
  targetName: z.string(),
  startedAt: Instant,
  /** The due time; null while the timer is paused. */
  dueAt: Instant.nullable(),
  /** The working time, in seconds. */
  elapsedSeconds: z.number().int(),
  remainingSeconds: z.number().int(),
  endedAt: Instant.nullable(),
  breachedAt: Instant.nullable(),
  /** The last threshold of which agents were notified. */
  lastThreshold: SlaThreshold.nullable(),
});
export type SlaTimer = z.infer<typeof SlaTimer>;

/** `GET /cases/:id/sla`: the periods from which the time of each timer is added up. */
export const SlaTimerLine = z.object({
  from: Instant,
  to: Instant,
  /** `resolved`: the case was closed, and then opened again. */
  kind: z.enum(['working', 'closed', 'holiday', 'waiting', 'resolved']),
  name: z.string().nullable(),
  /** The working time that counts, in seconds. */
  seconds: z.number().int(),
  /** The same, of this line and all before it. */
  sumSeconds: z.number().int(),
  /** The business hours of that day, in the time zone of the team; empty where it never closes, and of all but `working`. */
  hours: z.array(Slot),
});
export type SlaTimerLine = z.infer<typeof SlaTimerLine>;

/** A day of a target in days. The `first` one does not count; `counted` ones have their number; on the others the team does not work. */
export const SlaTargetDay = z.object({
  from: Instant,
  to: Instant,
  kind: z.enum(['first', 'counted', 'closed', 'holiday']),
  name: z.string().nullable(),
  number: z.number().int().nullable(),
});
export type SlaTargetDay = z.infer<typeof SlaTargetDay>;

/** How the due time of a target in days follows: its days, and the business hours of pauses, which are made up after them. */
export const SlaDayCount = z.object({
  /** The days as if the timer had never been paused. */
  days: z.array(SlaTargetDay),
  dueWithoutPauses: Instant,
  /** The pauses before it was due, with the business hours in them. */
  pauses: z.array(
    z.object({
      from: Instant,
      to: Instant,
      kind: z.enum(['waiting', 'resolved']),
      seconds: z.number().int(),
      sumSeconds: z.number().int(),
    }),
  ),
  /** How the same hours pass after `dueWithoutPauses`. */
  madeUp: z.array(SlaTimerLine),
  /** Null while the timer is paused. */
  dueAt: Instant.nullable(),
});
export type SlaDayCount = z.infer<typeof SlaDayCount>;

export const ExplainedSlaTimer = SlaTimer.extend({
  timeZone: z.string(),
  /** Until it is due, or until it was missed or ended. */
  lines: z.array(SlaTimerLine),
  /** Null where the target is in hours, or the case has passed between teams of different business hours. */
  dayCount: SlaDayCount.nullable(),
});
export type ExplainedSlaTimer = z.infer<typeof ExplainedSlaTimer>;
export const ExplainedSlaTimers = z.object({ items: z.array(ExplainedSlaTimer) });
