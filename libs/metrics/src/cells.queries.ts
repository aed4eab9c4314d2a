import type { MetricGroup, MetricName } from '@guichet/contracts';
import { isTime, keysOf, startOf, wholeMonths, type Days } from './days.js';
import { bucketIn, grains, grainsOf, type Dimension, type Grain, type GrainName } from './grains.js';
import type { Cut, Question } from './question.js';
import { metrics } from './registry.js';
import { NONE } from './story.queries.js';

/** Points of one key and one series, added up. */
export interface Cell {
  key: string;
  series: string | null;
  n: number;
  /** Of their values. */
  total: number;
  /** Of a spread: which buckets, and how many in each. */
  buckets: number[];
  counts: number[];
}

type Bind = (value: unknown) => string;
type Query = <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>;

/** Metric, and how its points count: 1, or −1 for what goes out of a level. */
type Part = [MetricName, number];

/** Whose points a metric reads. */
export function partsOf(name: MetricName): Part[] {
  const { source } = metrics[name];
  if ('of' in source) return [[source.of, 1]];
  if ('plus' in source) return [...source.plus.map((of): Part => [of, 1]), ...source.minus.map((of): Part => [of, -1])];
  return [[name, 1]];
}

/** Is a spread needed to tell it? */
const isSpread = ({ name, groupBy }: Pick<Question, 'name' | 'groupBy'>): boolean =>
  metrics[name].figure === 'median' || groupBy === 'hour';

/**
 * What a question is about, added up by key and series: from sums where there are such that keep what is asked for, the
 * coarsest first and whole months by months; else from the points themselves. Keys of `metric_sum`, index `metric_point_at`.
 */
export async function cellsOf(query: Query, question: Question): Promise<Cell[]> {
  const parameters: unknown[] = [];
  const bind: Bind = (value) => `$${parameters.push(value)}`;
  const { groupBy, by } = question;
  const sources = partsOf(question.name).flatMap(([name, sign]) => sourcesOf(name, sign, question, bind));
  const spread = isSpread(question) && groupBy !== 'hour';
  const bucket = spread ? ', bucket' : '';
  // By days first, as they are: to tell their week of each row would cost more than to add it up.
  const raw = `select ${columnOf(groupBy)} as key, ${by ? columnOf(by) : 'null::text'} as series${bucket}, sum(n) as n, ${spread ? '0' : 'sum(total)'} as total
    from (${sources.join(' union all ')}) cell group by 1, 2${spread ? ', 3' : ''}`;
  const told = `${keyOfRaw(groupBy)} as key, series::text${bucket}`;
  const keyed =
    groupBy === 'week' || groupBy === 'month'
      ? `select ${told}, sum(n)::float8 as n, sum(total)::float8 as total from (${raw}) raw group by 1, 2${spread ? ', 3' : ''} having sum(n) <> 0`
      : `select ${told}, n::float8, total::float8 from (${raw}) raw where n <> 0`;
  return query<Cell>(
    spread
      ? `select key, series, sum(n) as n, sum(total) as total, array_agg(bucket) as buckets, array_agg(n) as counts from (${keyed}) b group by 1, 2`
      : `select key, series, n, total, '{}'::int[] as buckets, '{}'::float8[] as counts from (${keyed}) s`,
    parameters,
  );
}

const columnOf = (group: MetricGroup): string =>
  isTime(group) ? 'day' : group === 'hour' ? 'bucket' : group === 'channel' ? 'channel' : `${group}_id`;

const keyOfRaw = (groupBy: MetricGroup): string =>
  groupBy === 'week' || groupBy === 'month' ? `date_trunc('${groupBy}', key::timestamp)::date::text` : 'key::text';

function sourcesOf(name: MetricName, sign: number, question: Question, bind: Bind): string[] {
  const { source } = metrics[name];
  if ('rows' in source) return [tableRows(source.rows, question, bind)];
  const needed = (['channel', 'kind', 'agent'] as const).filter(
    (dimension) => question[dimension] !== null || question.groupBy === dimension || question.by === dimension,
  );
  const best = bestGrain(name, needed, isSpread(question));
  const fine = best(false);
  const coarse = question.groupBy === 'day' || question.groupBy === 'week' ? undefined : best(true);
  const { months, edges } = coarse ? wholeMonths(question) : { months: null, edges: [question] };
  const daily = (days: Days) => {
    const cut = { ...question, from: days.from, to: days.to };
    return fine ? sumRows(name, fine, sign, cut, bind) : pointRows(name, sign, cut, bind);
  };
  return [
    ...(coarse && months ? [sumRows(name, coarse, sign, { ...question, ...months }, bind)] : []),
    ...edges.map(daily),
  ];
}

