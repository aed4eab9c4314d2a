import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

const source = readFileSync(join(import.meta.dirname, '../../../public/sw.mjs'), 'utf8');

type Listener = (event: object) => void;
type Reply = (answer: boolean) => void;

/** What the worker says to a window; one that has no bell answers nothing. */
interface Message {
  type: string;
  url?: string;
}

/** A window of this origin, in sight, and what it was told and did. */
function windowAt(path: string, answers: Readonly<Record<string, boolean>> = {}) {
  const done: string[] = [];
  const postMessage = ({ type, url }: Message, ports: [{ postMessage: Reply }] | undefined) => {
    done.push(url === undefined ? type : `${type} ${url}`);
    if (answers[type] !== undefined) ports?.[0].postMessage(answers[type]);
  };
  return {
    ...{ url: `https://guichet.test${path}`, focused: false, visibilityState: 'visible', done, postMessage },
    focus: () => void done.push('focus'),
  };
}

/** Starts the worker in a browser with these windows; `badge`: what it does when it is to show a number on the icon. */
function browser(windows: readonly ReturnType<typeof windowAt>[], badge?: (count: number) => Promise<void>) {
  const listeners = new Map<string, Listener>();
  const [shown, opened]: [string[], string[]] = [[], []];
  const self = {
    addEventListener: (type: string, listener: Listener) => listeners.set(type, listener),
    navigator: { language: 'fr-FR', ...(badge && { setAppBadge: badge }) },
    registration: { showNotification: (title: string) => void shown.push(title) },
    clients: { matchAll: () => Promise.resolve(windows), openWindow: (url: string) => void opened.push(url) },
  };
  class MessageChannel {
    port1: { onmessage?: (event: { data: boolean }) => void } = {};
    port2 = { postMessage: (data: boolean) => this.port1.onmessage?.({ data }) };
  }
  // Whoever has not answered when the question is put answers never.
  const setTimeout = (act: () => void) => queueMicrotask(act);
  const fetch = () => Promise.reject(new Error('offline'));
  runInNewContext(source, { self, MessageChannel, setTimeout, fetch, URL, Response });
  const send = async (type: string, event: object) => {
    let work: Promise<unknown> | undefined;
    const keep = (of: Promise<unknown>) => void (work = of);
    listeners.get(type)?.({ ...event, waitUntil: keep, respondWith: keep });
    return (await work) as Response | undefined;
  };
  return { send, shown, opened };
}

const push = { title: 'Un dossier vous a été attribué', caseId: 'c1', unread: 3 };
const pushed = { data: { json: () => push } };
const clicked = { notification: { close: () => undefined, data: { url: '/cases/c1?at=7' } } };

describe('a message for a device', () => {
  it('is shown also where the browser refuses the number on the icon', async () => {
    const { send, shown } = browser([], () => Promise.reject(new Error('not installed')));
    await send('push', pushed);
    expect(shown).toEqual([push.title]);
  });

  it('is not shown where a window has its case in sight, but counted', async () => {
    const counted: number[] = [];
    const { send, shown } = browser([windowAt('/inbox', { shows: true })], async (count) => void counted.push(count));
    await send('push', pushed);
    expect([shown, counted]).toEqual([[], [3]]);
  });
});

describe('a click on what a device shows', () => {
  it('leads there in a window of the console that listens', async () => {
    const [silent, listening] = [windowAt('/sign-in'), windowAt('/inbox', { listens: true })];
    const { send, opened } = browser([silent, listening]);
    await send('notificationclick', clicked);
    expect(opened).toEqual([]);
    expect([silent.done, listening.done]).toEqual([['listens'], ['listens', 'open /cases/c1?at=7', 'focus']]);
  });

  it.each(['/sign-in', '/portal/replies/x', '/api/docs'])(
    'opens a window where there is only one at %s',
    async (path) => {
      const other = windowAt(path);
      const { send, opened } = browser([other]);
      await send('notificationclick', clicked);
      expect([opened, other.done.includes('focus')]).toEqual([['/cases/c1?at=7'], false]);
    },
  );
});

describe('without the server', () => {
  const page = async (path: string) => {
    const request = { mode: 'navigate', url: `https://guichet.test${path}` };
    return (await browser([]).send('fetch', { request }))?.text();
  };

  it('a page of the console says so, and promises nothing', async () => {
    expect(await page('/inbox/all')).toContain('La connexion au serveur est interrompue.</p>');
  });

  it.each(['/portal/surveys/x', '/api/docs'])('%s is left to the browser', async (path) => {
    expect(await page(path)).toBeUndefined();
  });
});
