let element: HTMLElement | null = null;
let onChange = (_: HTMLElement | null): void => {};

/**
 * A ref for what toasts lie over on a phone as long as it is there, from its top: the messages of the case that is open. What is done
 * about the newest of them, and the reply that is written, are at its end.
 */
export function elementBelowToasts(shown: HTMLElement | null): () => void {
  element = shown;
  onChange(element);
  return () => {
    // The messages of the next case may have come first.
    if (element !== shown) return;
    element = null;
    onChange(null);
  };
}

/** Calls this with that element, now and whenever it is another one. Returns how to end that. */
export function watchElementBelowToasts(watcher: (element: HTMLElement | null) => void): () => void {
  onChange = watcher;
  watcher(element);
  return () => {
    onChange = () => {};
  };
}
