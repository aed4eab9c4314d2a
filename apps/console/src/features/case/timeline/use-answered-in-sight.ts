import type { Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react';
import { answeredPosition, topAfterLoss, topToSee } from './answered-message-in-sight.js';
import type { ScrollAnchor } from './scroll-anchor.js';
import type { TimelineContent } from './use-amendments-and-folds.js';

interface Options {
  content: Pick<TimelineContent, 'entries' | 'canceled'>;
  total: number;
  /** Position at which the timeline was opened, and where that stands. */
  target: number;
  align: 'start' | 'center';
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  list: RefObject<HTMLDivElement | null>;
  /** Whether a reply is written below the timeline. */
  isAnswering: RefObject<boolean>;
}

/**
 * Says how far to scroll a timeline while a reply is written below it: the editor and its notices take their room from the end of what
 * is read, where the message stands that is answered. The end at which the timeline was held before gives way to that message, and the
 * one to which the reader has gone since does not. To be asked where the page is laid out already, as in a `ResizeObserver`.
 */
export function useAnsweredInSight({ content, total, target, align, virtualizer, list, isAnswering }: Options) {
  const { entries, canceled } = content;
  const latest = useRef({ entries, canceled, total });
  // A ref, as another function would be asked anew, in the middle of the pass that has changed the page.
  useLayoutEffect(() => void (latest.current = { entries, canceled, total }));
  const seenHeight = useRef(0);
  /** The reader has gone to the end while they write, as to copy from a note that stands there: it is the end that they want to see. */
  const isEndWanted = useRef(false);

  const noteMove = useCallback(
    (atEnd: boolean) => void (isEndWanted.current = atEnd && isAnswering.current),
    [isAnswering],
  );
  const noteHeight = useCallback((element: HTMLElement) => void (seenHeight.current = element.clientHeight), []);
  const topBesideReply = useCallback(
    (element: HTMLElement, anchor: ScrollAnchor['anchor']): number | undefined => {
      if (!isAnswering.current) isEndWanted.current = false;
      if (!isAnswering.current || (anchor === 'end' && isEndWanted.current)) return undefined;
      const position = answeredPosition(latest.current.entries, latest.current);
      const row = position === undefined ? undefined : virtualizer.measurementsCache[position - 1];
      if (!row) return undefined;
      const height = element.clientHeight;
      const before = { top: element.scrollTop, height: seenHeight.current };
      // A telephone with its keyboard may leave no room at all: where it was read is where it is read afterwards.
      if (height === 0) return undefined;
      const above = list.current!.offsetTop - element.offsetTop;
      const message = { start: row.start + above, end: row.end + above };
      if (!anchor) return topAfterLoss(message, { before, height });
      const held =
        anchor === 'end'
          ? element.scrollHeight - height
          : (virtualizer.getOffsetForIndex(Math.min(target, latest.current.total) - 1, align)?.[0] ?? before.top);
      return topToSee(message, { top: held, height });
    },
    [virtualizer, list, isAnswering, target, align],
  );
  return { topBesideReply, noteHeight, noteMove };
}
