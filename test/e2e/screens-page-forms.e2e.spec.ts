import type { Agent, Page as Items, SignInProvider, Team } from '@guichet/contracts';
import type { Browser, Locator, Page } from 'playwright-core';
import { Screen } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

let browser: Browser;
let product: RunningProduct;
let teamId: string;
let agentId: string;
let providerId: string;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchChromium(), RunningProduct.start()]);
  const root = await ApiClient.signIn(product.url);
  ({ id: teamId } = await root.post<Team>('/teams', { name: 'Voirie' }));
  agentId = (await root.get<Items<Agent>>('/agents')).items[0]!.id;
  ({ id: providerId } = await root.post<SignInProvider>('/sign-in-providers', {
    ...{ name: 'Compte de la ville', profile: 'generic', issuer: 'https://id.mairie.test' },
    ...{ clientId: 'guichet', clientSecret: 'secret', active: false },
  }));
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

const menu = (page: Page) => page.getByRole('navigation', { name: 'Settings' });
const question = (page: Page) => page.getByRole('dialog', { name: 'Leave without saving?' });
const answer = (page: Page, name: 'Stay on the page' | 'Leave the page') =>
  question(page).getByRole('button', { name }).click();
/** Whether closing the tab would be asked about. */
const asksBeforeUnload = (page: Page) =>
  page.evaluate<boolean>(`!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))`);

interface PageWithForm {
  path: () => string;
  /** Leads from the page to the form. */
  open?: (page: Page) => Promise<void>;
  /** Shows the field, by a choice that is a change itself. */
  choose?: (page: Page) => Promise<void>;
  field: (main: Locator) => Locator;
  typed: string;
  /** A button of the form that leads away from it. */
  back?: string;
}

const addChannel = (kind: string) => async (page: Page) => {
  await page.getByRole('main').getByRole('button', { name: 'Add a channel' }).first().click();
  await page.getByRole('menuitem', { name: kind, exact: true }).click();
};

const pages: [string, PageWithForm][] = [
  [
    'the own account',
    { path: () => '/settings/account', field: (main) => main.getByLabel('Job title'), typed: 'Directrice' },
  ],
  [
    'the own password',
    { path: () => '/settings/account', field: (main) => main.getByLabel('Current password'), typed: 'correct horse' },
  ],
  [
    'a mailbox to be connected',
    {
      path: () => '/settings/channels',
      open: addChannel('Email'),
      field: (main) => main.getByLabel('Address of the mailbox'),
      typed: 'contact@mairie.test',
      back: 'All channels',
    },
  ],
  [
    'a new channel',
    {
      path: () => '/settings/channels',
      open: addChannel('Telegram'),
      field: (main) => main.getByLabel('Name', { exact: false }).first(),
      typed: 'Le guichet de Telegram',
      back: 'Cancel',
    },
  ],
  [
    'the organisation',
    {
      path: () => '/settings/organisation',
      field: (main) => main.getByLabel('Name').first(),
      typed: 'Mairie de Valbourg',
    },
  ],
  [
    'the surveys',
    { path: () => '/settings/surveys', field: (main) => main.getByLabel('Hours after closing'), typed: '31' },
  ],
  [
    'the capacity',
    { path: () => '/settings/capacity', field: (main) => main.getByRole('textbox').first(), typed: '31' },
  ],
  [
    'the members of a team',
    {
      path: () => `/settings/teams/${teamId}`,
      field: (main) => main.getByLabel('Name').first(),
      typed: 'Voirie et parcs',
    },
  ],
  [
    'the hours of a team',
    {
      path: () => `/settings/teams/${teamId}/hours`,
      field: (main) => main.getByRole('textbox').first(),
      typed: '07:31',
    },
  ],
  [
    'the profile of an agent',
    {
      path: () => `/settings/agents/${agentId}`,
      choose: (page) => page.getByRole('radio', { name: 'Custom' }).first().click(),
      field: (main) => main.getByRole('textbox', { name: 'Points' }),
      typed: '31',
    },
  ],
  [
    'a provider of sign-ins',
    {
      path: () => `/settings/sign-in/${providerId}`,
      field: (main) => main.getByLabel('Name').first(),
      typed: 'Compte de Valbourg',
    },
  ],
  [
    'the days to set up a second factor',
    {
      path: () => '/settings/sign-in',
      field: (main) => main.getByLabel('Days to set it up where a role requires it'),
      typed: '31',
    },
  ],
  [
    'the signatures',
    {
      path: () => '/settings/signatures',
      field: (main) => main.getByLabel('Address of the accessibility statement'),
      typed: 'https://mairie.test/a',
    },
  ],
];

