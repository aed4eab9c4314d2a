import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ApiClient } from './running-product.js';

export interface Look {
  locale?: string;
  colorScheme?: 'light' | 'dark';
  width?: number;
  height?: number;
}

/** The browser of one person. Requests to other origins than the product are recorded in `strays`. */
export class Screen {
  readonly strays: string[] = [];
  readonly errors: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly origin: string,
  ) {}

  static async open(
    browser: Browser,
    origin: string,
    { locale = 'en-GB', colorScheme = 'light', width = 1440, height = 900 }: Look = {},
  ): Promise<Screen> {
    const context = await browser.newContext({
      locale,
      colorScheme,
      viewport: { width, height },
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const screen = new Screen(context, page, origin);
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
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.page.getByRole('navigation', { name: 'Main' }).waitFor();
  }

  async openInbox(): Promise<void> {
    await this.page.goto(this.origin);
    await this.page.getByRole('navigation', { name: 'Main' }).waitFor();
  }

  /** The serious and critical faults against WCAG 2.2 AA on this page. */
  async faults(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: this.page })
      // Foreign HTML is left out; legacy mode needs no second page.
      .exclude('iframe')
      .setLegacyMode(true)
      // What passed is not described, which takes longer than finding out.
      .options({ resultTypes: ['violations'] })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  }

  /** The pixels by which the page is wider than its window. */
  overflow(): Promise<number> {
    return this.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}
