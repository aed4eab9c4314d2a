import type { CaseSummary } from '@guichet/contracts';
import { useSyncExternalStore } from 'react';

/** The state of the case list beside the open case: its rows, the active row, and the selection. */
export interface ListState {
  rows: readonly CaseSummary[];
  activeId: string | undefined;
  selected: ReadonlySet<string>;
}

let state: ListState = { rows: [], activeId: undefined, selected: new Set() };
const listeners = new Set<() => void>();

export const listState = () => state;
export function updateListState(change: Partial<ListState>) {
  state = { ...state, ...change };
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

export function toggleSelected(id: string) {
  const selected = new Set(state.selected);
  if (!selected.delete(id)) selected.add(id);
  updateListState({ selected });
}

/** Returns the row after (or before) another; the first when there is no such row. */
export function neighbourOf(id: string | undefined, step: 1 | -1) {
  const index = state.rows.findIndex((row) => row.id === id);
  if (index < 0) return state.rows[0];
  return state.rows[index + step];
}
