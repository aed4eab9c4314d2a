import { useEffect } from 'react';

/** So long something is on screen before it counts as read. Milliseconds. */
const READING = 700;

/** Marks as read what was on screen, up to a position, in a window that is looked at. */
export function useMarkAsRead(lastSeen: number, readPosition: number, onRead: (position: number) => void) {
  useEffect(() => {
    const mark = () => {
      if (document.visibilityState === 'visible' && lastSeen > readPosition) onRead(lastSeen);
    };
    const timer = setTimeout(mark, READING);
    document.addEventListener('visibilitychange', mark);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', mark);
    };
  }, [lastSeen, readPosition, onRead]);
}
