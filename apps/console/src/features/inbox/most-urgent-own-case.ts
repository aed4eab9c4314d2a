import type { CaseQuery, CaseSummary, Page } from '@guichet/contracts';

type ReadList = (query: Partial<CaseQuery>) => Promise<Pick<Page<CaseSummary>, 'items'>>;

/** The open case of the agent that is due next; where none is due at any time, the one that has waited longest. */
export async function mostUrgentOwnCase(readList: ReadList): Promise<CaseSummary | undefined> {
  const own = { view: 'mine', status: 'open', limit: 1 } as const;
  const [next] = (await readList({ ...own, sort: 'due' })).items;
  // What is not due at all follows what is, in no order of its own.
  if (!next || next.dueAt !== null) return next;
  return (await readList({ ...own, sort: 'oldest' })).items[0];
}
