import { useEffect } from 'react';

/** So long something is on screen before it counts as read. Milliseconds. */
const READING = 700;

/** Marks the entries up to a position as read once they were on screen in a visible window. */
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
