import { randomUUID } from 'node:crypto';
import type { CaseSummary, CaseType, Page as Listed, Team, Workforce } from '@guichet/contracts';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { eventually } from '../support/eventually.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';
import { Screen, type Look } from '../support/browser-screen.js';

const DESK = 'ecoles@mairie.test';
const ANA = { email: 'ana@town.test', password: 'another horse battery' };
const minute = 60_000;
const hour = 60 * minute;

let browser: Browser;
let product: RunningProduct;
let root: ApiClient;
let ana: ApiClient;
let schools: Team;
let enrolment: CaseType;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchChromium(), RunningProduct.start()]);
  root = await ApiClient.signIn(product.url);
  schools = await root.post('/teams', { name: 'Écoles' });
  enrolment = await root.post('/case-types', { name: 'Inscription scolaire' });
  await root.post('/agents', { ...ANA, name: 'Ana', teamIds: [schools.id] });
  const outbound = { host: '127.0.0.1', port: 1, secure: false };
  await root.post('/channels', {
    kind: 'email',
    name: 'Écoles',
    teamId: schools.id,
    config: { address: DESK, inbound: { smtp: true }, outbound },
  });
  // Open day and night, so that the story may be told at any hour.
  const week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  await root.call('PUT', `/teams/${schools.id}/business-hours`, {
    body: {
      timeZone: 'UTC',
      week,
      territory: null,
      exceptions: [],
    },
  });
  const { version } = await root.get<{ version: number }>('/sla/targets');
  const promise = { id: randomUUID(), name: 'Mail', 'first-response': { value: 90, unit: 'minutes' } };
  const longer = {
    ...{ id: randomUUID(), name: 'Inscriptions', caseTypes: [enrolment.id] },
    'first-response': { value: 95, unit: 'minutes' },
  };
  await root.call('PUT', '/sla/targets', { body: { version, targets: [longer, promise] } });
  ana = await ApiClient.signIn(product.url, ANA);
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
/** The browser lives at the time of the product, as does what it shows. */
const atItsTime = async ({ page }: Screen) => {
  await page.clock.setSystemTime(product.clock.now());
  if (page.url() !== 'about:blank') await page.reload();
};
const asks = async (subject: string, from = 'zoe@citizen.test'): Promise<CaseSummary> => {
  await product.mail({ from, to: DESK, subject, text: `À propos de : ${subject}` });
  await product.processed();
  await product.settled();
  const { items } = await ana.get<Listed<CaseSummary>>(`/cases?q=${encodeURIComponent(subject)}`);
  return items[0]!;
};
const row = (page: Page, subject: string) => page.getByRole('listitem').filter({ hasText: subject });
/** Waits until Enter does this in the palette. */
const marked = (page: Page, action: string) => page.getByRole('option', { name: action, selected: true }).waitFor();
const bell = (page: Page) => page.getByRole('button', { name: /^Notifications/ });

