import { z } from 'zod';
import { ChannelKind } from './channels.js';
import { MetricGroup, MetricName } from './metrics.js';
import { Id, Instant, Language, Line } from './primitives.js';
import { TimeZone } from './calendars.js';

const report = {
  name: Line(120),
  every: z.enum(['day', 'week', 'month']),
  /** The hour at which it is sent, in `timeZone`: weekly reports on Monday, monthly ones on the first. It covers the day, week or month before. */
  hour: z.number().int().min(0).max(23),
  timeZone: TimeZone.default('Europe/Paris'),
  metrics: z.array(MetricName).min(1).max(MetricName.options.length),
  groupBy: MetricGroup.exclude(['hour']).default('team'),
  team: Id.nullable().default(null),
  channel: ChannelKind.nullable().default(null),
  language: Language.default('fr'),
  /** The agents who get the report. It is sent to nobody else, so that figures stay within the organisation. */
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
  /** The recipients whom the last report did not reach, each with the reason, which is a code as that of a delivery. */
  problems: z.array(z.object({ email: z.string(), reason: z.string() })),
});

export type Report = z.infer<typeof Report>;
