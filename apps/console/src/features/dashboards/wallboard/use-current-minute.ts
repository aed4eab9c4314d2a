import { useEffect, useState } from 'react';

const minute = 60_000;

/** Returns the time in milliseconds, updated at the start of each minute. */
export function useCurrentMinute() {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), minute - (now % minute));
    return () => clearTimeout(timer);
  }, [now]);
  return now;
}
