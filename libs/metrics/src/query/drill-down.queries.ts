import { parameters, scope, type Bind, type Principal, type Scope } from '@guichet/access';
import { cursorOf, summariesOf } from '@guichet/cases';
import {
  Day,
  Id,
  ordersOfMetricCases,
  type MetricCases,
  type MetricCasesOrder,
  type MetricCasesQuery,
  type MetricName,
} from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import { cursorOfValue, parsePageEnd } from './drill-down-cursor.js';
import { signedSources, pointsBetween } from './bucket-rows.queries.js';
import { computeTotal } from './compute-metric.js';
import { daysOf, hourOf, isTime, keysOf } from './calendar-days.js';
import { hourSql } from '../rollup/granularities.js';
import { resolveQuery, type ResolvedQuery } from './resolve-query.js';
import { metrics } from '../metrics/registry.js';
import { NONE } from '../rollup/case-facts.queries.js';

/** A query, and whether only points are asked for that are in a share, or are not. */
type NarrowedQuery = ResolvedQuery & { within?: 'yes' | 'no' };

interface Row {
  id: string;
  at: Date;
  cursorAt: string;
  value: number;
}

interface Asked {
  name: MetricName;
  query: MetricCasesQuery;
  /** Which cases; by default all that the reader may see. */
  visible?: Scope;
  /** Whether it is counted how many there are; else `total` is 0. */
  isCounted?: boolean;
}

/** By what cases are ordered, and which way. */
interface Ordering {
  by: 'value' | 'time';
  direction: 'asc' | 'desc';
}

/** Throws `invalid-request` for an order that the metric has not. */
function orderingOf(name: MetricName, asked: MetricCasesOrder | undefined): Ordering {
  const { unit, better } = metrics[name];
  const known = ordersOfMetricCases({ name, unit, better });
  const order = asked ?? known[0]!;
  if (!known.includes(order)) throw wrongField('order', 'not-one-of', { values: known.join(', ') });
  if (order === 'worst') return { by: 'value', direction: better === 'more' ? 'asc' : 'desc' };
  return { by: 'time', direction: order === 'newest' ? 'desc' : 'asc' };
}

/**
 * Lists the cases behind a number, each once, in the order that is asked for; by default, where it is a length of time, the longest first,
 * else the latest point first. A metric of a table without cases has none. Throws as `resolveQuery` does, and `invalid-request` for an
 * unknown key or order, and for a part of what is no share.
 */
export async function metricCases(
  reader: Reader,
  who: Principal,
  { name, query, visible = scope(who, 'case.read'), isCounted = true }: Asked,
): Promise<MetricCases> {
  const whole = await resolveQuery(reader, who, { name, query: { ...query, groupBy: query.groupBy ?? 'day' } });
  const ordering = orderingOf(name, query.order);
  const narrowed = narrowToPoint(whole, query);
  const resolved = narrowed && withinShare(narrowed, query);
  if (!resolved || 'rows' in metrics[name].source) return { items: [], nextCursor: null, total: 0 };
  const hour = query.groupBy === 'hour' && query.key !== undefined ? hourOf(query.key) : null;
  const isGauge = metrics[name].figure === 'gauge';
  const [page, total] = await Promise.all([
    pageOfCases(reader, { resolved, hour, visible, query, ordering }),
    !isCounted
      ? 0
      : isGauge
        ? computeTotal(reader, resolved, hour).then(({ count }) => count)
        : countCases(reader, resolved, hour),
  ]);
  const summaries = await summariesOf(
    reader,
    who,
    page.rows.map(({ id }) => id),
  );
  return {
    items: page.rows.flatMap(({ id, value, at }) => {
      const summary = summaries.get(id);
      return summary ? [{ case: summary, value, at: at.toISOString() }] : [];
    }),
    nextCursor: page.nextCursor,
    total,
  };
}

interface PageAsked {
  resolved: NarrowedQuery;
  hour: number | null;
  visible: Scope;
  query: MetricCasesQuery;
  ordering: Ordering;
}

