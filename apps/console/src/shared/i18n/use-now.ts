import { useSyncExternalStore } from 'react';

/** How often what is shown relative to now is painted anew. */
const TICK_MS = 30_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** Runs at each beat. There is one beat for all that is on screen: a hundred times on it are one timer and one paint. */
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

/** The clock for everything relative on screen. Only what shows it is painted. */
export const useNow = () => useSyncExternalStore(onClockTick, () => now);
