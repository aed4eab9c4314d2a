import type { CaseSummary } from '@guichet/contracts';
import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import {
  listState,
  neighbourOf,
  toggleSelected,
  updateListState,
  useListState,
} from '../../shared/cases/case-list-state.js';
import { maySelectCases } from '../../shared/keyboard/shortcut-rights.js';
import { useShortcut } from '../../shared/keyboard/shortcuts.js';
import { useMay } from '../../shared/session/use-session.js';

interface Options {
  rows: readonly CaseSummary[];
  /** The case that is open beside the list. */
  caseId: string | undefined;
  scroller: RefObject<HTMLDivElement | null>;
  scrollTo: (index: number) => void;
  open: (id: string) => void;
}

/** Moves through the list by keys, and selects rows where the agent may do something with many; what is active and selected is kept in the list state. */
export function useCaseListKeyboard({ rows, caseId, scroller, scrollTo, open }: Options) {
  const activeId = useListState((state) => state.activeId);
  const selected = useListState((state) => state.selected);
  const maySelect = maySelectCases(useMay());
  const anchor = useRef<string | undefined>(undefined);
  // In the commit that shows them: a key may come right after.
  useLayoutEffect(() => updateListState({ rows }), [rows]);
  useEffect(() => {
    if (caseId) updateListState({ activeId: caseId });
  }, [caseId]);

  const move = (step: 1 | -1) => {
    const row = neighbourOf(listState().activeId, step);
    if (!row) return;
    updateListState({ activeId: row.id });
    scrollTo(rows.indexOf(row));
    if (caseId) return open(row.id);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-case-id="${row.id}"] a`)?.focus());
  };
  useShortcut('next', () => move(1));
  useShortcut('previous', () => move(-1));
  useShortcut('select', () => (activeId && maySelect ? toggleSelected(activeId) : false));
  useShortcut('back', () => (selected.size ? updateListState({ selected: new Set() }) : false));

  const select = useCallback((id: string, range: boolean) => {
    const { rows: all, selected: before } = listState();
    const from = all.findIndex((row) => row.id === anchor.current);
    const to = all.findIndex((row) => row.id === id);
    anchor.current = id;
    if (!range || from < 0) return toggleSelected(id);
    const between = all.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.id);
    updateListState({ selected: new Set([...before, ...between]) });
  }, []);

  /** The one row that the Tab key reaches. */
  const tabStop = rows.some((row) => row.id === activeId) ? activeId : rows[0]?.id;
  // One key opens the first case: nothing needs to be chosen before.
  useShortcut('open', () => (tabStop && !caseId ? open(tabStop) : false));
  return { selected, select: maySelect ? select : undefined, move, tabStop };
}
