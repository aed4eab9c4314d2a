import type { MetricName } from '@guichet/contracts';
import { bucketOf } from './buckets.js';
import { counted } from './registry.js';
import { NONE } from './story.queries.js';

export type Dimension = 'channel' | 'kind' | 'agent';

/**
 * How fine points are added up. Every sum keeps its team, for the rights, and its day or month. `spread`: each bucket of a
 * duration, or hour of the week, by itself.
 */
export interface Grain {
  monthly: boolean;
  keeps: readonly Dimension[];
  spread: boolean;
}

/**
 * Few enough to be written with every change, enough to read a year from some ten thousand rows. A million cases hardly
 * add up by day *and* channel *and* kind *and* agent: what asks for that reads the points themselves.
 */
export const grains = {
  day: { monthly: false, keeps: [], spread: false },
  'day-matter': { monthly: false, keeps: ['channel', 'kind'], spread: false },
  'day-agent': { monthly: false, keeps: ['agent'], spread: false },
  month: { monthly: true, keeps: ['channel', 'kind', 'agent'], spread: false },
  'month-team': { monthly: true, keeps: [], spread: false },
  spread: { monthly: false, keeps: [], spread: true },
  'spread-team': { monthly: true, keeps: [], spread: true },
  'spread-channel': { monthly: true, keeps: ['channel'], spread: true },
  'spread-kind': { monthly: true, keeps: ['kind'], spread: true },
  'spread-agent': { monthly: true, keeps: ['agent'], spread: true },
} as const satisfies Record<string, Grain>;
export type GrainName = keyof typeof grains;

/** How what a metric counts is spread: durations by buckets, what has hours by these. */
const spreadOf = (name: MetricName): 'time' | 'hour' | null => {
  const [, metric] = counted.find(([own]) => own === name)!;
  if (metric.figure === 'median') return 'time';
  return metric.source.hours ? 'hour' : null;
};

/** The grains in which the points of a metric are added up. */
export function grainsOf(name: MetricName): GrainName[] {
  const [, { figure, groups }] = counted.find(([own]) => own === name)!;
  return (Object.keys(grains) as GrainName[]).filter((grain) => {
    const { spread, keeps } = grains[grain];
    if ((keeps as readonly Dimension[]).join() === 'agent' && !groups.includes('agent')) return false;
    return spread ? spreadOf(name) !== null : figure !== 'median';
  });
}

/** SQL: the hour of the week of a local time, 0 to 167, from Monday on. */
export const hourSql = (local: string): string =>
  `((extract(isodow from ${local})::int - 1) * 24 + extract(hour from ${local})::int)`;

/** SQL: the bucket of a point in a spread grain, from its value or its local time. */
export const bucketIn = (name: MetricName, value: string, local: () => string): string => {
  const spread = spreadOf(name);
  return spread === 'hour' ? hourSql(local()) : spread === 'time' ? bucketOf(value) : '0';
};

/** SQL: metric and grain of each, with what the grain keeps, as rows `g`. */
const GRAIN_ROWS = `(values ${counted
  .flatMap(([name]) =>
    grainsOf(name).map((grain) => {
      const { monthly, keeps, spread } = grains[grain];
      const has = (dimension: Dimension) => (keeps as readonly Dimension[]).includes(dimension);
      return `('${name}', '${grain}', ${monthly}, ${has('channel')}, ${has('kind')}, ${has('agent')}, ${spread ? `'${spreadOf(name)}'` : 'null'})`;
    }),
  )
  .join(', ')}) g(metric, grain, monthly, channels, kinds, agents, spread)`;

/**
 * SQL: rows of `metric_sum` from rows `metric, zone, at, team_id, channel, kind_id, agent_id, value, sign`. What adds up to
 * nothing is left out.
 */
export const sumsOf = (points: string): string => `
  select g.metric, g.grain, p.zone, case when g.monthly then date_trunc('month', p.local)::date else p.local::date end as day, p.team_id,
    case when g.channels then p.channel else 'none' end as channel, case when g.kinds then p.kind_id else '${NONE}' end as kind_id,
    case when g.agents then p.agent_id else '${NONE}' end as agent_id,
    case g.spread when 'hour' then ${hourSql('p.local')} when 'time' then ${bucketOf('p.value')} else 0 end as bucket,
    sum(p.sign) as n, sum(p.sign * p.value) as total
  from (select *, at at time zone zone as local from ${points} as points) p join ${GRAIN_ROWS} on g.metric = p.metric
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9 having sum(p.sign) <> 0 or sum(p.sign * p.value) <> 0`;
