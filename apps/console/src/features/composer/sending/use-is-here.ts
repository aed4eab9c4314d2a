import { useEffect, useRef } from 'react';

/** Whether the agent is still at the case in which they have written. */
export function useIsHere() {
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => void (here.current = false);
  }, []);
  return here;
}
