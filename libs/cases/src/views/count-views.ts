import { parameters, scope, type Bind, type Principal } from '@guichet/access';
import {
  savedViewLimits,
  type CaseFilter,
  type CaseListCount,
  type SavedView,
  type SavedViewCount,
} from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { newId } from '@guichet/platform';
import { listPlan, type ListPlan } from '../inbox/list-plan.js';

/** How many cases are read for one view, where each of them has to be compared with what it asks: by its fields, or by its messages. */
const COMPARED = { fields: 3000, messages: 1000 } as const;

/**
 * How many cases each view holds for this agent, in one statement. Each is read as its list is, from the same slices and in the same
 * order, so that no number tells of a case that the list would not show; and no further than the limit, or than the cases that are
 * compared: the cost depends on the number of views, never on that of the cases.
 */
export async function countSavedViews(
  reader: Reader,
  who: Principal,
  views: readonly Pick<SavedView, 'id' | 'filter'>[],
): Promise<SavedViewCount[]> {
  const visible = scope(who, 'case.read');
  const { values, bind } = parameters();
  const counted: string[] = [];
  for (const { id, filter } of views) {
    const plan = await listPlan(reader, { who, visible, query: filter, bind });
    if (plan) counted.push(countOf(id, { plan, most: filter.q ? COMPARED.messages : COMPARED.fields, bind }));
  }
  const rows = counted.length === 0 ? [] : await readCounts(reader, counted, values);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return views.map(({ id }) => byId.get(id) ?? { id, count: 0, isAtLeast: false });
}

/** How many cases a list holds that nobody has saved as a view, counted as one. */
export async function countAsView(reader: Reader, who: Principal, filter: CaseFilter): Promise<CaseListCount> {
  const [counted] = await countSavedViews(reader, who, [{ id: newId(), filter }]);
  const { count, isAtLeast } = counted!;
  return { count, isAtLeast };
}

async function readCounts(reader: Reader, counted: readonly string[], values: unknown[]): Promise<SavedViewCount[]> {
  const rows = await reader.query<{ id: string; count: number; isWhole: boolean }>(
    `${counted.join('\nunion all\n')}`,
    values,
  );
  const { count: most } = savedViewLimits;
  return rows.map(({ id, count, isWhole }) => ({
    id,
    count: Math.min(count, most),
    isAtLeast: !isWhole || count > most,
  }));
}

/** SQL: one row with the number of cases in a list; of no more than are read, which `isWhole` tells. */
function countOf(id: string, { plan, most, bind }: { plan: ListPlan; most: number; bind: Bind }): string {
  const { slices, found, compared, key, direction } = plan;
  const limit = compared.length === 0 ? savedViewLimits.count + 1 : most;
  const matches = compared.length === 0 ? 'true' : compared.join(' and ');
  const parts = slices.map(
    ({ from, conditions }) => `(select k.matches from ${from} cross join lateral (
       select (${matches}) as matches from cases where ${[...conditions, ...found].join(' and ')} order by ${key} ${direction}, id ${direction} limit ${limit}) k
     limit ${limit})`,
  );
  return `select ${bind(id)}::uuid as id, (count(*) filter (where matches))::int as count, count(*) < ${limit} as "isWhole"
    from (select matches from (${parts.join(' union all ')}) all_parts limit ${limit}) read`;
}
