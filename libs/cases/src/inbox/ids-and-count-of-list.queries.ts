import { parameters, scope, type Bind, type Principal, type Scope } from '@guichet/access';
import { bulkLimits, type CaseFilter, type CaseListCount } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { listPlan } from './list-plan.js';

interface Wanted {
  filter: CaseFilter;
  /** Which of these are in it; by default, all that it holds. */
  among?: readonly string[];
  limit: number;
  /** Of which cases; by default, of all that the reader may see. */
  visible?: Scope;
}

/**
 * The cases of a list in its order, over its pages and no further than `limit`. Each slice is read as the list reads it, so that no
 * other case is ever in it.
 */
export async function listedCaseIds(reader: Reader, who: Principal, wanted: Wanted): Promise<string[]> {
  const { values, bind } = parameters();
  const listed = await listedSql(reader, { who, bind, ...wanted });
  const rows = listed ? await reader.query<{ id: string }>(listed, values) : [];
  return rows.map(({ id }) => id);
}

/** How many cases a list holds, counted no further than one act can change. */
export async function countListedCases(reader: Reader, who: Principal, filter: CaseFilter): Promise<CaseListCount> {
  const { values, bind } = parameters();
  const listed = await listedSql(reader, { who, bind, filter, limit: bulkLimits.cases + 1 });
  if (!listed) return { count: 0, isAtLeast: false };
  const [row] = await reader.query<{ count: number }>(`select count(*)::int as count from (${listed}) l`, values);
  const count = row?.count ?? 0;
  return { count: Math.min(count, bulkLimits.cases), isAtLeast: count > bulkLimits.cases };
}

/** SQL: the ids of a list in its order, and no other column; null: nothing can be in it. */
export async function listedSql(
  reader: Reader,
  { who, bind, filter, among, limit, visible = scope(who, 'case.read') }: Wanted & { who: Principal; bind: Bind },
): Promise<string | null> {
  const plan = await listPlan(reader, { who, visible, query: filter, bind });
  if (!plan) return null;
  const { slices, found, compared, key, direction } = plan;
  const conditions = [...found, ...compared, ...(among ? [`id = any(${bind(among)}::uuid[])`] : [])];
  const parts = slices.map(
    (slice) => `select k.id, k.at from ${slice.from} cross join lateral (
       select id, ${key} as at from cases where ${[...slice.conditions, ...conditions].join(' and ')}
       order by ${key} ${direction}, id ${direction} limit ${limit}) k`,
  );
  return `select id from (${parts.join(' union all ')}) parts group by id, at order by at ${direction}, id ${direction} limit ${limit}`;
}
