import { parameters, type Bind } from '@guichet/access';
import type { MetricGroup, MetricName } from '@guichet/contracts';
import { isTime, keysOf, startOf, wholeMonths, type Days } from './calendar-days.js';
import {
  bucketIn,
  granularities,
  granularitiesOf,
  type Dimension,
  type Granularity,
  type GranularityName,
} from '../rollup/granularities.js';
import type { MetricFilter, ResolvedQuery } from './resolve-query.js';
import { metrics } from '../metrics/registry.js';
import { NONE } from '../rollup/case-facts.queries.js';

/** The points of one key and one series, added up. */
export interface BucketRow {
  key: string;
  series: string | null;
  n: number;
  /** The sum of their values. */
  total: number;
  /** Where the distribution is needed: the buckets, and the number of points in each. */
  buckets: number[];
  counts: number[];
}

type Query = <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>;

/** A metric, and how its points count: 1, or −1 for those that lower a gauge. */
type SignedSource = [MetricName, number];

/** Returns the metrics whose points a metric reads. */
export function signedSources(name: MetricName): SignedSource[] {
  const { source } = metrics[name];
  if ('of' in source) return [[source.of, 1]];
  if ('plus' in source)
    return [...source.plus.map((of): SignedSource => [of, 1]), ...source.minus.map((of): SignedSource => [of, -1])];
  return [[name, 1]];
}

/** Whether the figure needs the distribution of the values. */
const needsDistribution = ({ name, groupBy }: Pick<ResolvedQuery, 'name' | 'groupBy'>): boolean =>
  metrics[name].figure === 'median' || groupBy === 'hour';

/**
 * Adds up the points of a query by key and series. It reads the coarsest rollups that keep the dimensions needed, by month for
 * whole months, and the points themselves where there is no such rollup. Keys of `metric_rollup`, index `metric_point_at`.
 */
export async function bucketRows(query: Query, resolved: ResolvedQuery): Promise<BucketRow[]> {
  const { values, bind } = parameters();
  const { groupBy, by } = resolved;
  const sources = signedSources(resolved.name).flatMap(([name, sign]) => sourceQueries({ name, sign, resolved, bind }));
  const spread = needsDistribution(resolved) && groupBy !== 'hour';
  const bucket = spread ? ', bucket' : '';
  // Days are added up first: to compute the week of each row would cost more.
  const raw = `select ${columnOf(groupBy)} as key, ${by ? columnOf(by) : 'null::text'} as series${bucket}, sum(n) as n, ${spread ? '0' : 'sum(total)'} as total
    from (${sources.join(' union all ')}) source group by 1, 2${spread ? ', 3' : ''}`;
  const columns = `${keyOfRaw(groupBy)} as key, series::text${bucket}`;
  const keyed =
    groupBy === 'week' || groupBy === 'month'
      ? `select ${columns}, sum(n)::float8 as n, sum(total)::float8 as total from (${raw}) raw group by 1, 2${spread ? ', 3' : ''} having sum(n) <> 0`
      : `select ${columns}, n::float8, total::float8 from (${raw}) raw where n <> 0`;
  return query<BucketRow>(
    spread
      ? `select key, series, sum(n) as n, sum(total) as total, array_agg(bucket) as buckets, array_agg(n) as counts from (${keyed}) b group by 1, 2`
      : `select key, series, n, total, '{}'::int[] as buckets, '{}'::float8[] as counts from (${keyed}) s`,
    values,
  );
}

const COLUMNS = { team: 'team_id', caseType: 'case_type_id', agent: 'agent_id' } as const;

const columnOf = (group: MetricGroup): string =>
  isTime(group) ? 'day' : group === 'hour' ? 'bucket' : group === 'channel' ? 'channel' : COLUMNS[group];

const keyOfRaw = (groupBy: MetricGroup): string =>
  groupBy === 'week' || groupBy === 'month' ? `date_trunc('${groupBy}', key::timestamp)::date::text` : 'key::text';

/** A metric that counts, once or with a negative sign, towards the metric that is asked for. */
interface SourceQuery {
  name: MetricName;
  sign: number;
  bind: Bind;
}

function sourceQueries({ name, sign, resolved, bind }: SourceQuery & { resolved: ResolvedQuery }): string[] {
  const { source } = metrics[name];
  if ('rows' in source) return [tableRows(source.rows, resolved, bind)];
  const needed = (['channel', 'caseType', 'agent'] as const).filter(
    (dimension) => resolved[dimension] !== null || resolved.groupBy === dimension || resolved.by === dimension,
  );
  const best = coarsestGranularity(name, needed, needsDistribution(resolved));
  const fine = best(false);
  const coarse = resolved.groupBy === 'day' || resolved.groupBy === 'week' ? undefined : best(true);
  const { months, edges } = coarse ? wholeMonths(resolved) : { months: null, edges: [resolved] };
  const daily = (days: Days) => {
    const filter = { ...resolved, from: days.from, to: days.to };
    return fine
      ? rollupRows({ name, granularity: fine, sign, filter, bind })
      : pointRows({ name, sign, resolved: filter, bind });
  };
  return [
    ...(coarse && months
      ? [rollupRows({ name, granularity: coarse, sign, filter: { ...resolved, ...months }, bind })]
      : []),
    ...edges.map(daily),
  ];
}

