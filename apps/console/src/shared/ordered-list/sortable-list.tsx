import { IconGripVertical } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.js';
import classes from './sortable-list.module.css';

interface Props<Item> {
  label: string;
  items: readonly Item[];
  nameOf: (item: Item) => string;
  /** The item that was added last, which is scrolled into sight and marked. */
  added?: string | undefined;
  /** Without it, the order only shows. */
  onMove: ((from: number, to: number) => void) | undefined;
  children: (item: Item, index: number) => ReactNode;
}

/** `items` with the one at `from` moved to `to`. */
export const moved = <Item,>(items: readonly Item[], from: number, to: number): Item[] =>
  items.toSpliced(from, 1).toSpliced(to, 0, items[from]!);

/** A list that is reordered by dragging its grips, or by Alt and an arrow key within an item. */
export function SortableList<Item extends { id: string }>({
  label,
  items,
  nameOf,
  added,
  onMove,
  children,
}: Props<Item>) {
  const { t } = useTexts();
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<string>();
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (added !== undefined)
      list.current?.querySelector(`[data-item="${added}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [added]);
  const latest = useRef({ items, onMove });
  latest.current = { items, onMove };

  const move = (id: string, to: number) => {
    const { items: now, onMove: act } = latest.current;
    const from = now.findIndex((item) => item.id === id);
    if (!act || from < 0 || to < 0 || to >= now.length || to === from) return;
    act(from, to);
    setSaid(t('common.list.moved', { name: nameOf(now[from]!), place: to + 1, count: now.length }));
  };

  const follow = (id: string, y: number) => {
    const at = latest.current.items.findIndex((item) => item.id === id);
    const middle = (index: number) => {
      const box = list.current?.children[index]?.getBoundingClientRect();
      return box && box.top + box.height / 2;
    };
    const below = middle(at + 1);
    const above = middle(at - 1);
    if (below !== undefined && y > below) move(id, at + 1);
    else if (above !== undefined && y < above) move(id, at - 1);
  };

  // At the window: an item that changes its place would lose a pointer that it has caught.
  const grab = (id: string) => {
    const stop = new AbortController();
    const release = () => {
      stop.abort();
      setDragged(undefined);
    };
    setDragged(id);
    window.addEventListener('pointermove', (event) => follow(id, event.clientY), { signal: stop.signal });
    window.addEventListener('pointerup', release, { signal: stop.signal });
    window.addEventListener('pointercancel', release, { signal: stop.signal });
  };

  return (
    <>
      <ol ref={list} className={classes.list} aria-label={label}>
        {items.map((item, index) => (
          <li
            key={item.id}
            className={classes.item}
            data-item={item.id}
            data-dragged={dragged === item.id || undefined}
            data-added={added === item.id || undefined}
            onKeyDown={(event) => {
              const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
              if (!event.altKey || !step || !onMove) return;
              event.preventDefault();
              move(item.id, index + step);
            }}
          >
            {onMove && (
              <button
                type="button"
                className={classes.grip}
                title={t('common.list.grip')}
                aria-label={t('common.list.gripOf', { name: nameOf(item) })}
                aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
                onPointerDown={(event) => {
                  if (event.button === 0) grab(item.id);
                }}
              >
                <IconGripVertical size={16} stroke={1.5} aria-hidden />
              </button>
            )}
            <span className={classes.place}>{index + 1}</span>
            {children(item, index)}
          </li>
        ))}
      </ol>
      <div className="g-sr" role="status">
        {said}
      </div>
    </>
  );
}
