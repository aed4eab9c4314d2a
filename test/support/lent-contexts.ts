import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Page } from 'playwright-core';

/** What these do to a context stays in it, so that nobody else gets that context. */
const LASTING = [
  'addInitScript',
  'exposeBinding',
  'exposeFunction',
  'grantPermissions',
  'newCDPSession',
  'route',
  'routeFromHAR',
  'routeWebSocket',
  'setExtraHTTPHeaders',
  'setGeolocation',
  'setHTTPCredentials',
  'setOffline',
] as const;
/** A page leaves dozens of megabytes in its process, which are collected late: from the tenth on, that costs what is saved. */
const LENDINGS = 8;
const CLOCK = ['fastForward', 'install', 'pauseAt', 'resume', 'runFor', 'setFixedTime', 'setSystemTime'] as const;

/**
 * A context that is lent to one after the other. A page in it costs half as much as the first page of a new one: the browser still has the
 * files of the console, and the process that has compiled them. Each gets it empty, as a new one is: without pages, cookies, or anything stored.
 */
class LentContext {
  private hasChanged = false;
  private lendings = 0;

  private constructor(
    readonly context: BrowserContext,
    private readonly origin: string,
    private readonly keeper: { page: Page; session: CDPSession },
  ) {
    context.on('request', (request) => {
      // What pages of other origins store is not known here.
      if (request.isNavigationRequest() && new URL(request.url()).origin !== origin) this.hasChanged = true;
    });
    this.watch(context, LASTING);
    this.watch(context.clock, CLOCK);
  }

  /** Opens a context with a page that shows nothing, by which the process of all others stays. */
  static async open(browser: Browser, origin: string, settings: BrowserContextOptions): Promise<LentContext> {
    const context = await browser.newContext(settings);
    const page = await context.newPage();
    // Of the origin whose pages share a process, without asking its server.
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await page.goto(`${origin}/`);
    return new LentContext(context, origin, { page, session: await context.newCDPSession(page) });
  }

  private watch<Part extends object>(part: Part, names: readonly (keyof Part)[]): void {
    for (const name of names) {
      const method = part[name] as (...parameters: unknown[]) => unknown;
      part[name] = ((...parameters: unknown[]) => {
        this.hasChanged = true;
        return method.apply(part, parameters);
      }) as Part[typeof name];
    }
  }

  /**
   * Opens a page that knows nothing of the keeper. It is opened by the keeper all the same: the browser would begin a process for each page
   * that nobody opened, and leave it as soon as the page has an address.
   */
  async newPage(): Promise<Page> {
    const opened = this.context.waitForEvent('page');
    await this.keeper.page.evaluate(`{ window.open('about:blank').opener = null; }`);
    return opened;
  }

  /** Closes all its pages but the keeper. Returns whether somebody else may have it. */
  async leave(): Promise<boolean> {
    this.lendings += 1;
    if (this.hasChanged || this.lendings === LENDINGS || this.context.pages().length === 0) return false;
    const pages = this.context.pages().filter((page) => page !== this.keeper.page);
    await Promise.all(pages.map((page) => page.close()));
    return !this.hasChanged;
  }

  async empty(): Promise<void> {
    await Promise.all([
      this.context.clearCookies(),
      this.keeper.session.send('Storage.clearDataForOrigin', { origin: this.origin, storageTypes: 'all' }),
    ]);
  }
}

const atRest = new WeakMap<Browser, Map<string, LentContext[]>>();

export interface Lent {
  context: BrowserContext;
  newPage: () => Promise<Page>;
  giveBack: () => Promise<void>;
}

/** Returns an empty context for the pages of this origin. Whoever has it gives it back, for the next who asks for one like it. */
export async function lendContext(browser: Browser, origin: string, settings: BrowserContextOptions): Promise<Lent> {
  const all = atRest.get(browser) ?? new Map<string, LentContext[]>();
  atRest.set(browser, all);
  const key = JSON.stringify([origin, settings]);
  const alike = all.get(key) ?? [];
  all.set(key, alike);
  const rested = alike.pop();
  await rested?.empty();
  const lent = rested ?? (await LentContext.open(browser, origin, settings));
  const giveBack = async () => {
    if (await lent.leave()) alike.push(lent);
    else await lent.context.close();
  };
  return { context: lent.context, newPage: () => lent.newPage(), giveBack };
}
