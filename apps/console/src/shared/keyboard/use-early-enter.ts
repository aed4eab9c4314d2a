import { useEffect, useState } from 'react';

interface Asked {
  /** What is typed now: whoever goes on typing has changed their mind. */
  text: string | undefined;
  /** The results still belong to what was typed before. */
  searching: boolean;
}

/**
 * Returns what remembers Enter that is pressed before a search returns: `onFound` is called when it has, so that the first result is chosen,
 * and not one of the old ones.
 */
export function useEarlyEnter({ text, searching }: Asked, onFound: () => void): () => void {
  const [waiting, setWaiting] = useState(false);
  useEffect(() => setWaiting(false), [text]);
  useEffect(() => {
    if (!waiting || searching) return;
    setWaiting(false);
    onFound();
  });
  return () => setWaiting(true);
}
