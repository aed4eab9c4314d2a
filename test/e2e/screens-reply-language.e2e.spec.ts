import type { Page } from 'playwright-core';
import { TemplateScreens, field, insert, reply, strip } from '../support/template-screen-steps.js';

const composer = (page: Page) => page.getByRole('region', { name: 'Write' });

let desk: TemplateScreens;
beforeAll(async () => {
  desk = await TemplateScreens.open();
});
afterAll(() => desk?.close());

it('says which sentences stay in the language before, asks about them before sending, and goes back to it', async () => {
  const asked = await desk.receiveMail('Zoé Martin <zoe@citizen.test>', 'Mes pièces');
  const screen = await desk.openCase(asked);
  const { page } = screen;
  const letter = reply(page).and(page.locator('[contenteditable=true]'));
  await insert(page, 'Missing documents');
  await field(page, 'Pièces demandées').fill('Un livret de famille');
  await field(page, 'Date limite').fill('2026-12-15');
  await letter.getByText('15 décembre 2026').first().waitFor();
  const language = strip(page).getByRole('group', { name: 'Language of the reply' });
  await language.getByRole('button', { name: 'in English' }).click();
  await letter.getByText('15 December 2026').first().waitFor();
  // Nothing was changed: all of it is in the other language, and what was filled in is what the citizen is to bring.
  expect(await strip(page).getByText('still in').count()).toBe(0);
  await language.getByRole('button', { name: 'in French' }).click();
  await letter.getByText('15 décembre 2026').first().waitFor();
  await letter.getByText('Bonjour').first().click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Nous avons bien reçu votre dossier.');
  const before = await letter.innerText();
  await language.getByRole('button', { name: 'in English' }).click();
  await letter.getByText('15 December 2026').first().waitFor();
  await letter.getByText('Nous avons bien reçu votre dossier.').waitFor();
  await strip(page).getByText('1 sentence of yours is still in French.').waitFor();
  await page.getByRole('button', { name: 'Review 1 point' }).click();
  await page.getByText('The reply is in English, but 1 sentence of yours is in French.').waitFor();
  expect(await screen.faults()).toEqual([]);
  await page.getByRole('checkbox', { name: 'The text is correct' }).click();
  await page.getByRole('button', { name: 'Send by email' }).waitFor();
  await strip(page).getByRole('button', { name: 'Back to French' }).click();
  await letter.getByText('15 décembre 2026').first().waitFor();
  await strip(page).getByText('still in').waitFor({ state: 'detached' });
  expect(await letter.innerText()).toBe(before);
  await language.getByRole('button', { name: 'in English' }).click();
  await strip(page).getByText('1 sentence of yours is still in French.').waitFor();
  await letter.getByText('Nous avons bien reçu votre dossier.').click({ clickCount: 3 });
  await page.keyboard.type('Hello, your documents have arrived.');
  await strip(page).getByText('still in').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Send by email' }).waitFor();
  await screen.close();
});

it('still says so once the draft is found again, whichever language the reply takes from there', async () => {
  const asked = await desk.receiveMail('Max Petit <max@citizen.test>', 'Mes pièces');
  const screen = await desk.openCase(asked);
  const { page } = screen;
  const letter = reply(page).and(page.locator('[contenteditable=true]'));
  const language = strip(page).getByRole('group', { name: 'Language of the reply' });
  await insert(page, 'Missing documents');
  await letter.getByText('Bonjour').first().click();
  await page.keyboard.press('Home');
  await page.keyboard.type('Votre dossier est arrivé. Merci.');
  await page.keyboard.press('Enter');
  await field(page, 'Pièces demandées').fill('Un livret de famille');
  await field(page, 'Date limite').fill('2026-12-15');
  await letter.getByText('15 décembre 2026').first().waitFor();
  await language.getByRole('button', { name: 'in English' }).click();
  await letter.getByText('15 December 2026').first().waitFor();
  await strip(page).getByText('2 sentences of yours are still in French.').waitFor();
  await composer(page).getByText('Saved', { exact: true }).waitFor();
  await page.reload();
  await strip(page).getByText('2 sentences of yours are still in French.').waitFor();
  await page.getByRole('button', { name: 'Review 1 point' }).waitFor();
  await language.getByRole('button', { name: 'in French' }).click();
  await letter.getByText('15 décembre 2026').first().waitFor();
  expect(await strip(page).getByText('still in').count()).toBe(0);
  await language.getByRole('button', { name: 'in English' }).click();
  await strip(page).getByText('2 sentences of yours are still in French.').waitFor();
  await page.getByRole('button', { name: 'Review 1 point' }).waitFor();
  await screen.close();
});

const FRENCH =
  'Nous avons bien reçu votre dossier, et nous vous enverrons la carte avant la fin du mois. Merci de votre envoi.';

it('asks about a reply that is written in another language than the chosen one, which can be changed there', async () => {
  await desk.root.call('PUT', '/signatures', { body: {} });
  const asked = await desk.receiveMail('Ali Benali <ali@citizen.test>', 'Ma carte');
  const screen = await desk.openCase(asked);
  const { page } = screen;
  await page.keyboard.press('r');
  const letter = reply(page).and(page.locator('[contenteditable=true]'));
  await letter.waitFor();
  const language = composer(page).getByRole('group', { name: 'Language of the signature' });
  await language.getByRole('button', { name: 'English' }).click();
  await letter.click();
  await page.keyboard.type(FRENCH);
  await page.getByRole('button', { name: 'Review 1 point' }).click();
  await page.getByText('This reply reads like French; the language chosen is English.').waitFor();
  expect(await screen.faults()).toEqual([]);
  await page.getByRole('button', { name: 'Change the language to French' }).click();
  await page.getByRole('button', { name: 'Send by email' }).waitFor();
  expect(await language.getByRole('button', { name: 'French', pressed: true }).count()).toBe(1);

  // Asked once: what the agent has said to be right is not asked about again.
  await language.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Review 1 point' }).click();
  await page.getByRole('checkbox', { name: 'The text is correct' }).click();
  await page.getByRole('button', { name: 'Send by email' }).click();
  await page.getByRole('feed').getByText('Will be sent in').waitFor();
  await screen.close();
});
