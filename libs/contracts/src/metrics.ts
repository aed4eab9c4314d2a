import { z } from 'zod';
import { CaseSummary } from './cases.js';
import { ChannelKind } from './channels.js';
import { Id, PageQuery } from './primitives.js';
import { Day } from './calendars.js';

// One line for each, so that a new one is a line.
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

/** share: 0 to 1. */
export const MetricUnit = z.enum(['count', 'seconds', 'share', 'ratio']);
export type MetricUnit = z.infer<typeof MetricUnit>;

export const MetricGroup = z.enum(['day', 'week', 'month', 'channel', 'team', 'caseType', 'agent', 'hour']);
export type MetricGroup = z.infer<typeof MetricGroup>;

/** `GET /metrics`: what there is; title and definition are worded by the client and shown beside the number. */
export const MetricInfo = z.object({
  name: MetricName,
  unit: MetricUnit,
  /** How it is computed, in one English sentence. */
  definition: z.string(),
  groups: z.array(MetricGroup),
  /** Does it have median, p90 and a histogram? */
  distribution: z.boolean(),
  /** Which way is good; null: neither. */
  better: z.enum(['more', 'less']).nullable(),
});
export type MetricInfo = z.infer<typeof MetricInfo>;

const filters = {
  /** First and last day, both included, in the viewer's time zone. By default the last 30 days. */
  from: Day.optional(),
  to: Day.optional(),
  team: Id.optional(),
  channel: ChannelKind.optional(),
  /** `none`: cases without a kind. */
  caseType: z.union([Id, z.literal('none')]).optional(),
  agent: Id.optional(),
};

/** `GET /metrics/:name`. */
export const MetricQuery = z.object({
  ...filters,
  groupBy: MetricGroup.default('day'),
  /** Each point once more by this. */
  by: z.enum(['channel', 'team', 'caseType', 'agent']).optional(),
  /**
   * `previous`: as many days just before; `month`, `quarter`, `year`: the same days a month, a quarter or a year before, of a
   * whole month the whole month.
   */
  compare: z.enum(['previous', 'month', 'quarter', 'year']).optional(),
});
export type MetricQuery = z.infer<typeof MetricQuery>;

/** A number, and of how many it is made. Null: there is nothing to tell. Durations in seconds. */
export const Figure = z.object({
  value: z.number().nullable(),
  count: z.number().int(),
  /** Only with a distribution: `value` is the median then. Read off the histogram: an eighth off at worst, a hundredth where there are many. */
  p90: z.number().nullable(),
});
export type Figure = z.infer<typeof Figure>;

export const MetricPoint = Figure.extend({
  /** A day, a week (its Monday), a month (its first day), an id, a channel, `none`, or `mon-09` for an hour of the week. */
  key: z.string(),
  /** Of an id: its name. */
  label: z.string().nullable(),
  /** By `by`. */
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
  /** Names of the series. */
  series: z.array(z.object({ key: z.string(), label: z.string().nullable() })),
  /** Seconds; the last one has no end. Empty without a distribution. */
  histogram: z.array(z.object({ from: z.number(), to: z.number().nullable(), count: z.number().int() })),
});
export type MetricResult = z.infer<typeof MetricResult>;

/** `GET /metrics/:name/cases`: the cases behind a number; each has its own. `key` and `series` are those of a point. */
export const MetricCasesQuery = PageQuery.extend({
  ...filters,
  groupBy: MetricGroup.optional(),
  key: z.string().max(80).optional(),
  by: z.enum(['channel', 'team', 'caseType', 'agent']).optional(),
  series: z.string().max(80).optional(),
});
export type MetricCasesQuery = z.infer<typeof MetricCasesQuery>;
export const MetricCase = z.object({ case: CaseSummary, value: z.number() });
export type MetricCase = z.infer<typeof MetricCase>;
/** `total` equals the number that was asked about, as far as it counts cases of teams that one sees. */
export const MetricCases = z.object({
  items: z.array(MetricCase),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
});
export type MetricCases = z.infer<typeof MetricCases>;

/** `GET /metrics/ageing`: how old what is unfinished is now, by days since the opening. */
export const Ageing = z.object({
  items: z.array(
    z.object({
      team: z.object({ id: Id, name: z.string() }),
      /** Under 1, 3, 7, 30 days, and older. */
      counts: z.tuple([z.number().int(), z.number().int(), z.number().int(), z.number().int(), z.number().int()]),
    }),
  ),
});
export type Ageing = z.infer<typeof Ageing>;
