import { useLocation } from '@tanstack/react-router';
import { useLayoutEffect, useRef, type UIEvent } from 'react';

/** How far each entry of the browser's history was scrolled. */
const places = new Map<string, number>();

/** Begins a page at its top, and one to which the browser goes back where it was left. `note` is to hear of each scroll. */
export function useScrollRestoration() {
  const ref = useRef<HTMLElement>(null);
  const { pathname, state } = useLocation();
  const entry = state.__TSR_key ?? pathname;
  useLayoutEffect(() => {
    ref.current?.scrollTo({ top: places.get(entry) ?? 0 });
    // Another search of the same page is another entry, and no other page.
  }, [pathname]);
  return {
    ref,
    note: ({ currentTarget, target }: UIEvent<HTMLElement>) => {
      // What scrolls within the page, such as a wide table, is heard of, too.
      if (target === currentTarget) places.set(entry, currentTarget.scrollTop);
    },
  };
}
