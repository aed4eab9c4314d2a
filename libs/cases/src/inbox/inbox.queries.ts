import { parameters, scope, type Principal, type Scope } from '@guichet/access';
import type { CaseCounts, CaseQuery, CaseStatus, CaseSummary, Page } from '@guichet/contracts';
import type { Database, Reader } from '@guichet/database';
import { cursorOf, parseCursor } from './inbox-cursor.js';
import { merged } from './inbox-index-slices.js';
import { followedBy } from '../verbs/follow-case.js';
import { AT_HAND, listPlan, UNFINISHED } from './list-plan.js';
import { SUMMARY_JOINS, summaryColumns, toSummary, type SummaryRow } from './case-summary.queries.js';

/**
 * One page of the inbox. Every view is a set of slices (assignee or team, × status), each read in order from its index
 * (`cases_assignee`, `cases_unassigned`, `cases_team`, or `cases_status` and `cases_unassigned_status` for whoever sees all;
 * those with `_due` for what is due next) and no further than one page, then merged: the cost depends on the page and the number
 * of slices, never on the number of cases.
 */
export const inbox = (reader: Reader, who: Principal, query: CaseQuery): Promise<Page<CaseSummary>> =>
  inboxIn(reader, { who, visible: scope(who, 'case.read') }, query);

/** As `inbox`, of these cases alone. */
export async function inboxIn(
  reader: Reader,
  { who, visible }: { who: Principal; visible: Scope },
  query: CaseQuery,
): Promise<Page<CaseSummary>> {
  const { values, bind } = parameters(who.id);
  const list = await listPlan(reader, { who, visible, query, bind });
  if (!list) return { items: [], nextCursor: null };
  const { slices: parts, key, comparison, direction } = list;
  const conditions = [...list.found, ...list.compared];
  if (query.cursor) {
    const { at, id } = parseCursor(query.cursor);
    conditions.push(`(${key}, id) ${comparison} (${bind(at)}::timestamptz, ${bind(id)}::uuid)`);
  }

  // In the text: a prepared plan that does not know how little is wanted would read and sort whole queues.
  const limit = query.limit + 1;
  const pages = parts.map(
    (slices) => `select k.id, k.at from ${slices.from}
       cross join lateral (
         select id, ${key} as at from cases where ${[...slices.conditions, ...conditions].join(' and ')} order by ${key} ${direction}, id ${direction} limit ${limit}
       ) k order by k.at ${direction}, k.id ${direction} limit ${limit}`,
  );
  // The page is handed on as arrays: Postgres thinks that a few rows are in them, whatever it knows of the page. Of rows it knows that a short
  // list has few, finds the plan for them cheaper than one for any list, and plans the statement anew each time, which takes longer than all reading.
  const rows = await reader.query<SummaryRow & { at: string }>(
    `with page as materialized (
       ${pages.length === 1 ? pages[0]! : merged(pages, `order by at ${direction}, id ${direction} limit ${limit}`)}
     )
     select ${summaryColumns(visible, bind)}, p.at::text as at
     from unnest(array(select id from page), array(select at from page)) with ordinality p(id, at, n) join cases c on c.id = p.id ${SUMMARY_JOINS}
     order by p.n`,
    values,
  );
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return {
    items: items.map(toSummary),
    nextCursor: rows.length > query.limit && last ? cursorOf(last.at, last.id) : null,
  };
}

/**
 * Counts are sums of maintained differences: as cheap with a million cases as with ten. Restricted cases are in none of them, as
 * they are not for everybody: those few that the reader may see are counted one by one. Index `cases_restricted`.
 */
export async function counts(reader: Reader, who: Principal): Promise<CaseCounts> {
  const { values, bind } = parameters(who.id);
  const visible = scope(who, 'case.read');
  // Each team is named, so that no more of the index is read than those of them.
  const restricted = visible.isEmpty ? 'false' : visible.sqlNamed('cases', bind);
  const followed = await countFollowed(reader, who, visible);
  const all = await reader.query<{
    team_id: string;
    mine: boolean;
    unassigned: boolean;
    status: CaseStatus;
    n: number;
  }>(
    `select team_id, coalesce(assignee_id = $1, false) as mine, assignee_id is null as unassigned, status, sum(delta)::int as n
     from (
       select team_id, assignee_id, status, delta from case_count where ${visible.sqlCounted(bind)}
       union all select team_id, assignee_id, status, 1 from cases where restricted_to is not null and ${restricted}) counted
     group by 1, 2, 3, 4`,
    values,
  );
  // Differences that come to nothing would name the team of a case that somebody has no more.
  const rows = all.filter(({ n }) => n !== 0);
  const sum = (matches: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(matches).reduce((total, { n }) => total + n, 0);
  const unfinished = (row: (typeof rows)[number]) => UNFINISHED.includes(row.status);
  return {
    mine: sum((row) => AT_HAND.includes(row.status) && row.mine),
    mineSnoozed: sum((row) => row.status === 'snoozed' && row.mine),
    unassigned: sum((row) => AT_HAND.includes(row.status) && row.unassigned),
    team: sum((row) => unfinished(row) && who.teamIds.includes(row.team_id)),
    all: sum(unfinished),
    followed,
    byStatus: {
      open: sum(({ status }) => status === 'open'),
      waiting: sum(({ status }) => status === 'waiting'),
      snoozed: sum(({ status }) => status === 'snoozed'),
      closed: sum(({ status }) => status === 'closed'),
      spam: sum(({ status }) => status === 'spam'),
    },
    spam: sum(({ status }) => status === 'spam'),
    quarantine: null,
    teams: [...new Set(rows.map(({ team_id }) => team_id))].map((id) => ({
      id,
      all: sum((row) => unfinished(row) && row.team_id === id),
      unassigned: sum((row) => AT_HAND.includes(row.status) && row.team_id === id && row.unassigned),
    })),
  };
}

/** What an agent follows is counted one by one. */
async function countFollowed(reader: Reader, who: Principal, visible: Scope): Promise<number> {
  const { values, bind } = parameters(who.id, UNFINISHED);
  const [row] = await reader.query<{ count: number }>(
    `select count(distinct c.id)::int as count from (${followedBy('$1')}) f join cases c on c.id = f.case_id
     where c.status = any($2::text[]) and ${visible.sql('c', bind)}`,
    values,
  );
  return row?.count ?? 0;
}

/** Folds the differences that are older than this statement into one row per queue. Lost to nobody: one statement. */
export const foldCounts = (database: Database): Promise<unknown> =>
  database.execute(
    `with old as (delete from case_count returning team_id, assignee_id, status, delta)
     insert into case_count (team_id, assignee_id, status, delta)
     select team_id, assignee_id, status, sum(delta) from old group by 1, 2, 3 having sum(delta) <> 0`,
  );

/** Tags in use in what the agent may see, most used of the latest cases first. */
export function tagsInUse(reader: Reader, who: Principal): Promise<{ tag: string }[]> {
  const { values, bind } = parameters();
  return reader.query(
    `select tag from (select tags from cases where tags <> '{}' and ${scope(who, 'case.read').sql('cases', bind)} order by id desc limit 5000) c,
       unnest(c.tags) tag group by tag order by count(*) desc, tag limit 200`,
    values,
  );
}
