import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { entryHeight, openingOffset } from './entry-height.js';
import type { TimelineContent } from './use-amendments-and-folds.js';

/** Below this, everything is in the page, so that the browser's own find sees all of it. */
const WHOLE_UP_TO = 60;
const OVERSCAN = 5;
/** So many entries before they come into sight, they are fetched. */
const AHEAD = 25;
/** Below what is in sight, in the first frame. What is above is drawn in it, too: later, it would move what is read. */
const BELOW_AT_FIRST = 1;

/** The keys of rows: where the function is another, the virtualizer asks anew for all heights that are not measured. */
const keyAtFirst = (index: number) => index + 1;
const keyOf = (index: number) => index + 1;

/** The size of the timeline that was shown last: the next one has its rows in its first frame, before it can be measured. */
let sizeBefore = { width: 680, height: 0 };

/** What is guessed of an entry of which nothing is known, in pixels, before any has come. */
const UNKNOWN = 120;
/** Its shape is of three lines. */
const LOWEST_SHAPE = 72;

/** The height of an entry that has come. */
const heightIn = ({ entries, folds }: TimelineContent, index: number) => {
  const entry = entries.get(index + 1);
  return entry && (folds.hidden.has(index + 1) ? 0 : entryHeight(entry, sizeBefore.width));
};

/** What has not come will be as high as what has, on average: the less it differs, the less must be drawn again as it comes into sight. */
function usualHeight(content: TimelineContent): number {
  const heights = [...content.entries.keys()].map((position) => heightIn(content, position - 1)!);
  const mean = heights.reduce((sum, height) => sum + height, 0) / heights.length;
  return heights.length > 0 ? Math.max(LOWEST_SHAPE, Math.round(mean)) : UNKNOWN;
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

interface Options {
  total: number;
  /** The position at which the timeline opens, and where that stands. */
  target: number;
  align: 'start' | 'center' | 'end';
}

/** The rows of a timeline that are in the page: those in sight and above at first, and some below once these are painted. */
export function useTimelineRows(content: TimelineContent, { total, target, align }: Options) {
  const scroller = useRef<HTMLDivElement>(null);
  const { entries, want } = content;
  const { isLoaded, unknown, guesses } = useGuesses(content);
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    if (isLoaded) startTransition(() => setPainted(true));
  }, [isLoaded]);
  const around = total <= WHOLE_UP_TO ? WHOLE_UP_TO : OVERSCAN;
  const heightOf = (index: number) => {
    const guess = guesses.get(index) ?? heightIn(content, index) ?? unknown;
    guesses.set(index, guess);
    return guess;
  };
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    getItemKey: isLoaded ? keyOf : keyAtFirst,
    overscan: around,
    rangeExtractor: (range) => {
      const last = range.endIndex + (isPainted ? around : BELOW_AT_FIRST);
      return defaultRangeExtractor(range).filter((index) => index <= last);
    },
    initialRect: sizeBefore,
    initialOffset: () =>
      openingOffset({ count: total, heightOf, index: Math.min(target, total) - 1, align, height: sizeBefore.height }),
  });
  useLayoutEffect(() => {
    if (virtualizer.scrollRect?.height) sizeBefore = virtualizer.scrollRect;
  });
  const rows = virtualizer.getVirtualItems();
  const from = (rows[0]?.index ?? 0) + 1;
  const to = (rows.at(-1)?.index ?? 0) + 1;
  useEffect(() => {
    const ahead = isPainted ? AHEAD : 0;
    want(Math.max(1, from - ahead), Math.min(total, to + ahead));
  }, [from, to, isPainted, total, want]);
  return { scroller, virtualizer, rows, shapeHeight: unknown, lastSeen: entries.has(to) ? to : 0 };
}
