import { Tooltip } from '@mantine/core';
import { useEffect, useState, type RefObject } from 'react';

/** What an entry of the rail is called beside it, where its word is not visible. */
const entryOf = ({ target }: Event): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null;

/**
 * Names the entry of the rail at which the pointer or the keyboard is, by its `data-tip`. It is one for the whole rail, which is
 * painted without it.
 */
export function RailTooltip({ rail }: { rail: RefObject<HTMLElement | null> }) {
  const [entry, setEntry] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const place = rail.current;
    if (!place) return undefined;
    const listening = new AbortController();
    const on = <Name extends keyof HTMLElementEventMap>(
      name: Name,
      listen: (event: HTMLElementEventMap[Name]) => void,
    ) => place.addEventListener(name, listen, { signal: listening.signal });
    const leave = () => setEntry(null);
    on('pointerover', (event) => event.pointerType === 'mouse' && setEntry(entryOf(event)));
    on('pointerleave', leave);
    on('pointerdown', leave);
    on('focusin', (event) => setEntry(entryOf(event)?.matches(':focus-visible') ? entryOf(event) : null));
    on('focusout', leave);
    // What covers something can be put away without moving, wherever the focus is.
    document.addEventListener('keydown', ({ key }) => key === 'Escape' && leave(), { signal: listening.signal });
    return () => listening.abort();
  }, [rail]);
  return entry?.dataset['tip'] ? <Tooltip key={entry.dataset['tip']} target={entry} opened label={entry.dataset['tip']} position="right" /> : null; // prettier-ignore
}
