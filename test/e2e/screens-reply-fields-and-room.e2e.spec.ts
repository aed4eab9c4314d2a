import type { Page } from 'playwright-core';
import { TemplateScreens, field, insert, reply, strip } from '../support/template-screen-steps.js';

let desk: TemplateScreens;
beforeAll(async () => {
  desk = await TemplateScreens.open();
});
afterAll(() => desk?.close());

const written = (page: Page) => reply(page).and(page.locator('[contenteditable=true]'));

/** Writes behind the last words of the sentence that holds the date. */
async function editSentenceOfDate(page: Page): Promise<void> {
  await written(page).getByText('répondez à ce message').click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Ou au guichet.');
}

describe('a sentence that the agent has changed', () => {
  it('says the deadline of its field, as the field is typed, and keeps it bold', async () => {
    const asked = await desk.receiveMail('Zoé Martin <zoe@citizen.test>', 'Mes pièces');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await insert(page, 'Missing documents');
    await field(page, 'Pièces demandées').fill('Un livret');
    await editSentenceOfDate(page);
    await field(page, 'Date limite').fill('0202-12-10');
    await written(page).getByText('10 décembre 202').waitFor();
    await field(page, 'Date limite').fill('2026-12-15');
    await written(page).locator('strong').getByText('15 décembre 2026').waitFor();
    expect(await written(page).innerText()).toContain('Ou au guichet.');
    // While the next rendering is on its way, the field has another value than the text.
    await strip(page).getByText('no longer follows').waitFor({ state: 'detached' });
    await screen.close();
  });

  it('is asked about before it leaves with another deadline than its field, and can be the template’s again', async () => {
    const asked = await desk.receiveMail('Noé Petit <noe@citizen.test>', 'Mon acte');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await insert(page, 'Missing documents');
    await field(page, 'Pièces demandées').fill('Un livret');
    await field(page, 'Date limite').fill('2026-12-15');
    await written(page).getByText('15 décembre 2026').dblclick();
    await page.keyboard.type('lundi');
    await strip(page).getByText('The text no longer follows this field.').waitFor();
    await page.getByRole('button', { name: 'Review 1 point' }).click();
    await page.getByText(/no longer follows the field “Date limite”, which says “15 décembre 2026”/).waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.keyboard.press('Escape');
    await strip(page).getByRole('button', { name: 'Put the template’s passage back' }).click();
    await written(page).getByText('15 décembre 2026').waitFor();
    await page.getByRole('button', { name: 'Send by email' }).waitFor();
    await screen.close();
  });

  it('stays as it was typed when the field changes, and is noticed when the field is emptied', async () => {
    const asked = await desk.receiveMail('Noé Petit <noe@citizen.test>', 'Mon livret');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await insert(page, 'Missing documents');
    await field(page, 'Pièces demandées').fill('Un livret');
    await field(page, 'Date limite').fill('2026-12-15');
    await written(page).getByText('15 décembre 2026').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Nous vous recevrons le 15 décembre 2026 au guichet 2.');
    await field(page, 'Date limite').fill('2026-12-18');
    await strip(page).getByText('The text no longer follows this field.').first().waitFor();
    await field(page, 'Date limite').fill('');
    await strip(page).getByText('The field is empty, but the text still says “15 décembre 2026”.').waitFor();
    expect(await written(page).innerText()).toContain('le 15 décembre 2026 au guichet 2.');
    expect(await screen.faults()).toEqual([]);
    await screen.close();
  });
});

const BOTTOM = `Math.max(...[...document.querySelectorAll('[data-bottom-bar] button')].map((one) => one.getBoundingClientRect().bottom))`;

describe('what sends a reply', () => {
  it.each([
    [1366, 768],
    [1280, 600],
    [683, 384],
  ])('is in sight at %s × %s, with a template and a banner above', async (width, height) => {
    const other = await desk.receiveMail('Ali Benali <ali@citizen.test>', `Ma carte ${width}`);
    const from = `Ana Roux <ana${width}@citizen.test>`;
    const asked = await desk.receiveMail(from, `Encore une carte ${width} [${other.reference}]`);
    const screen = await desk.openCase(asked, { locale: 'fr-FR', width, height });
    const { page } = screen;
    await page.getByText('Ce message concerne peut-être').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('Pièces manquantes');
    await page.getByRole('option', { name: 'Pièces manquantes' }).and(page.locator('[aria-selected=true]')).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('[data-template-strip]').getByRole('textbox', { name: 'Date limite' }).waitFor();
    expect(await page.evaluate<number>(BOTTOM)).toBeLessThanOrEqual(height);
    await page.getByRole('button', { name: '2 champs à renseigner' }).click({ trial: true });
    await screen.close();
  });
});
