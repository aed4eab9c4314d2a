import { teamsFor, type Principal } from '@guichet/access';
import { CaseStatus, type CaseCounts, type CaseQuery, type CaseSummary, type Page } from '@guichet/contracts';
import type { Database } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { cursorOf, parseCursor } from './cursor.js';
import { casesMatching } from './search.queries.js';
import { SUMMARY_JOINS, summaryColumns, toSummary, type SummaryRow } from './summary.queries.js';

const UNFINISHED: CaseStatus[] = ['open', 'waiting', 'snoozed'];

/**
 * One page of the inbox. Every view is a set of slices (assignee or team, × status), each read in order from its index
 * (`cases_assignee`, `cases_unassigned`, `cases_team`, or `cases_status` for whoever sees all) and no further than one
 * page, then merged: the cost depends on the page and the number of slices, never on the number of cases.
 */
export async function inbox(database: Database, who: Principal, query: CaseQuery): Promise<Page<CaseSummary>> {
  const parameters: unknown[] = [who.id];
  const bind = (value: unknown) => `$${parameters.push(value)}`;
  const slices = slicesOf(who, query, bind);
  if (!slices) return { items: [], nextCursor: null };

  const [comparison, direction] = query.sort === 'oldest' ? ['>', 'asc'] : ['<', 'desc'];
  const conditions = [...slices.conditions];
  if (query.cursor) {
    const { at, id } = parseCursor(query.cursor);
    conditions.push(`(last_entry_at, id) ${comparison} (${bind(at)}::timestamptz, ${bind(id)}::uuid)`);
  }
  if (query.assignee && query.view !== 'unassigned') conditions.push(`assignee_id = ${bind(query.assignee)}`);
  if (query.channel) conditions.push(`${bind(query.channel)} = any(channels)`);
  if (query.tag) conditions.push(`tags @> array[${bind(query.tag)}]::text[] and tags <> '{}'`);
  if (query.q) conditions.push(await casesMatching(database, query.q, teamsFor(who, 'case.read'), bind));

  // In the text: a prepared plan that does not know how little is wanted would read and sort whole queues.
  const limit = query.limit + 1;
  const order = `last_entry_at ${direction}, id ${direction}`;
  const rows = await database.read<SummaryRow>(
    `with page as (
       select k.id, k.last_entry_at from ${slices.from}
       cross join lateral (
         select id, last_entry_at from cases where ${conditions.join(' and ')} order by ${order} limit ${limit}
       ) k order by k.last_entry_at ${direction}, k.id ${direction} limit ${limit}
     )
     select ${summaryColumns(bind(teamsFor(who, 'case.read')))} from page p join cases c on c.id = p.id ${SUMMARY_JOINS}
     order by c.last_entry_at ${direction}, c.id ${direction}`,
    parameters,
  );
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return {
    items: items.map(toSummary),
    nextCursor: rows.length > query.limit && last ? cursorOf(last.cursorAt, last.id) : null,
  };
}

function slicesOf(
  who: Principal,
  query: CaseQuery,
  bind: (value: unknown) => string,
): { from: string; conditions: string[] } | null {
  const visible = teamsFor(who, 'case.read');
  const statuses = `${rowsOf(statusesOf(query.status), 'text', bind)} s(status)`;
  if (query.team && visible && !visible.includes(query.team)) return null;
  if (query.view === 'mine' || (query.assignee && query.view === 'all')) {
    const assignee = query.view === 'mine' ? who.id : query.assignee;
    const teams = query.team ? [query.team] : visible;
    if (teams?.length === 0) return null;
    return {
      from: statuses,
      conditions: [
        `assignee_id = ${bind(assignee)}`,
        'status = s.status',
        ...(teams ? [`team_id in (${teams.map(bind).join(', ')})`] : []),
      ],
    };
  }
  const teams = query.team ? [query.team] : query.view === 'team' ? who.teamIds : visible;
  if (!teams && query.view === 'all') return { from: statuses, conditions: ['status = s.status'] };
  if (teams?.length === 0) return null;
  const source = teams ? rowsOf(teams, 'uuid', bind) : '(select id from team)';
  return {
    from: `${source} q(team_id) cross join ${statuses}`,
    conditions: [
      'team_id = q.team_id',
      'status = s.status',
      ...(query.view === 'unassigned' ? ['assignee_id is null'] : []),
    ],
  };
}

/** One by one, not as an array: a plan that is made once must know how many slices there are. */
const rowsOf = (values: readonly string[], type: string, bind: (value: unknown) => string): string =>
  `(values ${values.map((value) => `(${bind(value)}::${type})`).join(', ')})`;

function statusesOf(wanted: string | undefined): CaseStatus[] {
  if (!wanted) return UNFINISHED;
  if (wanted === 'any') return [...UNFINISHED, 'closed'];
  const statuses = wanted.split(',').map((status) => CaseStatus.safeParse(status));
  if (!statuses.every((status) => status.success)) {
    throw new Failure('invalid-request', {
      errors: [{ path: 'status', message: `One of ${CaseStatus.options.join(', ')} or any.` }],
    });
  }
  return [...new Set(statuses.map(({ data }) => data))];
}

/** Counts are sums of maintained differences: as cheap with a million cases as with ten. */
export async function counts(database: Database, who: Principal): Promise<CaseCounts> {
  const visible = teamsFor(who, 'case.read');
  const rows = await database.read<{
    team_id: string;
    mine: boolean;
    unassigned: boolean;
    status: CaseStatus;
    n: number;
  }>(
    `select team_id, coalesce(assignee_id = $1, false) as mine, assignee_id is null as unassigned, status, sum(delta)::int as n
     from case_count where $2::uuid[] is null or team_id = any($2) group by 1, 2, 3, 4`,
    [who.id, visible],
  );
  const sum = (matches: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(matches).reduce((total, { n }) => total + n, 0);
  const unfinished = (row: (typeof rows)[number]) => row.status !== 'closed';
  return {
    mine: sum((row) => unfinished(row) && row.mine),
    unassigned: sum((row) => unfinished(row) && row.unassigned),
    team: sum((row) => unfinished(row) && who.teamIds.includes(row.team_id)),
    all: sum(unfinished),
    byStatus: {
      open: sum(({ status }) => status === 'open'),
      waiting: sum(({ status }) => status === 'waiting'),
      snoozed: sum(({ status }) => status === 'snoozed'),
      closed: sum(({ status }) => status === 'closed'),
    },
    holdingPen: null,
  };
}

/** Folds the differences that are older than this statement into one row per queue. Lost to nobody: one statement. */
export const foldCounts = (database: Database): Promise<unknown> =>
  database.read(
    `with old as (delete from case_count returning team_id, assignee_id, status, delta)
     insert into case_count (team_id, assignee_id, status, delta)
     select team_id, assignee_id, status, sum(delta) from old group by 1, 2, 3 having sum(delta) <> 0`,
  );

/** Tags in use in what the agent may see, most used of the latest cases first. */
export const tagsInUse = (database: Database, who: Principal): Promise<{ tag: string }[]> =>
  database.read(
    `select tag from (select tags from cases where tags <> '{}' and ($1::uuid[] is null or team_id = any($1)) order by id desc limit 5000) c,
       unnest(c.tags) tag group by tag order by count(*) desc, tag limit 200`,
    [teamsFor(who, 'case.read')],
  );
