import type { AddPushDevice } from '@guichet/contracts';

/** Whether this browser can show notifications for a page that is closed, and whether its agent lets it. */
export type PushState = 'unsupported' | 'denied' | 'off' | 'allowed';

/** What the browser says. On an iPhone, only a page that was added to the home screen can. */
export function pushState(): PushState {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  return Notification.permission === 'granted' ? 'allowed' : 'off';
}

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));

/** Whether a subscription is for the key of the server; one that is for another key gets nothing any more. */
function isFor(subscription: PushSubscription, key: Uint8Array): boolean {
  const own = subscription.options.applicationServerKey;
  if (!own) return false;
  const given = new Uint8Array(own);
  return given.length === key.length && given.every((byte, n) => byte === key[n]);
}

/** Has the browser get notifications from the server with this public key. Throws where the browser or its push service refuses. */
export async function subscribe(publicKey: string): Promise<AddPushDevice> {
  const applicationServerKey = bytesOf(publicKey);
  await navigator.serviceWorker.register('/sw.mjs');
  const { pushManager } = await navigator.serviceWorker.ready;
  const before = await pushManager.getSubscription();
  const isKept = before !== null && isFor(before, applicationServerKey);
  if (before && !isKept) await before.unsubscribe();
  const subscription = isKept ? before : await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint: endpoint ?? '', keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' } };
}

/** Has the browser get no more, and takes the worker off it. */
export async function unsubscribe(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration('/');
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
  await registration?.unregister();
}

/** Takes what the browser shows about a case off the screen, as its agent has it open. */
export async function closeShown(tag: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration('/');
  for (const shown of (await registration?.getNotifications({ tag })) ?? []) shown.close();
}

/** Shows a number on the icon of the console where it is installed. */
export function showBadge(count: number): void {
  if (!('setAppBadge' in navigator)) return;
  const shown = count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge();
  // Where it is not installed, some browsers refuse it.
  shown.catch(() => undefined);
}
