import type { MetricName } from '@guichet/contracts';
import { planAnew, type Tx } from '@guichet/database';
import { rollupsOf } from './granularities.js';
import { countedMetrics } from '../metrics/registry.js';
import { CASE_FACTS, FACTS_OF_WRITTEN, NONE } from './case-facts.queries.js';

/** Locks points and rollups until the commit, so that the rollups are the sums of the points at every moment. */
export const lockMetrics = (tx: Tx): Promise<unknown> =>
  tx.query(`select pg_advisory_xact_lock(hashtext('guichet metrics'))`);

const COLUMNS = 'at, team_id, channel, case_type_id, agent_id, value';
const of = (row: string) => COLUMNS.replace(/\w+/g, (column) => `${row}.${column}`);

/**
 * SQL: counts some cases again and writes the differences: points by key, as a late entry shifts those after it, and rollups by the
 * difference. Repeating it changes nothing. One statement, whatever the number of cases.
 */
const recountOf = (facts: string, counted: typeof countedMetrics): string => `with ${facts},
  computed as (${counted.map(([name, { source }]) => `select '${name}' as metric, points.* from (${source.points}) points`).join('\n    union all ')}),
  fresh as materialized (
    select m.case_id, m.metric, row_number() over (partition by m.case_id, m.metric order by m.at, m.channel, m.agent_id, m.value)::int as n,
      m.at, s.team_id, m.channel, s.case_type_id, coalesce(m.agent_id, '${NONE}') as agent_id, m.value::bigint as value
    from computed m join counted_cases s on s.id = m.case_id),
  kept as materialized (select * from metric_point where case_id = any($1::uuid[])),
  change as materialized (
    select coalesce(f.case_id, k.case_id) as case_id, coalesce(f.metric, k.metric) as metric, coalesce(f.n, k.n) as n,
      f.n is not null as has, k.n is not null as had, ${COLUMNS.replace(/\w+/g, (column) => `f.${column} as ${column}, k.${column} as old_${column}`)}
    from fresh f full join kept k using (case_id, metric, n)
    where (${of('f')}) is distinct from (${of('k')})),
  dropped as (
    delete from metric_point p using change c where not c.has and (p.case_id, p.metric, p.n) = (c.case_id, c.metric, c.n)),
  written as (
    insert into metric_point (case_id, metric, n, ${COLUMNS}) select case_id, metric, n, ${COLUMNS} from change where has
    on conflict (case_id, metric, n) do update set ${COLUMNS.replace(/\w+/g, (column) => `${column} = excluded.${column}`)}),
  moved as materialized (
    select metric, ${COLUMNS}, 1 as sign from change where has
    union all select metric, ${COLUMNS.replace(/\w+/g, (column) => `old_${column}`)}, -1 from change where had)`;

const RECOUNT = recountOf(CASE_FACTS, countedMetrics);
/** What is known of a case in which citizens have written and nothing else has happened. */
const OF_WRITTEN: ReadonlySet<MetricName> = new Set(['contacts', 'opened']);
const RECOUNT_WRITTEN = recountOf(
  FACTS_OF_WRITTEN,
  countedMetrics.filter(([name]) => OF_WRITTEN.has(name)),
);

/** SQL: adds the differences `moved` to the rollups of every zone. */
const ADD_UP = `
  insert into metric_rollup (metric, granularity, zone, day, team_id, channel, case_type_id, agent_id, bucket, n, total)
  ${rollupsOf('(select m.*, z.zone from moved m cross join metric_zone z)')}
  on conflict (metric, granularity, zone, day, team_id, channel, case_type_id, agent_id, bucket)
    do update set n = metric_rollup.n + excluded.n, total = metric_rollup.total + excluded.total`;

/** Recounts the points of these cases and the rollups. The caller has called `lockMetrics`. */
export async function recount(tx: Tx, caseIds: readonly string[]): Promise<void> {
  await planAnew(tx);
  await tx.query(`${RECOUNT} ${ADD_UP}`, [caseIds]);
}

/**
 * The same of cases in which citizens have written and nothing else has happened (`isWrittenOnly`), as most do in a rush: planning and
 * reading all that may happen to a case would cost more than writing what did. The caller has called `lockMetrics`.
 */
export async function recountWritten(tx: Tx, caseIds: readonly string[]): Promise<void> {
  await planAnew(tx);
  await tx.query(`${RECOUNT_WRITTEN} ${ADD_UP}`, [caseIds]);
}

/**
 * Counts cases that have no points yet and consist of one message of a citizen, as most that come by a channel do: all that is
 * known of such a case is that it was opened and, unless a machine wrote, one contact. It gives the points that `recount` gives, for
 * a fifth of the work. The caller has called `lockMetrics`.
 */
export async function countFirstMessages(tx: Tx, caseIds: readonly string[]): Promise<void> {
  await tx.query(
    `with first as materialized (
       select c.id as case_id, c.team_id, coalesce(c.case_type_id, '${NONE}') as case_type_id, c.opened_at, e.at, account.kind,
         case when not coalesce(e.data -> 'flags' ? 'automatic', false) then coalesce(e.channel_kind, 'none') end as contacted_by
       from cases c join timeline_entry e on e.case_id = c.id and e.position = 1 left join channel_account account on account.id = c.channel_account_id
       where c.id = any($1::uuid[])),
     counted as (
       insert into metric_point (case_id, metric, n, ${COLUMNS})
       select case_id, 'opened', 1, opened_at, team_id, coalesce(contacted_by, kind, 'none'), case_type_id, '${NONE}'::uuid, 1 from first
       union all select case_id, 'contacts', 1, at, team_id, contacted_by, case_type_id, '${NONE}'::uuid, 1 from first where contacted_by is not null
       returning metric, ${COLUMNS}),
     moved as (select *, 1 as sign from counted)
     ${ADD_UP}`,
    [caseIds],
  );
}

/** Recounts the points alone, for a rebuild that adds up the rollups afterwards. */
export async function recountPoints(tx: Tx, caseIds: readonly string[]): Promise<void> {
  await tx.query(`${RECOUNT} select count(*) from moved`, [caseIds]);
}
