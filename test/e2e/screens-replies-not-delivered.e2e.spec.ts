import type { CaseSummary, Page as Items } from '@guichet/contracts';
import type { Browser, Page } from 'playwright-core';
import { Screen } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { MailSink } from '../support/mail-sink.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

const DESK = 'contact@mairie.test';
let browser: Browser;
let product: RunningProduct;
let relay: MailSink;
let asked: CaseSummary[];

beforeAll(async () => {
  [browser, product, relay] = await Promise.all([launchChromium(), RunningProduct.start(), MailSink.open()]);
  relay.refuseRecipient = (address) => address.startsWith('gone');
  const root = await ApiClient.signIn(product.url);
  const outbound = { host: '127.0.0.1', port: relay.port, secure: false };
  const config = { address: DESK, inbound: { smtp: true }, outbound, undoSeconds: 60 };
  await root.post('/channels', { kind: 'email', name: 'Mairie', config });
  const who = { name: 'Valbourg', mail: DESK, phone: '+33380000000', court: 'tribunal administratif de Dijon' };
  await root.call('PUT', '/organisation', { body: who });
  for (const from of ['Zoé Martin <zoe@citizen.test>', 'Max Petit <gone@citizen.test>', 'Ines Roy <ines@citizen.test>'])
    await product.mail({ from, to: DESK, subject: `Demande de ${from.split(' ')[0]!}`, text: 'Que dois-je faire ?' });
  await product.processed();
  asked = (await root.get<Items<CaseSummary>>('/cases?status=any')).items;
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
  await relay?.close();
});

const row = (page: Page, { id }: CaseSummary) => page.locator(`[data-case-id="${id}"]`);

describe('an agent whose reply to several cases does not reach all of them', () => {
  it('is told so, also with another case open, and is shown which it is', async () => {
    const screen = await Screen.open(browser, product.url);
    const { page } = screen;
    await screen.signIn(ADMIN);
    await page.goto(`${product.url}/inbox/all`);
    for (const item of asked) {
      await row(page, item).hover();
      await row(page, item).getByRole('checkbox').check();
    }
    await page.getByRole('toolbar').getByRole('button', { name: 'Reply…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Reply to 3 cases' });
    await dialog.getByRole('combobox', { name: 'Template' }).fill('Missing documents');
    await page.getByRole('option', { name: 'Missing documents' }).click();
    await dialog.getByRole('textbox', { name: /^Pièces demandées/ }).fill('Un justificatif');
    await dialog.getByLabel(/^Date limite/).fill('2031-01-15');
    await dialog.getByRole('button', { name: 'Prepare the replies' }).click();
    await page.getByRole('button', { name: 'Send 3 replies' }).click();
    const result = page.getByRole('region', { name: 'Bulk action' });
    await result.getByText('3 replies waiting to be sent', { exact: true }).waitFor();
    // The result makes room for the case that is opened next.
    await row(
      page,
      asked.find(({ subject }) => subject.endsWith('Zoé'))!,
    ).click();
    await page.getByRole('feed', { name: 'Timeline' }).waitFor();
    await result.waitFor({ state: 'detached' });
    await product.advance(61_000);
    await result.getByText('2 replies sent', { exact: true }).waitFor();
    await result.getByRole('button', { name: '1 could not be delivered' }).click();
    const failed = page.getByRole('dialog', { name: 'What became of the replies' });
    await failed.getByText('Max Petit · Demande de Max').waitFor();
    expect(await failed.getByRole('listitem').count()).toBe(1);
    expect(await screen.faultsInEveryLook()).toEqual([]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});
