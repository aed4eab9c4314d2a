import type { CaseDetail, CaseSummary, Citizen, CitizenSummary } from '@guichet/contracts';
import { useSyncExternalStore } from 'react';

/** Everything said in a case goes to another one, or some of it, or some of it becomes a case of its own. */
export type MoveRequest =
  { how: 'merged' } | { how: 'moved' | 'split'; entryIds: readonly string[]; onDone: () => void };

/** What floats over the desk: at most one thing at a time. */
export type Overlay =
  | { kind: 'palette' }
  | { kind: 'sheet' }
  | { kind: 'notifications' }
  | { kind: 'new-case' }
  | { kind: 'contact'; item?: CaseSummary }
  | { kind: 'move'; item: CaseDetail; act: MoveRequest }
  | { kind: 'merge-person'; person: Citizen; other?: CitizenSummary; reason?: string }
  | { kind: 'choose'; what: 'assignee' | 'team' | 'caseType' | 'tags' | 'snooze'; items: readonly CaseSummary[] };

let open: Overlay | undefined;
const listeners = new Set<() => void>();
export function setOverlay(next: Overlay | undefined) {
  open = next;
  for (const listener of listeners) listener();
}
export const useOverlay = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => open,
  );
