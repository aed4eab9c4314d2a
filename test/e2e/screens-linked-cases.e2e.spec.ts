import type { CaseDetail, CaseSummary } from '@guichet/contracts';
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
  await root.post('/teams', { name: 'Voirie' });
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

const opened = (subject: string) => root.post<CaseSummary>('/cases', { subject });
const linksOf = async ({ id }: CaseSummary) =>
  (await root.get<CaseDetail>(`/cases/${id}`)).links.map(({ reference, kind }) => `${kind} ${reference}`);
const atCase = async (item: CaseSummary, look: Look = {}) => {
  const screen = await Screen.open(browser, product.url, look);
  await screen.signIn(ADMIN);
  await screen.page.goto(`${product.url}/inbox/all/${item.id}`);
  await screen.page.getByRole('heading', { name: item.subject }).first().waitFor();
  return screen;
};

describe('two cases that belong together', () => {
  it('are linked by the menu as a part and its whole; both say so, and it is undone', async () => {
    const [flood, cellar] = [await opened('Inondation de la rue Haute'), await opened('Cave sous l’eau')];
    const screen = await atCase(flood);
    const { page } = screen;
    await page.getByRole('button', { name: 'More actions', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Link to another case…' }).click();
    const dialog = page.getByRole('dialog', { name: `Link ${flood.reference} to another case` });
    expect(await dialog.getByRole('button', { name: 'Link', exact: true }).isDisabled()).toBe(true);
    await dialog.getByRole('combobox', { name: 'Reference, word or name' }).fill(cellar.reference);
    await dialog.getByRole('option', { name: /Cave sous l’eau/ }).click();
    await dialog.getByRole('radio', { name: 'The other case is part of this one' }).check();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await dialog.getByRole('button', { name: `Link to ${cellar.reference}` }).click();
    await dialog.waitFor({ state: 'detached' });
    const parts = page.getByRole('group', { name: 'Includes' });
    await parts.getByText('Cave sous l’eau').waitFor();
    await page.getByText(`${cellar.reference} made part of this case by`).waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);

    await parts.getByRole('button', { name: /^Cave sous l’eau/ }).click();
    await page.getByRole('group', { name: 'Part of' }).getByText('Inondation de la rue Haute').waitFor();
    expect(await linksOf(cellar)).toEqual([`parent ${flood.reference}`]);
    // What it says is true wherever it is read.
    await page.getByText(`${cellar.reference} made part of ${flood.reference}`, { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Link a case' }).click();
    const again = page.getByRole('dialog', { name: `Link ${cellar.reference} to another case` });
    await again.getByRole('combobox').fill(flood.reference);
    await again.getByRole('option', { name: /Inondation/ }).click();
    await again.getByText(`This case is already part of ${flood.reference}.`).waitFor();
    expect(await again.getByRole('radio', { name: 'This case is part of the other one' }).isChecked()).toBe(true);
    expect(await again.getByRole('button', { name: 'Change the link' }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await again.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Undo/ }).click();
    await page.getByRole('group', { name: 'Part of' }).waitFor({ state: 'detached' });
    expect([await linksOf(cellar), await linksOf(flood)]).toEqual([[], []]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('are linked by keys alone; the link is removed, and brought back by Z', async () => {
    const [noise, works] = [await opened('Bruit la nuit'), await opened('Travaux de la gare')];
    const screen = await atCase(noise, { locale: 'fr-FR' });
    const { page } = screen;
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').and(page.locator(':focus')).fill('rattacher');
    await page.getByRole('option', { name: /^Lier à un autre dossier/ }).waitFor();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: `Lier ${noise.reference} à un autre dossier` });
    await dialog.getByRole('combobox').and(page.locator(':focus')).waitFor();
    await page.keyboard.type(works.reference);
    await dialog.getByRole('option', { name: /Travaux de la gare/ }).waitFor();
    await page.keyboard.press('Enter');
    await dialog
      .getByRole('button', { name: `Lier à ${works.reference}` })
      .and(page.locator(':focus'))
      .waitFor();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const link = page.getByRole('group', { name: 'En rapport' });
    await link.getByText('Travaux de la gare').waitFor();

    const remove = link.getByRole('button', { name: `Retirer le lien avec ${works.reference}` });
    await remove.focus();
    await page.keyboard.press('Enter');
    await link.waitFor({ state: 'detached' });
    expect(await linksOf(works)).toEqual([]);
    // What had the focus is gone; the keys go on all the same.
    await page.keyboard.press('z');
    await link.getByText('Travaux de la gare').waitFor();
    await eventually(async () => expect(await linksOf(works)).toEqual([`related ${noise.reference}`]));
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});
