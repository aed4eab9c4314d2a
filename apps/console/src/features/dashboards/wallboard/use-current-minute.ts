import { useEffect, useState } from 'react';

const minute = 60_000;

/** The time, in milliseconds, anew as each minute begins: for a clock that people read. */
export function useCurrentMinute() {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), minute - (now % minute));
    return () => clearTimeout(timer);
  }, [now]);
  return now;
}