describe('an agent who looks at the inbox', () => {
  // Interaction: R15.
  it('sees how much time is left, and has what is due first on top, also tomorrow', async () => {
    await asks('Cantine de mai');
    await product.advance(30 * minute);
    await asks('Étude du soir');
    const screen = await signedIn();
    const { page } = screen;
    await atItsTime(screen);
    await screen.openInbox();
    await row(page, 'Cantine de mai')
      .getByText(/^(5\d min|1 h) left$/)
      .waitFor();
    await page.locator('[data-case-id]').first().filter({ hasText: 'Étude du soir' }).waitFor();

    await page.getByRole('button', { name: 'Display' }).click();
    await page.getByRole('menuitem', { name: 'Due soonest' }).click();
    await page.waitForURL(/sort=due/);
    await page.locator('[data-case-id]').first().filter({ hasText: 'Cantine de mai' }).waitFor();
    await screen.visit('/inbox/all');
    await page.locator('[data-case-id]').first().filter({ hasText: 'Cantine de mai' }).waitFor();
    expect(await screen.faults()).toEqual([]);
    expect(screen.errors).toEqual([]);
    await screen.close();

    // In another browser, too: the order is kept with her account.
    const elsewhere = await signedIn();
    await elsewhere.page.goto(`${product.url}/inbox/all`);
    await elsewhere.page.locator('[data-case-id]').first().filter({ hasText: 'Cantine de mai' }).waitFor();
    await elsewhere.close();
    await ana.call('PATCH', '/me', { body: { caseSort: 'newest' } });
  });

  it('opens the queue of a team by its number, and shares it by its address', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await screen.openInbox();
    await page.getByRole('button', { name: 'Queues' }).click();
    expect(await screen.faults()).toEqual([]);
    await page.getByRole('link', { name: 'Écoles: 2 unassigned cases' }).click();
    await page.waitForURL(new RegExp(`/inbox/unassigned\\?.*team=${schools.id}`));
    await page.getByRole('button', { name: 'Écoles', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Unassigned 2' }).waitFor();
    await screen.close();
  });

  it('gives a case its kind, filters by it, and reads it in the timeline', async () => {
    const asked = await asks('Une place en maternelle', 'luc@citizen.test');
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${asked.id}`);
    await page.getByRole('button', { name: 'Case type: No case type' }).click();
    await page.getByRole('option', { name: 'Inscription scolaire' }).click();
    await page.getByRole('feed').getByText('Case type set to “Inscription scolaire” by you').waitFor();
    // Cases of that type have a longer target: the deadline follows, and is said with what it was.
    const toast = page.locator('.mantine-Notification-root').filter({ hasText: 'First reply: now due' });
    await toast.getByText(/now due .* \(before: .*\)/).waitFor();
    const due = async () => (await ana.get<CaseSummary>(`/cases/${asked.id}`)).dueAt;
    expect(await due()).not.toBe(asked.dueAt);
    await toast.getByRole('button', { name: 'Undo' }).click();
    await eventually(async () => expect(await due()).toBe(asked.dueAt));
    await page.getByRole('button', { name: 'Case type: No case type' }).click();
    await page.getByRole('option', { name: 'Inscription scolaire' }).click();
    await page.getByRole('button', { name: 'Case type: Inscription scolaire' }).waitFor();
    await screen.visit(`/inbox/all?caseType=${enrolment.id}`);
    await row(page, 'Une place en maternelle').getByText('Inscription scolaire').waitFor();
    await eventually(async () => expect(await page.locator('[data-case-id]').count()).toBe(1));
    await page.getByRole('button', { name: /Remove the filter Case type/ }).click();
    await row(page, 'Cantine de mai').waitFor();
    await screen.close();
  });

  // Interaction: R18.
  it('keeps a list as a view, has those that are shared with her team at once, and takes a deletion back', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all?caseType=${enrolment.id}`);
    await page.getByRole('button', { name: 'Save as a view' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    const own = page.getByRole('link', { name: /Inscription scolaire.*1 case/ });
    await own.waitFor();
    const shared = { name: 'Cantine', filter: { q: 'cantine' }, scope: 'team', teamId: schools.id };
    await root.post('/saved-views', shared);
    await page.getByRole('link', { name: /Cantine.*Écoles.*1 case/ }).waitFor();
    // Among those that the keys count, there is nothing else.
    const counted = page.getByRole('list').filter({ has: own }).getByRole('link');
    const keys = (await counted.all()).map((link) => link.getAttribute('aria-keyshortcuts'));
    expect(await Promise.all(keys)).toEqual(['1', '2']);
    expect(await screen.faultsInEveryLook()).toEqual([]);

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('rename');
    await page.getByRole('option', { name: /^Rename the view “Inscription scolaire”/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Rename the view “Inscription scolaire”' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await page.keyboard.press('2');
    await page.waitForURL(/q=cantine/);
    await row(page, 'Cantine de mai').waitFor();
    // She shares nothing, and is told who does. What she types takes the place of the name.
    await page.getByRole('button', { name: 'Actions for the view Inscription scolaire' }).click();
    await page.getByRole('menuitem', { name: 'Rename…', exact: true }).click();
    await page.getByRole('dialog').getByText('can make one for a whole team').waitFor();
    const name = page.getByRole('dialog').getByRole('textbox', { name: 'Name' });
    await name.and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Maternelle');
    expect(await name.inputValue()).toBe('Maternelle');
    await name.fill('Inscription scolaire');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Actions for the view Inscription scolaire' }).click();
    await page.getByRole('menuitem', { name: 'Delete the view' }).click();
    await own.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await own.waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('an agent whose promise runs out', () => {
  it('reads in the case what is due, and how the time was counted', async () => {
    const asked = await asks('Combien de temps', 'max@citizen.test');
    const screen = await signedIn();
    const { page } = screen;
    await atItsTime(screen);
    await page.goto(`${product.url}/inbox/all/${asked.id}`);
    await page.getByRole('button', { name: /First reply due .* left/ }).click();
    const clocks = page.getByRole('group', { name: 'Deadlines' });
    await clocks.and(page.locator(':focus')).waitFor();
    await clocks.getByText('90 min of business hours (Mail)').waitFor();
    await clocks.getByRole('button', { name: 'How this is calculated' }).click();
    const counted = clocks.getByRole('table', { name: 'How this is calculated' });
    // The sum of the last line is the target, and the line below says when that is.
    const due = counted.getByRole('row', { name: /^Due / });
    await due.waitFor();
    await counted.getByText('can change these').waitFor();
    expect(await counted.locator('tbody tr').last().innerText()).toMatch(/1 h 30$/);
    expect(await due.innerText()).toMatch(/\d\d:\d\d$/);
    expect(await screen.faults()).toEqual([]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('is told of what is missed once, by a toast, the bell and the tab, and goes there', async () => {
    const asked = await asks('Trop tard', 'eva@citizen.test');
    await root.patch(`/cases/${asked.id}`, { assigneeId: ana.session.agent.id });
    await product.settled();
    const screen = await signedIn();
    const { page } = screen;
    // News is what comes after these.
    const earlier = page.waitForResponse('**/api/v1/notifications?*');
    await screen.openInbox();
    await row(page, 'Trop tard').waitFor();
    await (await earlier).finished();
    await product.advance(2 * hour);
    const toast = page
      .locator('.mantine-Notification-root')
      .filter({ hasText: `Target missed: first reply for ${asked.reference}` });
    await toast.waitFor();
    await page
      .getByRole('status')
      .getByText(/Target missed: first reply|new notifications/)
      .waitFor();
    await eventually(async () => expect(await page.title()).toMatch(/^\(/));

    await bell(page).click();
    const panel = page.getByRole('dialog', { name: 'Notifications' });
    expect(await screen.faults()).toEqual([]);
    await panel.getByRole('button', { name: /Target missed: first reply .*Trop tard/ }).click();
    await page.waitForURL(new RegExp(asked.id));
    await page
      .getByRole('feed')
      .getByText(/First reply: target missed/)
      .waitFor();

    await bell(page).click();
    await panel.getByRole('button', { name: 'Mark all as read' }).click();
    await eventually(async () => expect(await page.title()).not.toMatch(/^\(/));
    expect((await ana.get<{ unread: number }>('/notifications')).unread).toBe(0);
    await atItsTime(screen);
    await screen.visit('/inbox/all?due=late');
    await row(page, 'Trop tard')
      .getByText(/ overdue$/)
      .waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('finds many that say the same in one line, which opens', async () => {
    const asked: CaseSummary[] = [];
    for (const subject of ['Sans réponse 1', 'Sans réponse 2', 'Sans réponse 3']) {
      asked.push(await asks(subject, 'ida@citizen.test'));
      await root.patch(`/cases/${asked.at(-1)!.id}`, { assigneeId: ana.session.agent.id });
    }
    await product.advance(2 * hour);
    await product.jobsDone();
    await product.settled();
    const screen = await signedIn();
    const { page } = screen;
    await screen.openInbox();
    await bell(page).click();
    const panel = page.getByRole('dialog', { name: 'Notifications' });
    const stack = panel.getByRole('button', { name: /^Target missed in \d cases: first reply/ });
    await stack.click();
    await stack.and(page.locator('[aria-expanded=true]')).waitFor();
    expect(await screen.faults()).toEqual([]);
    await panel.getByRole('button', { name: new RegExp(`^${asked[1]!.reference}.*Sans réponse 2`) }).click();
    await page.waitForURL(new RegExp(asked[1]!.id));
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('an agent who is not there for everything', () => {
  const state = async () => {
    const { items } = await ana.get<Workforce>('/presence');
    return items.find(({ id }) => id === ana.session.agent.id)!;
  };

  it('says so from the menu and from the palette', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await screen.openInbox();
    await page.getByRole('button', { name: 'Account of Ana · Available' }).click();
    expect(await screen.faults()).toEqual([]);
    await page.getByText(/^Load:/).waitFor();
    await page.getByRole('menuitemradio', { name: /^Busy/ }).click();
    await page.getByRole('button', { name: 'Account of Ana · Busy' }).waitFor();
    await page.getByText('Your status: Busy').waitFor();
    expect((await state()).state).toBe('busy');
    await page.keyboard.press('Escape');

    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('An action, a case, a person').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Set status to available');
    await marked(page, 'Set status to available');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Account of Ana · Available' }).waitFor();
    await page.getByText('Your status: Available').waitFor();
    await screen.close();
  });

  // Interaction: R01.
  it('does by the palette what was typed, however late it is found', async () => {
    const [summer, winter] = [await asks('Piscine en juillet'), await asks('Piscine en janvier')];
    const screen = await signedIn();
    const { page } = screen;
    await screen.openInbox();
    let release = () => {};
    const held = new Promise<void>((done) => (release = done));
    await page.route('**/search?*', async (route) => {
      if (route.request().url().includes('janvier')) await held;
      await route.continue();
    });
    const hit = (subject: string) => page.getByRole('dialog').getByRole('option', { name: subject });
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('An action, a case, a person').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Piscine');
    await hit(summer.subject).waitFor();
    await page.keyboard.type(' en janvier');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    release();
    await page.waitForURL(`**/${winter.id}*`);

    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('An action, a case, a person').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Piscine');
    await hit(summer.subject).waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Set status to busy');
    await marked(page, 'Set status to busy');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Account of Ana · Busy' }).waitFor();
    // The screen says it at once; the server has it now.
    await page.getByText('Your status: Busy').waitFor();
    await ana.call('PUT', '/presence/me', { body: { state: 'available' } });
    await screen.close();
  });

  it('merges into the case that was typed, however late it is found', async () => {
    const from = await asks('Bassin fermé');
    const pools = [await asks('Patinoire en juillet'), await asks('Patinoire en janvier')];
    const screen = await signedIn();
    const { page } = screen;
    await screen.openInbox();
    let release = () => {};
    const held = new Promise<void>((done) => (release = done));
    await page.route('**/search?*', async (route) => {
      if (/q=Patinoire[^&]/.test(route.request().url())) await held;
      await route.continue();
    });
    await screen.visit(`/inbox/all/${from.id}`);
    await page.getByRole('feed').getByText('À propos de').first().waitFor();
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: /into another case/ });
    await dialog.getByRole('combobox').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Patinoire');
    const first = await dialog
      .getByRole('option', { name: /Patinoire/ })
      .first()
      .innerText();
    const wanted = pools.find(({ reference }) => !first.includes(reference))!;
    await page.keyboard.type(wanted.subject.replace('Patinoire', ''));
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    release();
    await dialog
      .getByRole('button', { name: `Merge into ${wanted.reference}` })
      .and(page.locator(':focus'))
      .waitFor();
    await screen.close();
  });

  it('is led from a merged case in a list to the one that it went into', async () => {
    const [from, into] = [await asks('Patinoire au printemps'), await asks('Patinoire en automne')];
    await ana.post(`/cases/${from.id}/merge`, { intoId: into.id });
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all?status=closed`);
    const merged = row(page, 'Patinoire au printemps');
    const link = merged.getByRole('link', { name: `Merged into ${into.reference}` });
    // It stands in the last line alone, and over no other link of the row.
    expect((await link.boundingBox())!.height).toBeLessThan(24);
    await link.click();
    await page
      .getByRole('textbox', { name: 'Subject' })
      .or(page.getByRole('heading', { name: into.subject }))
      .first()
      .waitFor();
    expect(page.url()).toContain(`/inbox/all/${into.id}?status=closed`);
    expect(await screen.faults()).toEqual([]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('comes back from an absence with one act', async () => {
    const substitute = root.session.agent;
    await ana.call('PUT', `/agents/${ana.session.agent.id}/absence`, {
      body: { handOver: 'keep', substituteId: substitute.id },
    });
    const screen = await signedIn();
    const { page } = screen;
    await screen.openInbox();
    await page.getByRole('button', { name: /Account of Ana · You are absent/ }).click();
    // Before and after, it is said what becomes of the cases: nothing gives them back.
    await page
      .getByText(`Cases already given to ${substitute.name} stay there at the end.`, { exact: false })
      .waitFor();
    await page.getByText('Cases that are still assigned to you stay so.', { exact: false }).waitFor();
    await page.getByRole('menuitem', { name: 'I am back' }).click();
    await page.getByText(`Your absence has ended. Cases that were given to ${substitute.name} stay there.`).waitFor();
    await page.getByRole('button', { name: 'Account of Ana · Available' }).waitFor();
    expect((await state()).absence).toBeNull();
    await screen.close();
  });
});

it.each([
  ['light', 'en-GB'],
  ['dark', 'fr-FR'],
] as const)('the inbox fits a phone, in %s and %s', async (colorScheme, locale) => {
  const screen = await Screen.open(browser, product.url, { width: 360, height: 740, colorScheme, locale });
  const { page } = screen;
  await screen.signIn(ANA);
  await page.goto(`${product.url}/inbox/all?status=any`);
  await page.locator('[data-case-id]').first().waitFor();
  expect([await screen.faults(), await screen.overflow()]).toEqual([[], 0]);
  await page.getByRole('button', { name: /^(Notifications|Alertes)/ }).click();
  await page.getByRole('dialog', { name: 'Notifications' }).getByText('Trop tard').first().waitFor();
  expect([await screen.faults(), await screen.overflow()]).toEqual([[], 0]);
  await page.keyboard.press('Escape');
  await page.locator('[data-case-id] a').first().click();
  await page.getByRole('feed').waitFor();
  expect([await screen.faults(), await screen.overflow()]).toEqual([[], 0]);
  expect(screen.errors).toEqual([]);
  await screen.close();
});

it('signs in by the form, and has the cases of the agent before her', async () => {
  const screen = await Screen.open(browser, product.url);
  await screen.signInByForm(ANA);
  await screen.page.waitForURL('**/inbox/mine');
  expect(screen.errors).toEqual([]);
  await screen.close();
});

it('is shown her own language from the moment she signs in, whatever that of the browser is', async () => {
  await ana.call('PATCH', '/me', { body: { language: 'en' } });
  const screen = await Screen.open(browser, product.url, { locale: 'fr-FR' });
  const { page } = screen;
  await page.goto(product.url);
  await page.getByLabel('Adresse électronique').fill(ANA.email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(ANA.password);
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
  await page.getByRole('heading', { name: 'Inbox' }).waitFor();
  await ana.call('PATCH', '/me', { body: { language: null } });
  await screen.close();
});

it('a case that is put off leaves what is hers, and is found below it', async () => {
  const { id } = await asks('Carte de cantine perdue', 'lea@citizen.test');
  const { agent } = await ana.get<{ agent: { id: string } }>('/session');
  await ana.call('PATCH', `/cases/${id}`, { body: { assigneeId: agent.id } });
  const screen = await signedIn();
  const { page } = screen;
  await atItsTime(screen);
  await page.goto(`${product.url}/inbox/mine/${id}`);
  await row(page, 'Carte de cantine perdue').waitFor();
  await page.getByRole('heading', { name: 'Carte de cantine perdue' }).first().waitFor();

  await page.keyboard.press('s');
  const snooze = page.getByRole('dialog', { name: /^Snooze/ });
  await snooze.getByRole('combobox').fill('yesterday');
  await snooze.getByText('This is in the past: give a later day or time.').waitFor();
  await snooze.getByRole('combobox').fill('31/02/2027');
  await snooze.getByText('This date does not exist.').waitFor();
  await snooze.getByRole('combobox').fill('');
  await snooze.getByRole('option').first().click();
  await row(page, 'Carte de cantine perdue').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: /^My snoozed cases/ }).click();
  await row(page, 'Carte de cantine perdue').waitFor();
  expect(await screen.faults()).toEqual([]);

  // What she puts off for others is not among hers: the list says whose it has, and leads to the others.
  const { id: other } = await asks('Tarif de la garderie', 'luc@citizen.test');
  const snoozeUntil = new Date(product.clock.now().getTime() + 72 * hour).toISOString();
  await ana.call('PATCH', `/cases/${other}`, { body: { status: 'snoozed', snoozeUntil } });
  await ana.call('PATCH', `/cases/${id}`, { body: { status: 'open' } });
  await page.getByText('You have no snoozed cases').waitFor();
  await page.getByText('Only cases that are assigned to you appear here.').waitFor();
  await page.getByRole('link', { name: 'Snoozed cases of everybody' }).click();
  await page.waitForURL('**/inbox/all?status=snoozed');
  await row(page, 'Tarif de la garderie').waitFor();
  const tab = (name: RegExp) => page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });
  await tab(/^Mine/).click();
  await page.waitForURL('**/inbox/mine?status=snoozed');
  // That is a list of its own again, from which the tabs lead to all that is in them.
  await tab(/^All/).click();
  await page.waitForURL('**/inbox/all');
  await row(page, 'Carte de cantine perdue').waitFor();
  expect(await screen.faults()).toEqual([]);

  // Nor is what she puts off from the list of those that nobody has: she learns so at once, and is led there.
  const { id: third } = await asks('Horaires de la piscine', 'max@citizen.test');
  await page.goto(`${product.url}/inbox/all/${third}`);
  await page.getByRole('heading', { name: 'Horaires de la piscine' }).first().waitFor();
  await page.keyboard.press('s');
  await page
    .getByRole('dialog', { name: /^Snooze/ })
    .getByRole('option')
    .first()
    .click();
  await page.getByText(/^Snoozed until .*; it is not assigned to you/).waitFor();
  await page.getByRole('button', { name: 'Snoozed cases of everybody' }).click();
  await page.waitForURL('**/inbox/all?status=snoozed');
  await row(page, 'Horaires de la piscine').waitFor();
  expect(screen.errors).toEqual([]);
  await screen.close();
});

it('says by how many calendar days a case is late, and by the clocks of the town, wherever the browser is', async () => {
  const { id } = await asks('Oubliée de tous', 'max@citizen.test');
  const { dueAt } = await ana.get<CaseSummary>(`/cases/${id}`);
  await product.advance(4 * 24 * hour);
  await product.settled();
  const inTown = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Paris' });
  const screen = await signedIn({ timezoneId: 'Pacific/Noumea' });
  const { page } = screen;
  await page.clock.setSystemTime(product.clock.now());
  await page.goto(`${product.url}/inbox/all/${id}`);
  await page.getByRole('button', { name: 'First reply overdue by 3 calendar days' }).waitFor();
  const deadlines = page.getByRole('group', { name: 'Deadlines' });
  await deadlines.getByText('3 calendar days overdue').waitFor();
  await deadlines.getByText(new RegExp(`^Was due .*, ${inTown.format(new Date(dueAt!))}$`)).waitFor();
  await row(page, 'Oubliée de tous').getByText('3 d overdue').waitFor();
  await row(page, 'Oubliée de tous')
    .getByTitle(/^First reply was due .*, 3 calendar days ago$/)
    .waitFor();
  expect(screen.errors).toEqual([]);
  await screen.close();
});

it('says of a scrolled list what is no longer in it, and takes that in once it is scrolled to its top', async () => {
  for (let n = 0; n < 16; n += 1) await root.post('/cases', { subject: `Dossier ${n}`, teamId: schools.id });
  const screen = await signedIn();
  const { page } = screen;
  await page.goto(`${product.url}/inbox/unassigned`);
  const list = page.getByRole('list', { name: 'Cases' });
  await row(page, 'Dossier 15').waitFor();
  // The pointer stays over the list: to look for a row with it may scroll the list back.
  await list.hover();
  const scroller = `document.querySelector('ul[aria-label="Cases"]').parentElement`;
  await eventually(async () => {
    await page.mouse.wheel(0, 130);
    expect(await page.evaluate<number>(`${scroller}.scrollTop`)).toBeGreaterThan(100);
  });
  const [{ id }] = (await ana.get<Listed<CaseSummary>>('/cases?view=unassigned')).items as [CaseSummary];
  await ana.call('PATCH', `/cases/${id}`, { body: { status: 'closed' } });

  await page.getByRole('button', { name: '1 change – update the list' }).waitFor();
  await page.mouse.wheel(0, -1000);
  await row(page, 'Dossier 15').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /update the list/ }).waitFor({ state: 'detached' });
  await row(page, 'Dossier 14').waitFor();
  expect(screen.errors).toEqual([]);
  await screen.close();
});

it('shows all cases in their usual order to a supervisor who leaves the late ones, by the tab or by the filter', async () => {
  const max = { email: 'max@town.test', password: 'yet another battery' };
  await root.post('/agents', { ...max, name: 'Max', role: 'supervisor', teamIds: [schools.id] });
  await asks('Pas en retard', 'may@citizen.test');
  const screen = await Screen.open(browser, product.url);
  await screen.signIn(max);
  const { page } = screen;
  await page.clock.setSystemTime(product.clock.now());
  const landing = async () => {
    await page.goto(product.url);
    await page.waitForURL('**/inbox/all?due=late&sort=due');
    await page.getByRole('button', { name: /^Remove the filter Due/ }).waitFor();
  };
  await landing();
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^All/ }).click();
  await page.waitForURL('**/inbox/all');
  await row(page, 'Pas en retard').waitFor();
  await landing();
  await page.getByRole('button', { name: /^Remove the filter Due/ }).click();
  await page.waitForURL('**/inbox/all');
  await row(page, 'Pas en retard').waitFor();
  expect(screen.errors).toEqual([]);
  await screen.close();
});

it('narrows a list to the cases that were opened in some days, and exports it', async () => {
  const sue = { email: 'sue@town.test', password: 'yet another battery' };
  await root.post('/teams', { name: 'Voirie' });
  await root.post('/agents', { ...sue, name: 'Sue', role: 'supervisor', teamIds: [schools.id] });
  const { openedAt } = await asks('Ouvert ce mois', 'may@citizen.test');
  const day = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Paris', dateStyle: 'short' }).format(
    new Date(openedAt),
  );
  const screen = await Screen.open(browser, product.url);
  await screen.signIn(sue);
  const { page } = screen;
  await page.clock.setSystemTime(product.clock.now());
  await page.goto(`${product.url}/inbox/all?q=Ouvert`);
  await row(page, 'Ouvert ce mois').waitFor();
  // Before its menu is there, it is only drawn.
  const filterButton = page.locator('button[aria-haspopup]', { hasText: 'Filter' });
  await filterButton.click();
  await page.getByRole('option', { name: 'Opened' }).click();
  await page.getByRole('option', { name: /^Last month/ }).click();
  await row(page, 'Ouvert ce mois').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Remove the filter Status Any status' }).waitFor();
  await filterButton.click();
  await page.getByRole('option', { name: 'Opened' }).click();
  await page.getByRole('option', { name: 'From … to …' }).click();
  await page.getByLabel('From', { exact: true }).fill(day);
  await page.getByLabel('To', { exact: true }).fill(day);
  expect(await screen.faults()).toEqual([]);
  await page.getByRole('button', { name: 'Show these cases' }).click();
  await page.waitForURL(new RegExp(`opened=${day}..${day}`));
  await row(page, 'Ouvert ce mois').waitFor();
  // The same days once more are no reason to remove them.
  await filterButton.click();
  await page.getByRole('option', { name: 'Opened' }).click();
  await page.getByRole('option', { name: 'From … to …' }).click();
  await page.getByRole('button', { name: 'Show these cases' }).click();
  await page.getByRole('button', { name: 'Show these cases' }).waitFor({ state: 'detached' });
  const chip = page.getByRole('button', { name: /^Remove the filter Opened/ });
  await chip.waitFor();
  expect(new URL(page.url()).searchParams.get('opened')).toBe(`${day}..${day}`);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('export');
  await page.getByRole('option', { name: 'Export cases' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export cases' });
  await dialog.getByText('1 case', { exact: true }).waitFor();
  // It says what the list leaves out although it is narrowed to nothing of that sort.
  await dialog.getByText('Spam is not included.').waitFor();
  expect(await screen.faults()).toEqual([]);
  const href = await dialog.getByRole('link', { name: 'CSV' }).getAttribute('href');
  expect(new URL(href!, product.url).searchParams.get('opened')).toBe(`${day}..${day}`);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await chip.click();
  await page.waitForURL((url) => !url.searchParams.has('opened') && !url.searchParams.has('status'));

  // A view of a team is first of all for the one to which the list is narrowed.
  await screen.visit(`/inbox/all?team=${schools.id}`);
  await page.getByRole('button', { name: 'Save as a view' }).click();
  const save = page.getByRole('dialog', { name: 'Save as a view' });
  // The name that is proposed gives way to what is typed.
  const name = save.getByRole('textbox', { name: 'Name' });
  await name.and(page.locator(':focus')).waitFor();
  expect(await name.inputValue()).not.toBe('');
  await page.keyboard.type('Nos dossiers');
  expect(await name.inputValue()).toBe('Nos dossiers');
  await save.getByRole('radio', { name: 'The members of a team' }).check();
  await eventually(async () => expect(await save.getByLabel(/^Team/).first().inputValue()).toBe('Écoles'));

  // The view of a search has the status that was typed, and says no other one.
  await page.goto(`${product.url}/search?q=${encodeURIComponent('cantine status:open')}`);
  await page.getByRole('button', { name: 'Remove the filter Status Open' }).waitFor();
  await page.getByRole('button', { name: 'Save as a view' }).click();
  await eventually(async () => expect(await name.inputValue()).toBe('Open · cantine'));
  expect(screen.errors).toEqual([]);
  await screen.close();
});

it('says in its row that a case is no longer in the view, and whose it is, as long as nothing may move there', async () => {
  const { id } = await asks('Porte du gymnase', 'noe@citizen.test');
  const { agent } = await ana.get<{ agent: { id: string } }>('/session');
  const screen = await signedIn();
  const { page } = screen;
  await page.goto(`${product.url}/inbox/unassigned/${id}`);
  await row(page, 'Porte du gymnase').getByText('Unassigned').waitFor();
  // Below the rows, where the pointer stays on the list when what is above them comes late.
  await page.mouse.move(250, 600);

  await root.call('PATCH', `/cases/${id}`, { body: { assigneeId: agent.id } });
  await row(page, 'Porte du gymnase').getByText('No longer in this view').waitFor();
  await row(page, 'Porte du gymnase').getByText('Ana', { exact: true }).waitFor();
  // What has changed in it since is read, too.
  await root.call('PATCH', `/cases/${id}`, { body: { tags: ['serrure'] } });
  await row(page, 'Porte du gymnase').getByText('serrure').waitFor();
  await row(page, 'Porte du gymnase').getByText('No longer in this view').waitFor();

  await page.mouse.move(1000, 500);
  await row(page, 'Porte du gymnase').waitFor({ state: 'detached' });
  expect(await screen.faults()).toEqual([]);
  expect(screen.errors).toEqual([]);
  await screen.close();
});

it('does with what is selected by the keys what the buttons of the bar do, also while no case is open', async () => {
  for (const subject of ['Vélo trouvé au square', 'Vélo trouvé au gymnase']) await asks(subject, 'eve@citizen.test');
  const screen = await signedIn();
  const { page } = screen;
  await page.goto(`${product.url}/inbox/all?q=trouv%C3%A9`);
  await row(page, 'Vélo trouvé au square').waitFor();
  const dueTimes = async () =>
    (await ana.get<Listed<CaseSummary>>('/cases?q=trouv%C3%A9')).items.map(({ id, dueAt }) => `${id} ${dueAt}`).sort();
  const due = await dueTimes();
  const bar = page.getByRole('toolbar', { name: 'Selected cases' });
  for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key);
  await bar.getByText('2 selected').waitFor();
  await page.keyboard.press('s');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('e');
  await page.getByRole('button', { name: 'Close anyway' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await bar.waitFor({ state: 'detached' });
  const closed = async () => (await ana.get<Listed<CaseSummary>>('/cases?q=trouv%C3%A9&status=closed')).items.length;
  await eventually(async () => expect(await closed()).toBe(2));
  await product.advance(minute);
  await page.keyboard.press('z');
  await eventually(async () => expect(await closed()).toBe(0));
  // They are due when they were, to the second.
  await eventually(async () => expect(await dueTimes()).toEqual(due));
  expect(screen.errors).toEqual([]);
  await screen.close();
});

it.each([1440, 360])(
  'keeps the clock of a case in its row, whatever else is said of it, at %d pixels',
  async (width) => {
    const subject = `Clôture tombée, vue à ${width}`;
    const { id } = await asks(subject, `max${width}@citizen.test`);
    const { agent } = await ana.get<{ agent: { id: string } }>('/session');
    await product.advance(4 * 24 * hour);
    await product.settled();
    const snoozeUntil = new Date(product.clock.now().getTime() + 72 * hour).toISOString();
    const tags = ['apprentissage', 'urgence sociale'];
    await root.call('PATCH', `/cases/${id}`, { body: { assigneeId: agent.id, tags, status: 'snoozed', snoozeUntil } });
    const screen = await signedIn({ width, height: 800 });
    const { page } = screen;
    await page.clock.setSystemTime(product.clock.now());
    // Alone in the list: on a phone, what is due last stands below the rows that are in the page.
    await page.goto(`${product.url}/inbox/all?due=late&q=${encodeURIComponent(subject)}`);
    const due = row(page, subject).getByText('3 d overdue');
    await due.waitFor();
    const [mark, whole] = [await due.boundingBox(), await row(page, subject).boundingBox()];
    expect(mark!.x + mark!.width).toBeLessThanOrEqual(whole!.x + whole!.width - 8);
    await screen.close();
  },
);

it('takes from a colleague a case that has changed since she looked at it, and what is said of that goes once it is undone', async () => {
  const { id } = await asks('Banc du square', 'lou@citizen.test');
  const { agent } = ana.session;
  await root.call('PUT', `/teams/${schools.id}/queue`, { body: { assignment: 'automatic' } });
  await root.call('PATCH', `/cases/${id}`, { body: { assigneeId: agent.id } });
  const screen = await Screen.open(browser, product.url);
  await screen.signIn(ADMIN);
  const { page } = screen;
  await page.goto(`${product.url}/inbox/all/${id}?q=banc`);
  await page.getByRole('heading', { name: 'Banc du square' }).first().waitFor();
  await screen.visit('/inbox/all?q=banc');
  await page.getByRole('heading', { name: 'Banc du square' }).waitFor({ state: 'detached' });
  await ana.call('PATCH', `/cases/${id}`, { body: { tags: ['bois'] } });
  await row(page, 'Banc du square').getByText('bois').waitFor();

  const assignee = async () => (await root.get<CaseSummary>(`/cases/${id}`)).assignee?.id;
  await row(page, 'Banc du square').getByRole('checkbox').click({ force: true });
  const bar = page.getByRole('toolbar', { name: 'Selected cases' });
  await bar.getByRole('button', { name: 'Assign' }).click();
  await page.getByRole('dialog').getByRole('option', { name: root.session.agent.name }).click();
  await eventually(async () => expect(await assignee()).toBe(root.session.agent.id));
  const relieved = page.getByText(/^No cases are assigned automatically to Ana before/);
  await relieved.waitFor();
  expect(await page.getByText('could not be changed').count()).toBe(0);
  await page.keyboard.press('z');
  await eventually(async () => expect(await assignee()).toBe(agent.id));
  await relieved.waitFor({ state: 'detached' });
  await root.call('PUT', `/teams/${schools.id}/queue`, { body: { assignment: 'manual' } });
  expect(screen.errors).toEqual([]);
  await screen.close();
});

it('says that a colleague is assigned nothing for a while of whose cases several are handed over, until that is undone', async () => {
  await root.post('/teams', { name: 'Propreté' });
  await root.call('PUT', `/teams/${schools.id}/queue`, { body: { assignment: 'automatic' } });
  const { agent } = ana.session;
  const subjects = ['Benne du quai pleine', 'Benne du parc pleine'];
  const ids: string[] = [];
  for (const subject of subjects) ids.push((await asks(subject, 'lia@citizen.test')).id);
  for (const id of ids) await root.call('PATCH', `/cases/${id}`, { body: { assigneeId: agent.id } });
  const screen = await Screen.open(browser, product.url);
  await screen.signIn(ADMIN);
  const { page } = screen;
  await page.goto(`${product.url}/inbox/all?q=benne`);
  for (const subject of subjects) {
    await row(page, subject).hover();
    await row(page, subject).getByRole('checkbox').check();
  }
  await page
    .getByRole('toolbar', { name: 'Selected cases' })
    .getByRole('button', { name: 'Team', exact: true })
    .click();
  const dialog = page.getByRole('dialog', { name: '2 cases: hand over to another team' });
  await dialog.getByRole('combobox', { name: 'Team' }).click();
  await page.getByRole('option', { name: 'Propreté' }).click();
  await dialog.getByText(/Ana will be assigned nothing automatically for 30 minutes/).waitFor();
  expect(await screen.faultsInEveryLook()).toEqual([]);
  await dialog.getByRole('button', { name: 'Hand over' }).click();
  const relieved = page.getByText(/^No cases are assigned automatically to Ana before/);
  await relieved.waitFor();
  await page.keyboard.press('z');
  const assignees = () =>
    Promise.all(ids.map(async (id) => (await root.get<CaseSummary>(`/cases/${id}`)).assignee?.id));
  await eventually(async () => expect(await assignees()).toEqual([agent.id, agent.id]));
  await relieved.waitFor({ state: 'detached' });
  await root.call('PUT', `/teams/${schools.id}/queue`, { body: { assignment: 'manual' } });
  expect(screen.errors).toEqual([]);
  await screen.close();
});

it('has the cases back in their list that were closed by mistake, also while the pointer is on it', async () => {
  const subjects = ['Grille du parc ouverte', 'Grille du stade ouverte'];
  for (const subject of subjects) await asks(subject, 'ida@citizen.test');
  await product.advance(2 * hour);
  await product.settled();
  const screen = await signedIn();
  const { page } = screen;
  await page.clock.setSystemTime(product.clock.now());
  await page.goto(`${product.url}/inbox/all?due=late&q=grille`);
  for (const subject of subjects) await row(page, subject).waitFor();
  await page.mouse.move(250, 600);
  for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key);
  await page.getByRole('toolbar', { name: 'Selected cases' }).getByText('2 selected').waitFor();
  await page.keyboard.press('e');
  await page.getByRole('button', { name: 'Close anyway' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  for (const subject of subjects) await row(page, subject).waitFor({ state: 'detached' });
  await product.settled();
  await page.keyboard.press('z');
  await product.settled();
  for (const subject of subjects) await row(page, subject).waitFor();
  expect(await page.getByRole('button', { name: /^\d+ (new|change)/ }).count()).toBe(0);
  expect(screen.errors).toEqual([]);
  await screen.close();
});
