import { useEffect, useRef } from 'react';

/** What Escape does in each window that is open, the topmost last. */
const windows: { current: () => void }[] = [];
const watchers = new Set<(isAnother: boolean) => void>();
const callWatchers = (isAnother: boolean) => watchers.forEach((watcher) => watcher(isAnother));

/** Whether a window lies above the page. */
export const isWindowOpen = () => windows.length > 0;

/** Calls this whenever one more window is open (`isAnother`), and whenever one is closed. Returns how to end that. */
export function watchWindows(watcher: (isAnother: boolean) => void): () => void {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}

function onKeyDown(event: KeyboardEvent) {
  if (event.key !== 'Escape' || event.isComposing) return;
  // A list that is open in the window closes first; Mantine marks its field so.
  if (event.target instanceof Element && event.target.getAttribute('data-mantine-stop-propagation') === 'true') return;
  windows.at(-1)?.current();
}

/** Calls back on Escape while the window is open and no other one lies above it: one Escape never closes two of them. */
export function useTopmostEscape(isOpen: boolean, onEscape: () => void): void {
  const latest = useRef(onEscape);
  useEffect(() => {
    latest.current = onEscape;
  });
  useEffect(() => {
    if (!isOpen) return;
    if (windows.length === 0) window.addEventListener('keydown', onKeyDown, { capture: true });
    windows.push(latest);
    callWatchers(true);
    return () => {
      windows.splice(windows.indexOf(latest), 1);
      callWatchers(false);
      if (windows.length === 0) window.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, [isOpen]);
}
