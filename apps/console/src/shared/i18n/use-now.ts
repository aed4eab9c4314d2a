import { useSyncExternalStore } from 'react';

/** How often what is shown relative to now is painted anew. */
const TICK_MS = 30_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** Calls the listener at each tick. All components share one timer, so that they are rendered together. */
export function onClockTick(listener: () => void) {
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      for (const each of listeners) each();
    }, TICK_MS);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** Returns the current time, updated every half minute. */
export const useNow = () => useSyncExternalStore(onClockTick, () => now);
