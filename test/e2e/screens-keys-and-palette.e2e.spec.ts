import type { Agent, CaseSummary, Page as Listed, Team } from '@guichet/contracts';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { eventually } from '../support/eventually.js';
import { ApiClient, RunningProduct } from '../support/running-product.js';
import { Screen, type Look } from '../support/browser-screen.js';

const DESK = 'ecoles@mairie.test';
const ANA = { email: 'ana@town.test', password: 'another horse battery' };

let browser: Browser;
let product: RunningProduct;
let root: ApiClient;
let item: CaseSummary;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchChromium(), RunningProduct.start()]);
  root = await ApiClient.signIn(product.url);
  const schools = await root.post<Team>('/teams', { name: 'Écoles' });
  await root.post<Agent>('/agents', { ...ANA, name: 'Ana', teamIds: [schools.id] });
  const outbound = { host: '127.0.0.1', port: 1, secure: false };
  await root.post('/channels', {
    kind: 'email',
    name: 'Écoles',
    teamId: schools.id,
    config: { address: DESK, inbound: { smtp: true }, outbound },
  });
  for (const subject of ['Cantine', 'Garderie', 'Piscine'])
    await product.mail({ from: `${subject.toLowerCase()}@citizen.test`, to: DESK, subject, text: 'Bonjour.' });
  await product.processed();
  const { items } = await root.get<Listed<CaseSummary>>('/cases?q=Cantine');
  item = items[0]!;
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

const signedIn = async (look: Look = {}): Promise<Screen> => {
  const screen = await Screen.open(browser, product.url, look);
  await screen.signIn(ANA);
  return screen;
};
const atCase = async (look: Look = {}) => {
  const screen = await signedIn(look);
  await screen.page.goto(`${product.url}/inbox/all/${item.id}`);
  await screen.page.getByRole('feed').getByRole('article').first().waitFor();
  return screen;
};

describe('the list of shortcuts', () => {
  /** The actions there of which no key is to be seen. */
  const withoutKeys = (page: Page) =>
    page.evaluate<string[]>(`[...document.querySelectorAll('[role=dialog] dl > div')]
      .filter((row) => ![...row.querySelectorAll('kbd')].some((key) => key.getBoundingClientRect().width > 12))
      .map((row) => row.querySelector('dt').textContent)`);

  it.each(['without a mouse', 'on a tablet'])('shows the key of each action, %s', async (where) => {
    const screen = await atCase();
    const { page } = screen;
    const devtools = await screen.context.newCDPSession(page);
    await devtools.send('Emulation.setTouchEmulationEnabled', { enabled: where === 'on a tablet' });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Write a note').waitFor();
    expect(await withoutKeys(page)).toEqual([]);
    await devtools.send('Emulation.setTouchEmulationEnabled', { enabled: false });
    await screen.close();
  });

  it('says so where single keys are off, and that others still do something', async () => {
    const screen = await atCase();
    const { page } = screen;
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.getByText('Write a note').waitFor();
    const notice = sheet.getByText('Single-key shortcuts are off in this browser', { exact: false });
    expect(await notice.count()).toBe(0);
    await sheet.getByRole('switch', { name: 'Single-key shortcuts' }).click();
    await notice.waitFor();
    expect(await screen.faults()).toEqual([]);
    await sheet.getByRole('switch', { name: 'Single-key shortcuts' }).click();
    await notice.waitFor({ state: 'detached' });
    await screen.close();
  });
});

