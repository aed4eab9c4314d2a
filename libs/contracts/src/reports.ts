import { z } from 'zod';
import { CaseQuery } from './cases.js';
import { ChannelKind } from './channels.js';
import { MetricGroup, MetricName, MetricQuery } from './metrics.js';
import { Id, Instant, Language, Line } from './primitives.js';
import { TimeZone } from './calendars.js';

export const ExportFormat = z.enum(['csv', 'xlsx']);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** `GET /exports/metrics`: one row per point; `metrics` names them with commas. `language` words the headings. */
export const MetricsExport = MetricQuery.extend({
  metrics: z.string().max(400),
  format: ExportFormat.default('csv'),
  language: Language.default('en'),
});
export type MetricsExport = z.infer<typeof MetricsExport>;

/** `GET /exports/cases`: one row per case of any view of the inbox, without a limit of rows. */
export const CasesExport = CaseQuery.omit({ limit: true, cursor: true }).extend({
  format: ExportFormat.default('csv'),
  language: Language.default('en'),
});
export type CasesExport = z.infer<typeof CasesExport>;

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
