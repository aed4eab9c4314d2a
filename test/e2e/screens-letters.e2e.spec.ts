import type { CaseDetail, ChannelAccount, LettersToPrint, Session } from '@guichet/contracts';
import type { Browser } from 'playwright-core';
import { Screen, type Look } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { eventually } from '../support/eventually.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

let browser: Browser;
let product: RunningProduct;
let root: ApiClient;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchChromium(), RunningProduct.start()]);
  root = await ApiClient.signIn(product.url);
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

async function open(path: string, look: Look = {}): Promise<Screen> {
  const screen = await Screen.open(browser, product.url, look);
  await screen.signIn(ADMIN);
  await screen.page.goto(`${product.url}${path}`);
  return screen;
}

/** A letter of somebody of whom no address is known yet. */
const letter = (citizenName: string) =>
  root.post<CaseDetail>('/contacts', {
    channel: 'post',
    text: 'Je conteste.',
    subject: 'Recours gracieux',
    citizenName,
  });

/** A reply on paper that waits to be printed. Returns its id. */
async function toPrint(address: string): Promise<string> {
  const contact = { channel: 'post', text: 'Bonjour', subject: 'Acte', citizenName: address.split('\n')[0], address };
  const { id } = await root.post<CaseDetail>('/contacts', contact);
  const { items } = await root.get<{ items: ChannelAccount[] }>('/channels');
  const reply = { text: 'Voici votre acte.', channelAccountId: items.find(({ kind }) => kind === 'post')!.id };
  const { id: entryId } = await root.post<{ id: string }>(`/cases/${id}/messages`, reply);
  await root.post(`/cases/${id}/messages/${entryId}/send-now`, {});
  return eventually(async () => {
    const waiting = await root.get<LettersToPrint>('/letters/to-print');
    if (!waiting.items.some((one) => one.entryId === entryId)) throw new Error('The letter is not made yet.');
    return entryId;
  });
}

describe('an agent who replies on paper', () => {
  it('adds the address, sees how long the letter is, prints it, and marks it as posted', async () => {
    const { id } = await letter('Zoé Martin');
    const screen = await open(`/inbox/all/${id}`);
    const { page } = screen;
    await page.getByRole('button', { name: 'Add an address or a number' }).click();
    await page.getByText('Postal', { exact: true }).click();
    const lines = page.getByRole('textbox', { name: 'Postal address' });
    await lines.fill('Zoé Martin\n14 rue des Glycines');
    await page.getByRole('textbox', { name: 'Remark' }).focus();
    await page.getByText(/Line 2, the last one, must be the post code/).waitFor();
    await lines.fill('Zoé Martin\n14 rue des Glycines\n21000 DIJON');
    await page.getByRole('button', { name: 'Add', exact: true }).click();

    await page.getByRole('button', { name: /Reply by post to Zoé Martin, 14 rue des Glycines/ }).click();
    await page.getByRole('textbox', { name: 'Reply' }).fill('Votre recours est accepté.');
    await page.getByRole('region', { name: 'Letter' }).getByText('1 page').waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.getByRole('button', { name: 'Send by post' }).click();
    await page.getByText('To print', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Letters to print', exact: true }).click();

    await page.getByRole('checkbox', { name: 'Select the letter to Zoé Martin' }).check();
    expect(await screen.faults()).toEqual([]);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the letter', exact: true }).click();
    expect((await download).suggestedFilename()).toBe('letters.pdf');
    await page.getByText(/^Printed by .+ \(.+\)$/).waitFor();
    await page.getByRole('button', { name: 'Mark as posted…' }).click();
    await page.getByRole('button', { name: 'Mark as posted', exact: true }).click();
    await page.getByText('No letters to print').waitFor();

    await screen.visit(`/inbox/all/${id}`);
    await page.getByText(/Posted on \d/).waitFor();
    await page.getByRole('button', { name: 'Letter came back…' }).click();
    await page.getByRole('menuitem', { name: 'Not known at this address' }).click();
    await page
      .getByText(/not known at this address/)
      .first()
      .waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('is told which letters were printed already, and prints them again if need be', async () => {
    const printed = await toPrint('Inès Faure\n9 quai Nord\n21000 DIJON');
    await toPrint('Noé Petit\n4 rue Longue\n21000 DIJON');
    const screen = await open('/letters');
    const { page } = screen;
    await page.getByRole('checkbox', { name: 'Select the letter to Noé Petit' }).waitFor();
    // Somebody else prints one of them meanwhile.
    await root.post('/letters/print', { entryIds: [printed] });
    await page.getByText(/^Printed by \w/).waitFor();
    await page.getByRole('button', { name: 'Download the letter to Inès Faure again' }).waitFor();
    await page.getByRole('checkbox', { name: 'Select all' }).check();
    const first = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download 2 letters as one PDF' }).click();
    await first;
    const dialog = page.getByRole('dialog', { name: '1 letter was left out' });
    await dialog.getByText('Inès Faure').waitFor();
    await dialog.getByText(/printed by \w/).waitFor();
    expect(await screen.faults()).toEqual([]);
    const second = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Print 1 letter again' }).click();
    await second;
    await dialog.waitFor({ state: 'detached' });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('sees which letters are blocked, why, and what to do', async () => {
    await toPrint('Lou Vidal\n7 place Haute\n21000 DIJON');
    const { agent } = await root.get<Session>('/session');
    await root.call('PUT', `/agents/${agent.id}/anonymity`, { body: { reason: 'Menaces' } });
    const screen = await open('/letters');
    const blocked = screen.page.getByRole('region', { name: /blocked letter/ });
    await blocked.getByText('Lou Vidal').waitFor();
    await blocked
      .getByText(/its author is no longer named to citizens\. Cancel it/)
      .first()
      .waitFor();
    expect(await screen.faults()).toEqual([]);
    await root.call('PUT', `/agents/${agent.id}/anonymity`, { body: { reason: null } });
    await screen.close();
  });

  it('finds the list on a phone, in the dark and in French', async () => {
    await toPrint('Ali Haddad\nRésidence Les Magnolias Bât. C\n2 allée des Ifs\n21050 DIJON CEDEX');
    const screen = await open('/letters', { locale: 'fr-FR', colorScheme: 'dark', width: 360, height: 740 });
    await screen.page.getByRole('checkbox', { name: 'Sélectionner la lettre à Ali Haddad' }).check();
    await screen.page.getByRole('toolbar').getByRole('button', { name: 'Marquer comme postées…' }).waitFor();
    expect(await screen.faults()).toEqual([]);
    expect(await screen.overflow()).toBe(0);
    await screen.close();
  });
});
