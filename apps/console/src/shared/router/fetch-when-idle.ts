import { firstScreen } from './wait-for-first-screen.js';

/** A page that is never idle fetches them all the same, after so long. Milliseconds. */
const LATEST = 3000;

/** Resolves once the page has nothing to do: what a screen still fetches by itself comes first. */
const idle = (): Promise<unknown> =>
  new Promise((resolve) => {
    // Safari has no such callback.
    if ('requestIdleCallback' in window) requestIdleCallback(resolve, { timeout: LATEST });
    else setTimeout(resolve, LATEST);
  });

/** Whether the user has asked the browser to fetch nothing that is not needed. */
export function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}

/**
 * Fetches parts that will be asked for sooner or later once the first screen is there and the page is idle, so that the first use of them
 * waits for nothing. Not where the user saves data; what fails is fetched when it is asked for.
 */
export async function fetchWhenIdle(parts: readonly (() => Promise<unknown>)[]): Promise<void> {
  if (savesData()) return;
  await firstScreen;
  for (const load of parts) {
    await idle();
    await load().catch(() => undefined);
  }
}
