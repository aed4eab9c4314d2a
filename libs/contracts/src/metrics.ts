import { z } from 'zod';
import { CaseSummary } from './cases.js';
import { ChannelKind } from './channels.js';
import { metricCasesOrders } from './metric-cases-orders.js';
import { Id, Instant, Named, PageQuery } from './primitives.js';
import { Day } from './calendars.js';

// Each metric has a line of its own, so that a new metric adds one line.
// prettier-ignore
export const MetricName = z.enum([
  'contacts',             // messages, calls, visits and letters of citizens
  'opened',               // cases opened
  'replies',              // replies of agents
  'closed',               // cases closed
  'closed-without-reply', // cases closed though nobody had replied
  'reopened',             // cases that came back after they were closed
  'backlog',              // unfinished cases at the end of the day
  'first-response',       // from the opening to the first reply, as the citizen waited
  'first-response-worked',// the same in business hours
  'resolution',           // from the opening to the end, as the citizen waited
  'resolution-worked',    // the same in business hours, without the time that we waited for the citizen
  'breaches',             // targets missed
  'on-time',              // share of targets that were kept
  'contacts-per-case',    // contacts that a closed case took
  'reopen-rate',          // share of closed cases that came back
  'template-share',       // share of replies made from a template
  'channel-switches',     // closed cases in which the citizen had to change the channel
  'satisfaction',         // share of survey responses that are good
  'survey-response',      // share of surveys that were responded to
]);
export type MetricName = z.infer<typeof MetricName>;

/** A share is a number from 0 to 1. */
export const MetricUnit = z.enum(['count', 'seconds', 'share', 'ratio']);
export type MetricUnit = z.infer<typeof MetricUnit>;

export const MetricGroup = z.enum(['day', 'week', 'month', 'channel', 'team', 'caseType', 'agent', 'hour']);
export type MetricGroup = z.infer<typeof MetricGroup>;

/** `GET /metrics`: the metrics that exist. The client has their titles and definitions, and shows them beside the number. */
export const MetricInfo = z.object({
  name: MetricName,
  unit: MetricUnit,
  /** How the metric is computed, as one English sentence. */
  definition: z.string(),
  groups: z.array(MetricGroup),
  /** Whether it has a median, a p90 and a histogram. */
  distribution: z.boolean(),
  /** Whether more or less is better; null where neither is. */
  better: z.enum(['more', 'less']).nullable(),
});
export type MetricInfo = z.infer<typeof MetricInfo>;

const filters = {
  /** The first and the last day, both included, in the agent's time zone; by default the last 30 days. */
  from: Day.optional(),
  to: Day.optional(),
  team: Id.optional(),
  /** The teams that are in this sector now. */
  sector: Id.optional(),
  channel: ChannelKind.optional(),
  /** `none` selects cases without a case type. */
  caseType: z.union([Id, z.literal('none')]).optional(),
  agent: Id.optional(),
};

/** `GET /metrics/:name`. */
export const MetricQuery = z.object({
  ...filters,
  groupBy: MetricGroup.default('day'),
  /** Divides each point further by this. */
  by: z.enum(['channel', 'team', 'caseType', 'agent']).optional(),
  /**
   * `previous`: as many days just before, of whole months as many months; `days`: as many days just before, whatever they are; `week`, `month`, `quarter`, `year`: the same days a week, a month, a
   * quarter or a year before, of a whole month the whole month.
   */
  compare: z.enum(['previous', 'days', 'week', 'month', 'quarter', 'year']).optional(),
});
export type MetricQuery = z.infer<typeof MetricQuery>;

/** A number, and the count of observations behind it. It is null where there are none. Durations are in seconds. */
export const Figure = z.object({
  value: z.number().nullable(),
  count: z.number().int(),
  /** Present only with a distribution, where `value` is the median. Both are read off the histogram: they are wrong by an eighth at most, and by a hundredth where there are many observations. */
  p90: z.number().nullable(),
});
export type Figure = z.infer<typeof Figure>;

export const MetricPoint = Figure.extend({
  /** What the point is grouped by: a day, a week (its Monday), a month (its first day), an id, a channel, `none`, or `mon-09` for an hour of the week. */
  key: z.string(),
  /** The name, where `key` is an id. */
  label: z.string().nullable(),
  /** The value of `by` to which the point belongs; null where the query has no `by`. */
  series: z.string().nullable(),
});
export type MetricPoint = z.infer<typeof MetricPoint>;

export const MetricResult = z.object({
  metric: MetricName,
  unit: MetricUnit,
  from: Day,
  to: Day,
  timeZone: z.string(),
  total: Figure,
  previous: Figure.extend({ from: Day, to: Day }).nullable(),
  points: z.array(MetricPoint),
  /** The names of the series. */
  series: z.array(z.object({ key: z.string(), label: z.string().nullable() })),
  /** The histogram, in seconds; its last bucket has no end. It is empty without a distribution. */
  histogram: z.array(z.object({ from: z.number(), to: z.number().nullable(), count: z.number().int() })),
});
export type MetricResult = z.infer<typeof MetricResult>;

/** In which order the cases behind a number are listed; `ordersOfMetricCases` says which a metric has. */
export const MetricCasesOrder = z.enum(metricCasesOrders);
export type MetricCasesOrder = z.infer<typeof MetricCasesOrder>;

/**
 * `GET /metrics/:name/cases`: the cases behind one number. `key` and `series` are those of its point. Without `order`, where the number is a
 * length of time, the longest come first, else those that were counted last. Throws `invalid-request` for an order
 * that the metric has not, and for `within` of one that is no share.
 */
export const MetricCasesQuery = PageQuery.extend({
  ...filters,
  groupBy: MetricGroup.optional(),
  key: z.string().max(80).optional(),
  by: z.enum(['channel', 'team', 'caseType', 'agent']).optional(),
  series: z.string().max(80).optional(),
  order: MetricCasesOrder.optional(),
  /** Of a share alone: the cases of which something is in it, or of which something is not, such as a missed target. */
  within: z.enum(['yes', 'no']).optional(),
});
export type MetricCasesQuery = z.infer<typeof MetricCasesQuery>;
/**
 * A case behind a number. `at`: when it counted, the last time where it did several times, as when its target was missed; of what is
 * unfinished, when it was opened. This is what the orders `newest` and `oldest` go by.
 */
export const MetricCase = z.object({ case: CaseSummary, value: z.number(), at: Instant });
export type MetricCase = z.infer<typeof MetricCase>;
/** `total` says how many cases there are, of teams that the agent sees: fewer than the number where it counts one case several times. */
export const MetricCases = z.object({
  items: z.array(MetricCase),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
});
export type MetricCases = z.infer<typeof MetricCases>;

/** `GET /metrics/ageing`: the present age of unfinished cases, in days since they were opened. */
export const Ageing = z.object({
  items: z.array(
    z.object({
      team: Named,
      /** The numbers of cases that are younger than 1, 3, 7 and 30 days, and of older ones. */
      counts: z.tuple([z.number().int(), z.number().int(), z.number().int(), z.number().int(), z.number().int()]),
    }),
  ),
});
export type Ageing = z.infer<typeof Ageing>;