describe('the form of a page', () => {
  it.each(pages)('of %s is left at once while nothing was changed, and asks once something was', async (_, form) => {
    const screen = await Screen.open(browser, product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    const main = page.getByRole('main');
    const other = menu(page).getByRole('link', { name: 'Case types' });
    await page.goto(`${product.url}/settings/notifications`);
    const show = async () => {
      await screen.visit(form.path());
      await form.open?.(page);
      await (form.choose ? main.getByRole('radio', { name: 'Custom' }) : form.field(main)).waitFor();
    };

    await show();
    if (!form.choose) await form.field(main).focus();
    expect(await asksBeforeUnload(page)).toBe(false);
    await screen.visit('/settings/notifications');

    await show();
    await form.choose?.(page);
    await form.field(main).fill(form.typed);
    const typed = await form.field(main).inputValue();
    expect(typed).toContain(form.typed);
    await other.click();
    await answer(page, 'Stay on the page');
    await question(page).waitFor({ state: 'detached' });
    expect(await form.field(main).inputValue()).toBe(typed);
    await page.goBack();
    await answer(page, 'Stay on the page');
    await question(page).waitFor({ state: 'detached' });
    if (form.back) {
      await main.getByRole('button', { name: form.back }).click();
      await answer(page, 'Stay on the page');
      await question(page).waitFor({ state: 'detached' });
    }
    expect(await form.field(main).inputValue()).toBe(typed);
    expect(await asksBeforeUnload(page)).toBe(true);
    await other.click();
    await answer(page, 'Leave the page');
    await main.getByRole('heading', { name: 'Case types' }).waitFor();
    expect(await asksBeforeUnload(page)).toBe(false);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('of a team is none for whoever may not change it: what it says stands there as text, with who can', async () => {
    const omar = { email: 'omar@mairie.test', password: 'another horse battery' };
    const root = await ApiClient.signIn(product.url);
    await root.post('/agents', { ...omar, name: 'Omar', role: 'supervisor', teamIds: [teamId] });
    const screen = await Screen.open(browser, product.url);
    await screen.signIn(omar);
    const { page } = screen;
    const main = page.getByRole('main');
    await page.goto(`${product.url}/settings/teams/${teamId}`);
    await main.getByText('your role does not let you change it. Ask an administrator.').waitFor();
    await main.getByRole('definition').filter({ hasText: 'Omar' }).waitFor();
    expect(await main.locator('input, textarea, button:not([aria-label])').count()).toBe(0);
    expect(await screen.faultsInEveryLook()).toEqual([]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('below a window asks before the way back closes both, and not once the window is saved', async () => {
    const screen = await Screen.open(browser, product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    const main = page.getByRole('main');
    const dialog = page.getByRole('dialog', { name: 'Add an agent' });
    await page.goto(`${product.url}/settings/notifications`);
    await screen.visit('/settings/agents');
    await main.getByRole('button', { name: 'Add an agent' }).click();
    await dialog.getByLabel('Name').fill('Inès Martin');
    await page.goBack();
    await answer(page, 'Stay on the page');
    await question(page).waitFor({ state: 'detached' });
    expect(await dialog.getByLabel('Name').inputValue()).toBe('Inès Martin');
    expect(await asksBeforeUnload(page)).toBe(true);
    await page.goBack();
    await answer(page, 'Leave the page');
    await dialog.waitFor({ state: 'detached' });
    await page.waitForURL('**/settings/notifications');

    await screen.visit('/templates');
    await main.getByRole('button', { name: 'New template' }).first().click();
    await page.getByRole('dialog').getByRole('textbox').first().fill('Accueil des nouveaux habitants');
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    await page
      .getByRole('heading', { name: 'Accueil des nouveaux habitants' })
      .or(page.getByLabel('Title'))
      .first()
      .waitFor();
    await question(page).waitFor({ state: 'detached' });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});
