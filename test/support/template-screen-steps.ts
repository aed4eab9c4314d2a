import type { CaseSummary, CitizenSummary, Entry, MessageEntry, Page as Items } from '@guichet/contracts';
import type { Browser, Page } from 'playwright-core';
import { Twilio } from '../providers/twilio.js';
import { launchChromium } from './chromium.js';
import { ADMIN, ApiClient, RunningProduct } from './running-product.js';
import { Screen, type Look } from './browser-screen.js';

const ADDRESS = 'contact@mairie.test';
const TOWN = '+33757000002';
const ACCOUNT = { accountSid: `AC${'2'.repeat(32)}`, authToken: 'b'.repeat(32) };
const WHO = {
  name: 'Ville de Valbourg',
  mail: ADDRESS,
  phone: '+33380000000',
  court: 'tribunal administratif de Dijon',
};

/** A case that was opened by a mail. */
export type OpenedCase = CaseSummary & { citizen: CitizenSummary };

/** The console of an agent who replies to mails and SMS with templates, in an organisation with its details set. */
export class TemplateScreens {
  readonly browser: Browser;
  readonly product: RunningProduct;
  readonly root: ApiClient;
  private readonly twilio: Twilio;

  private constructor({
    browser,
    product,
    root,
    twilio,
  }: Pick<TemplateScreens, 'browser' | 'product' | 'root'> & { twilio: Twilio }) {
    this.browser = browser;
    this.product = product;
    this.root = root;
    this.twilio = twilio;
  }

  static async open(): Promise<TemplateScreens> {
    const [browser, product, twilio] = await Promise.all([launchChromium(), RunningProduct.start(), Twilio.start()]);
    const root = await ApiClient.signIn(product.url);
    const outbound = { host: '127.0.0.1', port: 9, secure: false };
    const mail = { address: ADDRESS, inbound: { smtp: true }, outbound, undoSeconds: 60 };
    const sms = { ...ACCOUNT, from: TOWN, apiBaseUrl: twilio.url, undoSeconds: 60 };
    await root.post('/channels', { kind: 'email', name: 'Mairie', config: mail });
    await root.post('/channels', { kind: 'sms', name: 'SMS', config: sms });
    twilio.connect({ ...ACCOUNT, numbers: [TOWN], webhookUrl: null });
    await root.call('PUT', '/organisation', { body: WHO });
    return new TemplateScreens({ browser, product, root, twilio });
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.product.close();
    await this.twilio.close();
  }

  /** Receives a mail and returns its case. */
  receiveMail = async (from: string, subject: string): Promise<OpenedCase> => {
    await this.product.mail({ from, to: ADDRESS, subject, text: 'Bonjour, que dois-je faire ?' });
    await this.product.processed();
    const { items } = await this.root.get<Items<CaseSummary>>(`/cases?status=any&q=${encodeURIComponent(subject)}`);
    return items[0] as OpenedCase;
  };

  /** Opens the case on a screen of its own. */
  openCase = async ({ id }: OpenedCase, look: Look = {}): Promise<Screen> => {
    const screen = await Screen.open(this.browser, this.product.url, look);
    await screen.signIn(ADMIN);
    await screen.page.goto(`${this.product.url}/inbox/all/${id}`);
    await screen.page.getByRole('feed').getByText('que dois-je faire').first().waitFor();
    return screen;
  };

  repliesOf = async ({ id }: OpenedCase): Promise<MessageEntry[]> => {
    const { items } = await this.root.get<Items<Entry>>(`/cases/${id}/timeline`);
    return items.filter((entry): entry is MessageEntry => entry.kind === 'message' && entry.direction === 'out');
  };
}

export const picker = (page: Page) => page.getByRole('dialog', { name: 'Insert a template' });
export const strip = (page: Page) => page.getByRole('region', { name: 'Template of this reply' });
export const field = (page: Page, name: string) => strip(page).getByRole('textbox', { name });
export const reply = (page: Page) => page.getByRole('textbox', { name: 'Reply' });

/** Inserts a template by its title. */
export async function insert(page: Page, title: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(title);
  await picker(page).getByRole('option', { name: title }).and(page.locator('[aria-selected=true]')).waitFor();
  await page.keyboard.press('Enter');
  await strip(page).getByText(title).waitFor();
  await picker(page).waitFor({ state: 'detached' });
}

/** Writes an answer, and sends it with closing the case. */
export async function sendAndClose(page: Page, words: string): Promise<void> {
  await page.keyboard.press('r');
  await reply(page).and(page.locator('[contenteditable=true]')).waitFor();
  await page.keyboard.type(words);
  await page.getByRole('button', { name: 'More ways to send' }).click();
  await page.getByRole('menuitem', { name: 'Send and close the case' }).click();
}
