import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, CDPSession } from 'playwright-core';
import { Screen } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { eventually } from '../support/eventually.js';
import { holdRequests } from '../support/hold-requests.js';
import { metricsPage } from '../support/metrics-page.js';
import { ADMIN } from '../support/running-product.js';
import { ADDRESS, RunningTown } from '../support/running-town.js';

let town: RunningTown;
let browser: Browser;
beforeAll(async () => {
  [town, browser] = await Promise.all([RunningTown.open(), launchChromium()]);
  await town.product.mail({ from: 'Zoé <zoe@citizen.test>', to: ADDRESS, subject: 'Acte', text: 'Où aller ?' });
  await town.caseOf('Où aller ?');
});
afterAll(async () => {
  await browser?.close();
  await town?.close();
});

/** What a page has fetched so far: the bytes on the wire of each request, compressed. */
function fetched(client: CDPSession): { url: string; type: string; bytes: number }[] {
  const kinds = new Map<string, { url: string; type: string }>();
  const done: { url: string; type: string; bytes: number }[] = [];
  client.on('Network.responseReceived', ({ requestId, response, type }) =>
    kinds.set(requestId, { url: response.url, type }),
  );
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId);
    if (kind) done.push({ ...kind, bytes: encodedDataLength });
  });
  return done;
}

