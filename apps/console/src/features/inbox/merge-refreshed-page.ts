import type { CaseSort, CaseSummary, Page } from '@guichet/contracts';

type Rows = readonly CaseSummary[];

/**
 * A list in one order, after its first page was read anew: what is on the new page comes as it is there; what was above
 * its end and is not on it has left the view; what lies below stays.
 */
export function mergeRefreshedPage(rows: Rows, head: Page<CaseSummary>, sort: CaseSort): CaseSummary[] {
  const fresh = new Set(head.items.map((item) => item.id));
  const end = head.nextCursor === null ? undefined : head.items.at(-1);
  const below = end ? rows.filter((row) => !fresh.has(row.id) && isBelow[sort](row, end)) : [];
  return [...head.items, ...below];
}

/** Returns the same rows in the same places, with the new data of the refreshed page. */
export function patchRows(rows: Rows, head: Page<CaseSummary>): CaseSummary[] {
  const fresh = new Map(head.items.map((item) => [item.id, item]));
  return rows.map((row) => fresh.get(row.id) ?? row);
}

/**
 * The rows that no longer belong to the list, after its first page was read anew while nothing may move. `before`: those that did not
 * belong to it already. What has changed in them since may place them below the end of the page, where nothing is known of the list.
 */
export function idsOutOfList(
  rows: Rows,
  { head, sort, before }: { head: Page<CaseSummary>; sort: CaseSort; before: ReadonlySet<string> },
): Set<string> {
  const fresh = new Set(head.items.map(({ id }) => id));
  const merged = new Set(mergeRefreshedPage(rows, head, sort).map(({ id }) => id));
  return new Set(rows.map(({ id }) => id).filter((id) => !merged.has(id) || (before.has(id) && !fresh.has(id))));
}

/** How many rows of the new page are new to the list, or have a newer message than the list shows. */
export function countArrivals(rows: Rows, head: Page<CaseSummary>): number {
  const known = new Map(rows.map((row) => [row.id, row]));
  return head.items.filter((item) => {
    const row = known.get(item.id);
    return !row || (item.unread && item.lastEntryAt > row.lastEntryAt);
  }).length;
}

/** Would the new page add a row to the list, take one away, or move one? */
export function movesRows(rows: Rows, head: Page<CaseSummary>, sort: CaseSort): boolean {
  const merged = mergeRefreshedPage(rows, head, sort);
  return merged.length !== rows.length || merged.some(({ id }, index) => id !== rows[index]!.id);
}

interface Returns {
  head: Page<CaseSummary>;
  sort: CaseSort;
  isReturning: (id: string) => boolean;
}

/** Whether all that the new page would change of the list is that cases come back to it, which the agent has just asked for by an undo. */
export function onlyReturns(rows: Rows, { head, sort, isReturning }: Returns): boolean {
  const known = new Set(rows.map(({ id }) => id));
  const merged = mergeRefreshedPage(rows, head, sort);
  const others = merged.filter(({ id }) => known.has(id) || !isReturning(id));
  const isSame = others.length === rows.length && others.every(({ id }, index) => id === rows[index]!.id);
  return isSame && others.length < merged.length;
}

type IsBelow = (row: CaseSummary, end: CaseSummary) => boolean;
/** What has no time stands below all that has. */
const dueOf = ({ dueAt }: CaseSummary) => dueAt ?? '~';
const oldest: IsBelow = (row, end) =>
  row.lastEntryAt > end.lastEntryAt || (row.lastEntryAt === end.lastEntryAt && row.id > end.id);
/** The orders of the server, each with the id to tell rows of one instant apart. */
const isBelow: Record<CaseSort, IsBelow> = {
  newest: (row, end) => oldest(end, row),
  oldest,
  due: (row, end) => dueOf(row) > dueOf(end) || (dueOf(row) === dueOf(end) && row.id > end.id),
};
