import type { ChannelAccount } from '@guichet/contracts';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchChromium } from './chromium.js';
import { Screen, type Look } from './browser-screen.js';
import { eventually } from './eventually.js';
import { RunningTown } from './running-town.js';
import { WebSite } from './foreign-web-site.js';

/** A web page with the chat widget, in the browser of a visitor who reads French. */
export class ChatPage {
  readonly panel: Locator;
  readonly log: Locator;
  readonly text: Locator;

  private constructor(
    readonly screen: Screen,
    readonly page: Page,
  ) {
    this.panel = page.getByRole('dialog');
    this.log = page.getByRole('log', { name: 'Messages' });
    this.text = page.getByRole('textbox', { name: 'Votre message' });
  }

  static async visit(screen: Screen, page = screen.page): Promise<ChatPage> {
    await page.goto(screen.origin);
    await page.getByRole('button', { name: 'Ouvrir la discussion' }).waitFor();
    return new ChatPage(screen, page);
  }

  /** Opens the page in another tab of the same browser. */
  async another(): Promise<ChatPage> {
    return ChatPage.visit(this.screen, await this.screen.context.newPage());
  }

  open(): Promise<void> {
    return this.page.getByRole('button', { name: 'Ouvrir la discussion' }).click();
  }

  async write(text: string): Promise<void> {
    await this.text.fill(text);
    await this.page.keyboard.press('Enter');
    await this.log.getByText(text).waitFor();
  }

  /** Waits until the server has the last message. */
  sent(): Promise<void> {
    return this.log.getByText('Envoyé').filter({ visible: true }).waitFor();
  }

  /** Waits until the focus is on what has this name. */
  async focuses(name: string | RegExp): Promise<void> {
    await eventually(async () =>
      expect(await this.focused()).toEqual(name instanceof RegExp ? expect.stringMatching(name) : name),
    );
  }

  /** The name of the focused element, looked up through the shadow root. */
  focused(): Promise<string> {
    return this.page.evaluate<string>(`(() => {
      const at = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
      return at.getAttribute('aria-label') ?? at.textContent;
    })()`);
  }
}

/** The web site of a town, at another origin than the product, with the chat widget on its pages. */
export class ChatSite {
  /** The script tag on the page. */
  script = '';

  private constructor(
    readonly hall: RunningTown,
    readonly browser: Browser,
    private readonly site: WebSite,
  ) {}

  static async open(): Promise<ChatSite> {
    const [hall, browser] = await Promise.all([RunningTown.open(), launchChromium()]);
    const opened: { town?: ChatSite } = {};
    const site = await WebSite.open(() => opened.town!.script);
    opened.town = new ChatSite(hall, browser, site);
    return opened.town;
  }

  get origin(): string {
    return this.site.origin;
  }

  /** Shows a new chat account with this configuration from now on. */
  async show(config: object = {}): Promise<ChannelAccount> {
    const chat = await this.hall.openChat({ allowedOrigins: [this.origin], ...config });
    this.script = chat.embed!;
    return chat;
  }

  async visit(look: Look = {}): Promise<ChatPage> {
    return ChatPage.visit(await Screen.open(this.browser, this.origin, { locale: 'fr-FR', ...look }));
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.site.close();
    await this.hall.close();
  }
}
