import type { CaseSummary } from '@guichet/contracts';
import { useSyncExternalStore } from 'react';

/** What is laid out on the desk right now: the list beside the case, where the keyboard is in it, what is selected. */
export interface Desk {
  rows: readonly CaseSummary[];
  activeId: string | undefined;
  selected: ReadonlySet<string>;
}

let desk: Desk = { rows: [], activeId: undefined, selected: new Set() };
const listeners = new Set<() => void>();

export const deskNow = () => desk;
export function lay(change: Partial<Desk>) {
  desk = { ...desk, ...change };
  for (const listener of listeners) listener();
}
export const useDesk = <T>(pick: (desk: Desk) => T) =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => pick(desk),
  );

export function toggleSelected(id: string) {
  const selected = new Set(desk.selected);
  if (!selected.delete(id)) selected.add(id);
  lay({ selected });
}

/** The row after (or before) another; the first when there is no such row. */
export function neighbour(id: string | undefined, step: 1 | -1) {
  const index = desk.rows.findIndex((row) => row.id === id);
  if (index < 0) return desk.rows[0];
  return desk.rows[index + step];
}
