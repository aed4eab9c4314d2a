import type { Change, Entry, Session, Timeline } from '@guichet/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { timelinePage } from '../api/queries.js';
import { throttled } from './throttled.js';

const lists: Partial<Record<Change['type'], string[]>> = {
  'channel.changed': ['channels'],
  'agent.changed': ['agents'],
  'team.changed': ['teams', 'agents'],
  'envelope.held': ['holding-pen'],
  'envelope.released': ['holding-pen'],
};

/** Another person, or one with other addresses: every case on screen may show them. */
const persons = ['citizen', 'citizens', 'reach', 'case'];

const entryIdOf = (change: Change) => ('entryId' in change.data ? (change.data['entryId'] as string | null) : null);
const holds = (timeline: Timeline | undefined, ids: Set<string>) =>
  timeline?.items.some((entry: Entry) => ids.has(entry.id));

/** Turns a burst of changes into the fewest refreshes: what is not on screen is only marked stale. */
export function refresher(queryClient: QueryClient) {
  const counts = throttled(1000, () => void queryClient.invalidateQueries({ queryKey: ['counts'] }));
  // One's own rights, name or language: what the console shows of them is no longer true.
  const isMe = (id: unknown) => id === queryClient.getQueryData<Session>(['session'])?.agent.id;

  return (changes: Change[]) => {
    const cases = new Map<string, Set<string>>();
    for (const change of changes) {
      if (change.type === 'citizen.changed')
        for (const name of persons) void queryClient.invalidateQueries({ queryKey: [name] });
      if (change.type === 'case.rearranged' && change.caseId)
        void queryClient.invalidateQueries({ queryKey: ['timeline', change.caseId] });
      for (const name of lists[change.type] ?? []) void queryClient.invalidateQueries({ queryKey: [name] });
      if (change.type === 'agent.changed' && isMe(change.data['agentId']))
        void queryClient.invalidateQueries({ queryKey: ['session'] });
      if (change.caseId) {
        const entries = cases.get(change.caseId) ?? new Set<string>();
        const entryId = entryIdOf(change);
        if (entryId) entries.add(entryId);
        cases.set(change.caseId, entries);
      }
    }

    for (const [caseId, entryIds] of cases) {
      void queryClient.invalidateQueries({ queryKey: ['case', caseId] });
      void queryClient.invalidateQueries({ queryKey: ['reach', caseId] });
      const pages = queryClient.getQueriesData<Timeline>({ queryKey: ['timeline', caseId] });
      const last = Math.max(-1, ...pages.map(([key]) => key[2] as number));
      for (const [key, timeline] of pages) {
        // The last page may have grown; a full page changes only where a delivery inside it does.
        const full = (timeline?.items.length ?? 0) >= timelinePage;
        if ((key[2] === last && !full) || holds(timeline, entryIds))
          void queryClient.invalidateQueries({ queryKey: key, exact: true });
      }
    }
    if (cases.size || changes.some((change) => change.type.startsWith('envelope.'))) counts();
  };
}
