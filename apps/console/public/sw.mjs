/*
 * The service worker of the console: it shows notifications, and says honestly that the server cannot be reached. It keeps no answer
 * and no page, so that nothing of anybody stays in the browser and no old console outlives an upgrade.
 */

const OFFLINE = {
  en: ['Guichet cannot be reached', 'There is no connection to the server.', 'Try again'],
  fr: ['Guichet est injoignable', 'La connexion au serveur est interrompue.', 'Réessayer'],
};
const STYLE =
  ':root{color-scheme:light dark}body{display:grid;place-content:center;gap:12px;min-height:100vh;margin:0;padding:24px;box-sizing:border-box;font:16px/1.5 system-ui,sans-serif;background:light-dark(#f7f8f9,#101318);color:light-dark(#1c2430,#e6e9ee)}h1,p{margin:0}h1{font-size:20px}a{justify-self:start;padding:8px 0;color:light-dark(#2b4cb3,#9db4ff)}';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/** What the server does not answer with the console (`apps/api/src/http/prepare-http.ts`): pages of citizens and of the documentation. */
const NOT_CONSOLE = /^\/(api|socket\.io|hooks|chat|portal|oauth|saml|scim|\.well-known|healthz|readyz|metrics)(\/|$)/;
const isConsole = (url) => !NOT_CONSOLE.test(new URL(url).pathname);

self.addEventListener('fetch', (event) => {
  const { mode, url } = event.request;
  // Everything else goes its usual way, as if this worker were not there.
  if (mode === 'navigate' && isConsole(url)) event.respondWith(fetch(event.request).catch(offlinePage));
});

function offlinePage() {
  const language = self.navigator.language.startsWith('fr') ? 'fr' : 'en';
  const [title, text, again] = OFFLINE[language];
  return new Response(
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<title>${title}</title><style>${STYLE}</style><h1>${title}</h1><p>${text}</p><a href="">${again}</a></html>`,
    {
      status: 503,
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'no-store',
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
      },
    },
  );
}

self.addEventListener('push', (event) => {
  if (event.data) event.waitUntil(show(event.data.json()));
});

async function show({ title, body, tag, url, caseId, silent, unread, lang }) {
  if (caseId === null || !(await isSeen(caseId)))
    await self.registration.showNotification(title, {
      ...{ body, tag, lang, silent },
      renotify: true,
      icon: '/icon-192.png',
      badge: '/badge-96.png',
      data: { url },
    });
  await showBadge(unread);
}

async function showBadge(unread) {
  try {
    await self.navigator.setAppBadge?.(unread);
  } catch {
    // Where the console is not installed, some browsers refuse it.
  }
}

const ANSWER_MS = 500;

/** Whether a window has the case before the agent, who sees there what is new in it. */
async function isSeen(caseId) {
  const visible = (await consoleWindows()).filter(({ visibilityState }) => visibilityState === 'visible');
  return (await Promise.all(visible.map((one) => ask(one, { type: 'shows', caseId })))).includes(true);
}

const consoleWindows = async () =>
  (await self.clients.matchAll({ type: 'window' })).filter(({ url }) => isConsole(url));

/** Asks a window: what is known of it here is the address with which it was loaded. One that does not answer says no. */
function ask(one, message) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data === true);
    setTimeout(() => resolve(false), ANSWER_MS);
    one.postMessage(message, [port2]);
  });
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.url));
});

/** Goes there in a window of the console that listens, which then does not load anew; else, as from the page to sign in, in a new one. */
async function open(url) {
  const windows = (await consoleWindows()).toSorted((one, other) => Number(other.focused) - Number(one.focused));
  const listening = await Promise.all(windows.map((one) => ask(one, { type: 'listens' })));
  const first = windows.find((_, n) => listening[n]);
  if (!first) return self.clients.openWindow(url);
  first.postMessage({ type: 'open', url });
  return first.focus();
}
