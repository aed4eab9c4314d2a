import { useRouter } from '@tanstack/react-router';
import { focusWhenLost } from '../../shared/layout/focus-when-lost.js';

/**
 * Returns a function that does something and, where that leads to another screen, case or list, gives the focus to what is opened: in the
 * field that had the focus before, as the filter of the list beside it, shortcuts and replies would be letters. A screen that puts the
 * focus into a field of its own keeps it there.
 */
export function useFocusOnOpenedScreen() {
  const router = useRouter();
  return (act: () => void): void => {
    const { href } = router.history.location;
    act();
    if (router.history.location.href === href) return;
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const stop = router.subscribe('onRendered', () => {
      stop();
      focusWhenLost(() => document.getElementById('main'));
    });
  };
}