const coarsestGranularity =
  (name: MetricName, needed: readonly Dimension[], spread: boolean) =>
  (monthly: boolean): GranularityName | undefined =>
    granularitiesOf(name)
      .filter((granularity) => {
        const { dimensions, ...rest }: Granularity = granularities[granularity];
        return rest.monthly === monthly && rest.spread === spread && needed.every((one) => dimensions.includes(one));
      })
      .sort((a, b) => granularities[a].dimensions.length - granularities[b].dimensions.length)[0];

const signed = (sign: number, column: string) => (sign < 0 ? `-${column} as ${column}` : column);

const filterConditions = (filter: MetricFilter, bind: Bind): string =>
  [
    filter.teams.isWhole ? '' : ` and ${filter.teams.sqlTeam('team_id', bind)}`,
    filter.channel ? ` and channel = ${bind(filter.channel)}` : '',
    filter.caseType ? ` and case_type_id = ${bind(filter.caseType)}::uuid` : '',
    filter.agent ? ` and agent_id = ${bind(filter.agent)}::uuid` : '',
  ].join('');

const rollupRows = ({
  name,
  granularity,
  sign,
  filter,
  bind,
}: SourceQuery & { granularity: GranularityName; filter: MetricFilter }): string =>
  `select day, team_id, channel, case_type_id, agent_id, bucket, ${signed(sign, 'n')}, ${signed(sign, 'total')} from metric_rollup
   where metric = ${bind(name)} and granularity = ${bind(granularity)} and zone = ${bind(filter.zone)} and day between ${bind(filter.from)}::date and ${bind(filter.to)}::date
     ${filterConditions(filter, bind)}`;

/** Returns the SQL condition that a time lies within the days of the filter. */
export const pointsBetween = (filter: MetricFilter, bind: Bind, at = 'at'): string => {
  const zone = bind(filter.zone);
  return `${at} >= ${bind(filter.from)}::timestamp at time zone ${zone} and ${at} < (${bind(filter.to)}::date + 1)::timestamp at time zone ${zone}`;
};

/**
 * Returns SQL for the day of a moment, or the first day of its week or month, looked up among their beginnings: computing it in
 * a time zone would cost ten times as much.
 */
function dayOf(at: string, { groupBy, ...filter }: ResolvedQuery, bind: Bind): string {
  if (!isTime(groupBy)) return 'null::date';
  const days = keysOf(filter, groupBy);
  const starts = days.map((day) => startOf(day, filter.zone));
  return `(${bind(days)}::date[])[width_bucket(${at}, ${bind(starts)}::timestamptz[])]`;
}

function pointRows({ name, sign, resolved, bind }: SourceQuery & { resolved: ResolvedQuery }): string {
  const bucket = bucketIn(name, 'value', () => `(at at time zone ${bind(resolved.zone)})`);
  return `select ${dayOf('at', resolved, bind)} as day, team_id, channel, case_type_id, agent_id, ${bucket} as bucket,
      ${sign} as n, ${sign < 0 ? '-value' : 'value'} as total from metric_point
    where metric = ${bind(name)} and ${pointsBetween(resolved, bind)} ${filterConditions(resolved, bind)}`;
}

function tableRows(rows: string, filter: ResolvedQuery, bind: Bind): string {
  const bound = new Map<string, string>();
  const name = (key: 'zone' | 'from' | 'to') => {
    const cast = key === 'zone' ? '' : '::date';
    bound.set(key, bound.get(key) ?? `${bind(filter[key])}${cast}`);
    return bound.get(key)!;
  };
  const dated = rows.replace(/\$day\((\w+)\)/g, (_, at: string) => dayOf(at, filter, bind));
  const table = dated.replace(/\$(zone|from|to)(::date)?/g, (_, key: 'zone' | 'from' | 'to') => name(key));
  return `select day, team_id, channel, case_type_id, agent_id, 0 as bucket, 1 as n, total
    from (select day, team_id, channel, coalesce(case_type_id, '${NONE}') as case_type_id, '${NONE}'::uuid as agent_id, total from (${table}) r) rows
    where true ${filterConditions(filter, bind)}`;
}
