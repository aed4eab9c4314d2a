import type { Agent, CaseSummary, Page as Items, Team } from '@guichet/contracts';
import type { Browser, Locator, Page } from 'playwright-core';
import { Screen } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { eventually } from '../support/eventually.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

const LUC = { email: 'luc@mairie.test', password: 'correct horse battery' };
/** She supervises, and is in no team. */
const MAUD = { email: 'maud@mairie.test', password: 'correct horse battery' };

let browser: Browser;
let product: RunningProduct;
let root: ApiClient;
let item: CaseSummary;
let teamId: string;
let agentId: string;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchChromium(), RunningProduct.start()]);
  root = await ApiClient.signIn(product.url);
  ({ id: teamId } = await root.post<Team>('/teams', { name: 'Voirie' }));
  await root.post<Agent>('/agents', { ...LUC, name: 'Luc', teamIds: [teamId] });
  await root.post<Agent>('/agents', { ...MAUD, name: 'Maud', role: 'supervisor', teamIds: [] });
  agentId = (await root.get<Items<Agent>>('/agents')).items.find(({ name }) => name === 'Luc')!.id;
  item = await root.post<CaseSummary>('/cases', { subject: 'Banc cassé', assignToMe: false });
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

/** Beside every window, where nothing else takes a click either. */
const clickBeside = (page: Page) => page.mouse.click(1430, 890);
const question = (dialog: Locator) => dialog.getByText('will be lost if you close this window');
const choose = async (dialog: Locator, name: string) => {
  await dialog.getByRole('combobox', { name }).or(dialog.getByLabel(name)).first().click();
  await dialog.page().getByRole('option').first().click();
};

interface Window {
  path: () => string;
  open: string | RegExp;
  change: (dialog: Locator) => Promise<void>;
}

const windows: [string, Window][] = [
  [
    'a rule',
    {
      path: () => '/settings/routing',
      open: 'Add a rule',
      change: (dialog) => dialog.getByLabel('Name').fill('Cantine'),
    },
  ],
  [
    'a day',
    {
      path: () => `/settings/teams/${teamId}/hours`,
      open: 'Add a day',
      change: (dialog) => dialog.getByLabel('Date', { exact: true }).fill('2030-05-08'),
    },
  ],
  ['an agent', { path: () => '/settings/agents', open: 'Add an agent', change: (dialog) => choose(dialog, 'Role') }],
  [
    'an absence',
    {
      path: () => `/settings/agents/${agentId}`,
      open: 'Plan an absence',
      change: (dialog) => dialog.locator('input[type=date]').first().fill('2030-05-08'),
    },
  ],
  [
    'a report',
    {
      path: () => '/dashboards/reports',
      open: 'New report',
      change: (dialog) => dialog.getByRole('textbox', { name: 'Name' }).fill('Lundi'),
    },
  ],
  [
    'a template',
    {
      path: () => '/templates',
      open: 'New template',
      change: (dialog) => dialog.getByRole('textbox').first().fill('Accueil'),
    },
  ],
  [
    'a transfer to another team',
    { path: () => `/inbox/all/${item.id}`, open: /^Team: /, change: (dialog) => choose(dialog, 'Team') },
  ],
];

