import {
  caseDues,
  casePriorities,
  caseProblems,
  caseSorts,
  caseStatuses,
  openedPeriods,
  readOwnDays,
  type CaseQuery,
  type CaseSort,
  type ChannelKind,
  type Priority,
} from '@guichet/contracts';

/**
 * The search parameters of the inbox, so that a shared address shows the same list. Without an order, that of the
 * reader applies.
 */
export interface InboxSearch {
  status?: string;
  channel?: ChannelKind;
  team?: string;
  assignee?: string;
  tag?: string;
  caseType?: string;
  priority?: Priority;
  due?: CaseQuery['due'];
  problem?: CaseQuery['problem'];
  /** One of `openedPeriods`, or two days. */
  opened?: string;
  q?: string;
  sort?: CaseSort;
  /** The saved view by which the list was opened. It narrows nothing: what it holds is in the other parameters. */
  saved?: string;
}

const one = <T extends string>(known: readonly T[], value: unknown) => known.find((name) => name === value);
const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value : undefined);

const openedOf = (value: string | undefined) =>
  value && (one(openedPeriods, value) || readOwnDays(value)) ? value : undefined;

export function inboxSearch(search: Record<string, unknown>): InboxSearch {
  const status = text(search['status']);
  return {
    status:
      status &&
      (status === 'any' || status.split(',').every((one) => (caseStatuses as readonly string[]).includes(one)))
        ? status
        : undefined,
    channel: text(search['channel']) as ChannelKind | undefined,
    team: text(search['team']),
    assignee: text(search['assignee']),
    tag: text(search['tag']),
    caseType: text(search['caseType']),
    priority: one(casePriorities, search['priority']),
    due: one(caseDues, search['due']),
    problem: one(caseProblems, search['problem']),
    opened: openedOf(text(search['opened'])),
    q: text(search['q']),
    sort: one(caseSorts, search['sort']),
    saved: text(search['saved']),
  };
}
