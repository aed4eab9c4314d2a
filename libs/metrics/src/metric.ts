import type { MetricGroup, MetricInfo, MetricName } from '@guichet/contracts';

/**
 * What a metric is: how it is told, and how it is computed.
 *
 * A metric counts *points*: something at a time, in a case, with a channel, an agent and a value. `points` makes them of
 * what is known of some cases (`story.queries.ts` names what it may read): `case_id, at, channel, agent_id, value`.
 */
export interface Metric extends Omit<MetricInfo, 'name' | 'distribution'> {
  /** Where its points come from. */
  source: PointSource | SameSource | FlowSource | TableSource;
  /** What is told of the points. `lack`: of how many the value is 0. */
  figure: 'count' | 'lack' | 'share' | 'mean' | 'median' | 'level';
}

/** Its own points. `hours`: they are also added up by hours of the week. */
export interface PointSource {
  points: string;
  hours?: true;
}
/** The points of another metric. */
export interface SameSource {
  of: MetricName;
}
/** A level: what came in, less what went out. */
export interface FlowSource {
  plus: MetricName[];
  minus: MetricName[];
}
/**
 * Rows of a table that belong to no case: `day, team_id, channel, kind_id, total` between the days $from and $to of the zone
 * $zone; `$day(at)` is the day of a moment.
 */
export interface TableSource {
  rows: string;
}

const times: MetricGroup[] = ['day', 'week', 'month'];
/** By what may be grouped. Only what somebody did has an agent. */
export const MATTER: MetricGroup[] = [...times, 'channel', 'team', 'kind'];
export const DEED: MetricGroup[] = [...MATTER, 'agent'];
