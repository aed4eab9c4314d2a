import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { lendContext, type Lent } from './lent-contexts.js';
import { PageWrites, writesAnswered } from './page-writes.js';
import { ApiClient } from './running-product.js';

export interface Look {
  locale?: string;
  colorScheme?: 'light' | 'dark';
  width?: number;
  height?: number;
  /** Where the browser is; by default where the tests run. */
  timezoneId?: string;
}

/** It is sent to each page, so without its comments. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Nothing is waited for so long, also on a machine with other work: what does not come has its fault told, and no time limit. */
const PATIENCE_MS = 45_000;
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 740 };
/** Waits until the page is drawn, and no colour is on its way to another. */
const DRAWN = `(async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const transitions = () => document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  // What inherits a colour begins when that has come to its end.
  for (let turns = 0; turns < 10 && transitions().length > 0; turns += 1)
    await Promise.allSettled(transitions().map(({ finished }) => finished));
})()`;
/** Whatever takes the focus as it opens does so by a timer after it was drawn, some twice. */
const FOCUSED =
  'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => setTimeout(done)))))';
/** Follows a path by the router of the console, until the screen there is shown. Returns false where there is no console. */
const FOLLOW = `async (path) => {
  const router = self.__TSR_ROUTER__;
  if (!router) return false;
  await new Promise((done, fail) => {
    const end = router.subscribe('onResolved', () => done(end()));
    setTimeout(() => fail(new Error(path + ' is not shown')), ${PATIENCE_MS});
    router.history.push(path);
  });
  return true;
}`;
/** The rules that find nothing serious or critical, whatever they find: their faults would not be told. */
const WITHOUT_MILD_RULES = `Object.fromEntries(
  axe._audit.rules
    .filter(({ impact, any, all, none }) => {
      const ofChecks = [any, all, none].flat().map((check) => axe._audit.checks[check.id ?? check].impact);
      return !(impact ? [impact] : ofChecks).some((one) => one === 'serious' || one === 'critical');
    })
    .map(({ id }) => [id, { enabled: false }]),
)`;
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The browser of one person. Requests to other origins than the product are recorded in `strays`. */
export class Screen {
  readonly strays: string[] = [];
  readonly errors: string[] = [];
  private readonly writes: PageWrites;

  private constructor(
    private readonly lent: Lent,
    readonly page: Page,
    readonly origin: string,
  ) {
    this.writes = new PageWrites(this.context);
    const goto = page.goto.bind(page);
    const reload = page.reload.bind(page);
    // What was done before is done when a page is fetched; whoever reloads it may leave something on its way.
    page.goto = async (url, options) => {
      await writesAnswered();
      return goto(url, options);
    };
    page.reload = async (options) => {
      await writesAnswered({ except: this.writes });
      return reload(options);
    };
  }

