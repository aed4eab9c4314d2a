import { organisationOf, type Bind, type Principal, type Scope } from '@guichet/access';
import { CaseStatus, openedDays, type CaseFilter } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { wrongField } from '@guichet/platform';
import { slicesOf, type Slices } from './inbox-index-slices.js';
import { typedSearchConditions } from './typed-search-conditions.js';

export const UNFINISHED: readonly CaseStatus[] = ['open', 'waiting', 'snoozed'];
/** What an agent has to do now: a case that was put off comes back when its time has come. */
export const AT_HAND: readonly CaseStatus[] = ['open', 'waiting'];
/** No target runs in these, so nothing in them is due. */
const WITHOUT_TARGETS: readonly CaseStatus[] = ['closed', 'spam'];

const SOON = '2 hours';
/** What closed cases have no more: the indexes of what is due leave them out. */
const DUE = `coalesce(due_at, 'infinity')`;

interface Order {
  key: string;
  comparison: '<' | '>';
  direction: 'asc' | 'desc';
}

const orders = {
  newest: { key: 'last_entry_at', comparison: '<', direction: 'desc' },
  oldest: { key: 'last_entry_at', comparison: '>', direction: 'asc' },
  due: { key: DUE, comparison: '>', direction: 'asc' },
} as const satisfies Record<string, Order>;

/**
 * How a list of cases is read: its slices, each in one order, and what is asked of a case in SQL on `cases`. `found`: by an index
 * or by what a search has found. `compared`: of each case that is read.
 */
export interface ListPlan extends Order {
  slices: Slices[];
  found: string[];
  compared: string[];
}

interface Asked {
  who: Principal;
  visible: Scope;
  query: CaseFilter;
  bind: Bind;
}

/** Null: nothing can be in this list. Throws `invalid-request` for a status that there is not. */
export async function listPlan(reader: Reader, { who, visible, query, bind }: Asked): Promise<ListPlan | null> {
  const statuses = statusesOf(query);
  const unfinished = !statuses.some((status) => WITHOUT_TARGETS.includes(status));
  const order = orders[orderOf(query, unfinished)];
  const slices = statuses.length === 0 ? [] : slicesOf(who, { query, visible, wanted: statuses, bind });
  if (slices.length === 0) return null;
  const found = foundConditions(query, reader.now, bind);
  // As the indexes say it, so that they can be used.
  if (order.key === DUE) found.push(`status <> 'closed'`);
  const compared = comparedConditions(query, bind);
  if (query.opened) found.push(await openedCondition(reader, query.opened, bind));
  if (query.q) {
    const text = await typedSearchConditions(reader, { q: query.q, visible, bind, statuses });
    found.push(...text.found);
    compared.push(...text.compared);
  }
  return { ...order, slices, found, compared };
}

/**
 * What is closed is due at no time: a list with it is in the order of what came last. What is late or soon is read in the
 * order in which it is: looking for it in another one might mean to look at every case.
 */
function orderOf({ sort, due }: CaseFilter, unfinished: boolean): keyof typeof orders {
  if (due) return 'due';
  return sort === 'due' && !unfinished ? 'newest' : sort;
}

function foundConditions(query: CaseFilter, now: Date, bind: Bind): string[] {
  const conditions: string[] = [];
  if (query.assignee && query.view !== 'unassigned') conditions.push(`assignee_id = ${bind(query.assignee)}`);
  if (query.tag) conditions.push(`tags @> array[${bind(query.tag)}]::text[] and tags <> '{}'`);
  if (query.problem) conditions.push('delivery_problem is not null');
  if (query.due) {
    const at = `${bind(now)}::timestamptz`;
    const soon = `${DUE} > ${at} and ${DUE} <= ${at} + interval '${SOON}'`;
    conditions.push(query.due === 'late' ? `${DUE} <= ${at}` : soon);
  }
  return conditions;
}

/** SQL: a case was opened in these days of the organisation. Index `cases_opened`. */
async function openedCondition(reader: Reader, opened: string, bind: Bind): Promise<string> {
  const { timeZone } = await organisationOf(reader);
  const today = Temporal.Instant.fromEpochMilliseconds(reader.now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  const { from, to } = openedDays(opened, today.toString());
  const zone = bind(timeZone);
  const start = (day: string) => `(${day})::timestamp at time zone ${zone}`;
  return `opened_at >= ${start(`${bind(from)}::date`)} and opened_at < ${start(`${bind(to)}::date + 1`)}`;
}

function comparedConditions({ channel, caseType, priority }: CaseFilter, bind: Bind): string[] {
  const conditions: string[] = [];
  if (channel) conditions.push(`${bind(channel)} = any(channels)`);
  if (caseType) conditions.push(`case_type_id = ${bind(caseType)}`);
  if (priority) conditions.push(`priority = ${bind(priority)}`);
  return conditions;
}

/**
 * The statuses that are asked for. What is closed or spam has nothing that is due. Among one's own, and among what is to be taken, what is
 * snoozed is left out until its time has come, unless it is asked for or may be late. Throws `invalid-request`.
 */
export function statusesOf({ view, status, due }: Pick<CaseFilter, 'view' | 'status' | 'due'>): CaseStatus[] {
  const isAtHand = (view === 'mine' || view === 'unassigned') && !due;
  const statuses: CaseStatus[] = view === 'spam' ? ['spam'] : namedStatuses(status, isAtHand ? AT_HAND : UNFINISHED);
  return due ? statuses.filter((name) => !WITHOUT_TARGETS.includes(name)) : statuses;
}

function namedStatuses(wanted: string | undefined, usual: readonly CaseStatus[]): CaseStatus[] {
  if (!wanted) return [...usual];
  if (wanted === 'any') return [...UNFINISHED, 'closed'];
  const statuses = wanted.split(',').map((status) => CaseStatus.safeParse(status));
  if (!statuses.every((status) => status.success)) {
    throw wrongField('status', 'not-one-of', { values: [...CaseStatus.options, 'any'].join(', ') });
  }
  return [...new Set(statuses.map(({ data }) => data))];
}
