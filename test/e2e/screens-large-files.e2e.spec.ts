import type { CaseSummary, Page } from '@guichet/contracts';
import { Screen } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

const MB = 1024 * 1024;
const plan = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.concat([Buffer.from(`%PDF-1.7 ${name}`), Buffer.alloc(12 * MB)]),
});

/** Whether the name of each file is seen whole, with nothing over it. */
const NAMES_SEEN = `[...document.querySelectorAll('[data-bottom-bar] li bdi')].every((name) => {
  const { left, right, top, bottom } = name.getBoundingClientRect();
  const at = (x) => name.contains(document.elementFromPoint(x, (top + bottom) / 2));
  return name.scrollWidth <= name.clientWidth + 1 && at(left + 2) && at((left + right) / 2) && at(right - 2);
})`;
const DRAWN = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))`;

describe('an agent who attaches more than a mail can carry', () => {
  it.each([
    { locale: 'en-GB', colorScheme: 'light', width: 1280, height: 860 } as const,
    { locale: 'en-GB', colorScheme: 'dark', width: 360, height: 740 } as const,
  ])('is told before the upload, and sends the file as a link ($width px, $colorScheme)', async (look) => {
    const [browser, product] = await Promise.all([launchChromium(), RunningProduct.start()]);
    const root = await ApiClient.signIn(product.url);
    const outbound = { host: '127.0.0.1', port: 9, secure: false };
    const config = { address: 'contact@mairie.test', inbound: { smtp: true }, outbound, undoSeconds: 60 };
    await root.post('/channels', { kind: 'email', name: 'Mairie', config });
    await product.mail({ from: 'zoe@citizen.test', to: 'contact@mairie.test', subject: 'Plans', text: 'Les plans ?' });
    await product.processed();
    const [item] = (await root.get<Page<CaseSummary>>('/cases')).items;

    const screen = await Screen.open(browser, product.url, look);
    await screen.signIn(ADMIN);
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${item!.id}`);
    await page.getByRole('button', { name: /Reply by email/ }).click();
    await page.getByRole('textbox', { name: 'Reply' }).fill('Voici les plans.');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles([plan('plan-20M-de-la-parcelle-nord.pdf'), plan('plan sud.pdf')]);
    await page.getByText(/This channel accepts 18\.9 MB per message in total/).waitFor();
    await page.getByRole('button', { name: 'Send as a link' }).click();
    const files = page.getByRole('list', { name: 'Attachments of your reply' });
    await files.getByText('sent as a link').waitFor();
    await page.getByText('the citizen gets a link to a secure page, valid for 30 days.').waitFor();
    await page.getByRole('button', { name: 'Attach files' }).hover();
    await page.evaluate(DRAWN);
    await files.locator('li').first().scrollIntoViewIfNeeded();
    expect(await page.evaluate<boolean>(NAMES_SEEN)).toBe(true);
    expect(await screen.faults()).toEqual([]);
    expect(await screen.overflow()).toBe(0);
    await page.getByRole('button', { name: 'Send by email' }).click();
    await page.getByText('Sent as a link').first().waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
    await browser.close();
    await product.close();
  });
});
