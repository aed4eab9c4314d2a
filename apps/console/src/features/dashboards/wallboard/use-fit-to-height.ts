import { useLayoutEffect, useRef } from 'react';

/** What is smaller is not read from afar any more, but still better than what is out of sight. */
const SMALLEST = 0.3;
const STEPS = 7;

/**
 * Returns the ref of an element of a fixed height whose text shrinks by its property `--fit` until nothing of it is cut off. How high
 * its lines become depends on the names, the language and the width, so that only a measurement can say it.
 */
export function useFitToHeight<Fitted extends HTMLElement>() {
  const ref = useRef<Fitted>(null);
  // After every render: each figure may be longer than before.
  useLayoutEffect(() => {
    if (ref.current) fit(ref.current);
  });
  useLayoutEffect(() => {
    const again = () => ref.current && fit(ref.current);
    window.addEventListener('resize', again);
    document.fonts.addEventListener('loadingdone', again);
    return () => {
      window.removeEventListener('resize', again);
      document.fonts.removeEventListener('loadingdone', again);
    };
  }, []);
  return ref;
}

function fit(element: HTMLElement): void {
  const fitsAt = (scale: number): boolean => {
    element.style.setProperty('--fit', String(scale));
    return element.scrollHeight <= element.clientHeight;
  };
  if (fitsAt(1)) return;
  let [fitting, tooLarge] = [SMALLEST, 1];
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (fitting + tooLarge) / 2;
    if (fitsAt(middle)) fitting = middle;
    else tooLarge = middle;
  }
  fitsAt(fitting);
}
