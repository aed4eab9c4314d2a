import type {
  CaseDetail,
  CaseFilter,
  CaseSummary,
  Citizen,
  CitizenSummary,
  MessageEntry,
  Named,
  NoteEntry,
  SavedView,
  UnansweredCase,
} from '@guichet/contracts';
import { useSyncExternalStore } from 'react';
import type { ChosenCases } from '../bulk/chosen-cases.js';
import type { WholeList } from '../cases/case-list-state.js';
import type { AskedFor, MissingInMany } from '../cases/missing-in-refusal.js';
import type { ViewedFile } from '../attachments/viewed-file.js';
import { awaitField, stopWaitingForDialog } from '../keyboard/shortcut-listener.js';

/** What to move from a case: all of it, or some entries, into another or a new case. */
export type MoveRequest = {
  /** The case that has been chosen already. */
  into?: Pick<CaseSummary, 'id' | 'reference' | 'subject' | 'status' | 'citizen'>;
} & ({ how: 'merged' } | { how: 'moved' | 'split'; entryIds: readonly string[]; onDone: () => void });

/** What is asked of whoever closes a case: whether without the reply that they have begun, or without any. */
export type ClosingQuestion = 'unsent' | 'unanswered';

/** The cases that a question is about which is asked before many are closed. */
export interface AskedAbout {
  count: number;
  /** There are more: not all cases were looked at. */
  isAtLeast: boolean;
  /** The first few of them. */
  first: readonly UnansweredCase[];
  /** All of them; empty where a whole list is closed. */
  ids: ReadonlySet<string>;
}

/** The overlay that is open: at most one at a time. */
export type Overlay =
  | { kind: 'palette' }
  | { kind: 'sheet' }
  | { kind: 'notifications' }
  | { kind: 'new-case' }
  | { kind: 'export-cases'; filter: CaseFilter }
  | { kind: 'export-search'; asked: { q: string; order?: 'newest' | undefined } }
  | { kind: 'save-view'; filter: CaseFilter; view?: SavedView }
  /** `isNew`: it begins with a new case, also beside one that is open. */
  | { kind: 'contact'; item?: CaseSummary; isNew?: true }
  | { kind: 'move'; item: CaseDetail; act: MoveRequest }
  | { kind: 'name-citizen'; item: CaseSummary }
  | { kind: 'readers'; item: CaseSummary }
  | { kind: 'ask'; item: CaseDetail; entry?: MessageEntry }
  | { kind: 'transmit'; item: CaseDetail }
  | { kind: 'link-case'; item: CaseDetail }
  | { kind: 'restrict'; item: CaseDetail }
  | { kind: 'lift-restriction'; item: CaseDetail }
  | { kind: 'close-unanswered'; item: CaseDetail; question: ClosingQuestion; onConfirm: () => void }
  | {
      kind: 'close-many';
      question: ClosingQuestion;
      items: readonly CaseSummary[];
      /** Those in which the agent has begun a reply, or nobody has replied. */
      about: AskedAbout;
      /** How many are closed, where those that are not loaded are, too. */
      ofWhole: number | undefined;
      onConfirm: (items: readonly CaseSummary[]) => void;
    }
  | { kind: 'edit-note'; item: CaseDetail; entry: NoteEntry }
  | { kind: 'take-over'; item: CaseDetail; writer: Named }
  | { kind: 'files'; files: readonly ViewedFile[]; at: number }
  | {
      kind: 'merge-person';
      person: Citizen;
      other?: CitizenSummary;
      reason?: string;
      /** What is done next, where this is a step on the way to it. */
      onMerged?: (merged: CitizenSummary) => void;
    }
  | { kind: 'block-sender'; item: CaseDetail; address: string }
  | { kind: 'reply-to-many'; chosen: ChosenCases; count: number }
  | { kind: 'macro'; item: CaseDetail; macroId?: string }
  | { kind: 'macro-for-many'; chosen: ChosenCases; count: number }
  | {
      kind: 'complete-many';
      what: AskedFor;
      items: readonly CaseSummary[];
      /** For all cases of a list, of which the items are those that are loaded. */
      whole?: WholeList | undefined;
      /** The field or steps that are asked for already. */
      missing?: MissingInMany;
      /** It is being done to the cases. */
      onBegun?: () => void;
    }
  | {
      kind: 'choose';
      what: 'status' | 'assignee' | 'team' | 'caseType' | 'priority' | 'language' | 'tags' | 'snooze';
      items: readonly CaseSummary[];
      /** For all cases of a list, of which the items are those that are loaded. */
      whole?: WholeList | undefined;
    };

let open: Overlay | undefined;
const listeners = new Set<() => void>();
/** Nothing is written in these. */
const READ_ONLY: readonly Overlay['kind'][] = ['sheet', 'notifications', 'files'];

/** What is typed while a dialog is on its way, as it may have to be fetched, is for its field, and no shortcut for what stands behind it. */
export function setOverlay(next: Overlay | undefined) {
  if (!next) stopWaitingForDialog();
  else if (!READ_ONLY.includes(next.kind)) awaitField({ isFirstMeant: true, closeDialog: () => setOverlay(undefined) });
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
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
/** What is open now. */
export const openOverlay = () => open;
export const useOverlay = () => useSyncExternalStore(subscribe, () => open);
/** Whether this is what is open: whoever asks that alone is not drawn anew for any other. */
export const useIsOverlay = (kind: Overlay['kind']) => useSyncExternalStore(subscribe, () => open?.kind === kind);
