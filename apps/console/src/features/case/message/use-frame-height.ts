import { useCallback, useLayoutEffect, useRef, useState } from 'react';

/** Heights as they were measured, so that an entry that scrolls back into sight does not jump. */
const heights = new Map<string, number>();

/**
 * The height of what the frame of an entry shows, which is followed once `follow` is given its document. A frame that is gone is measured no
 * more: the browser would take it for one that changes in each frame of the page, until that is loaded anew.
 */
export function useFrameHeight(entryId: string) {
  const [height, setHeight] = useState(() => heights.get(entryId) ?? 60);
  const observer = useRef<ResizeObserver>(undefined);
  const follow = useCallback(
    ({ body }: Document) => {
      const measure = () => {
        const next = Math.ceil(body.getBoundingClientRect().height);
        heights.set(entryId, next);
        setHeight(next);
      };
      measure();
      observer.current?.disconnect();
      observer.current = new ResizeObserver(measure);
      observer.current.observe(body);
    },
    [entryId],
  );
  useLayoutEffect(() => () => observer.current?.disconnect(), []);
  return { height, follow };
}