async function pageOfCases(
  reader: Reader,
  { resolved, hour, visible, query, ordering: { by, direction } }: PageAsked,
): Promise<{ rows: Row[]; nextCursor: string | null }> {
  const { values, bind } = parameters();
  const isGauge = metrics[resolved.name].figure === 'gauge';
  const sql = isGauge
    ? unfinishedCases(resolved, bind)
    : by === 'value'
      ? casesByValue({ resolved, hour, direction }, bind)
      : countedCases({ resolved, hour }, bind);
  const [key, type] = by === 'value' ? ['p.value::float8', 'float8'] : ['p.at', 'timestamptz'];
  const after = query.cursor && parsePageEnd(query.cursor, by === 'value');
  const beyond = direction === 'desc' ? '<' : '>';
  const read = await reader.query<Row>(
    `select p.case_id as id, p.at, p.at::text as "cursorAt", p.value::float8 as value from (${sql}) p join cases c on c.id = p.case_id
     where ${visible.isWhole ? visible.sqlOpen('c', bind) : visible.sql('c', bind)}
       ${after ? `and (${key}, p.case_id) ${beyond} (${bind(after.at)}::${type}, ${bind(after.id)}::uuid)` : ''}
     order by ${key} ${direction}, p.case_id ${direction} limit ${query.limit + 1}`,
    values,
  );
  const rows = read.slice(0, query.limit);
  const last = read.length > query.limit ? rows.at(-1) : undefined;
  if (!last) return { rows, nextCursor: null };
  return { rows, nextCursor: by === 'value' ? cursorOfValue(last.value, last.id) : cursorOf(last.cursorAt, last.id) };
}

/** How many cases there are, where one may have several points, as a case has several contacts. Index `metric_point_at`. */
async function countCases(reader: Reader, resolved: NarrowedQuery, hour: number | null): Promise<number> {
  const { values, bind } = parameters();
  const [row] = await reader.query<{ cases: number }>(
    `select count(distinct p.case_id)::int as cases from metric_point p where ${condition('p', { resolved, hour, bind })}`,
    values,
  );
  return row!.cases;
}

/** Narrows a query to one point of a chart, by its key and series. Returns null where there is no such point. */
function narrowToPoint(resolved: ResolvedQuery, { groupBy, key, by, series }: MetricCasesQuery): ResolvedQuery | null {
  const bySeries =
    by && series !== undefined ? narrowToGroup(resolved, { group: by, key: series, path: 'series' }) : resolved;
  if (!bySeries || !groupBy || key === undefined) return bySeries;
  if (groupBy === 'hour') return hourOf(key) === null ? throwInvalidKey('key') : bySeries;
  if (!isTime(groupBy)) return narrowToGroup(bySeries, { group: groupBy, key, path: 'key' });
  if (!Day.safeParse(key).success || keysOf({ from: key, to: key }, groupBy)[0] !== key) return throwInvalidKey('key');
  const days = daysOf(key, groupBy, bySeries);
  return days.from > days.to ? null : { ...bySeries, ...days };
}

function narrowToGroup(
  resolved: ResolvedQuery,
  { group, key, path }: { group: 'channel' | 'team' | 'caseType' | 'agent'; key: string; path: 'key' | 'series' },
): ResolvedQuery | null {
  const value = key === 'none' && group !== 'channel' ? NONE : key;
  if (group !== 'channel' && !Id.safeParse(value).success) return throwInvalidKey(path);
  if (group === 'team')
    return resolved.teams.admitsTeam(value) ? { ...resolved, teams: resolved.teams.within(value) } : null;
  return !resolved[group] || resolved[group] === value ? { ...resolved, [group]: value } : null;
}

/** Throws `invalid-request` where the metric is no share. */
function withinShare(resolved: ResolvedQuery, { within }: MetricCasesQuery): NarrowedQuery {
  if (within === undefined) return resolved;
  if (metrics[resolved.name].figure !== 'share') throw wrongField('within', 'not-grouped-by');
  return { ...resolved, within };
}