const bestGrain =
  (name: MetricName, needed: readonly Dimension[], spread: boolean) =>
  (monthly: boolean): GrainName | undefined =>
    grainsOf(name)
      .filter((grain) => {
        const { keeps, ...rest }: Grain = grains[grain];
        return rest.monthly === monthly && rest.spread === spread && needed.every((one) => keeps.includes(one));
      })
      .sort((a, b) => grains[a].keeps.length - grains[b].keeps.length)[0];

const signed = (sign: number, column: string) => (sign < 0 ? `-${column} as ${column}` : column);

const filters = (cut: Cut, bind: Bind): string =>
  [
    cut.teams ? ` and team_id = any(${bind(cut.teams)}::uuid[])` : '',
    cut.channel ? ` and channel = ${bind(cut.channel)}` : '',
    cut.kind ? ` and kind_id = ${bind(cut.kind)}::uuid` : '',
    cut.agent ? ` and agent_id = ${bind(cut.agent)}::uuid` : '',
  ].join('');

const sumRows = (name: MetricName, grain: GrainName, sign: number, cut: Cut, bind: Bind): string =>
  `select day, team_id, channel, kind_id, agent_id, bucket, ${signed(sign, 'n')}, ${signed(sign, 'total')} from metric_sum
   where metric = ${bind(name)} and grain = ${bind(grain)} and zone = ${bind(cut.zone)} and day between ${bind(cut.from)}::date and ${bind(cut.to)}::date
     ${filters(cut, bind)}`;

/** When the days begin and end, as moments. */
export const pointsBetween = (cut: Cut, bind: Bind, at = 'at'): string => {
  const zone = bind(cut.zone);
  return `${at} >= ${bind(cut.from)}::timestamp at time zone ${zone} and ${at} < (${bind(cut.to)}::date + 1)::timestamp at time zone ${zone}`;
};

/**
 * SQL: the day of a moment, or the first one of its week or month, looked up among their beginnings: to reckon it in a time
 * zone costs ten times as much.
 */
function dayOf(at: string, { groupBy, ...cut }: Question, bind: Bind): string {
  if (!isTime(groupBy)) return 'null::date';
  const days = keysOf(cut, groupBy);
  const starts = days.map((day) => startOf(day, cut.zone));
  return `(${bind(days)}::date[])[width_bucket(${at}, ${bind(starts)}::timestamptz[])]`;
}

function pointRows(name: MetricName, sign: number, question: Question, bind: Bind): string {
  const bucket = bucketIn(name, 'value', () => `(at at time zone ${bind(question.zone)})`);
  return `select ${dayOf('at', question, bind)} as day, team_id, channel, kind_id, agent_id, ${bucket} as bucket,
      ${sign} as n, ${sign < 0 ? '-value' : 'value'} as total from metric_point
    where metric = ${bind(name)} and ${pointsBetween(question, bind)} ${filters(question, bind)}`;
}

function tableRows(rows: string, cut: Question, bind: Bind): string {
  const bound = new Map<string, string>();
  const name = (key: 'zone' | 'from' | 'to') => {
    const cast = key === 'zone' ? '' : '::date';
    bound.set(key, bound.get(key) ?? `${bind(cut[key])}${cast}`);
    return bound.get(key)!;
  };
  const dated = rows.replace(/\$day\((\w+)\)/g, (_, at: string) => dayOf(at, cut, bind));
  const table = dated.replace(/\$(zone|from|to)(::date)?/g, (_, key: 'zone' | 'from' | 'to') => name(key));
  return `select day, team_id, channel, kind_id, agent_id, 0 as bucket, 1 as n, total
    from (select day, team_id, channel, coalesce(kind_id, '${NONE}') as kind_id, '${NONE}'::uuid as agent_id, total from (${table}) r) rows
    where true ${filters(cut, bind)}`;
}
