import { chromium, type Browser, type BrowserContext, type LaunchOptions } from 'playwright-core';

/** Long enough for the next suite to come, and short enough not to be waited for at the end. */
const IDLE_MS = 3_000;

let running: Promise<Browser> | undefined;
let users = 0;
let ending: NodeJS.Timeout | undefined;

/**
 * A browser as if it were its caller's own: what is opened by it is closed with it. The program itself is started once for the
 * suites of a worker, which loads this module as Node does. The options of who starts it count.
 */
export async function openBrowser(options: LaunchOptions): Promise<Browser> {
  users += 1;
  clearTimeout(ending);
  running ??= chromium.launch(options).then((browser) => browser.on('disconnected', () => (running = undefined)));
  const browser = await running;
  const contexts = new Set<BrowserContext>();
  const own: Partial<Browser> = {
    async newContext(settings) {
      const context = await browser.newContext(settings);
      contexts.add(context.on('close', () => contexts.delete(context)));
      return context;
    },
    newPage: async (settings) => (await own.newContext!(settings)).newPage(),
    async close() {
      await Promise.all([...contexts].map((context) => context.close()));
      users -= 1;
      if (users === 0) ending = setTimeout(() => void browser.close(), IDLE_MS);
    },
  };
  return new Proxy(browser, {
    get(target, name) {
      const value: unknown = Reflect.get(name in own ? own : target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
