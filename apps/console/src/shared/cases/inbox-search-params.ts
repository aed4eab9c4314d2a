import {
  caseDues,
  caseProblems,
  caseSorts,
  caseStatuses,
  type CaseQuery,
  type CaseSort,
  type ChannelKind,
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
  due?: CaseQuery['due'];
  problem?: CaseQuery['problem'];
  q?: string;
  sort?: CaseSort;
}

const one = <T extends string>(known: readonly T[], value: unknown) => known.find((name) => name === value);
const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value : undefined);

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
    due: one(caseDues, search['due']),
    problem: one(caseProblems, search['problem']),
    q: text(search['q']),
    sort: one(caseSorts, search['sort']),
  };
}
