/** What is kept of the browser for all tabs. */
type TabsStore = Pick<Storage, 'getItem' | 'setItem'>;

/** Whether no tab has acted on this notification, or on a newer one, before. From then on, one has. */
export function isFirst(store: TabsStore, name: string, id: string): boolean {
  const key = `guichet.told.${name}`;
  if ((store.getItem(key) ?? '') >= id) return false;
  store.setItem(key, id);
  return true;
}

/**
 * Acts in one tab alone, whichever hears of a notification first: one after the other, tabs look whether another has acted on it
 * already. Without locks, which browsers have on secure pages only, two tabs may act in the same moment.
 */
export async function runInOneTab(name: string, id: string, act: () => void): Promise<void> {
  // Browsers refuse a sound to a tab in which nobody has done anything yet: then another one is to play it.
  if (!navigator.userActivation.hasBeenActive) return;
  const actOnce = () => void (isFirst(localStorage, name, id) && act());
  if ('locks' in navigator) await navigator.locks.request(`guichet.told.${name}`, actOnce);
  else actOnce();
}