describe('the console, fetched for the first time', () => {
  it('shows its frame while its scripts and styles are still on their way', async () => {
    const screen = await Screen.open(browser, town.product.url);
    const { release, count } = await holdRequests(screen.page, '**/assets/**');
    await screen.page.goto(town.product.url, { waitUntil: 'commit' });

    const frame = screen.page.locator('.waiting');
    await eventually(async () =>
      expect(await screen.page.evaluate(`getComputedStyle(document.querySelector('.waiting')).opacity`)).toBe('1'),
    );
    expect(count()).toBeGreaterThan(0);

    release();
    await screen.page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    await frame.waitFor({ state: 'hidden' });
    expect(screen.strays).toEqual([]);
    await screen.close();
  });

  it('has its first rows after few scripts, and fetches what nobody sees yet only then', async () => {
    const screen = await Screen.open(browser, town.product.url);
    await screen.signIn(ADMIN);
    const page = await screen.context.newPage();
    const client = await screen.context.newCDPSession(page);
    await client.send('Network.enable');
    await client.send('Network.setCacheDisabled', { cacheDisabled: true });
    const all = fetched(client);
    const asked = page.waitForRequest('**/api/v1/cases?**');
    const { release } = await holdRequests(page, '**/api/v1/cases?**');

    await page.goto(town.product.url);
    await asked;
    await eventually(() => Promise.resolve(expect(all.some(({ url }) => url.endsWith('/counts'))).toBe(true)));
    const before = [...all];
    release();
    await page.getByRole('link', { name: /Acte/ }).waitFor();

    const scripts = before.filter(({ type }) => type === 'Script');
    const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0);
    expect({ requests: before.length <= 40, kilobytes: Math.round(bytes / 1000) <= 200 }).toEqual({
      requests: true,
      kilobytes: true,
    });
    expect(before.filter(({ url }) => /socket\.io|toasts|case-route/.test(url))).toEqual([]);
    // The session is asked for once, by the page itself before its scripts.
    expect(before.filter(({ url }) => url.endsWith('/api/v1/session'))).toHaveLength(1);
    await eventually(() => Promise.resolve(expect(all.some(({ url }) => url.includes('toasts'))).toBe(true)));
    await screen.close();
  });

  it('opens a case with few more files, and none that belong to other screens', async () => {
    const screen = await Screen.open(browser, town.product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    const files: string[] = [];
    page.on('request', (request) => request.url().includes('/assets/') && files.push(request.url()));
    await screen.openInbox();
    await page.locator('[data-case-id] a').first().click();
    await page.getByRole('complementary', { name: 'Case details' }).getByRole('heading', { name: 'Citizen' }).waitFor();
    await page.keyboard.press('r');
    await page.locator('.ProseMirror').waitFor();

    expect(files.filter((file) => /\/(charts|dashboards|settings)-/.test(file))).toEqual([]);
    expect(files.length).toBeLessThanOrEqual(36);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('asks for a case while the pointer rests on its row, and the server counts that as fetched ahead', async () => {
    const screen = await Screen.open(browser, town.product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    await screen.openInbox();
    const link = page.locator('[data-case-id] a').first();
    const asked = page.waitForRequest(/\/api\/v1\/cases\/[0-9a-f-]{36}$/);
    await link.hover();
    expect((await asked).headers()['x-ahead']).toBe('1');
    expect(await page.getByRole('complementary', { name: 'Case details' }).count()).toBe(0);
    await eventually(async () =>
      expect(await metricsPage(town.product.url)).toMatch(
        /^guichet_api_reads_total{subject="case",ahead="yes"} [1-9]/m,
      ),
    );

    await link.click();
    await page.getByRole('heading', { name: 'Acte' }).first().waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('has no comment of a script in its style sheets, of which the rule behind it would be lost', async () => {
    const assets = join(import.meta.dirname, '../../apps/console/dist/assets');
    const sheets = (await readdir(assets)).filter((file) => file.endsWith('.css'));
    expect(sheets.length).toBeGreaterThan(0);
    const texts = await Promise.all(sheets.map((file) => readFile(join(assets, file), 'utf8')));
    expect(texts.filter((text) => text.startsWith('//'))).toEqual([]);
  });

  // Interaction: R14.
  it('has a panel beside the case that keys make wider, for the next case as well', async () => {
    const screen = await Screen.open(browser, town.product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    await screen.openInbox();
    await page.locator('[data-case-id] a').first().click();
    const panel = page.getByRole('complementary', { name: 'Case details' });
    await panel.waitFor();
    const width = async () => (await panel.boundingBox())?.width;
    expect(await width()).toBe(304);
    const edge = panel.getByRole('separator', { name: 'Width of the panel' });
    await edge.press('ArrowLeft');
    expect(await edge.getAttribute('aria-valuenow')).toBe('320');
    expect(await width()).toBe(320);
    await page.reload();
    await panel.getByRole('heading', { name: 'Citizen' }).waitFor();
    expect(await width()).toBe(320);
    await edge.dblclick();
    expect(await width()).toBe(304);
    await screen.close();
  });

  // Interaction: R15.
  it('has room for a toast below the list, though toasts are fetched later', async () => {
    const screen = await Screen.open(browser, town.product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    await screen.openInbox();
    await page.locator('[data-case-id] a').first().click();
    await page.getByRole('heading', { name: 'Acte' }).first().waitFor();
    await page.keyboard.press('e');
    await page.getByRole('button', { name: 'Close anyway' }).click();
    await page.getByText('Case closed').first().waitFor();
    await eventually(async () => {
      const room = await page.evaluate(`getComputedStyle(document.querySelector('[data-toast-room]')).paddingBottom`);
      expect(room).toMatch(/^[1-9]\d+px$/);
    });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  // Interaction: R22.
  it('narrows a search by what is typed, and takes it away by its chip', async () => {
    const screen = await Screen.open(browser, town.product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    await page.goto(`${town.product.url}/search`);
    await page.getByRole('button', { name: 'channel:sms' }).click();
    const field = page.getByRole('searchbox', { name: 'Search in all cases' });
    await field.pressSequentially('fax from:zoe');
    const chips = page.getByRole('list', { name: 'Active filters' });
    await chips.getByText('fax — unknown').waitFor();
    await chips.getByRole('button', { name: /Channel fax/ }).click();
    await page.getByRole('link', { name: /Acte/ }).waitFor();
    expect(await field.inputValue()).toBe('from:zoe');
    expect(await screen.faults()).toEqual([]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});