describe('the command palette', () => {
  const usualWords = {
    'en-GB': {
      undo: 'Undo the last message or action',
      cancel: 'Undo the last message or action',
      priority: 'Change the priority',
      urgent: 'Change the priority',
      assign: 'Assign to someone',
      tag: 'Add a tag',
      type: 'Set the case type',
      pause: 'Snooze',
      merge: 'Merge into another case…',
      language: 'My account',
      absence: 'My account',
      waiting: 'Change the status',
      'snoozed everybody': 'Snoozed cases of everybody',
      overdue: 'Overdue cases',
      notif: 'Notification settings',
      'dark mode': 'Use the dark theme',
      'log out': 'Sign out',
    },
    'fr-FR': {
      annuler: 'Annuler le dernier envoi ou la dernière action',
      priorité: 'Changer la priorité',
      assigner: 'Attribuer à quelqu’un',
      étiquette: 'Ajouter une étiquette',
      tag: 'Ajouter une étiquette',
      type: 'Choisir le type de demande',
      pause: 'Reporter',
      fusionner: 'Fusionner avec un autre dossier…',
      regrouper: 'Fusionner avec un autre dossier…',
      langue: 'Mon compte',
      absence: 'Mon compte',
      statut: 'Changer le statut',
      reportés: 'Dossiers reportés de tous',
      retard: 'Dossiers en retard',
      notif: 'Réglages des notifications',
      'mode sombre': 'Passer au thème sombre',
      déconnexion: 'Se déconnecter',
    },
  };

  it.each(Object.entries(usualWords))('finds each command by its usual words: %s', async (locale, words) => {
    const screen = await atCase({ locale });
    const { page } = screen;
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox').and(page.locator(':focus'));
    await field.waitFor();
    const missed: string[] = [];
    for (const [word, command] of Object.entries(words)) {
      await field.fill(word);
      // What is offered is drawn in the same task.
      const options = await page.getByRole('listbox').getByRole('option').allTextContents();
      if (!options.some((option) => option.startsWith(command))) missed.push(word);
    }
    expect(missed).toEqual([]);
    await screen.close();
  });

  it('opens alone over a reply, and stays closed where its key is for a link', async () => {
    const screen = await signedIn();
    const { page } = screen;
    // The words stay as a draft, which the other stories do not have.
    const { items } = await root.get<Listed<CaseSummary>>('/cases?q=Garderie');
    await page.goto(`${product.url}/inbox/all/${items[0]!.id}`);
    await page.getByRole('feed').getByRole('article').first().waitFor();
    const palette = page.getByPlaceholder('An action, a case, a person');
    const address = page.getByRole('textbox', { name: 'Address of the link' });
    const text = page.locator('[contenteditable=true]').and(page.locator(':focus'));
    await page.keyboard.press('r');
    await text.waitFor();
    await page.keyboard.type('Voir le site');
    await page.keyboard.press('Control+k');
    await palette.and(page.locator(':focus')).waitFor();
    expect(await address.count()).toBe(0);
    await page.keyboard.press('Escape');
    await palette.waitFor({ state: 'detached' });
    await text.waitFor();

    await page.keyboard.press('Control+Shift+ArrowLeft');
    await eventually(async () => expect(await page.evaluate<string>('getSelection().toString()')).toBe('site'));
    await page.keyboard.press('Control+k');
    await address.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Control+k');
    expect(await palette.count()).toBe(0);
    await page.keyboard.type('https://town.test/');
    await page.keyboard.press('Enter');
    await text.getByRole('link', { name: 'site' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Control+k');
    await address.and(page.locator(':focus')).waitFor();
    expect(await address.inputValue()).toBe('https://town.test/');
    expect(await palette.count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('undoes by the keyboard alone, and changes a priority', async () => {
    const screen = await atCase();
    const { page } = screen;
    const priority = async () => (await root.get<CaseSummary>(`/cases/${item.id}`)).priority;
    const choose = async (word: string, command: RegExp) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').and(page.locator(':focus')).waitFor();
      await page.keyboard.type(word);
      await page.getByRole('option', { name: command, selected: true }).waitFor();
      await page.keyboard.press('Enter');
    };
    await choose('priority', /^Change the priority/);
    await page.getByRole('dialog', { name: 'Change the priority' }).getByRole('option', { name: 'Urgent' }).click();
    await page.getByRole('button', { name: 'Priority: Urgent' }).waitFor();
    await eventually(async () => expect(await priority()).toBe('urgent'));
    await choose('undo', /^Undo/);
    await page.getByRole('button', { name: 'Priority: Normal priority' }).waitFor();
    await eventually(async () => expect(await priority()).toBe('normal'));
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('what is opened by the palette', () => {
  const chooseIn = async (page: Page, typed: string, option: string | RegExp) => {
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('An action, a case, a person').and(page.locator(':focus')).waitFor();
    await page.keyboard.type(typed);
    await page.getByRole('option', { name: option, selected: true }).waitFor();
    await page.keyboard.press('Enter');
  };
  const isInMain = (page: Page) => page.locator('#main:focus').waitFor();

  it('has the focus, which was in the filter of the list, so that keys are keys', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all`);
    await page.locator('[data-case-id]').first().waitFor();
    const filter = page.getByRole('searchbox', { name: 'Filter by text' });
    await filter.click();
    await chooseIn(page, 'Cantine', /Cantine/);
    await page.getByRole('feed').getByRole('article').first().waitFor();
    await isInMain(page);
    await page.keyboard.press('n');
    await page.getByRole('textbox', { name: 'Internal note' }).and(page.locator(':focus')).waitFor();
    expect(await filter.inputValue()).toBe('');
    await page.keyboard.press('Escape');

    await filter.fill('Piscine');
    await page.waitForURL(/q=Piscine/);
    await chooseIn(page, 'clear', 'Clear the filters');
    await page.waitForURL((url) => url.pathname.endsWith(item.id) && !url.searchParams.has('q'));
    await isInMain(page);

    await filter.fill('Piscine');
    await page.waitForURL(/q=Piscine/);
    await chooseIn(page, 'my cases', 'My cases');
    await page.waitForURL(/\/inbox\/mine$/);
    await isInMain(page);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('is a case that lacks a word only once it was gone to, as in the search', async () => {
    const screen = await signedIn();
    const { page } = screen;
    const typed = 'Cantine ornithorynque';
    await page.goto(`${product.url}/inbox/all`);
    await page.locator('[data-case-id]').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('An action, a case, a person').and(page.locator(':focus')).waitFor();
    await page.keyboard.type(typed);
    const line = page.getByRole('option', { name: /Cantine/ });
    await line.waitFor();
    expect(await line.getAttribute('aria-selected')).not.toBe('true');
    await page.keyboard.press('Enter');
    await line.and(page.locator('[aria-selected=true]')).waitFor();
    expect(new URL(page.url()).pathname).toBe('/inbox/all');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname.endsWith(item.id));

    await page.goto(`${product.url}/search`);
    await page.getByRole('searchbox').and(page.locator(':focus')).waitFor();
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
    await page.locator(`[data-case-id="${item.id}"] a:focus`).waitFor();
    expect(new URL(page.url()).pathname).toBe('/search');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname.endsWith(item.id));
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('leaves the filter by Escape as well, once it is empty', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all`);
    await page.locator('[data-case-id]').nth(2).waitFor();
    const filter = page.getByRole('searchbox', { name: 'Filter by text' });
    await filter.fill('Piscine');
    await page.waitForURL(/q=Piscine/);
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.searchParams.has('q'));
    expect(await filter.and(page.locator(':focus')).count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.locator('[data-case-id] a:focus').waitFor();
    await screen.close();
  });

  it('is the status of the case, where that is looked for by its name', async () => {
    const screen = await atCase();
    const { page } = screen;
    const status = async () => (await root.get<CaseSummary>(`/cases/${item.id}`)).status;
    await chooseIn(page, 'waiting', 'Change the status');
    await page
      .getByRole('dialog', { name: /^Change the status/ })
      .getByRole('option', { name: /^Waiting/ })
      .click();
    await eventually(async () => expect(await status()).toBe('waiting'));
    await page.keyboard.press('z');
    await eventually(async () => expect(await status()).toBe('open'));
    await screen.close();
  });
});

describe('the menu of tags', () => {
  it('looks for what is typed after a click, and leaves the list in its order', async () => {
    const { items } = await root.get<Listed<CaseSummary>>('/cases?q=Piscine');
    await root.call('PATCH', `/cases/${items[0]!.id}`, { body: { tags: ['accès', 'bruit', 'cantine'] } });
    const screen = await atCase();
    const { page } = screen;
    await page.getByRole('button', { name: /^Tags/ }).click();
    const field = page.getByRole('combobox').and(page.locator(':focus'));
    const option = (name: string | RegExp) => page.getByRole('option', { name });
    await field.waitFor();
    await option('cantine').waitFor();
    const order = await page.getByRole('option').allTextContents();
    expect(order).toEqual(['accès', 'bruit', 'cantine']);
    await page.keyboard.type('can');
    await option('cantine').click();
    await option('cantine').and(page.locator('[aria-selected=true]')).waitFor();
    await page.keyboard.type('bru');
    expect(await field.inputValue()).toBe('bru');
    await option('bruit').click();
    await page.keyboard.type('zoo');
    await option(/zoo/).click();
    await option('zoo').and(page.locator('[aria-selected=true]')).waitFor();
    await page.keyboard.press('Backspace');
    await option('accès').waitFor();
    expect(await page.getByRole('option').allTextContents()).toEqual([...order, 'zoo']);
    await eventually(async () =>
      expect((await root.get<CaseSummary>(`/cases/${item.id}`)).tags.toSorted()).toEqual(['bruit', 'cantine', 'zoo']),
    );
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('takes nothing off by Enter pressed once more after a tag was chosen by it', async () => {
    await root.call('PATCH', `/cases/${item.id}`, { body: { tags: ['accès'] } });
    const screen = await atCase();
    const { page } = screen;
    await page.keyboard.press('l');
    await page.getByRole('combobox').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('éclairage');
    await page.getByRole('option', { name: /éclairage/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: 'éclairage' }).and(page.locator('[aria-selected=true]')).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await root.get<CaseSummary>(`/cases/${item.id}`)).tags.toSorted()).toEqual(['accès', 'éclairage']);
    await screen.close();
  });

  it('keeps each of several at a case that is in no list, as one that was given away', async () => {
    const { items } = await root.get<Listed<CaseSummary>>('/cases?q=Piscine');
    const { id } = items[0]!;
    await root.call('PATCH', `/cases/${id}`, { body: { assigneeId: null, tags: [] } });
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/mine/${id}`);
    await page.getByRole('feed').getByRole('article').first().waitFor();
    await page.getByRole('complementary', { name: 'Case details' }).getByRole('heading', { name: 'Citizen' }).waitFor();
    expect(await page.locator(`[data-case-id="${id}"]`).count()).toBe(0);
    await page.keyboard.press('l');
    await page.getByRole('combobox').and(page.locator(':focus')).waitFor();
    for (const tag of ['chauffage', 'travaux']) {
      await page.keyboard.type(tag);
      await page.getByRole('option', { name: new RegExp(tag) }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('option', { name: tag }).and(page.locator('[aria-selected=true]')).waitFor();
    }
    await eventually(async () =>
      expect((await root.get<CaseSummary>(`/cases/${id}`)).tags.toSorted()).toEqual(['chauffage', 'travaux']),
    );
    await screen.close();
  });

  it('says how a new one is made below what it is, and beside nothing', async () => {
    const screen = await atCase({ locale: 'fr-FR' });
    const { page } = screen;
    await page.getByRole('button', { name: /^Étiquettes/ }).click();
    await page.getByRole('combobox').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('marché');
    const hint = page.getByText('Appuyez sur Entrée pour créer');
    await hint.waitFor();
    const isApart = await page.evaluate<boolean>(`(() => {
      const option = [...document.querySelectorAll('[role=option]')].at(-1);
      const boxOf = (text) => {
        const range = document.createRange();
        range.selectNodeContents(text);
        return range.getBoundingClientRect();
      };
      const walker = document.createTreeWalker(option, NodeFilter.SHOW_TEXT);
      const boxes = [];
      while (walker.nextNode()) boxes.push(boxOf(walker.currentNode));
      return boxes.length === 2 && boxes[1].top >= boxes[0].bottom - 1;
    })()`);
    expect(isApart).toBe(true);
    await page.keyboard.press('Escape');
    await screen.close();
  });
});

describe('the inbox', () => {
  it('opens by its address without a list', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox`);
    await page.waitForURL(/\/inbox\/(mine|unassigned|team|all)/);
    await page.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor();
    await screen.close();
  });

  it('stays at the case that was gone on to by a key, whichever key opens a case then', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all`);
    await page.locator('[data-case-id]').nth(2).waitFor();
    await page.keyboard.press('j');
    await page.locator('[data-case-id] a:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('feed').getByRole('article').first().waitFor();
    const first = page.url();
    await page.keyboard.press('j');
    await page.waitForURL((url) => url.href !== first);
    const second = page.url();
    await page.locator(`[data-case-id="${second.split('/').at(-1)}"] a:focus`).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('feed').getByRole('article').first().waitFor();
    expect(page.url()).toBe(second);
    await screen.close();
  });

  it('selects a case by a press anywhere left of its words', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all`);
    const row = page.locator('[data-case-id]').filter({ hasText: 'Garderie' });
    const count = page.getByRole('toolbar').getByText('1 selected');
    for (const y of [10, 32, 54]) {
      await row.hover();
      await row.click({ position: { x: 14, y } });
      await count.waitFor();
      await row.click({ position: { x: 14, y } });
      await count.waitFor({ state: 'detached' });
    }
    expect(page.url()).toBe(`${product.url}/inbox/all`);
    await screen.close();
  });

  it('says nothing more of a number that was wrong once it is corrected', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all`);
    await page.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor();
    await page.keyboard.press('c');
    const form = page.getByRole('dialog');
    await form.getByLabel('Phone number or email address').fill('06 39 98');
    await form.getByLabel('Subject').fill('Cantine du mercredi');
    await form.getByLabel('Summary').fill('Demande si la cantine est ouverte.');
    await form.getByRole('button', { name: 'Record' }).click();
    const refusal = form.getByText('This is neither a phone number nor an email address.');
    await refusal.waitFor();
    await form.getByLabel('Phone number or email address').fill('06 39 98 77 11');
    await refusal.waitFor({ state: 'detached' });
    await form.getByRole('button', { name: 'Discard' }).click();
    await screen.close();
  });

  it('keeps what is selected once something was done with all of it', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all`);
    await page.getByRole('listitem').filter({ hasText: 'Garderie' }).getByRole('checkbox').click({ force: true });
    await page.getByRole('listitem').filter({ hasText: 'Piscine' }).getByRole('checkbox').click({ force: true });
    const bar = page.getByRole('toolbar');
    await bar.getByText('2 selected').waitFor();
    await bar.getByRole('button', { name: 'Assign' }).click();
    await page.getByRole('dialog').getByRole('option', { name: 'Ana' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await bar.getByText('2 selected').waitFor();
    await screen.close();
  });
});

describe('the palette beside a selection, a reply and a case that sleeps', () => {
  const palette = async (page: Page, typed: string) => {
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('An action, a case, a person').and(page.locator(':focus')).waitFor();
    await page.keyboard.type(typed);
  };
  const choose = async (page: Page, typed: string, option: string | RegExp) => {
    await palette(page, typed);
    await page.getByRole('option', { name: option, selected: true }).waitFor();
    await page.keyboard.press('Enter');
  };
  const ids = new Map<string, string>();
  beforeAll(async () => {
    const { items } = await root.get<Listed<CaseSummary>>('/cases?status=any');
    for (const { id, subject } of items) ids.set(subject, id);
  });
  const statusOf = async (subject: string) => (await root.get<CaseSummary>(`/cases/${ids.get(subject)}`)).status;

  it('acts on the cases that are selected, and a button of the open case on that one alone', async () => {
    const screen = await atCase();
    const { page } = screen;
    for (const subject of ['Garderie', 'Piscine'])
      await page.locator('[data-case-id]', { hasText: subject }).getByRole('checkbox').check();
    const bar = page.getByRole('toolbar', { name: 'Selected cases' });
    await bar.getByText('2 selected').waitFor();
    await palette(page, 'assign');
    const group = page.getByRole('group', { name: '2 selected cases' });
    await group.getByRole('option', { name: /^Assign to me/ }).waitFor();
    await page.keyboard.press('Escape');
    await choose(page, 'mark as spam', /^Mark as spam/);
    await page.getByText('2 cases marked as spam').waitFor();
    expect([await statusOf('Cantine'), await statusOf('Garderie'), await statusOf('Piscine')]).toEqual([
      'open',
      'spam',
      'spam',
    ]);
    await page.keyboard.press('z');
    await eventually(async () =>
      expect([await statusOf('Garderie'), await statusOf('Piscine')]).toEqual(['open', 'open']),
    );

    await page.locator('[data-case-id]', { hasText: 'Garderie' }).getByRole('checkbox').check();
    await bar.getByText('1 selected').waitFor();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: /^Mark as spam/ }).click();
    await eventually(async () => expect(await statusOf('Cantine')).toBe('spam'));
    expect(await statusOf('Garderie')).toBe('open');
    await page.keyboard.press('z');
    await eventually(async () => expect(await statusOf('Cantine')).toBe('open'));
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('sends the reply that is being written, now or later', async () => {
    const screen = await atCase();
    const { page } = screen;
    const text = page.locator('[contenteditable=true]').and(page.locator(':focus'));
    await palette(page, 'send by');
    expect(await page.getByRole('option', { name: 'Send by email' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await text.waitFor();
    await page.keyboard.type('Le menu est affiché le lundi.');
    await choose(page, 'later', 'Send later');
    await page.getByRole('dialog', { name: 'Send later' }).getByRole('combobox').waitFor();
    await page.keyboard.press('Escape');
    await choose(page, 'send', /^Send by/);
    await page.getByRole('feed').getByText('Will be sent in').waitFor();
    expect(await page.locator('[contenteditable=true]').count()).toBe(0);
    await page.keyboard.press('z');
    await text.waitFor();
    await page.keyboard.press('Escape');
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('wakes a case that sleeps by what is typed', async () => {
    const snoozeUntil = new Date(product.clock.now().getTime() + 86_400_000).toISOString();
    await root.call('PATCH', `/cases/${item.id}`, { body: { status: 'snoozed', snoozeUntil } });
    const screen = await atCase();
    const { page } = screen;
    await choose(page, 'unsnooze', /^Snooze/);
    await page.getByRole('combobox', { name: 'Snooze until' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('wake');
    await page.getByRole('option', { name: 'Wake now' }).waitFor();
    expect(await page.getByRole('dialog').getByRole('option').count()).toBe(1);
    await page.keyboard.press('Enter');
    await eventually(async () => expect(await statusOf('Cantine')).toBe('open'));
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});
