import { useEffect, useState } from 'react';

const STILL_MS = 5000;

/** Returns whether nobody has moved a pointer or touched the screen for a while. */
export function usePointerIsStill(): boolean {
  const [isStill, setIsStill] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const moved = () => {
      clearTimeout(timer);
      setIsStill(false);
      timer = setTimeout(() => setIsStill(true), STILL_MS);
    };
    moved();
    window.addEventListener('pointermove', moved);
    window.addEventListener('pointerdown', moved);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointermove', moved);
      window.removeEventListener('pointerdown', moved);
    };
  }, []);
  return isStill;
}
