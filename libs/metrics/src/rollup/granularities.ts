import type { MetricName } from '@guichet/contracts';
import { bucketOf } from './duration-buckets.js';
import { countedMetrics } from '../metrics/registry.js';
import { NONE } from './case-facts.queries.js';

export type Dimension = 'channel' | 'caseType' | 'agent';

/**
 * How finely points are added up. Every rollup keeps its team, for the permissions, and its day or month. `spread`: each bucket of
 * a duration, or hour of the week, is kept apart.
 */
export interface Granularity {
  monthly: boolean;
  dimensions: readonly Dimension[];
  spread: boolean;
}

/**
 * Few enough to be written with every change, and enough to read a year from some ten thousand rows. By day *and* channel *and*
 * case type *and* agent, a million cases would hardly add up: such queries read the points themselves.
 */
export const granularities = {
  day: { monthly: false, dimensions: [], spread: false },
  'day-case': { monthly: false, dimensions: ['channel', 'caseType'], spread: false },
  'day-agent': { monthly: false, dimensions: ['agent'], spread: false },
  month: { monthly: true, dimensions: ['channel', 'caseType', 'agent'], spread: false },
  'month-team': { monthly: true, dimensions: [], spread: false },
  spread: { monthly: false, dimensions: [], spread: true },
  'spread-team': { monthly: true, dimensions: [], spread: true },
  'spread-channel': { monthly: true, dimensions: ['channel'], spread: true },
  'spread-case-type': { monthly: true, dimensions: ['caseType'], spread: true },
  'spread-agent': { monthly: true, dimensions: ['agent'], spread: true },
} as const satisfies Record<string, Granularity>;
export type GranularityName = keyof typeof granularities;

/** How the values of a metric are distributed: durations by buckets, metrics with hours by hours of the week. */
const distributionOf = (name: MetricName): 'time' | 'hour' | null => {
  const [, metric] = countedMetrics.find(([own]) => own === name)!;
  if (metric.figure === 'median') return 'time';
  return metric.source.hours ? 'hour' : null;
};

/** The granularities in which the points of a metric are added up. */
export function granularitiesOf(name: MetricName): GranularityName[] {
  const [, { figure, groups }] = countedMetrics.find(([own]) => own === name)!;
  return (Object.keys(granularities) as GranularityName[]).filter((granularity) => {
    const { spread, dimensions } = granularities[granularity];
    if ((dimensions as readonly Dimension[]).join() === 'agent' && !groups.includes('agent')) return false;
    return spread ? distributionOf(name) !== null : figure !== 'median';
  });
}

/** SQL: the hour of the week of a local time, 0 to 167, from Monday on. */
export const hourSql = (local: string): string =>
  `((extract(isodow from ${local})::int - 1) * 24 + extract(hour from ${local})::int)`;

/** SQL: the bucket of a point in a spread granularity, from its value or its local time. */
export const bucketIn = (name: MetricName, value: string, local: () => string): string => {
  const spread = distributionOf(name);
  return spread === 'hour' ? hourSql(local()) : spread === 'time' ? bucketOf(value) : '0';
};

/** SQL: metric and granularity of each, with what the granularity keeps, as rows `g`. */
const GRANULARITY_ROWS = `(values ${countedMetrics
  .flatMap(([name]) =>
    granularitiesOf(name).map((granularity) => {
      const { monthly, dimensions, spread } = granularities[granularity];
      const has = (dimension: Dimension) => (dimensions as readonly Dimension[]).includes(dimension);
      return `('${name}', '${granularity}', ${monthly}, ${has('channel')}, ${has('caseType')}, ${has('agent')}, ${spread ? `'${distributionOf(name)}'` : 'null'})`;
    }),
  )
  .join(', ')}) g(metric, granularity, monthly, channels, case_types, agents, spread)`;

/**
 * SQL: rows of `metric_rollup` from rows `metric, zone, at, team_id, channel, case_type_id, agent_id, value, sign`. What adds up to
 * nothing is left out. Points are added up by hours first, as every granularity is made of hours: a rush of messages is a few
 * rows then, of which each makes a dozen.
 */
export const rollupsOf = (points: string): string => `
  select g.metric, g.granularity, p.zone, case when g.monthly then date_trunc('month', p.hour)::date else p.hour::date end as day, p.team_id,
    case when g.channels then p.channel else 'none' end as channel, case when g.case_types then p.case_type_id else '${NONE}' end as case_type_id,
    case when g.agents then p.agent_id else '${NONE}' end as agent_id,
    case g.spread when 'hour' then ${hourSql('p.hour')} when 'time' then p.bucket else 0 end as bucket,
    sum(p.n) as n, sum(p.total) as total
  from (
    select metric, zone, date_trunc('hour', at at time zone zone) as hour, team_id, channel, case_type_id, agent_id,
      ${bucketOf('value')} as bucket, sum(sign) as n, sum(sign * value) as total
    from ${points} as points group by 1, 2, 3, 4, 5, 6, 7, 8) p join ${GRANULARITY_ROWS} on g.metric = p.metric
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9 having sum(p.n) <> 0 or sum(p.total) <> 0`;
