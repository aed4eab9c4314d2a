import { z } from 'zod';
import { ChannelKind } from './channels.js';
import { MetricGroup, MetricName } from './metrics.js';
import { Id, Instant, Language, Line } from './primitives.js';
import { TimeZone } from './calendars.js';

const report = {
  name: Line(120),
  every: z.enum(['day', 'week', 'month']),
  /** At this hour of the morning, in `timeZone`; weeks on Monday, months on the first. It tells of the day, week or month before. */
  hour: z.number().int().min(0).max(23),
  timeZone: TimeZone.default('Europe/Paris'),
  metrics: z.array(MetricName).min(1).max(18),
  groupBy: MetricGroup.exclude(['hour']).default('team'),
  team: Id.nullable().default(null),
  channel: ChannelKind.nullable().default(null),
  language: Language.default('fr'),
  /** Agents, by their addresses: figures do not leave the house. */
  agentIds: z.array(Id).min(1).max(50),
  active: z.boolean().default(true),
};

/** `POST /reports`, `PUT /reports/:id`. */
export const WriteReport = z.strictObject(report);
export type WriteReport = z.infer<typeof WriteReport>;

export const Report = z.object({
  id: Id,
  ...report,
  nextAt: Instant.nullable(),
  lastAt: Instant.nullable(),
  /** Why the last one did not leave. */
  problem: z.string().nullable(),
});

export type Report = z.infer<typeof Report>;
