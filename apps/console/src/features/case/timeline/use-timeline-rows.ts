import { useVirtualizer, type VirtualItem, type Virtualizer } from '@tanstack/react-virtual';
import { startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { entryHeight, openingOffset } from './entry-height-and-opening-offset.js';
import { isSameReach, nextReach, reachFor, reachWhileScrolling, type Reach } from './rows-in-reach.js';
import { beginsDay, isMarked } from './timeline-marks.js';
import type { TimelineContent } from './use-amendments-and-folds.js';

/** Below this, everything is in the page, so that the browser's own find sees all of it. */
const WHOLE_UP_TO = 60;
const OVERSCAN = 5;
/** So many entries before they come into sight, they are fetched. */
const AHEAD = 25;
/** Leaps that follow so soon upon another are of a hand that drags; and so long it stays where it wants to read. Milliseconds. */
const LEAP_AFTER_LEAP = 200;
const STAY = 80;
/** Above and below what is in sight, in the same frame. */
const BEYOND_SIGHT = 1;

/** The keys of rows: where the function is another, the virtualizer asks anew for all heights that are not measured. */
const keyAtFirst = (index: number) => index + 1;
const keyOf = (index: number) => index + 1;

/** The size of the timeline that was shown last: the next one has its rows in its first frame, before it can be measured. */
let sizeBefore = { width: 680, height: 0 };

/** What is guessed of an entry of which nothing is known, in pixels, before any has come. */
const UNKNOWN = 120;
/** The height of what stands above an entry: a day, or the mark of what is new. */
const MARK = 38;
/** Its shape is of three lines. */
const LOWEST_SHAPE = 72;

/** The height of an entry that has come, without what stands above it. */
const heightIn = ({ entries, folds }: TimelineContent, index: number) => {
  const entry = entries.get(index + 1);
  return entry && (folds.hidden.has(index + 1) ? 0 : entryHeight(entry, sizeBefore.width));
};

/** As the browser lays it out, which is not in whole pixels: what was guessed well is drawn once. */
const heightOfRow = (row: Element, measured: ResizeObserverEntry | undefined) =>
  measured?.borderBoxSize[0]?.blockSize ?? row.getBoundingClientRect().height;

/** What has not come will be as high as what has, on average: the less it differs, the less must be drawn again as it comes into sight. */
function usualHeight(content: TimelineContent): number {
  const heights = [...content.entries.keys()].map((position) => heightIn(content, position - 1)!);
  const mean = heights.reduce((sum, height) => sum + height, 0) / heights.length;
  return heights.length > 0 ? Math.max(LOWEST_SHAPE, mean) : UNKNOWN;
}

/**
 * The heights that were guessed, in pixels by index: anew once the first entries have come, and never after that. Otherwise a page
 * that comes later, or a message, would move what is read by all that was guessed differently above it.
 */
function useGuesses(content: TimelineContent) {
  const begun = (isLoaded: boolean) => ({
    isLoaded,
    unknown: isLoaded ? usualHeight(content) : UNKNOWN,
    guesses: new Map<number, number>(),
  });
  const [state, setState] = useState(() => begun(!content.pending));
  if (content.pending || state.isLoaded) return state;
  const loaded = begun(true);
  setState(loaded);
  return loaded;
}

const directions = { forward: 'down', backward: 'up' } as const;

/** Runs a callback once the next frame is painted: what is drawn then is laid out in the frame after, and neither of them is late. */
function afterFrame(callback: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(callback);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** The rows in sight at once, and those around once these are painted, a few between two frames. */
function useReachedRows(
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  around: number,
  isPainted: boolean,
): VirtualItem[] {
  const rows = virtualizer.getVirtualItems();
  const first = rows[0]?.index ?? 0;
  const last = rows.at(-1)?.index ?? 0;
  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
  const within = (beyond: number) => ({
    from: Math.max(first, startIndex - beyond),
    to: Math.min(last, endIndex + beyond),
  });
  const wanted = within(around);
  const [before, setReach] = useState(() => within(BEYOND_SIGHT));
  const { isScrolling, scrollDirection } = virtualizer;
  const present = { from: Math.max(first, before.from), to: Math.min(last, before.to) };
  const reach = (isScrolling ? reachWhileScrolling : reachFor)(present, within(BEYOND_SIGHT), wanted);
  if (!isSameReach(reach, before)) setReach(reach);
  const next = nextReach(reach, wanted, isScrolling && scrollDirection ? directions[scrollDirection] : undefined);
  const isWhole = isSameReach(next, reach);
  useEffect(() => {
    if (!isPainted || isWhole) return undefined;
    return afterFrame(() => flushSync(() => setReach({ from: next.from, to: next.to })));
  }, [isPainted, isWhole, next.from, next.to]);
  return rows.slice(reach.from - first, reach.to - first + 1);
}

/**
 * Fetches the entries of the rows that are in the page, and those ahead. Who drags the scroll bar leaps from one place to another: what lies
 * on the way is fetched where they stay, as each page that comes makes a frame late.
 */
function useWanted(
  { from, to }: Reach,
  { ahead, total, want }: { ahead: number; total: number; want: TimelineContent['want'] },
) {
  const last = useRef({ from, to, leaptAt: 0, isDragged: false });
  useEffect(() => {
    const place = last.current;
    const fetchThese = () => {
      place.isDragged = false;
      want(Math.max(1, from - ahead), Math.min(total, to + ahead));
    };
    const isLeap = from > place.to || to < place.from;
    const now = performance.now();
    if (isLeap) Object.assign(place, { isDragged: now - place.leaptAt < LEAP_AFTER_LEAP, leaptAt: now });
    Object.assign(place, { from, to });
    if (!place.isDragged) return fetchThese();
    const timer = setTimeout(fetchThese, STAY);
    return () => clearTimeout(timer);
  }, [from, to, ahead, total, want]);
}

interface Options {
  total: number;
  /** The position at which the timeline opens, and where that stands. */
  target: number;
  align: 'start' | 'center' | 'end';
  /** The position above which stands where reading stood. */
  firstNew: number | undefined;
}

/**
 * The rows of a timeline that are in the page: those in sight at first, and some above and below once these are painted, a few with each
 * frame. One above that is not as high as was guessed moves nothing that is read: the virtualizer scrolls by the difference.
 */
export function useTimelineRows(content: TimelineContent, { total, target, align, firstNew }: Options) {
  const scroller = useRef<HTMLDivElement>(null);
  const { entries, folds, want } = content;
  const { isLoaded, unknown, guesses } = useGuesses(content);
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    if (isLoaded) startTransition(() => setPainted(true));
  }, [isLoaded]);
  const around = total <= WHOLE_UP_TO ? WHOLE_UP_TO : OVERSCAN;
  const heightOf = (index: number) => {
    const known = guesses.get(index);
    if (known !== undefined) return known;
    const position = index + 1;
    const entry = entries.get(position);
    const marks = Number(beginsDay(entry, entries.get(index))) + Number(isMarked(position, firstNew));
    const guess = (heightIn(content, index) ?? unknown) + (folds.hidden.has(position) ? 0 : marks * MARK);
    guesses.set(index, guess);
    return guess;
  };
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    measureElement: heightOfRow,
    getItemKey: isLoaded ? keyOf : keyAtFirst,
    // Those that are left behind stay until others come.
    overscan: 2 * around,
    initialRect: sizeBefore,
    initialOffset: () =>
      openingOffset({ count: total, heightOf, index: Math.min(target, total) - 1, align, height: sizeBefore.height }),
  });
  useLayoutEffect(() => {
    if (virtualizer.scrollRect?.height) sizeBefore = virtualizer.scrollRect;
  });
  const rows = useReachedRows(virtualizer, around, isPainted);
  const from = (rows[0]?.index ?? 0) + 1;
  const to = (rows.at(-1)?.index ?? 0) + 1;
  useWanted({ from, to }, { ahead: isPainted ? AHEAD : 0, total, want });
  return { scroller, virtualizer, rows, shapeHeight: unknown, lastSeen: entries.has(to) ? to : 0 };
}
