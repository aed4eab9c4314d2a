import { isWindowOpen, watchWindows } from '@guichet/ui';
import { notifications, notificationsStore, type NotificationData } from '@mantine/notifications';
import { haveUndoWait } from '../shared/keyboard/shortcut-listener.js';

/**
 * Has the toasts that are shown when a window opens wait behind it until the last one is closed: they cover none of its buttons, nothing shines
 * over what is in the shade, and their time stands still. What is said while it is open, as of what is done in it, is shown. Returns how to
 * end that.
 */
export function keepToastsBehindWindows(): () => void {
  /** By id, how long each of those that wait is shown. */
  const waiting = new Map<string, NotificationData['autoClose']>();
  const hide = (toast: NotificationData): NotificationData => {
    if (!toast.id || waiting.has(toast.id)) return toast;
    waiting.set(toast.id, toast.autoClose);
    return { ...toast, autoClose: false, className: 'behind-windows' };
  };
  const showAgain = ({ className, ...toast }: NotificationData): NotificationData =>
    toast.id && waiting.has(toast.id)
      ? { ...toast, autoClose: waiting.get(toast.id) }
      : { ...toast, ...(className && { className }) };
  return watchWindows((isAnother) => {
    haveUndoWait(isWindowOpen());
    if (isAnother) notifications.updateState(notificationsStore, (shown) => shown.map(hide));
    else if (!isWindowOpen() && waiting.size > 0) {
      notifications.updateState(notificationsStore, (shown) => shown.map(showAgain));
      waiting.clear();
    }
  });
}
