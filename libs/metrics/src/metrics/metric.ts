import type { MetricGroup, MetricInfo, MetricName } from '@guichet/contracts';

/**
 * A metric: how it is shown, and how it is computed.
 *
 * A metric counts *points*: something at a time, in a case, with a channel, an agent and a value. `points` makes them of
 * what is known of some cases (`rollup/case-facts.queries.ts` names what it may read): `case_id, at, channel, agent_id, value`.
 */
export interface Metric extends Omit<MetricInfo, 'name' | 'distribution'> {
  /** The source of its points. */
  source: PointSource | SharedSource | GaugeSource | TableSource;
  /** How the points become a figure. `zeroCount`: the number of points with the value 0; `gauge`: a level at the end of each day. */
  figure: 'count' | 'zeroCount' | 'share' | 'mean' | 'median' | 'gauge';
}

/** The metric has points of its own. `hours`: they are also added up by hours of the week. */
export interface PointSource {
  points: string;
  hours?: true;
}
/** The metric reads the points of another one. */
export interface SharedSource {
  of: MetricName;
}
/** A gauge: what came in, less what went out. */
export interface GaugeSource {
  plus: MetricName[];
  minus: MetricName[];
}
/**
 * Rows of a table that belong to no case: `day, team_id, channel, case_type_id, total` between the days $from and $to of the zone
 * $zone; `$day(at)` is the day of a moment.
 */
export interface TableSource {
  rows: string;
}

const times: MetricGroup[] = ['day', 'week', 'month'];
/** The dimensions of metrics about cases, and of those about the work of agents. */
export const CASE_DIMENSIONS: MetricGroup[] = [...times, 'channel', 'team', 'caseType'];
export const AGENT_DIMENSIONS: MetricGroup[] = [...CASE_DIMENSIONS, 'agent'];
