import '@mantine/notifications/styles.css';
import './toasts.css';
import { Notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { keepRoomForToasts } from './keep-room-for-toasts.js';
import { keepToastsBehindWindows } from './toasts-behind-windows.js';
import { keepToastsOverTimeline } from './toasts-over-timeline.js';

/** Shows the toasts. What was said before it is here waits for it. */
export function Toasts() {
  useEffect(keepToastsBehindWindows, []);
  useEffect(() => {
    let ends: readonly (() => void)[] = [];
    // The portal in which they are shown is put into the page after this effect.
    const frame = requestAnimationFrame(() => {
      const toasts = document.querySelector<HTMLElement>(`.toasts[data-position='bottom-left']`);
      if (toasts) ends = [keepRoomForToasts(toasts), keepToastsOverTimeline(toasts)];
    });
    return () => {
      cancelAnimationFrame(frame);
      for (const end of ends) end();
    };
  }, []);
  // A failure of several cases has eight lines below its title, and a button: more than the usual height, which would cut it.
  return <Notifications className="toasts" position="bottom-left" containerWidth={344} notificationMaxHeight={400} />;
}
