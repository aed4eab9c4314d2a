import { useEffect } from 'react';

/** Keeps the screen on while the wallboard is shown, where the browser allows it. */
export function useScreenWakeLock() {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let left = false;
    const ask = () => {
      if (document.visibilityState !== 'visible') return;
      void navigator.wakeLock?.request('screen').then(
        (given) => {
          lock = given;
          if (left) void given.release();
        },
        () => {},
      );
    };
    ask();
    // The browser takes it away as soon as the page is hidden.
    document.addEventListener('visibilitychange', ask);
    return () => {
      left = true;
      document.removeEventListener('visibilitychange', ask);
      void lock?.release();
    };
  }, []);
}
