import type { QuarantinedEnvelope } from '@guichet/contracts';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useShortcut } from '../../shared/keyboard/shortcut-listener.js';

const rowsIn = (list: HTMLElement | null) => [...(list?.querySelectorAll<HTMLElement>('[data-envelope-id]') ?? [])];
const activeRow = () => document.activeElement?.closest<HTMLElement>('[data-envelope-id]') ?? null;

/** Moves through the list by keys, and selects rows; what has left the list is selected no longer. */
export function useQuarantineSelection(items: readonly QuarantinedEnvelope[], list: RefObject<HTMLElement | null>) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | undefined>(undefined);
  const last = useRef(-1);
  const selected = items.filter(({ id }) => chosen.has(id));

  const toggle = (id: string, range: boolean) => {
    const ids = items.map((item) => item.id);
    const [from, to] = [ids.indexOf(anchor.current ?? ''), ids.indexOf(id)];
    anchor.current = id;
    if (range && from >= 0)
      return setChosen(new Set([...chosen, ...ids.slice(Math.min(from, to), Math.max(from, to) + 1)]));
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const clear = () => setChosen(new Set());
  const move = (step: 1 | -1) => {
    const rows = rowsIn(list.current);
    const index = rows.indexOf(activeRow()!);
    rows[index < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, index + step))]?.focus();
  };
  useShortcut('next', () => move(1));
  useShortcut('previous', () => move(-1));
  useShortcut('open', () => {
    const read = activeRow()?.querySelector<HTMLElement>('button[aria-expanded]');
    return read ? read.click() : false;
  });
  useShortcut('select', () => {
    const id = activeRow()?.dataset['envelopeId'];
    return id ? toggle(id, false) : false;
  });
  useShortcut('back', () => (selected.length > 0 ? clear() : false));

  // The row that had the focus may have gone: whoever works by keys goes on with the one that took its place.
  useEffect(() => {
    const rows = rowsIn(list.current);
    if (document.activeElement === document.body && last.current >= 0)
      (rows[Math.min(last.current, rows.length - 1)] ?? document.getElementById('main'))?.focus();
  }, [items, list]);
  const onFocus = () => void (last.current = rowsIn(list.current).indexOf(activeRow()!));

  return { selected, toggle, clear, onFocus, selectAll: () => setChosen(new Set(items.map(({ id }) => id))) };
}
