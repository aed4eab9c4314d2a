import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext } from 'playwright-core';
import { Screen, type Look } from './browser-screen.js';
import { launchChromium } from './chromium.js';

let browser: Browser;
let server: Server;
let origin: string;

beforeAll(async () => {
  browser = await launchChromium();
  server = createServer((request, response) => {
    const type = request.url === '/worker.js' ? 'text/javascript' : 'text/html';
    response.setHeader('content-type', type).end(type === 'text/html' ? '<h1>A page</h1>' : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

const open = async (look: Look = {}) => {
  const screen = await Screen.open(browser, origin, look);
  await screen.page.goto(`${origin}/`);
  return screen;
};

/** All that a page can find of those before it. */
const FOUND = `(async () => ({
  cookies: document.cookie,
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map(({ name }) => name),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  name: window.name,
  history: history.length,
  opener: window.opener,
  referrer: document.referrer,
}))()`;

/** Leaves something in every place. */
const LEAVE = `(async () => {
  document.cookie = 'left=1';
  localStorage.setItem('left', '1');
  sessionStorage.setItem('left', '1');
  await new Promise((done) => (indexedDB.open('left').onsuccess = done));
  await (await caches.open('left')).put('/left', new Response('left'));
  await navigator.serviceWorker.register('/worker.js');
  await navigator.serviceWorker.ready;
  window.name = 'left';
  history.pushState({}, '', '/left');
})()`;

describe('a browser that one story has after the other', () => {
  it('has nothing of the story before it, though it is the same', async () => {
    const first = await open();
    const before = await first.page.evaluate(FOUND);
    expect(before).toMatchObject({ opener: null, referrer: '', history: 1 });
    await first.page.evaluate(LEAVE);
    expect(await first.page.evaluate(FOUND)).toMatchObject({ cookies: 'left=1', databases: ['left'], workers: 1 });
    await first.close();

    const second = await open();
    expect(second.context).toBe(first.context);
    expect(await second.page.evaluate(FOUND)).toEqual(before);
    await second.close();
  });

  it('is of the size and colours that each story asks for, from its first page on', async () => {
    const LOOK = `[innerWidth, innerHeight, matchMedia('(prefers-color-scheme: dark)').matches]`;
    const looks: unknown[] = [];
    const contexts = new Set<BrowserContext>();
    for (const look of [{}, { width: 360, height: 740, colorScheme: 'dark' } as const, {}]) {
      const screen = await open(look);
      looks.push(await screen.page.evaluate(LOOK));
      contexts.add(screen.context);
      await screen.close();
    }
    expect([looks, contexts.size]).toEqual([
      [
        [1440, 900, false],
        [360, 740, true],
        [1440, 900, false],
      ],
      1,
    ]);
  });

  it('is never that of somebody who is still there', async () => {
    const [one, other] = [await open(), await open()];
    expect(one.context).not.toBe(other.context);
    await one.close();
    await other.close();
  });

  it('is followed by a new one before its memory is full of pages', async () => {
    const contexts: BrowserContext[] = [];
    for (let stories = 0; stories < 12; stories += 1) {
      const screen = await open();
      contexts.push(screen.context);
      await screen.close();
    }
    expect([3, 2]).toContain(new Set(contexts).size);
  });

  it.each<[string, (screen: Screen) => unknown]>([
    ['whose clock was set', ({ page }) => page.clock.setFixedTime(0)],
    ['whose requests were intercepted', ({ context }) => context.route('**/none', (route) => route.abort())],
    ['that a script was added to', ({ context }) => context.addInitScript('window.left = 1')],
    ['that was examined', ({ context, page }) => context.newCDPSession(page)],
    ['that showed a page of another origin', ({ page }) => page.goto(origin.replace('127.0.0.1', 'localhost'))],
  ])('is not one %s', async (_what, change) => {
    const first = await open();
    await change(first);
    await first.close();
    const second = await open();
    expect(second.context).not.toBe(first.context);
    await second.close();
  });
});
