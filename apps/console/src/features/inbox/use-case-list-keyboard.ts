import type { CaseSummary } from '@guichet/contracts';
import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import {
  listState,
  neighbourOfActive,
  toggleSelected,
  updateListState,
  useListState,
} from '../../shared/cases/case-list-state.js';
import { maySelectCases } from '../../shared/keyboard/shortcut-rights.js';
import { useShortcut } from '../../shared/keyboard/shortcut-listener.js';
import { afterPaint } from '../../shared/layout/after-paint.js';
import { useMay } from '../../shared/session/use-session.js';

interface Options {
  rows: readonly CaseSummary[];
  /** Which list this is; undefined while the rows of the one before stand in its place. */
  list: string | undefined;
  /** The case that is open beside the list. */
  caseId: string | undefined;
  scroller: RefObject<HTMLDivElement | null>;
  scrollTo: (index: number) => void;
  /** `passing`: a key is held, and the case is left before it could be read. */
  open: (item: CaseSummary, passing?: boolean) => void;
}

/** Moves through the list by keys, and selects rows where the agent may do something with many; what is active and selected is kept in the list state. */
export function useCaseListKeyboard({ rows, list, caseId, scroller, scrollTo, open }: Options) {
  const activeId = useListState((state) => state.activeId);
  const selected = useListState((state) => state.selected);
  const maySelect = maySelectCases(useMay());
  const anchor = useRef<string | undefined>(undefined);
  // In the commit that shows them: a key may come right after.
  const shownList = useRef<string>(undefined);
  useLayoutEffect(() => {
    const isOther = list !== undefined && list !== shownList.current;
    if (isOther) shownList.current = list;
    updateListState(isOther ? { rows, place: undefined } : { rows });
  }, [rows, list]);
  useEffect(() => {
    if (caseId) updateListState({ activeId: caseId });
  }, [caseId]);

  const latest = useRef({ rows, caseId, scrollTo, open });
  useLayoutEffect(() => void (latest.current = { rows, caseId, scrollTo, open }));
  // The same function each time, so that the rows that have it are not drawn anew.
  const move = useCallback(
    (step: 1 | -1, passing = false) => {
      const { rows, caseId, scrollTo, open } = latest.current;
      const row = neighbourOfActive(step);
      if (!row) return;
      updateListState({ activeId: row.id });
      scrollTo(rows.indexOf(row));
      const focusRow = () => scroller.current?.querySelector<HTMLElement>(`[data-case-id="${row.id}"] a`)?.focus();
      if (!caseId) return void requestAnimationFrame(focusRow);
      open(row, passing);
      // Else Enter would lead back to the row that the case before was opened from.
      const isInList = () => scroller.current?.contains(document.activeElement);
      if (isInList()) afterPaint(() => isInList() && focusRow());
    },
    [scroller],
  );
  useShortcut('next', ({ repeat }) => move(1, repeat));
  useShortcut('previous', ({ repeat }) => move(-1, repeat));
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
  const reached = rows.find((row) => row.id === activeId) ?? rows[0];
  // One key opens the first case: nothing needs to be chosen before.
  useShortcut('open', () => (reached && !caseId ? open(reached) : false));
  return { selected, select: maySelect ? select : undefined, move, tabStop: reached?.id };
}
