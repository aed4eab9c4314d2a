/** Puts the focus on what is asked for, in the middle of the panel: at its edge, a toast on a phone would lie over it. */
export function focusAndScrollToCenter(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'center' });
}
