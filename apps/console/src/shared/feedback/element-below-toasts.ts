/** An element by which toasts are placed: the ref of whatever is that, and how to watch which one is. */
function watchedElement() {
  let element: HTMLElement | null = null;
  let onChange = (_: HTMLElement | null): void => {};
  return {
    ref: (shown: HTMLElement | null): (() => void) => {
      element = shown;
      onChange(element);
      return () => {
        // The next one may have come first.
        if (element !== shown) return;
        element = null;
        onChange(null);
      };
    },
    /** Calls this with the element, now and whenever it is another one. Returns how to end that. */
    watch: (watcher: (element: HTMLElement | null) => void): (() => void) => {
      onChange = watcher;
      watcher(element);
      return () => {
        onChange = () => {};
      };
    },
  };
}

/**
 * What toasts lie over on a phone as long as it is there, from its top: the messages of the case that is open. What is done about the newest
 * of them, and the reply that is written, are at its end.
 */
export const { ref: elementBelowToasts, watch: watchElementBelowToasts } = watchedElement();

/** What stands at the end of a list, below the toasts, and does not move with them: the buttons for the selected cases. */
export const { ref: barBelowToasts, watch: watchBarBelowToasts } = watchedElement();
