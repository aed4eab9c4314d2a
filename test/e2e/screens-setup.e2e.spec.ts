import type { Browser } from 'playwright-core';
import { Screen, type Look } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { RunningProduct } from '../support/running-product.js';

let browser: Browser;
let product: RunningProduct;

beforeAll(async () => {
  [browser, product] = await Promise.all([
    launchChromium(),
    RunningProduct.start({ GUICHET_ADMIN_EMAIL: '', GUICHET_ADMIN_PASSWORD: '' }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

const setupLink = (): string => product.product.setupLink!;
const open = async (link: string, look: Look = {}): Promise<Screen> => {
  const screen = await Screen.open(browser, product.url, look);
  await screen.page.goto(link);
  await screen.page.getByRole('heading', { level: 1 }).waitFor();
  return screen;
};

describe('the page for the first administrator', () => {
  it.each(['en-GB', 'fr-FR'])(
    'has no serious fault of accessibility and no sideways scroll, light or dark, at a desk or on a phone, in %s',
    async (locale) => {
      const screen = await open(setupLink(), { locale });
      expect(await screen.faultsInEveryLook()).toEqual([]);
      // The faults of a form that was filled in wrongly are part of it.
      await screen.page.locator('input[autocomplete=name]').fill('Madame la Maire');
      await screen.page.locator('input[type=email]').fill('maire@town.test');
      await screen.page.locator('input[autocomplete=new-password]').fill('short');
      await screen.page.keyboard.press('Enter');
      await screen.page.locator('input[autocomplete=new-password][aria-invalid=true]').waitFor();
      expect([await screen.faultsInEveryLook(), screen.errors, screen.strays]).toEqual([[], [], []]);
      await screen.close();
    },
  );

  it('refuses a wrong link, and says what to do', async () => {
    const screen = await open(`${setupLink()}x`);
    await fillIn(screen);
    await screen.page.getByRole('alert').waitFor();
    expect(new URL(screen.page.url()).pathname).toBe('/setup');
    await screen.close();
  });

  it('is filled in by the keyboard alone, leads to the channels, and is closed afterwards', async () => {
    const screen = await open(setupLink());
    const { page } = screen;
    await fillIn(screen);
    await page.waitForURL('**/settings/channels');
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();

    const late = await open(setupLink());
    await late.page.getByRole('link', { name: 'Sign in' }).click();
    await late.page.getByLabel('Email address').fill('maire@town.test');
    await late.page.getByLabel('Password', { exact: true }).fill('une longue phrase de passe');
    await late.page.keyboard.press('Enter');
    await late.page.getByRole('navigation', { name: 'Main' }).waitFor();
    await late.close();
  });

  /** Types into each field where Tab leads, beginning where the page puts the focus. */
  async function fillIn({ page }: Screen): Promise<void> {
    await page.keyboard.type('Madame la Maire');
    await page.keyboard.press('Tab');
    await page.keyboard.type('maire@town.test');
    await page.keyboard.press('Tab');
    await page.keyboard.type('une longue phrase de passe');
    await page.keyboard.press('Enter');
  }
});