  static async open(
    browser: Browser,
    origin: string,
    { locale = 'en-GB', colorScheme = 'light', width = DESK.width, height = DESK.height, timezoneId }: Look = {},
  ): Promise<Screen> {
    // Size and colours are those of each page, so that screens of all sizes share a context, and what it has compiled.
    const lent = await lendContext(browser, origin, {
      locale,
      viewport: DESK,
      reducedMotion: 'reduce',
      ...(timezoneId && { timezoneId }),
    });
    const page = await lent.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await Promise.all([page.setViewportSize({ width, height }), page.emulateMedia({ colorScheme })]);
    const screen = new Screen(lent, page, origin);
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url)) screen.strays.push(url);
    });
    page.on('pageerror', (error) => screen.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 40[14]/.test(message.text())) screen.errors.push(message.text());
    });
    return screen;
  }

  get context(): BrowserContext {
    return this.lent.context;
  }

  /** Signs in without the form, so that a story begins on its first page: nothing is open yet. */
  async signIn(credentials: { email: string; password: string }): Promise<void> {
    const { cookie } = await ApiClient.signIn(this.origin, credentials);
    const [name, ...value] = cookie.split('=');
    await this.context.addCookies([{ name: name!, value: value.join('='), url: this.origin }]);
  }

  async signInByForm({ email, password }: { email: string; password: string }): Promise<void> {
    await this.page.goto(this.origin);
    await this.page.getByLabel('Email address').fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await this.page.getByRole('navigation', { name: 'Main' }).waitFor();
  }

  /**
   * Goes to a path of the console as a link in it does: what is loaded stays. A page that shows nothing of the console yet is loaded there. Whoever
   * needs a page that knows nothing of what was shown before takes `page.goto()` or `page.reload()`.
   */
  async visit(path: string): Promise<void> {
    await writesAnswered();
    const isShown = await this.page.evaluate<boolean>(`(${FOLLOW})(${JSON.stringify(path)})`);
    if (!isShown) await this.page.goto(this.origin + path);
  }

  /** The list of all cases, whatever list the role of the agent begins with. */
  async openInbox(): Promise<void> {
    await this.page.goto(`${this.origin}/inbox/all`);
    await this.page.getByRole('navigation', { name: 'Main' }).waitFor();
  }

  /** Waits until nothing on this page says any more that it is being fetched. */
  async loaded(): Promise<void> {
    await this.page.locator('[aria-busy=true], .mantine-Skeleton-root').first().waitFor({ state: 'detached' });
  }

  /** Presses a key on something in a menu or a dialog that has just been opened, once that has taken the focus for good. */
  async pressInside(target: Locator, key = 'Enter'): Promise<void> {
    const layer = target.locator('xpath=ancestor::*[@role="menu" or @role="dialog"][1]');
    await layer.and(this.page.locator(':focus-within')).waitFor();
    await this.page.evaluate(FOCUSED);
    await target.press(key);
  }

  /** The serious and critical faults against WCAG 2.2 AA on this page, once it is drawn; foreign HTML is left out. */
  async faults(): Promise<string[]> {
    await this.page.evaluate(DRAWN);
    return this.axe({ type: 'tag', values: TAGS });
  }

  /**
   * The faults on this page as it is now, at a desk and on a phone, light and dark, and where it scrolls sideways. Only
   * colours differ in the dark, so only contrast is looked at again.
   */
  async faultsInEveryLook(phone = PHONE): Promise<string[]> {
    const desk = this.page.viewportSize()!;
    const found: string[] = [];
    // Each step changes one thing alone, and the last look is followed by the first: every change draws the whole page anew.
    for (const [size, colorScheme] of [
      [desk, 'light'],
      [desk, 'dark'],
      [phone, 'dark'],
      [phone, 'light'],
    ] as const) {
      await this.show(size, colorScheme);
      let faults = await this.faultsIn(colorScheme);
      // Halfway from one look to the other a page may mix both: what is a fault lasts.
      if (faults.length > 0) {
        await this.loaded();
        await this.page.evaluate(DRAWN);
        faults = await this.faultsIn(colorScheme);
      }
      found.push(...faults.map((fault) => `${size.width} px, ${colorScheme}: ${fault}`));
    }
    await this.show(desk, 'light');
    return found;
  }

  private async show(size: { width: number; height: number }, colorScheme: 'light' | 'dark'): Promise<void> {
    await this.page.setViewportSize(size);
    // What is as it should be is not asked for again: the browser would compute all styles of the page anew.
    const isShown = await this.page.evaluate<boolean>(`matchMedia('(prefers-color-scheme: ${colorScheme})').matches`);
    if (!isShown) await this.page.emulateMedia({ colorScheme });
    // The console learns of it by an event, and is drawn anew.
    const scheme = 'data-mantine-color-scheme';
    await this.page.locator(`html:not([${scheme}]), html[${scheme}=${colorScheme}]`).waitFor({ state: 'attached' });
    await this.page.evaluate(DRAWN);
  }

  private async faultsIn(colorScheme: 'light' | 'dark'): Promise<string[]> {
    if (colorScheme === 'dark') return this.axe({ type: 'rule', values: ['color-contrast'] });
    return [...(await this.faults()), ...((await this.overflow()) > 0 ? ['scrolls sideways'] : [])];
  }

  private async axe(runOnly: axe.RunOnly): Promise<string[]> {
    if (!(await this.page.evaluate<boolean>('"axe" in window'))) await this.page.evaluate(AXE);
    // What passed is not described, which takes longer than finding out; style sheets are read where they are, not fetched again.
    const options: axe.RunOptions = { runOnly, resultTypes: ['violations'], iframes: false, preload: false };
    const { violations } = await this.page.evaluate<axe.AxeResults>(
      `axe.run({ exclude: ['iframe'] }, { ...${JSON.stringify(options)}, rules: ${WITHOUT_MILD_RULES} })`,
    );
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(
          ({ target, failureSummary = '' }) => `${id}: ${target.join(' ')}: ${failureSummary.split(/\n\s*/)[1]}`,
        ),
      );
  }

  /** The pixels by which the page is wider than its window. */
  overflow(): Promise<number> {
    return this.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  }

  async close(): Promise<void> {
    await this.writes.answered();
    this.writes.end();
    await this.lent.giveBack();
  }
}
