import { useCallback, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { offsetWithRow, rowsInSight, type RowsInSight } from './rows-in-sight.js';

/** What stands above the rows and is scrolled with them, in pixels. */
const aboveRows = (element: HTMLElement) =>
  element.querySelector<HTMLElement>(':scope > [data-above-rows]')?.offsetHeight ?? 0;
const sightOf = (element: HTMLElement, height: number) => ({
  offset: element.scrollTop - aboveRows(element),
  size: element.clientHeight,
  height,
});

/**
 * Which rows of a list are in the page: all have one height, so that no library is needed to know where they are, and the first
 * scripts are smaller. `observe` is the ref of what scrolls.
 */
export function useRowsInSight(height: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState<RowsInSight>(() => rowsInSight({ offset: 0, size: window.innerHeight, height }));
  const observe = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      if (!element) return;
      const look = () => {
        // Behind an open case of a phone, the list has no size: it comes back as it was.
        if (element.clientHeight === 0) return;
        const next = rowsInSight(sightOf(element, height));
        setSight((before) => (next.first === before.first && next.last === before.last ? before : next));
      };
      // In the frame of the scrolling itself: later, there would be an empty place.
      const lookAtOnce = () => flushSync(look);
      const observer = new ResizeObserver(look);
      observer.observe(element);
      element.addEventListener('scroll', lookAtOnce, { passive: true });
      return () => {
        scroller.current = null;
        observer.disconnect();
        element.removeEventListener('scroll', lookAtOnce);
      };
    },
    [height],
  );
  const scrollTo = (index: number) => {
    const element = scroller.current;
    if (!element) return;
    const offset = offsetWithRow(index, sightOf(element, height));
    // With the first row comes what stands above it.
    element.scrollTo({ top: index === 0 ? 0 : offset + aboveRows(element) });
  };
  return { sight, scroller, observe, scrollTo };
}
