import type { ChannelAccount } from '@guichet/contracts';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchChromium } from './chromium.js';
import { Screen, type Look } from './screen.js';
import { TownHall } from './town-hall.js';
import { WebSite } from './web-site.js';

/** A page with its chat, as a visitor finds it who reads French. */
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

  /** In another tab of the same browser. */
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

  /** Until the server has what was written last. */
  sent(): Promise<void> {
    return this.log.getByText('Envoyé').filter({ visible: true }).waitFor();
  }

  /** What the keyboard is at, through the shadow root. */
  focused(): Promise<string> {
    return this.page.evaluate<string>(`(() => {
      const at = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
      return at.getAttribute('aria-label') ?? at.textContent;
    })()`);
  }
}

/** The web site of a town, of another origin than the desk's, whose pages show its chat. */
export class TownSite {
  /** What the site's owner pasted. */
  script = '';

  private constructor(
    readonly hall: TownHall,
    readonly browser: Browser,
    private readonly site: WebSite,
  ) {}

  static async open(): Promise<TownSite> {
    const [hall, browser] = await Promise.all([TownHall.open(), launchChromium()]);
    const opened: { town?: TownSite } = {};
    const site = await WebSite.open(() => opened.town!.script);
    opened.town = new TownSite(hall, browser, site);
    return opened.town;
  }

  get origin(): string {
    return this.site.origin;
  }

  /** This chat, from now on. */
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
