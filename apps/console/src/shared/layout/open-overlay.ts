import type {
  CaseDetail,
  CaseFilter,
  CaseSummary,
  Citizen,
  CitizenSummary,
  MessageEntry,
  SavedView,
} from '@guichet/contracts';
import { useSyncExternalStore } from 'react';
import type { ViewedFile } from '../attachments/viewed-file.js';

/** What to move from a case: all of it, or some entries, into another or a new case. */
export type MoveRequest =
  { how: 'merged' } | { how: 'moved' | 'split'; entryIds: readonly string[]; onDone: () => void };

/** The overlay that is open: at most one at a time. */
export type Overlay =
  | { kind: 'palette' }
  | { kind: 'sheet' }
  | { kind: 'notifications' }
  | { kind: 'new-case' }
  | { kind: 'save-view'; filter: CaseFilter; view?: SavedView }
  | { kind: 'contact'; item?: CaseSummary }
  | { kind: 'move'; item: CaseDetail; act: MoveRequest }
  | { kind: 'readers'; item: CaseSummary }
  | { kind: 'ask'; item: CaseDetail; entry?: MessageEntry }
  | { kind: 'transmit'; item: CaseDetail }
  | { kind: 'restrict'; item: CaseDetail }
  | { kind: 'lift-restriction'; item: CaseDetail }
  | { kind: 'files'; files: readonly ViewedFile[]; at: number }
  | { kind: 'merge-person'; person: Citizen; other?: CitizenSummary; reason?: string }
  | { kind: 'block-sender'; item: CaseDetail; address: string }
  | { kind: 'choose'; what: 'assignee' | 'team' | 'caseType' | 'tags' | 'snooze'; items: readonly CaseSummary[] };

let open: Overlay | undefined;
const listeners = new Set<() => void>();
export function setOverlay(next: Overlay | undefined) {
  open = next;
  for (const listener of listeners) listener();
}
/** Closes what is open about a case that is no longer for this agent. */
export function closeOverlayOf(caseId: string) {
  const isOfCase =
    open?.kind === 'files' ||
    (open?.kind === 'choose' && open.items.some(({ id }) => id === caseId)) ||
    (open && 'item' in open && open.item?.id === caseId);
  if (isOfCase) setOverlay(undefined);
}
export const useOverlay = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => open,
  );
