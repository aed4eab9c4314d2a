import type { CaseSort, CaseStatus, ChannelKind } from '@guichet/contracts';

/** What the address of the inbox says: who shares the address shares the view. */
export interface InboxSearch {
  status?: string;
  channel?: ChannelKind;
  team?: string;
  assignee?: string;
  tag?: string;
  q?: string;
  sort?: CaseSort;
}

export const statuses: readonly CaseStatus[] = ['open', 'waiting', 'snoozed', 'closed'];

const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value : undefined);

export function inboxSearch(search: Record<string, unknown>): InboxSearch {
  const status = text(search['status']);
  return {
    status:
      status && (status === 'any' || status.split(',').every((one) => (statuses as readonly string[]).includes(one)))
        ? status
        : undefined,
    channel: text(search['channel']) as ChannelKind | undefined,
    team: text(search['team']),
    assignee: text(search['assignee']),
    tag: text(search['tag']),
    q: text(search['q']),
    sort: search['sort'] === 'oldest' ? 'oldest' : undefined,
  };
}
