import { useLayoutEffect, useRef } from 'react';

/** What is smaller is not read from afar any more, but still better than what is out of sight where nobody can scroll. */
const SMALLEST = 0.3;
const STEPS = 7;
const MOST_COLUMNS = 3;

/**
 * Returns the ref of an element of a fixed height, where its style cuts off what is below, whose text shrinks by its property `--fit`, and whose list stands in so many
 * `--columns`, that nothing of it is cut off and the text is as large as it can be. How high its lines become depends on the names, the
 * language and the width, so that only a measurement can say it.
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
  // On a phone, or where the text is zoomed, it is scrolled: it would shrink for nothing, to what nobody can read.
  if (getComputedStyle(element).overflowY !== 'hidden') {
    for (const name of ['--columns', '--fit']) element.style.removeProperty(name);
    return;
  }
  const fitsAt = (scale: number): boolean => {
    element.style.setProperty('--fit', String(scale));
    return element.scrollHeight <= element.clientHeight;
  };
  const best = { columns: 1, scale: 0 };
  for (let columns = 1; columns <= MOST_COLUMNS && best.scale < 1; columns += 1) {
    element.style.setProperty('--columns', String(columns));
    const scale = largest(fitsAt);
    if (scale > best.scale) Object.assign(best, { columns, scale });
  }
  element.style.setProperty('--columns', String(best.columns));
  element.style.setProperty('--fit', String(best.scale));
}

/** The largest scale at which it fits, as near as a few steps come to it. */
function largest(fitsAt: (scale: number) => boolean): number {
  if (fitsAt(1)) return 1;
  let [fitting, tooLarge] = [SMALLEST, 1];
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (fitting + tooLarge) / 2;
    if (fitsAt(middle)) fitting = middle;
    else tooLarge = middle;
  }
  return fitting;
}
