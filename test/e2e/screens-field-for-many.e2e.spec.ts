import type {
  CaseDetail,
  CaseField,
  CaseSummary,
  CaseType,
  ChecklistStep,
  Team,
  Page as Items,
} from '@guichet/contracts';
import type { Browser, Page } from 'playwright-core';
import { Screen } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { eventually } from '../support/eventually.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

let browser: Browser;
let product: RunningProduct;
let root: ApiClient;
let year: CaseField;
let enrolments: CaseSummary[];
let pothole: CaseSummary;
let passports: CaseSummary[];
let document: ChecklistStep;

const bilingual = (text: string) => ({ fr: text, en: text });
const open = async (subject: string, caseTypeId: string) => {
  const { items } = await root.get<Items<Team>>('/teams');
  const { id } = await root.post<CaseDetail>('/cases', { subject, teamId: items[0]!.id });
  return root.patch<CaseDetail>(`/cases/${id}`, { caseTypeId });
};

beforeAll(async () => {
  [browser, product] = await Promise.all([launchChromium(), RunningProduct.start()]);
  root = await ApiClient.signIn(product.url);
  const school = await root.post<CaseType>('/case-types', { name: 'Inscription scolaire' });
  const roads = await root.post<CaseType>('/case-types', { name: 'Voirie' });
  year = await root.post<CaseField>(`/case-types/${school.id}/fields`, {
    ...{ kind: 'choice', label: { fr: 'Année scolaire', en: 'School year' }, required: true },
    options: ['2026–2027', '2027–2028'].map((text) => ({ label: bilingual(text) })),
  });
  await root.post(`/case-types/${roads.id}/fields`, { kind: 'text', label: { fr: 'Rue', en: 'Street' } });
  enrolments = [];
  for (const name of ['Zoé', 'Max', 'Ines']) enrolments.push(await open(`Inscription de ${name}`, school.id));
  pothole = await open('Nid-de-poule', roads.id);
  const travel = await root.post<CaseType>('/case-types', { name: 'Passeport' });
  const label = { fr: 'Date du rendez-vous', en: 'Day of the appointment' };
  await root.post(`/case-types/${travel.id}/fields`, { kind: 'text', key: 'jour', label, required: true });
  const checked = { fr: 'Vérifier les pièces', en: 'Check the documents' };
  document = await root.post<ChecklistStep>(`/case-types/${travel.id}/steps`, { label: checked, required: true });
  const signed = { fr: 'Signer le formulaire', en: 'Sign the form' };
  await root.post(`/case-types/${travel.id}/steps`, { label: signed, required: true });
  passports = [];
  for (const name of ['Léa', 'Noé', 'Ugo']) passports.push(await open(`Passeport de ${name}`, travel.id));
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

const row = (page: Page, { id }: CaseSummary) => page.locator(`[data-case-id="${id}"]`);
const select = async (page: Page, items: readonly CaseSummary[]) => {
  for (const item of items) {
    await row(page, item).hover();
    await row(page, item).getByRole('checkbox').check();
  }
};
const stored = async (item: CaseSummary) => {
  const { fields, status } = await root.get<CaseDetail>(`/cases/${item.id}`);
  const value = fields.find(({ field }) => field.id === year.id)?.value ?? null;
  return { status, value: year.options.find(({ key }) => key === value)?.label.en ?? null };
};
const allStored = async (items: readonly CaseSummary[], expected: Awaited<ReturnType<typeof stored>>) => {
  for (const item of items) await eventually(async () => expect(await stored(item)).toEqual(expected));
};

it.each(['next', 'list'])(
  'an agent stays in the open case where closing it together with others is refused, going on to %s',
  async (advance) => {
    const screen = await Screen.open(browser, product.url);
    const { page } = screen;
    await screen.signIn(ADMIN);
    await page.evaluate(`localStorage.setItem('guichet.preferences', '{"advance":"${advance}"}')`);
    await page.goto(`${product.url}/inbox/all/${enrolments[1]!.id}`);
    await page.getByRole('heading', { name: 'Inscription de Max' }).waitFor();
    await select(page, enrolments);
    await page.getByRole('toolbar', { name: 'Selected cases' }).getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Fill in this field for these 3 cases' }).waitFor();
    await page.waitForURL((url) => url.pathname.includes(enrolments[1]!.id));
    await page.getByRole('heading', { name: 'Inscription de Max' }).waitFor();
    await screen.close();
  },
);

it('an agent who has gone to the settings meanwhile stays there', async () => {
  const screen = await Screen.open(browser, product.url);
  const { page } = screen;
  await screen.signIn(ADMIN);
  // Closing leads back to the list.
  await page.evaluate(`localStorage.setItem('guichet.preferences', '{"advance":"list"}')`);
  await page.goto(`${product.url}/inbox/all/${enrolments[1]!.id}`);
  await page.getByRole('heading', { name: 'Inscription de Max' }).waitFor();
  await select(page, enrolments);
  const answered = Promise.withResolvers<void>();
  await page.route('**/api/v1/cases/*', async (route) => {
    if (route.request().method() === 'PATCH') await answered.promise;
    await route.continue();
  });
  await page.getByRole('toolbar', { name: 'Selected cases' }).getByRole('button', { name: 'Close' }).click();
  await page.waitForURL((url) => url.pathname === '/inbox/all');
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.waitForURL((url) => url.pathname.startsWith('/settings'));
  answered.resolve();
  await page.getByRole('button', { name: 'Fill in this field for these 3 cases' }).waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/settings/);
  await screen.close();
});

describe('an agent in a case with fields and steps', () => {
  it('comes to each of them by the palette, also where the panel is closed', async () => {
    const { caseType } = await root.get<CaseDetail>(`/cases/${passports[0]!.id}`);
    const own = await open('Passeport de Mia', caseType!.id);
    const screen = await Screen.open(browser, product.url);
    const { page } = screen;
    await screen.signIn(ADMIN);
    await page.goto(`${product.url}/inbox/all/${own.id}`);
    const field = page.getByRole('textbox', { name: /^Day of the appointment/ });
    await field.waitFor();
    await page.getByRole('button', { name: 'Side panel' }).click();
    await field.waitFor({ state: 'detached' });
    const choose = async (words: string, option: string) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').and(page.locator(':focus')).fill(words);
      await page.getByRole('option', { name: option }).waitFor();
      await page.keyboard.press('Enter');
    };
    await choose('appointment', 'Fill in: Day of the appointment');
    await field.and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Lundi');
    await page.keyboard.press('Enter');
    await eventually(async () => {
      const { fields } = await root.get<CaseDetail>(`/cases/${own.id}`);
      expect(fields.map(({ value }) => value)).toEqual(['Lundi']);
    });
    await choose('sign the', 'Checklist: Sign the form');
    await page.getByRole('checkbox', { name: 'Sign the form' }).and(page.locator(':focus')).waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('an agent who fills in one field for several cases', () => {
  it('is offered that where closing them was refused for it, fills it in, and closes them', async () => {
    const screen = await Screen.open(browser, product.url);
    const { page } = screen;
    await screen.signIn(ADMIN);
    await page.goto(`${product.url}/inbox/all`);
    await select(page, enrolments);
    await page.getByRole('toolbar').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Select these 3 cases' }).waitFor();
    // The key that was refused is meant for them still, and not for the case that is open.
    await page.getByRole('toolbar', { name: 'Selected cases' }).getByText('3 selected').waitFor();
    await page.getByRole('button', { name: 'Fill in this field for these 3 cases' }).click();

    const dialog = page.getByRole('dialog', { name: 'Fill in a field in 3 cases' });
    await eventually(async () =>
      expect(await dialog.getByRole('combobox', { name: 'Field' }).inputValue()).toBe('School year'),
    );
    const submit = dialog.getByRole('button', { name: 'Fill in for 3 cases' });
    expect(await submit.isDisabled()).toBe(true);
    await dialog.getByRole('combobox', { name: /^School year/ }).click();
    await page.getByRole('option', { name: '2026–2027' }).click();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await submit.click();

    const result = page.getByRole('region', { name: 'Bulk action' });
    await result.getByText('School year: 2026–2027 · 3 cases changed').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await allStored(enrolments, { status: 'open', value: '2026–2027' });
    await page.getByRole('button', { name: 'Select these 3 cases' }).first().click();
    await page.getByRole('toolbar').getByRole('button', { name: 'Close' }).click();
    await allStored(enrolments, { status: 'closed', value: '2026–2027' });
    // The browser notes each refusal.
    expect(screen.errors.filter((error) => !error.includes('409'))).toEqual([]);
    await screen.close();
  });

  it('chooses it among the fields of the types that the cases have, is told which have it not, and undoes it', async () => {
    for (const { id } of enrolments) await root.patch(`/cases/${id}`, { status: 'open' });
    const screen = await Screen.open(browser, product.url);
    const { page } = screen;
    await screen.signIn(ADMIN);
    await page.goto(`${product.url}/inbox/all`);
    await select(page, [...enrolments, pothole]);
    await page.getByRole('toolbar').getByRole('button', { name: 'Fill in a field…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Fill in a field in 4 cases' });
    await dialog.getByRole('combobox', { name: 'Field' }).click();
    await page.getByText('Voirie (1)', { exact: true }).waitFor();
    await page.getByRole('group', { name: 'Inscription scolaire (3)' }).getByRole('option').click();
    await dialog.getByText('1 selected case has another type, and stays as it is.').waitFor();
    await dialog.getByRole('combobox', { name: /^School year/ }).click();
    await page.getByRole('option', { name: '2027–2028' }).click();
    await dialog.getByRole('button', { name: 'Fill in for 3 cases' }).click();

    const result = page.getByRole('region', { name: 'Bulk action' });
    await result.getByText('School year: 2027–2028 · 3 cases changed').waitFor();
    await allStored(enrolments, { status: 'open', value: '2027–2028' });
    await result.getByRole('button', { name: '1 left as it was' }).click();
    const left = page.getByRole('dialog', { name: 'Cases left as they were' });
    await left.getByText('This case type has no such field.').waitFor();
    await page.keyboard.press('Escape');
    await result.getByRole('button', { name: 'Undo' }).click();
    await result.getByText('3 cases restored').waitFor();
    await allStored(enrolments, { status: 'open', value: '2026–2027' });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

const progress = async (item: CaseSummary) => {
  const { steps, status } = await root.get<CaseDetail>(`/cases/${item.id}`);
  return { status, isDone: steps.find(({ id }) => id === document.id)?.done !== null };
};
const allAre = async (items: readonly CaseSummary[], expected: Awaited<ReturnType<typeof progress>>) => {
  for (const item of items) await eventually(async () => expect(await progress(item)).toEqual(expected));
};
/** How many rows of buttons stand below the list. */
const rowsOfBar = (page: Page) =>
  page.evaluate<number>(
    `new Set([...document.querySelectorAll('[data-bottom-bar] > span:last-child button')].map((one) => one.offsetTop)).size`,
  );

describe('an agent who ticks steps in several cases', () => {
  it('is named all that is missing where closing them was refused, ticks the steps, fills in the field, and closes them', async () => {
    const screen = await Screen.open(browser, product.url);
    const { page } = screen;
    await screen.signIn(ADMIN);
    await page.goto(`${product.url}/inbox/all`);
    await select(page, passports);
    await page.getByRole('toolbar').getByRole('button', { name: 'Close' }).click();
    const both = 'fill in: Day of the appointment. Also do these steps: Check the documents, Sign the form.';
    await page.getByText(`Before these 3 cases can be closed, ${both}`).waitFor();
    await page.getByRole('button', { name: 'Fill in this field for these 3 cases' }).waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await page.getByRole('button', { name: 'Tick these steps for these 3 cases' }).click();

    const dialog = page.getByRole('dialog', { name: 'Tick steps in 3 cases' });
    for (const name of ['Check the documents', 'Sign the form'])
      await dialog.getByRole('checkbox', { name, checked: true }).waitFor();
    // It does not shine over what the dialog puts in the shade.
    const refused = page.getByRole('alert').filter({ hasText: '3 of 3 could not be changed' });
    await eventually(async () => expect(await refused.isVisible()).toBe(false));
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await dialog.getByRole('button', { name: 'Tick in 3 cases' }).click();
    const result = page.getByRole('region', { name: 'Bulk action' });
    await result.getByText('Done: Check the documents, Sign the form · 3 cases changed').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await allAre(passports, { status: 'open', isDone: true });

    await page.getByRole('button', { name: 'Fill in this field for these 3 cases' }).click();
    const fillIn = page.getByRole('dialog', { name: 'Fill in a field in 3 cases' });
    await fillIn.getByRole('textbox', { name: /^Day of the appointment/ }).fill('12 mai');
    await fillIn.getByRole('button', { name: 'Fill in for 3 cases' }).click();
    await result.getByText('Day of the appointment: 12 mai · 3 cases changed').waitFor();
    // All that it asked for is done, and the way to the cases stands in one place.
    await refused.waitFor({ state: 'detached' });
    const selectThese = page.getByRole('button', { name: 'Select these 3 cases' });
    expect(await selectThese.count()).toBe(1);
    await selectThese.click();
    await page.getByRole('toolbar').getByRole('button', { name: 'Close' }).click();
    await allAre(passports, { status: 'closed', isDone: true });
    // What was done last is said, and what was done before is not said beside it.
    await page.getByRole('alert').filter({ hasText: '3 cases closed' }).waitFor();
    await result.waitFor({ state: 'detached' });
    expect(await selectThese.count()).toBe(1);
    await screen.close();
  });

  it('chooses one where the selected cases have types with steps, is told which have it not, and undoes it', async () => {
    for (const { id } of passports) {
      await root.patch(`/cases/${id}`, { status: 'open' });
      await root.patch(`/cases/${id}/steps/${document.id}`, { done: false });
    }
    const screen = await Screen.open(browser, product.url);
    const { page } = screen;
    await screen.signIn(ADMIN);
    await page.goto(`${product.url}/inbox/all`);
    await select(page, [pothole]);
    const bar = page.getByRole('toolbar');
    await bar.getByRole('button', { name: 'Fill in a field…' }).waitFor();
    expect(await bar.getByRole('button', { name: 'Tick steps…' }).count()).toBe(0);
    const rows = await rowsOfBar(page);
    await select(page, passports);
    await bar.getByRole('button', { name: 'Tick steps…' }).waitFor();
    expect(await rowsOfBar(page)).toBe(rows);
    await bar.getByRole('button', { name: 'Tick steps…' }).click();

    const dialog = page.getByRole('dialog', { name: 'Tick steps in 4 cases' });
    expect(await dialog.getByRole('button', { name: /^Tick in/ }).isDisabled()).toBe(true);
    await dialog.getByRole('checkbox', { name: 'Check the documents' }).check();
    await dialog.getByText('1 selected case has another type, and stays as it is.').waitFor();
    await dialog.getByRole('button', { name: 'Tick in 3 cases' }).click();
    const result = page.getByRole('region', { name: 'Bulk action' });
    await result.getByText('Done: Check the documents · 3 cases changed').waitFor();
    await allAre(passports, { status: 'open', isDone: true });
    await result.getByRole('button', { name: '1 left as it was' }).click();
    const left = page.getByRole('dialog', { name: 'Cases left as they were' });
    await left.getByText('This case type has no such step.').waitFor();
    await page.keyboard.press('Escape');
    await result.getByRole('button', { name: 'Undo' }).click();
    await result.getByText('3 cases restored').waitFor();
    await allAre(passports, { status: 'open', isDone: false });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});
