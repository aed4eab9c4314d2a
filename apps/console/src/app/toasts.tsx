import '@mantine/notifications/styles.css';
import './toasts.css';
import { Notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { keepRoomForToasts } from './toast-room.js';

/** Shows the toasts. What was said before it is here waits for it. */
export function Toasts() {
  useEffect(() => {
    const toasts = document.querySelector(`.toasts[data-position='bottom-left']`);
    return toasts ? keepRoomForToasts(toasts) : undefined;
  }, []);
  return <Notifications className="toasts" position="bottom-left" containerWidth={344} />;
}
