/** As long after the last key or click a page is believed to be used. */
const USED_MS = 60_000;

let usedAt = Date.now();
let unattended = 0;

/** Watches whether somebody uses this page. Returns how to stop it. */
export function watchActivity(): () => void {
  const use = () => void (usedAt = Date.now());
  const signs = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;
  const options = { capture: true, passive: true };
  for (const sign of signs) document.addEventListener(sign, use, options);
  return () => {
    for (const sign of signs) document.removeEventListener(sign, use, options);
  };
}

/** Keeps the session of a screen that nobody touches, as one on a wall. Returns how to stop it. */
export function keepActive(): () => void {
  unattended += 1;
  return () => void (unattended -= 1);
}

/** Whether what is asked for now is asked for by the page itself, and nobody sits in front of it. */
export const isInBackground = (): boolean => unattended === 0 && Date.now() - usedAt > USED_MS;