describe('a window with fields', () => {
  it.each(windows)(
    'of %s closes at once while nothing was changed, and asks once something was',
    async (_, { path, open, change }) => {
      const screen = await Screen.open(browser, product.url);
      await screen.signIn(ADMIN);
      const { page } = screen;
      await page.goto(`${product.url}${path()}`);
      const opener = page.getByRole('main').getByRole('button', { name: open }).first();
      const dialog = page.getByRole('dialog');
      for (const leave of [() => page.keyboard.press('Escape'), () => clickBeside(page)]) {
        await opener.click();
        await dialog.locator(':focus').waitFor();
        await leave();
        await dialog.waitFor({ state: 'detached' });
        await opener.and(page.locator(':focus')).waitFor();
      }

      await opener.click();
      await dialog.locator(':focus').waitFor();
      await change(dialog);
      await clickBeside(page);
      await question(dialog).waitFor();
      // What would lose it is the button of the question alone.
      await clickBeside(page);
      await page.keyboard.press('Escape');
      await question(dialog).waitFor({ state: 'detached' });
      await page.keyboard.press('Escape');
      await question(dialog).waitFor();
      await dialog.getByRole('button', { name: 'Close anyway' }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(screen.errors).toEqual([]);
      await screen.close();
    },
  );

  it('stays as it was when the password is asked for above it and refused', async () => {
    const screen = await Screen.open(browser, product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    await page.goto(`${product.url}/settings/agents`);
    await page.getByRole('button', { name: 'Add an agent' }).click();
    const invitation = page.getByRole('dialog', { name: 'Add an agent' });
    await invitation.getByLabel('Name').fill('Inès Martin');
    await invitation.getByLabel('Email address').fill('ines@mairie.test');
    await choose(invitation, 'Role');
    await product.sql.execute(`update session set proved_at = proved_at - interval '1 day'`);
    await invitation.getByRole('button', { name: 'Invite' }).click();
    const proof = page.getByRole('dialog', { name: 'Confirm that it is you' });
    await proof.getByLabel('Password', { exact: true }).fill('wrong');
    await page.keyboard.press('Escape');
    await proof.waitFor({ state: 'detached' });
    await invitation.getByLabel('Name').waitFor();
    expect(await invitation.getByLabel('Name').inputValue()).toBe('Inès Martin');
    expect(await question(invitation).count()).toBe(0);
    await screen.close();
  });
});

describe('a picker', () => {
  it('gives the focus back to what opened it when a click beside closes it', async () => {
    const screen = await Screen.open(browser, product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${item.id}`);
    const opener = page.getByRole('main').getByRole('button', { name: /^Assignee: / });
    await opener.click();
    await page.getByRole('listbox').first().waitFor();
    await clickBeside(page);
    await page.getByRole('listbox').first().waitFor({ state: 'detached' });
    await opener.and(page.locator(':focus')).waitFor();

    await page.locator(`[data-case-id="${item.id}"]`).getByRole('checkbox').check({ force: true });
    const assign = page.getByRole('button', { name: 'Assign', exact: true });
    await assign.click();
    await page.getByRole('dialog').locator(':focus').waitFor();
    await clickBeside(page);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await assign.and(page.locator(':focus')).waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('what was said before a window opens', () => {
  it('waits behind it with its undo, and has its time once the window is closed', async () => {
    const { id, reference } = await root.post<CaseSummary>('/cases', { subject: 'Lampe', teamId, assignToMe: false });
    const screen = await Screen.open(browser, product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${id}`);
    await page
      .getByRole('main')
      .getByRole('button', { name: /^Team: / })
      .waitFor();
    await page.keyboard.press('a');
    const undo = page.getByRole('alert').getByRole('button', { name: 'Undo' });
    await undo.waitFor();
    await page.keyboard.press('t');
    const dialog = page.getByRole('dialog');
    await dialog.locator(':focus').waitFor();
    expect(await undo.count()).toBe(0);
    expect(await screen.faults()).toEqual([]);
    // As after a click on what stands in it.
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('z');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await undo.waitFor();
    expect((await root.get<CaseSummary>(`/cases/${id}`)).assignee).not.toBeNull();

    // What can be done with selected cases stays where it is, whether or not something is said above it.
    await page.getByRole('checkbox', { name: `Select ${reference}` }).check({ force: true });
    const bar = page.getByRole('toolbar', { name: 'Selected cases' });
    const close = bar.getByRole('button', { name: 'Close' });
    await close.waitFor();
    const place = await close.boundingBox();
    await eventually(async () => {
      const [said, below] = [(await page.getByRole('alert').boundingBox())!, (await bar.boundingBox())!];
      expect(said.y + said.height).toBeLessThanOrEqual(below.y);
    });
    await page.locator('#main').focus();
    await page.keyboard.press('z');
    await page.getByText(/^Undone/).waitFor();
    expect(await close.boundingBox()).toEqual(place);
    await page.getByText(/^Undone/).waitFor({ state: 'detached' });
    expect(await close.boundingBox()).toEqual(place);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('a field that has to be filled in', () => {
  it('says so below itself in the language of the console, and takes the focus', async () => {
    const screen = await Screen.open(browser, product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    await page.goto(`${product.url}/dashboards/reports`);
    await page.getByRole('button', { name: 'New report' }).click();
    const dialog = page.getByRole('dialog', { name: 'New report' });
    const name = dialog.getByRole('textbox', { name: 'Name' });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Fill in this field.').waitFor();
    await name.and(page.locator(':focus[aria-invalid=true]')).waitFor();
    expect(await screen.faults()).toEqual([]);
    await name.fill('Lundi');
    await dialog.getByText('Fill in this field.').waitFor({ state: 'detached' });
    expect(await name.getAttribute('aria-invalid')).toBeNull();
    await screen.close();
  });
});

describe('an agent who takes the next case', () => {
  it('gives it back by one key, unless something was changed in it since', async () => {
    const { id, reference } = await root.post<CaseSummary>('/cases', { subject: 'Trou', teamId, assignToMe: false });
    await root.patch(`/cases/${id}`, { priority: 'urgent' });
    const screen = await Screen.open(browser, product.url);
    await screen.signIn(LUC);
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all`);
    // The place of what is put off is kept before anything is.
    await page.getByRole('link', { name: /^My snoozed cases/ }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Trou' }).first().waitFor();
    const holder = async () => (await root.get<CaseSummary>(`/cases/${id}`)).assignee?.id;
    const take = async () => {
      await page.getByRole('button', { name: 'Take the next case' }).waitFor();
      await page.keyboard.press('g');
      await page.waitForURL(`**/inbox/mine/${id}`);
      await page.getByText(`${reference} is yours now`).waitFor();
      expect(await holder()).toBe(agentId);
    };
    await take();
    await page.keyboard.press('z');
    await page.getByText(/^Undone/).waitFor();
    await page.waitForURL('**/inbox/all');
    expect(await holder()).toBeUndefined();

    await take();
    await root.patch(`/cases/${id}`, { priority: 'high' });
    await page.keyboard.press('z');
    await page.getByText(`${reference} could not be restored`).waitFor();
    expect(await holder()).toBe(agentId);
    await screen.close();
  });

  it('is offered that in no way where they are in no team, in which nothing waits for them', async () => {
    const screen = await Screen.open(browser, product.url);
    await screen.signIn(MAUD);
    const { page } = screen;
    await page.goto(`${product.url}/inbox/unassigned`);
    await page.getByRole('button', { name: /^Export/ }).waitFor();

    expect(await page.getByRole('button', { name: 'Take the next case' }).count()).toBe(0);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('take the next');
    await page.getByRole('dialog').getByRole('combobox').waitFor();
    expect(await page.getByRole('option', { name: 'Take the next case' }).count()).toBe(0);
    await screen.close();
  });
});
