import { watchElementBelowToasts } from '../shared/feedback/element-below-toasts.js';

/** Where the way back of a phone ends, which is never covered. Pixels. */
const HEAD_END = 56;

/** Between toasts and what is above or below them. Pixels. */
const GAP = 8;

/**
 * Where toasts begin over a timeline: at its top, so that they cover neither the head of the case nor what can be done about the newest
 * message, such as to take it back. Where a reply that is written leaves the timeline less room than they need, they end above the reply.
 */
export const topOverTimeline = ({ top, bottom }: { top: number; bottom: number }, height: number): number =>
  Math.max(HEAD_END, Math.min(top + GAP, bottom - height - GAP));

/** Keeps toasts over the timeline of the case that is open, as long as one is. Returns how to end that. */
export function keepToastsOverTimeline(toasts: HTMLElement): () => void {
  let timeline: HTMLElement | null = null;
  const place = () => {
    const top = timeline && topOverTimeline(timeline.getBoundingClientRect(), toasts.getBoundingClientRect().height);
    toasts.toggleAttribute('data-over-timeline', top !== null);
    toasts.style.setProperty('--toasts-top', top === null ? null : `${Math.round(top)}px`);
  };
  // It reports what is observed anew, too, once that is laid out: nothing is laid out for this alone while a case is opened.
  const observer = new ResizeObserver(place);
  observer.observe(toasts);
  const stopWatching = watchElementBelowToasts((shown) => {
    if (timeline) observer.unobserve(timeline);
    timeline = shown;
    if (timeline) observer.observe(timeline);
    else place();
  });
  return () => {
    stopWatching();
    observer.disconnect();
  };
}
