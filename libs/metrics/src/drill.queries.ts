import { teamsFor, type Principal } from '@guichet/access';
import { cursorOf, parseCursor, summariesOf } from '@guichet/cases';
import { Day, Id, type MetricCases, type MetricCasesQuery, type MetricName } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { partsOf, pointsBetween } from './cells.queries.js';
import { totalOf } from './result.js';
import { daysOf, hourOf, isTime, keysOf } from './days.js';
import { hourSql } from './grains.js';
import { questionOf, type Question } from './question.js';
import { metrics } from './registry.js';
import { NONE } from './story.queries.js';

type Bind = (value: unknown) => string;

interface Row {
  id: string;
  cursorAt: string;
  value: number;
}

/** The cases behind a number, each once: the one in which it happened last first. A figure about no case has none. */
export async function metricCases(
  database: Database,
  who: Principal,
  name: MetricName,
  query: MetricCasesQuery,
): Promise<MetricCases> {
  const whole = await questionOf(database, who, name, { ...query, groupBy: query.groupBy ?? 'day' });
  const question = narrowed(whole, query);
  if (!question || 'rows' in metrics[name].source) return { items: [], nextCursor: null, total: 0 };
  const hour = query.groupBy === 'hour' && query.key !== undefined ? hourOf(query.key) : null;
  const parameters: unknown[] = [];
  const bind: Bind = (value) => `$${parameters.push(value)}`;
  const sql = metrics[name].figure === 'level' ? standing(question, bind) : counted(question, hour, bind);
  const visible = teamsFor(who, 'case.read');
  const after = query.cursor ? parseCursor(query.cursor) : null;
  const [rows, total] = await Promise.all([
    database.read<Row>(
      `select p.case_id as id, p.at::text as "cursorAt", p.value::float8 as value from (${sql}) p join cases c on c.id = p.case_id
       where true ${visible ? `and c.team_id = any(${bind(visible)}::uuid[])` : ''}
         ${after ? `and (p.at, p.case_id) < (${bind(after.at)}::timestamptz, ${bind(after.id)}::uuid)` : ''}
       order by p.at desc, p.case_id desc limit ${query.limit + 1}`,
      parameters,
    ),
    totalOf(database, question, hour).then(({ count }) => count),
  ]);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const summaries = await summariesOf(
    database,
    who,
    page.map(({ id }) => id),
  );
  return {
    items: page.flatMap(({ id, value }) => {
      const summary = summaries.get(id);
      return summary ? [{ case: summary, value }] : [];
    }),
    nextCursor: rows.length > query.limit && last ? cursorOf(last.cursorAt, last.id) : null,
    total,
  };
}

/** Only what lies in one point of a chart: its key, and its series. Null: there is no such point. */
function narrowed(question: Question, { groupBy, key, by, series }: MetricCasesQuery): Question | null {
  const bySeries = by && series !== undefined ? within(question, by, series, 'series') : question;
  if (!bySeries || !groupBy || key === undefined) return bySeries;
  if (groupBy === 'hour') return hourOf(key) === null ? refuse('key') : bySeries;
  if (!isTime(groupBy)) return within(bySeries, groupBy, key, 'key');
  if (!Day.safeParse(key).success || keysOf({ from: key, to: key }, groupBy)[0] !== key) return refuse('key');
  const days = daysOf(key, groupBy, bySeries);
  return days.from > days.to ? null : { ...bySeries, ...days };
}

function within(
  question: Question,
  group: 'channel' | 'team' | 'kind' | 'agent',
  key: string,
  path: 'key' | 'series',
): Question | null {
  const value = key === 'none' && group !== 'channel' ? NONE : key;
  if (group !== 'channel' && !Id.safeParse(value).success) return refuse(path);
  if (group === 'team')
    return !question.teams || question.teams.includes(value) ? { ...question, teams: [value] } : null;
  return !question[group] || question[group] === value ? { ...question, [group]: value } : null;
}

const refuse = (path: string): never => {
  throw new Failure('invalid-request', { errors: [{ path, message: 'This is not a key of a point.' }] });
};

/** Which of the points `row` are asked about. */
function condition(row: string, question: Question, hour: number | null, bind: Bind): string {
  const [[metric]] = partsOf(question.name) as [[string, number]];
  const parts = [
    `${row}.metric = ${bind(metric)}`,
    pointsBetween(question, bind, `${row}.at`),
    question.teams && `${row}.team_id = any(${bind(question.teams)}::uuid[])`,
    question.channel && `${row}.channel = ${bind(question.channel)}`,
    question.kind && `${row}.kind_id = ${bind(question.kind)}::uuid`,
    question.agent && `${row}.agent_id = ${bind(question.agent)}::uuid`,
    metrics[question.name].figure === 'lack' && `${row}.value = 0`,
    hour !== null && `${hourSql(`(${row}.at at time zone ${bind(question.zone)})`)} = ${bind(hour)}`,
  ];
  return parts.filter(Boolean).join(' and ');
}

/**
 * Each case at its last point among these, with how many there are, or their mean: walks `metric_point_at` backwards no
 * further than one page of cases needs, and looks at each case by the key of its points.
 */
function counted(question: Question, hour: number | null, bind: Bind): string {
  const { figure } = metrics[question.name];
  const value = figure === 'count' || figure === 'lack' ? 'count(*)' : 'avg(q.value)';
  return `select p.case_id, p.at, (select ${value} from metric_point q where q.case_id = p.case_id and ${condition('q', question, hour, bind)}) as value
    from metric_point p where ${condition('p', question, hour, bind)} and not exists (
      select 1 from metric_point q where q.case_id = p.case_id and (q.at, q.n) > (p.at, p.n) and ${condition('q', question, hour, bind)})`;
}

/** Cases that were unfinished at the end of the last day, the one that was opened last first. */
function standing(question: Question, bind: Bind): string {
  const end = `(${bind(question.to)}::date + 1)::timestamp at time zone ${bind(question.zone)}`;
  const flows = (sign: number) => bind(partsOf(question.name).flatMap(([name, of]) => (of === sign ? [name] : [])));
  return `select o.case_id, o.at, 1 as value from metric_point o
    where ${condition('o', { ...question, from: '1970-01-01' }, null, bind)} and (
      select count(*) filter (where q.metric = any(${flows(1)}::text[])) - count(*) filter (where q.metric = any(${flows(-1)}::text[]))
      from metric_point q where q.case_id = o.case_id and q.at < ${end}) > 0`;
}
