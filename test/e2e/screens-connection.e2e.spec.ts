import type { CaseSummary, Entry, Page as Items } from '@guichet/contracts';
import type { Browser, Page } from 'playwright-core';
import { Screen } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';
import { TcpProxy } from '../support/tcp-proxy.js';

const DESK = 'contact@mairie.test';

let product: RunningProduct;
let browser: Browser;
let line: TcpProxy;
let root: ApiClient;

beforeAll(async () => {
  [product, browser] = await Promise.all([RunningProduct.start(), launchChromium()]);
  [line, root] = await Promise.all([TcpProxy.to(product.url), ApiClient.signIn(product.url)]);
  const outbound = { host: '127.0.0.1', port: 9, secure: false };
  await root.post('/channels', {
    kind: 'email',
    name: 'Mairie',
    config: { address: DESK, inbound: { smtp: true }, outbound, undoSeconds: 60 },
  });
});
afterAll(async () => {
  await browser?.close();
  await line?.close();
  await product?.close();
});

async function asks(subject: string, text = `À propos de : ${subject}`): Promise<CaseSummary> {
  await product.mail({ from: 'zoe@citizen.test', to: DESK, subject, text });
  await product.processed();
  const { items } = await root.get<Items<CaseSummary>>(`/cases?status=any&q=${encodeURIComponent(subject)}`);
  return items[0]!;
}
/** A console whose line to the server a test can cut. */
async function beyondTheLine(path: string): Promise<Screen> {
  const screen = await Screen.open(browser, line.url);
  const { page } = screen;
  await screen.signIn(ADMIN);
  // A console that was never connected has lost nothing.
  const connected = page
    .waitForEvent('websocket')
    .then((socket) =>
      socket.waitForEvent('framereceived', { predicate: ({ payload }) => String(payload).includes('caughtUp') }),
    );
  await page.goto(`${line.url}${path}`);
  await connected;
  return screen;
}
const row = (page: Page, subject: string) => page.getByRole('listitem').filter({ hasText: subject });
const lost = (page: Page) => page.getByText('Connection lost. What you see may be out of date.');

describe('a console whose line is cut', () => {
  // Interaction: R23.
  it('says so, and has everything once when it is back, without a reload', async () => {
    const asked = await asks('Piscine');
    const screen = await beyondTheLine('/inbox/all');
    const { page } = screen;
    await row(page, 'Piscine').waitFor();
    await page.evaluate('window.sameDocument = true');

    line.cut();
    await lost(page).waitFor();
    await asks('Patinoire');
    await root.patch(`/cases/${asked.id}`, { subject: 'Piscine d’été' });
    expect(await row(page, 'Patinoire').count()).toBe(0);
    // Transactions of other suites hide events for a moment; the console is to find them all at once.
    await product.settled();

    // It goes by itself: looked for before the rows, which may take as long.
    const notice = page.getByText(/^Connected again\. \d+ changes? (was|were) loaded\.$/).waitFor();
    line.restore();
    await notice;
    await row(page, 'Patinoire').waitFor();
    await row(page, 'Piscine d’été').waitFor();
    await lost(page).waitFor({ state: 'detached' });
    for (const subject of ['Patinoire', 'Piscine']) expect(await row(page, subject).count()).toBe(1);
    expect(await page.evaluate('window.sameDocument')).toBe(true);
    await screen.close();
  });

  // Interaction: R03, R23.
  it('shows a reply that waits for the line, and sends it by itself, once, when it is back', async () => {
    const asked = await asks('Marché', 'À quelle heure ferme le marché ?');
    const screen = await beyondTheLine('/dashboards');
    const { page } = screen;
    await page.getByText('Teams by urgency').waitFor();
    await page.getByRole('link', { name: 'Inbox' }).click();
    await row(page, 'Marché').click();
    await page.getByRole('feed').getByText('À quelle heure').waitFor();
    await page.keyboard.press('r');
    await page.locator('[contenteditable=true]:focus').waitFor();
    await page.keyboard.type('À treize ');

    line.cut();
    await lost(page).waitFor();
    await page.keyboard.type('heures.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Your message will be sent then.').waitFor();
    await page.getByRole('feed').getByText('Not sent yet').waitFor();
    // Nothing is there yet that could be taken back.
    expect(await page.getByRole('feed').getByRole('button', { name: 'Undo' }).count()).toBe(0);

    // It is in sight elsewhere, too, and on the live dashboard, which says itself that the line is lost.
    await page.getByRole('link', { name: 'Dashboards' }).click();
    await page.getByText('These figures may be out of date.').waitFor();
    const banner = await page.getByText('Your message will be sent then.').boundingBox();
    expect(banner!.width).toBeGreaterThan(200);
    await page.goBack();

    line.restore();
    await lost(page).waitFor({ state: 'detached' });
    await page.getByText('Will be sent in').waitFor();
    const { items } = await root.get<Items<Entry>>(`/cases/${asked.id}/timeline`);
    const sent = items.flatMap((entry) => (entry.kind === 'message' && entry.direction === 'out' ? [entry.text] : []));
    expect(sent).toEqual(['À treize heures.']);
    await screen.close();
  });
});
