import { z } from 'zod';
import { ChannelKind } from './channels.js';
import { Id, Instant, Line } from './primitives.js';
import { ClockKind, ClockLevel, Priority } from './status.js';

/** So much working time of the team. `days`: working days; what begins on one ends when the team closes on the last of them. */
export const Duration = z.strictObject({
  value: z.number().int().min(1).max(9999),
  unit: z.enum(['minutes', 'hours', 'days']),
});
export type Duration = z.infer<typeof Duration>;

const ids = z.array(Id).max(100).default([]);

/** One promise. An empty list means any. */
export const Target = z.strictObject({
  id: Id,
  name: Line(120),
  teams: ids,
  kinds: ids,
  channels: z.array(ChannelKind).max(20).default([]),
  priorities: z.array(Priority).max(4).default([]),
  'first-response': Duration.nullable().default(null),
  'next-response': Duration.nullable().default(null),
  resolution: Duration.nullable().default(null),
});
export type Target = z.infer<typeof Target>;

/** `GET/PUT /targets`: read from the top, the first that fits a case holds for it. `version` guards against two at a time. */
export const Targets = z.strictObject({ targets: z.array(Target).max(200), version: z.number().int().default(0) });
export type Targets = z.infer<typeof Targets>;

/** Paused: the citizen's turn. Done: what was promised was done. Dropped: it is no longer promised. */
export const ClockState = z.enum(['running', 'paused', 'done', 'dropped']);
export type ClockState = z.infer<typeof ClockState>;

export const CaseClock = z.object({
  id: Id,
  clock: ClockKind,
  state: ClockState,
  target: Duration,
  /** Name of the target that it comes from. */
  targetName: z.string(),
  startedAt: Instant,
  /** Null while it is paused. */
  dueAt: Instant.nullable(),
  /** Working time, in seconds. */
  elapsedSeconds: z.number().int(),
  remainingSeconds: z.number().int(),
  endedAt: Instant.nullable(),
  breachedAt: Instant.nullable(),
  /** How far it has rung. */
  rang: ClockLevel.nullable(),
});
export type CaseClock = z.infer<typeof CaseClock>;

/** `GET /cases/:id/clocks`: how each clock came to its time, line by line. */
export const ClockLine = z.object({
  from: Instant,
  to: Instant,
  what: z.enum(['working', 'closed', 'holiday', 'waiting']),
  name: z.string().nullable(),
  /** Working time that counts, in seconds. */
  seconds: z.number().int(),
});
export type ClockLine = z.infer<typeof ClockLine>;
export const ExplainedClock = CaseClock.extend({ timeZone: z.string(), lines: z.array(ClockLine) });
export type ExplainedClock = z.infer<typeof ExplainedClock>;
export const ExplainedClocks = z.object({ items: z.array(ExplainedClock) });
