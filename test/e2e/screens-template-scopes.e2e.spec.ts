import type { TemplateSummary, Page as Items } from '@guichet/contracts';
import { ADMIN } from '../support/running-product.js';
import { Screen } from '../support/browser-screen.js';
import { TemplateScreens, picker, reply, strip } from '../support/template-screen-steps.js';

let desk: TemplateScreens;
beforeAll(async () => {
  desk = await TemplateScreens.open();
});
afterAll(() => desk?.close());

const TITLE = 'Horaires de la piscine';
const TEXT = 'La piscine ouvre à 10 h.';

it('an agent writes a quick text, uses it at once, and proposes it', async () => {
  const screen = await Screen.open(desk.browser, desk.product.url);
  await screen.signIn(ADMIN);
  const { page } = screen;
  await page.goto(`${desk.product.url}/templates`);
  await page.getByRole('button', { name: 'New template' }).click();
  const dialog = page.getByRole('dialog', { name: 'New template' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill(TITLE);
  await dialog.getByRole('combobox', { name: 'For whom' }).click();
  await page.getByRole('option', { name: 'For me' }).click();
  await dialog.getByText('A quick text of your own').waitFor();
  await dialog.getByRole('textbox', { name: 'Text' }).fill(TEXT);
  expect(await screen.faults()).toEqual([]);
  await dialog.getByRole('button', { name: 'Create the template' }).click();

  await page.getByRole('heading', { name: TITLE }).waitFor();
  await page.getByText('This text is in use.').waitFor();
  expect(await screen.faultsInEveryLook()).toEqual([]);

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Propose to a team…' }).click();
  await page
    .getByRole('dialog', { name: `Propose “${TITLE}”` })
    .getByRole('button', { name: 'Propose' })
    .click();
  await page.getByText('The text is in review').waitFor();
  const { items } = await desk.root.get<Items<TemplateSummary>>('/templates?q=piscine');
  expect(items.map(({ scope, variants }) => [scope, variants[0]?.open?.state ?? 'in use']).toSorted()).toEqual([
    ['mine', 'in use'],
    ['team', 'review'],
  ]);

  await screen.visit('/templates');
  await page.getByRole('button', { name: 'Mine' }).click();
  const rows = page.getByRole('list', { name: 'Templates' }).getByRole('link', { name: new RegExp(TITLE) });
  await rows.filter({ hasText: 'In review' }).waitFor({ state: 'detached' });
  await rows.filter({ hasText: 'Mine' }).waitFor();
  expect(await page.getByRole('list', { name: 'Templates' }).getByRole('link').count()).toBe(1);
  await screen.close();
});

it('stands in the picker under a heading of its own, above what was approved', async () => {
  const asked = await desk.receiveMail('Zoé Martin <zoe@citizen.test>', 'La piscine');
  const screen = await desk.openCase(asked);
  const { page } = screen;
  await page.keyboard.press('/');
  const mine = picker(page).getByRole('group', { name: 'Mine' });
  await mine.getByRole('option', { name: TITLE }).waitFor();
  await picker(page).getByRole('group', { name: 'Approved' }).getByRole('option').first().waitFor();
  expect(await screen.faultsInEveryLook()).toEqual([]);
  await page.keyboard.press('1');
  await strip(page).getByText(TITLE).waitFor();
  await reply(page).getByText(TEXT).waitFor();
  await page.keyboard.press('Control+Enter');
  // Whoever reads the case is told neither its title nor that anybody has approved it.
  const line = page.getByText('From a text of the agent’s own, which nobody has approved');
  await line.waitFor();
  expect(await page.getByText(TITLE).count()).toBe(0);
  expect(await screen.faultsInEveryLook()).toEqual([]);
  await screen.close();
});

it('opens the page of a text that cannot be used as it is, where it says why', async () => {
  const screen = await Screen.open(desk.browser, desk.product.url);
  await screen.signIn(ADMIN);
  const { page } = screen;
  await page.goto(`${desk.product.url}/templates`);
  await page.getByRole('button', { name: 'New template' }).click();
  const dialog = page.getByRole('dialog', { name: 'New template' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Patinoire');
  await dialog.getByRole('combobox', { name: 'For whom' }).click();
  await page.getByRole('option', { name: 'For me' }).click();
  await dialog.getByRole('textbox', { name: 'Text' }).fill('La patinoire ouvre à {{ nowhere }}.');
  await dialog.getByRole('button', { name: 'Create the template' }).click();
  await page.getByRole('heading', { name: 'Patinoire' }).waitFor();
  await page
    .getByText(/nowhere/)
    .first()
    .waitFor();
  await dialog.waitFor({ state: 'detached' });
  await screen.close();
});
