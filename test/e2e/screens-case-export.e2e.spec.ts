import { readFile } from 'node:fs/promises';
import type { CaseDetail, ChannelAccount } from '@guichet/contracts';
import type { Browser, Page } from 'playwright-core';
import { Screen } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { pdfUaProblems } from '../support/pdf/check-pdf-ua.js';
import { saidByPdf } from '../support/pdf/said-by-pdf.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

let browser: Browser;
let product: RunningProduct;
let root: ApiClient;
let item: CaseDetail;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchChromium(), RunningProduct.start()]);
  root = await ApiClient.signIn(product.url);
  item = await root.post<CaseDetail>('/cases', { subject: 'Rue barrée' });
  await root.post(`/cases/${item.id}/notes`, { text: 'Vu sur place.\nÀ rappeler' });
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

async function openCase(look: Parameters<typeof Screen.open>[2] = {}): Promise<{ screen: Screen; page: Page }> {
  const screen = await Screen.open(browser, product.url, look);
  await screen.signIn(ADMIN);
  await screen.page.goto(`${product.url}/inbox/all/${item.id}`);
  await screen.page.getByRole('feed').getByText('Vu sur place.').waitFor();
  return { screen, page: screen.page };
}

const chooseExport = async (page: Page, name: RegExp) => {
  await page.getByRole('button', { name: 'More actions', exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
};

describe('the export of a case on the screen', () => {
  it('offers a PDF and a ZIP, says while it prepares the PDF, and saves it under the reference', async () => {
    const { screen, page } = await openCase();
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/export?*', async (route) => {
      await held;
      await route.continue();
    });
    const download = page.waitForEvent('download');
    await chooseExport(page, /Export as PDF/);
    await page.getByRole('status').filter({ hasText: 'Preparing the PDF' }).waitFor();
    await page.getByRole('button', { name: 'More actions', exact: true }).click();
    expect(await page.getByRole('menuitem', { name: /Preparing the PDF/ }).isDisabled()).toBe(true);
    expect(await page.getByRole('menuitem', { name: /Export as ZIP/ }).getAttribute('href')).toContain('/export?');
    await page.keyboard.press('Escape');

    release();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe(`${item.reference}.pdf`);
    const pdf = await readFile(await saved.path());
    expect(pdfUaProblems(pdf)).toEqual([]);
    expect(saidByPdf(pdf).said.map(({ text }) => text)).toContain('Vu sur place. À rappeler');
    await page.getByText('Preparing the PDF').waitFor({ state: 'detached' });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('says why it did not succeed, and tries again', async () => {
    const { screen, page } = await openCase();
    const answer = { code: 'unavailable', title: 'Unavailable', status: 503 };
    await page.route('**/export?*', (route) => route.fulfill({ status: 503, json: answer }), { times: 1 });
    await chooseExport(page, /Export as PDF/);
    await page
      .getByRole('alert')
      .filter({ hasText: `${item.reference} could not be exported` })
      .waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Retry' }).click();
    expect((await download).suggestedFilename()).toBe(`${item.reference}.pdf`);
    await screen.close();
  });
});

describe('a case on paper', () => {
  it('is its head and the whole text of its entries, dark on light, without anything to press', async () => {
    const { screen, page } = await openCase({ colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    const paper = page.locator('[data-printed]');
    for (const text of [
      item.reference,
      'Rue barrée',
      'Status',
      'Internal note',
      'opened by root',
      'Vu sur place.\nÀ rappeler',
    ])
      expect(await paper.innerText()).toContain(text);
    expect(await page.locator('button:visible, a:visible, input:visible, nav:visible').count()).toBe(0);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');

    await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
    await page.emulateMedia({ media: 'screen' });
    await paper.waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'More actions', exact: true }).isVisible()).toBe(true);
    await screen.close();
  });

  it('names who got a hidden copy', async () => {
    const outbound = { host: '127.0.0.1', port: 9, secure: false };
    const config = { address: 'contact@mairie.test', inbound: { smtp: true }, outbound, undoSeconds: 60 };
    const { id: channelAccountId } = await root.post<ChannelAccount>('/channels', { kind: 'email', name: 'M', config });
    const [to, cc, bcc] = [['zoe@citizen.test'], ['roy@barreau.test'], ['maire@elus.test']];
    const written = await root.post<CaseDetail>('/cases', { subject: 'Mur mitoyen' });
    await root.post(`/cases/${written.id}/messages`, {
      ...{ text: 'Voici les plans.', channelAccountId, to, cc, bcc },
      acknowledged: [...to, ...cc, ...bcc].map((address) => `new-recipient:${address}`),
    });

    const screen = await Screen.open(browser, product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${written.id}`);
    await page.getByRole('feed').getByText('Voici les plans.').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    const printed = (await page.locator('body').innerText()).replace(/\s+/g, ' ');
    expect(printed).toContain('Cc roy@barreau.test Bcc maire@elus.test');
    await screen.close();
  });
});
