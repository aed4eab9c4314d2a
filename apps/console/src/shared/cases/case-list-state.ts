import type { CaseSummary } from '@guichet/contracts';
import { useSyncExternalStore } from 'react';
import type { CaseFilter } from '../api/queries.js';

/** All cases of a list, over its pages. */
export interface WholeList {
  filter: CaseFilter;
  /** How many they were when they were chosen. */
  count: number;
}

/** Where a row stood among the others when it was last seen in the list. */
interface PlaceInList {
  id: string;
  rows: readonly CaseSummary[];
}

/** The state of the case list beside the open case: its rows, the active row, and the selection. */
export interface ListState {
  rows: readonly CaseSummary[];
  activeId: string | undefined;
  /** That of the row that was active last in this list, which may have left it; undefined in another list. */
  place: PlaceInList | undefined;
  selected: ReadonlySet<string>;
  /** The boxes of the rows are shown, though none may be selected: under a finger, none appears by itself. */
  isSelecting: boolean;
  /** Selected as well, though they stand in no row: an action was done with them, by which they have left the list. */
  away: readonly CaseSummary[];
  /** Chosen with the rows that are selected: those that are not loaded, too. Undefined: only the rows are. */
  whole: WholeList | undefined;
}

let state: ListState = {
  rows: [],
  activeId: undefined,
  place: undefined,
  selected: new Set(),
  isSelecting: false,
  away: [],
  whole: undefined,
};
const listeners = new Set<() => void>();

export const listState = () => state;

/** What is selected without the rows that have left the list. Where all of a list is chosen, what is loaded of it says nothing. */
function stillSelected(rows: readonly CaseSummary[]): ReadonlySet<string> {
  const { selected, whole } = state;
  if (whole || selected.size === 0 || rows === state.rows) return selected;
  const now = new Set(rows.map(({ id }) => id));
  const gone = new Set(state.rows.flatMap(({ id }) => (selected.has(id) && !now.has(id) ? [id] : [])));
  return gone.size === 0 ? selected : new Set([...selected].filter((id) => !gone.has(id)));
}

export function updateListState(change: Partial<ListState>) {
  // Whoever selects other rows has looked at them: what is not loaded is chosen no more.
  const own = change.rows && { selected: stillSelected(change.rows) };
  state = { ...state, ...own, ...('selected' in change && { whole: undefined }), ...change };
  // Whoever deselects one that stands in no row could not find it again.
  if (state.away.length > 0) state.away = state.away.filter(({ id: one }) => state.selected.has(one));
  const { rows, activeId: id } = state;
  if (id !== undefined && rows.some((row) => row.id === id)) state.place = { id, rows };
  for (const listener of listeners) listener();
}
export const useListState = <T>(pick: (desk: ListState) => T) =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => pick(state),
  );

type Chosen = Pick<ListState, 'rows' | 'selected' | 'away'>;

/** The cases that are selected: those of the rows, and those that stand in none. */
export function selectedCases({ rows, selected, away }: Chosen = state): CaseSummary[] {
  const inRows = rows.filter(({ id }) => selected.has(id));
  return [...inRows, ...away.filter(({ id }) => !inRows.some((row) => row.id === id))];
}

/** Selects these cases and no others, whether the list has them or not. */
export const selectCases = (items: readonly CaseSummary[]): void =>
  updateListState({ selected: new Set(items.map(({ id }) => id)), away: items });

/**
 * Returns what selects those of the cases again that a change was refused for, where they are selected now: a key that is pressed after the
 * refusal is meant for them, and not for the open case. It does nothing where others have been selected since.
 */
export function reselectionOf(items: readonly CaseSummary[]): (refused: readonly CaseSummary[]) => void {
  const were = items.filter(({ id }) => state.selected.has(id));
  return (refused) => {
    const again = refused.filter((item) => were.includes(item) && !state.selected.has(item.id));
    const now = selectedCases();
    const isElsewhere = now.some(({ id }) => !items.some((item) => item.id === id));
    if (again.length > 0 && !isElsewhere) selectCases([...now, ...again]);
  };
}

/** Says how a case is now that is selected and stands in no row. */
export function refreshAway(item: CaseSummary): void {
  if (state.away.some(({ id }) => id === item.id))
    updateListState({ away: state.away.map((one) => (one.id === item.id ? { ...one, ...item } : one)) });
}

