import type { CaseDetail } from '@guichet/contracts';
import type { Virtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type RefObject,
  type WheelEvent,
} from 'react';
import { useSession } from '../../../shared/session/use-session.js';
import { useSynchronousReducer } from '../../../shared/state/use-synchronous-reducer.js';
import { initialScrollAnchor, reduceScrollAnchor } from './scroll-anchor.js';
import type { TimelineContent } from './use-amendments-and-folds.js';
import { useAnsweredInSight } from './use-answered-in-sight.js';

const NEAR_END = 48;
const AT_END = 4;
const distanceToEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement) =>
  scrollHeight - scrollTop - clientHeight;
const isAtEnd = (element: HTMLElement | null) => element !== null && distanceToEnd(element) < NEAR_END;

/** To write where it is would end a scrolling that the browser does in steps. */
const scrollTo = (element: HTMLElement, top: number) => {
  if (element.scrollTop !== top) element.scrollTop = top;
};

const BACK: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp']);

/** Whether a key moves what is read: in a field it moves the caret, and what is opened from an entry is not in the timeline. */
const isForScroller = ({ target, currentTarget, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent<HTMLElement>) =>
  !(altKey || ctrlKey || metaKey || shiftKey) &&
  target instanceof HTMLElement &&
  currentTarget.contains(target) &&
  !target.matches('input, textarea, select');

interface Options {
  item: CaseDetail;
  content: TimelineContent;
  scroller: RefObject<HTMLDivElement | null>;
  virtualizer: Virtualizer<HTMLDivElement, Element>;
  /** Position to open at. */
  target: number;
  /** The target is a search hit: it stands in the middle. */
  centred: boolean;
  opensAtEnd: boolean;
  isAnswering: RefObject<boolean>;
}

/**
 * Keeps the scroll position of a timeline. Until the reader scrolls, the entry at which it was opened stays in sight
 * while heights become known; later only its end does. While a reply is written, the message that it answers is in sight besides.
 */
export function useScrollAnchor({ item, content, scroller, virtualizer, target, centred, ...props }: Options) {
  const { agent } = useSession();
  const total = item.lastPosition;
  const { entries, pending } = content;
  const { state, latest, send } = useSynchronousReducer(reduceScrollAnchor, () =>
    initialScrollAnchor(props.opensAtEnd ? 'end' : 'target', total),
  );
  // Where the end is held, it is so after each change of heights. What the virtualizer makes up for besides, and could not yet where the end was
  // nearer, it would make up for later, and take the end out of sight.
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = state.anchor === 'end' ? () => false : undefined;
  const list = useRef<HTMLDivElement>(null);
  /** Where the end was last held, since the reader has moved, and how far below that it was; 0: it was not. */
  const held = useRef({ top: 0, toEnd: 0 });
  /** The reader has moved upwards last: the first step of that is still at the end, and is no way back to it. */
  const readsBack = useRef(false);

  const align = centred ? 'center' : 'start';
  const { isAnswering } = props;
  const answered = useAnsweredInSight({ content, total, target, align, virtualizer, list, isAnswering });
  const { topBesideReply, noteHeight, noteMove } = answered;
  const hold = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const { anchor } = latest.current;
    const top = topBesideReply(element, anchor);
    if (top !== undefined) scrollTo(element, top);
    else if (anchor === 'end') element.scrollTop = element.scrollHeight;
    else if (anchor) virtualizer.scrollToIndex(Math.min(target, total) - 1, { align });
    if (anchor === 'end') held.current = { top: element.scrollTop, toEnd: distanceToEnd(element) };
  }, [scroller, latest, virtualizer, target, total, align, topBesideReply]);
  useLayoutEffect(hold, [hold, pending]);
  /** The last entry may come into sight though nobody scrolls, as when the composer is folded. */
  const seeEnd = useCallback(() => {
    const element = scroller.current;
    if (element && latest.current.below > 0 && distanceToEnd(element) < AT_END) send({ type: 'end-in-sight' });
  }, [scroller, latest, send]);
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      hold();
      seeEnd();
      if (scroller.current) noteHeight(scroller.current);
    });
    if (list.current) observer.observe(list.current);
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [hold, seeEnd, noteHeight, scroller]);

  useEffect(() => {
    const before = latest.current;
    // Where nothing came, the browser need not lay out what was drawn just now to say where its end is.
    const atEnd = total > before.counted && !readsBack.current && isAtEnd(scroller.current);
    const after = send({ type: 'entries', entries, total, agentId: agent.id, atEnd });
    if (after !== before && after.anchor === 'end') hold();
  }, [entries, total, agent.id, hold, latest, send, scroller]);

  const moved = (atEnd: boolean, isBack = false) => {
    held.current = { top: 0, toEnd: 0 };
    readsBack.current = isBack;
    noteMove(atEnd);
    send({ type: 'moved', atEnd });
  };
  const onMove = () => moved(isAtEnd(scroller.current));
  /** Who begins to read back is still near the end when the wheel or the key is heard, and is not to be taken there again. */
  const onMoveBack = () => {
    const canMove = scroller.current !== null && scroller.current.scrollTop > 0;
    moved(!canMove && isAtEnd(scroller.current), canMove);
  };
  const toEnd = () => {
    noteMove(true);
    send({ type: 'to-end' });
    virtualizer.scrollToIndex(total - 1, { align: 'end' });
  };
  const toBeginning = () => {
    moved(false);
    virtualizer.scrollToIndex(0, { align: 'start' });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const go = { Home: toBeginning, End: toEnd }[event.key];
    if (!isForScroller(event)) return onMove();
    if (!go) return BACK.has(event.key) ? onMoveBack() : onMove();
    // The browser would scroll there in steps, which the heights that become known on the way bring to an end.
    event.preventDefault();
    go();
  };
  return {
    list,
    below: state.below,
    toEnd,
    handlers: {
      // With Control, the wheel zooms.
      onWheel: ({ deltaY, ctrlKey }: WheelEvent) => (deltaY < 0 && !ctrlKey ? onMoveBack() : onMove()),
      onTouchMove: onMove,
      onPointerDown: onMove,
      onKeyDown,
      onScroll: () => {
        const element = scroller.current!;
        const { anchor } = latest.current;
        // The browser's find and the key to the beginning go far up, and no key or wheel tells of that before it is so.
        const isTakenUp =
          anchor === 'end' &&
          element.scrollTop < held.current.top &&
          distanceToEnd(element) - held.current.toEnd > element.clientHeight / 2;
        if (isTakenUp || (!anchor && !readsBack.current && distanceToEnd(element) < AT_END)) onMove();
        seeEnd();
      },
    },
  };
}
