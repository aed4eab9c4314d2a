import { useLocation, useRouter } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Has each page in a scrolled frame begin at its top. Whoever goes back finds a page where they left it. A change of the search, such as
 * another filter, is no other page.
 */
export function useScrollByPage(frame: RefObject<HTMLElement | null>): void {
  const router = useRouter();
  const pathname = useLocation({ select: (location) => location.pathname });
  // By the place of a page in the history of the browser.
  const kept = useRef(new Map<number, number>());
  const isReturn = useRef(false);
  useEffect(
    () =>
      router.subscribe('onBeforeNavigate', ({ fromLocation }) => {
        if (fromLocation && frame.current) kept.current.set(fromLocation.state.__TSR_index, frame.current.scrollTop);
      }),
    [router, frame],
  );
  useEffect(
    () =>
      router.history.subscribe(({ action: { type } }) => {
        isReturn.current = type === 'BACK' || type === 'FORWARD' || type === 'GO';
      }),
    [router],
  );
  useLayoutEffect(() => {
    const before = isReturn.current ? kept.current.get(router.history.location.state.__TSR_index) : undefined;
    if (frame.current) frame.current.scrollTop = before ?? 0;
  }, [pathname, router, frame]);
}