/** Where nothing is selected nothing changes, and nothing is drawn anew. */
export function deselectAll() {
  if (state.selected.size > 0 || state.isSelecting) updateListState({ selected: new Set(), isSelecting: false });
}

export function toggleSelected(id: string) {
  const selected = new Set(state.selected);
  if (!selected.delete(id)) selected.add(id);
  updateListState({ selected });
}

/** The rows before a place in the list and those behind it that are still there, the nearest ones first. */
function rowsAround({ id, rows }: PlaceInList) {
  const now = new Map(state.rows.map((row) => [row.id, row]));
  const at = rows.findIndex((row) => row.id === id);
  const stillThere = (some: readonly CaseSummary[]) => some.flatMap((row) => now.get(row.id) ?? []);
  return { before: stillThere(rows.slice(0, at).toReversed()), behind: stillThere(rows.slice(at + 1)) };
}

/**
 * Returns the row after (or before) the active one. Where that one has left the list, as its case was given away, closed or merged,
 * it is the one after (or before) the place where it stood; the first one where it never was in the list.
 */
export function neighbourOfActive(step: 1 | -1) {
  const { rows, activeId, place } = state;
  const from = (id: string | undefined) => rows.findIndex((row) => row.id === id);
  const index = from(activeId);
  if (index >= 0) return rows[index + step];
  if (!place) return rows[0];
  const { before, behind } = rowsAround(place);
  // What has come to the list in between is not passed over.
  if (step === -1) return before[0] ?? rows[from(behind[0]?.id) - 1];
  return behind[0] ?? rows[before[0] ? from(before[0].id) + 1 : 0];
}

/**
 * The case to go on to from one that is left; undefined: back to the list, also where there is no other. Never one that is closed, such as a
 * search finds: the key that has closed this one would reopen it.
 */
export function caseAfter(id: string, advance: 'next' | 'previous' | 'list') {
  const others = rowsAfter(id, advance).filter(({ status }) => status !== 'closed');
  // What was put off is not what to do next, unless the list has nothing else.
  return others.find(({ status }) => status !== 'snoozed') ?? others[0];
}

/** The rows behind (or before) the case that is left, the nearest first, and then those on its other side; none: back to the list. */
export function rowsAfter(id: string, advance: 'next' | 'previous' | 'list'): CaseSummary[] {
  const place = state.rows.some((row) => row.id === id) ? { id, rows: state.rows } : state.place;
  if (advance === 'list' || place?.id !== id) return [];
  const { before, behind } = rowsAround(place);
  return advance === 'next' ? [...behind, ...before] : [...before, ...behind];
}

let openCase: { id: string; leave: () => void } | undefined;

/** Says how the case that is open is left. Returns what ends that. */
export function registerOpenCase(open: { id: string; leave: () => void }): () => void {
  openCase = open;
  return () => {
    if (openCase === open) openCase = undefined;
  };
}

/** Is this the case that is open? */
export const isOpenCase = ({ id }: { id: string }): boolean => id === openCase?.id;

/** How to come back to a case that was left; `unless-elsewhere`: only where the agent is still where leaving it has led. */
export type ComeBack = (when?: 'unless-elsewhere') => void;

/** The case that is being left: its pane stands until the next screen is drawn. */
let leaving: { id: string; comeBack: ComeBack } | undefined;

/** Says that a case is being left, and how to come back to it. Nothing is meant for it any more, though its pane has the keys still. */
export function beginLeaving(id: string, comeBack: ComeBack): void {
  leaving = { id, comeBack };
}

/** Ends that, as its pane has gone, or as it is not left after all. Returns whether it was being left. */
export function endLeaving(id: string): boolean {
  const wasLeaving = isBeingLeft({ id });
  if (wasLeaving) leaving = undefined;
  return wasLeaving;
}

/** Is this the case that is being left? */
export const isBeingLeft = ({ id }: { id: string }): boolean => id === leaving?.id;

/** Returns how to come back to a case that is being left; undefined: it is not. */
export const wayBackTo = ({ id }: { id: string }) => (isBeingLeft({ id }) ? leaving?.comeBack : undefined);

/** Leaves the case that is open, where it is one of these. */
export function leaveOpenCase(among: readonly { id: string }[]): void {
  if (among.some(isOpenCase)) openCase?.leave();
}