const throwInvalidKey = (path: string): never => {
  throw wrongField(path, 'no-such-point');
};

/** Returns the SQL condition that a row of `metric_point` belongs to the query. */
function condition(
  row: string,
  { resolved, hour, bind }: { resolved: NarrowedQuery; hour: number | null; bind: Bind },
): string {
  const [[metric]] = signedSources(resolved.name) as [[string, number]];
  const parts = [
    `${row}.metric = ${bind(metric)}`,
    pointsBetween(resolved, bind, `${row}.at`),
    !resolved.teams.isWhole && resolved.teams.sqlTeam(`${row}.team_id`, bind),
    resolved.channel && `${row}.channel = ${bind(resolved.channel)}`,
    resolved.caseType && `${row}.case_type_id = ${bind(resolved.caseType)}::uuid`,
    resolved.agent && `${row}.agent_id = ${bind(resolved.agent)}::uuid`,
    metrics[resolved.name].figure === 'zeroCount' && `${row}.value = 0`,
    resolved.within && `${row}.value ${resolved.within === 'no' ? '<' : '>='} 1`,
    hour !== null && `${hourSql(`(${row}.at at time zone ${bind(resolved.zone)})`)} = ${bind(hour)}`,
  ];
  return parts.filter(Boolean).join(' and ');
}

/** SQL: what the points of one case come to: their number, or their mean. */
const valueOf = ({ name }: ResolvedQuery, row: string): string => {
  const { figure } = metrics[name];
  return figure === 'count' || figure === 'zeroCount' ? 'count(*)' : `avg(${row}.value)`;
};

interface Points {
  resolved: NarrowedQuery;
  hour: number | null;
}

/**
 * SQL: each case at its last point of the query, with the number or the mean of its points. It walks `metric_point_at`, either way, no
 * further than one page of cases needs, and reads the points of each case by their key.
 */
function countedCases({ resolved, hour }: Points, bind: Bind): string {
  return `select p.case_id, p.at, (select ${valueOf(resolved, 'q')} from metric_point q where q.case_id = p.case_id and ${condition('q', { resolved, hour, bind })}) as value
    from metric_point p where ${condition('p', { resolved, hour, bind })} and not exists (
      select 1 from metric_point q where q.case_id = p.case_id and (q.at, q.n) > (p.at, p.n) and ${condition('q', { resolved, hour, bind })})`;
}

/**
 * SQL: each case with the number or the mean of its points, in the order of that. It reads all points of the query, as counting its cases
 * does. In this order, so that the cases themselves are looked up for one page only.
 */
function casesByValue({ resolved, hour, direction }: Points & Pick<Ordering, 'direction'>, bind: Bind): string {
  const value = valueOf(resolved, 'p');
  return `select p.case_id, max(p.at) as at, ${value} as value from metric_point p
    where ${condition('p', { resolved, hour, bind })} group by p.case_id order by ${value}::float8 ${direction}, p.case_id ${direction}`;
}

/** SQL: the cases that were unfinished at the end of the last day, by when they were opened. */
function unfinishedCases(resolved: ResolvedQuery, bind: Bind): string {
  const end = `(${bind(resolved.to)}::date + 1)::timestamp at time zone ${bind(resolved.zone)}`;
  const flows = (sign: number) =>
    bind(signedSources(resolved.name).flatMap(([name, of]) => (of === sign ? [name] : [])));
  return `select o.case_id, o.at, 1 as value from metric_point o
    where ${condition('o', { resolved: { ...resolved, from: '1970-01-01' }, hour: null, bind })} and (
      select count(*) filter (where q.metric = any(${flows(1)}::text[])) - count(*) filter (where q.metric = any(${flows(-1)}::text[]))
      from metric_point q where q.case_id = o.case_id and q.at < ${end}) > 0`;
}
