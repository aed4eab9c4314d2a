import type {
  Board,
  CaseSummary,
  MetricResult,
  Page,
  Report,
  BusinessHours,
  SlaTargets,
  Team,
} from '@guichet/contracts';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { eventually } from '../support/eventually.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';
import { Screen, type Look } from '../support/browser-screen.js';

const MINUTE = 60_000;
const ANA = { email: 'ana@town.test', password: 'another horse battery' };

let browser: Browser;
let product: RunningProduct;
let root: ApiClient;
let schools: Team;

/** Somebody calls about their matter; an agent writes it down. */
const call = (subject: string, teamId: string, citizenName = 'Zoé Martin') =>
  root.post<CaseSummary>('/contacts', { channel: 'phone', text: `${subject} ?`, subject, teamId, citizenName });

beforeAll(async () => {
  [browser, product] = await Promise.all([launchChromium(), RunningProduct.start()]);
  root = await ApiClient.signIn(product.url);
  schools = await root.post<Team>('/teams', { name: 'Affaires scolaires' });
  await root.post('/agents', { ...ANA, name: 'Ana', teamIds: [schools.id] });
  // Open day and night: the story is the same whenever it is told.
  const schedule = await root.get<BusinessHours>(`/teams/${schools.id}/business-hours`);
  const week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  await root.call('PUT', `/teams/${schools.id}/business-hours`, { body: { ...schedule, week } });
  const { version, targets } = await root.get<SlaTargets>('/sla/targets');
  const soon = { value: 10, unit: 'minutes' };
  await root.call('PUT', '/sla/targets', {
    body: {
      version,
      targets: [
        {
          ...targets[0]!,
          ...{ teams: [schools.id], caseTypes: [], channels: [], priorities: [] },
          ...{ 'first-response': null, 'next-response': null, resolution: soon },
        },
      ],
    },
  });
  for (const subject of ['Cantine', 'Inscription', 'Garderie']) await call(subject, schools.id);
  await call('Perdu un parapluie', root.session.teams[0]!.id);
  await product.settled();
  await product.advance(11 * MINUTE);
  await eventually(async () => expect((await root.get<Board>('/board')).late).toBe(3));
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

const signedIn = async (who = ADMIN, look: Look = {}): Promise<Screen> => {
  const screen = await Screen.open(browser, product.url, look);
  await screen.signIn(who);
  return screen;
};
const wider = "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('main'))";
const faultsOf = async (screen: Screen): Promise<string[]> => [
  ...(await screen.faults()),
  ...((await screen.overflow()) > 0 ? ['scrolls sideways'] : []),
  // What is wider than the screen scrolls inside its own part, and not the page with it.
  ...((await screen.page.evaluate<number>(wider)) > 0 ? ['the page scrolls sideways'] : []),
];

describe('a supervisor', () => {
  it('sees at a glance which team is late and why, and opens the cases', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await screen.openInbox();
    await page.getByRole('link', { name: 'Dashboards' }).click();

    const worst = page.getByRole('region', { name: 'Teams by urgency' }).getByRole('row').nth(1);
    await worst.getByText('3 overdue').waitFor();
    await eventually(async () =>
      expect((await worst.innerText()).replace(/\s+/g, ' ')).toMatch(
        /^Affaires scolaires 3 overdue · oldest: (< 1|\d+) min · 3 unassigned · the only agent is not available 3 0 3 3$/,
      ),
    );
    await page.getByText('Restricted cases are not counted').waitFor();
    expect(await faultsOf(screen)).toEqual([]);

    await page.getByRole('link', { name: 'Overdue 3' }).click();
    await page.getByRole('link', { name: /Cantine/ }).waitFor();
    await eventually(async () => expect(await page.locator('[data-case-id]').count()).toBe(3));
    await page.locator('[data-view="all"][aria-current]').getByText('3', { exact: true }).waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('sees a number change as somebody calls, without asking', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/dashboards`);
    await page.getByRole('link', { name: /^Open 4/ }).waitFor();
    await call('Une fuite', root.session.teams[0]!.id);
    await page.getByRole('link', { name: /^Open 5/ }).click();
    // The list says how many there are as well, and lists them.
    await page.locator('[data-view="all"][aria-current]').getByText('5', { exact: true }).waitFor();
    await eventually(async () => expect(await page.locator('[data-case-id]').count()).toBe(5));
    await screen.close();
  });

  // Interaction: R25.
  it('is told on focus what a number counts, and not where the pointer rests after coming back', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/dashboards`);
    await page.getByRole('link', { name: /^Overdue/ }).focus();
    const explanation = page.getByRole('tooltip', { name: 'Cases whose nearest deadline has passed.' });
    await explanation.waitFor();
    const overdue = page.getByRole('link', { name: /^Overdue/ });
    await overdue.click();
    await page.locator('[data-case-id]').first().waitFor();
    await page.goBack();
    await page.locator('a:hover', { hasText: 'Overdue' }).waitFor();
    // Those that come by the pointer are there by now.
    await page.waitForTimeout(600);
    expect(await explanation.count()).toBe(0);
    await page.mouse.move(0, 0);
    await overdue.hover({ position: { x: 20, y: 20 } });
    await explanation.waitFor();
    await screen.close();
  });

  // Interaction: R25.
  it('puts it on a wall that names nobody, and leaves it by Escape', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/dashboards/wallboard`);
    const wall = page.getByRole('main', { name: 'Wallboard' });
    await wall.getByText('Affaires scolaires').waitFor();
    expect(await wall.innerText()).not.toMatch(/Zoé|Ana|Cantine|GCH-/);
    expect(await page.getByRole('navigation', { name: 'Main navigation' }).count()).toBe(0);
    expect(await faultsOf(screen)).toEqual([]);
    // Nobody scrolls a wall: nothing of it is below the edge of the screen.
    for (const [width, height] of [
      [1280, 720],
      [1920, 1080],
      [3840, 2160],
      [1280, 640],
    ] as const) {
      await page.setViewportSize({ width, height });
      const lowest = () =>
        page.evaluate<number>(
          `Math.max(...[...document.querySelectorAll('main :is(p, li, dt, dd)')].map((part) => part.getBoundingClientRect().bottom))`,
        );
      await eventually(async () => expect(await lowest()).toBeLessThanOrEqual(height));
    }
    // A phone is scrolled instead, and its text stays as large as it can be read.
    await page.setViewportSize({ width: 360, height: 740 });
    await eventually(async () =>
      expect(
        await page.evaluate<number>(
          `Math.min(...[...document.querySelectorAll('main :is(p, li, dt, dd)')].map((part) => parseFloat(getComputedStyle(part).fontSize)))`,
        ),
      ).toBeGreaterThanOrEqual(14),
    );

    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Dashboards' }).waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('begins a page at its top, and finds the one before where it was left', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.goto(`${product.url}/dashboards/history`);
    await page.getByText(/today is not over, and is compared with a whole day/).waitFor();
    const scrolled = () => page.evaluate<number>(`document.querySelector('main').scrollTop`);
    const missed = page.getByRole('region', { name: 'Targets missed' }).getByRole('link', { name: 'Targets missed' });
    await missed.scrollIntoViewIfNeeded();
    await eventually(async () => expect(await scrolled()).toBeGreaterThan(0));

    // Charts that are still being drawn may move it away from under a click.
    await missed.press('Enter');
    await page.waitForURL(/history\/breaches/);
    await page.getByRole('heading', { name: 'Targets missed', exact: true }).waitFor();
    await eventually(async () => expect(await scrolled()).toBe(0));
    await page.goBack();
    await page.getByRole('region', { name: 'Contacts', exact: true }).waitFor();
    await eventually(async () => expect(await scrolled()).toBeGreaterThan(0));
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('tells requests from contacts: how many came and were closed stands beside how many messages', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/dashboards/history?team=${schools.id}`);
    const figures = page.getByRole('list', { name: 'Key figures' });
    await figures.getByRole('link', { name: /^Contacts messages, calls, visits and letters 3/ }).waitFor();
    await figures.getByRole('link', { name: /^New cases new requests, each counted once 3/ }).waitFor();
    await figures.getByRole('link', { name: /^Cases closed closings in this period 0/ }).waitFor();
    const card = page.getByRole('region', { name: 'New cases', exact: true });
    // What is below is read once it is in sight.
    await card.scrollIntoViewIfNeeded();
    await eventually(async () => expect(await card.locator('[data-behind]').first().innerText()).toBe('3'));
    await card.getByText('New requests: one case each, however many messages it has.').waitFor();
    // The earlier period is said as it is of contacts.
    await card.getByText(/\d: 0$/).waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('opens the cases behind a number of the history: as many as it says', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/dashboards/history?team=${schools.id}`);
    const card = page.getByRole('region', { name: 'Contacts', exact: true });
    const total = card.locator('[data-behind]').first();
    await total.waitFor();
    await eventually(async () => expect(await total.innerText()).toBe('3'));
    await card.getByText('Largest increase: Phone, up by 3, from 0 to 3.').waitFor();
    expect(await faultsOf(screen)).toEqual([]);

    await total.click();
    const drawer = page.getByRole('dialog', { name: /Contacts/ });
    await drawer.getByText('3 cases').waitFor();
    // The rows show their last message, and the list goes by something else.
    await drawer.getByText('Sorted by when they counted').waitFor();
    await eventually(async () => expect(await drawer.getByText(/^Counted on /).count()).toBe(3));
    await eventually(async () => expect(await drawer.getByRole('link').count()).toBe(3));
    expect(await screen.faults()).toEqual([]);

    const listed = async () =>
      Promise.all((await drawer.getByRole('link').all()).map((link) => link.getAttribute('href')));
    const newest = await listed();
    await drawer.getByText('Oldest first').click();
    await eventually(async () => expect(await listed()).toEqual(newest.toReversed()));
    expect(page.url()).toContain('order=oldest');
    await page.reload();
    await eventually(async () => expect(await listed()).toEqual(newest.toReversed()));

    await page.goBack();
    await drawer.waitFor({ state: 'detached' });
    expect(page.url()).toContain(`team=${schools.id}`);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('types the days of the history by keyboard: they count once their field is left, and never change places', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/dashboards/history?period=own&from=2026-11-02&to=2026-11-06`);
    const [first, last] = [page.getByLabel('First day'), page.getByLabel('Last day')];
    const days = async () => ({ from: await first.inputValue(), to: await last.inputValue() });
    const asked = () => Object.fromEntries(new URL(page.url()).searchParams);
    await first.focus();
    await page.keyboard.type('12312026', { delay: 20 });
    expect(await days()).toEqual({ from: '2026-12-31', to: '2026-11-06' });
    expect(asked()).toMatchObject({ from: '2026-11-02', to: '2026-11-06' });

    await last.focus();
    await page.getByRole('alert').getByText('The first day is after the last day.').waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.keyboard.type('01312027', { delay: 20 });
    expect(await days()).toEqual({ from: '2026-12-31', to: '2027-01-31' });
    expect(asked()).toMatchObject({ from: '2026-11-02', to: '2026-11-06' });
    await page.keyboard.press('Enter');
    await eventually(async () => expect(asked()).toMatchObject({ from: '2026-12-31', to: '2027-01-31' }));
    expect(await page.getByRole('alert').count()).toBe(0);

    await first.focus();
    await page.keyboard.type('10', { delay: 20 });
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Backspace');
    await last.focus();
    await page.getByRole('alert').getByText('Complete the date.').waitFor();
    expect(asked()).toMatchObject({ from: '2026-12-31', to: '2027-01-31' });

    await first.fill('2026-10-01');
    await eventually(async () => expect(asked()).toMatchObject({ from: '2026-10-01', to: '2027-01-31' }));
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('reads under a chart the numbers that the server told', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/dashboards/history/contacts`);
    await page.getByRole('img', { name: /^Contacts: highest/ }).waitFor();
    await page.getByText('As a table').click();
    const rows = page.getByRole('table', { name: 'Contacts', exact: true }).getByRole('row');
    await rows.nth(1).waitFor();

    const { points } = await root.get<MetricResult>('/metrics/contacts?groupBy=day');
    await page.locator('details').getByRole('button', { name: 'Contacts', exact: true }).click();
    const most = String(Math.max(...points.map(({ value }) => value ?? 0)));
    await eventually(async () => {
      expect((await rows.nth(1).innerText()).split('\t').at(-1)!.trim()).toBe(most);
      expect(await rows.count()).toBe(points.length + 1);
    });
    expect(await faultsOf(screen)).toEqual([]);
    await screen.close();
  });
});

describe('figures that leave the screen', () => {
  it('are mailed to agents as somebody has asked, and no more once that is deleted', async () => {
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/dashboards/reports`);
    await page.getByRole('button', { name: 'New report' }).click();
    const form = page.getByRole('dialog', { name: 'New report' });
    await form.getByRole('textbox', { name: 'Name' }).fill('Point du lundi');
    expect(await screen.faults()).toEqual([]);
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Point du lundi' }).waitFor();
    await page
      .getByText(/^Every Monday at 7:00 \(Paris time\) · Contacts, First reply, On time,? and Backlog$/)
      .waitFor();
    expect((await root.get<Page<Report>>('/reports')).items).toMatchObject([
      { name: 'Point du lundi', every: 'week', hour: 7, groupBy: 'team', active: true, problems: [] },
    ]);
    expect(await faultsOf(screen)).toEqual([]);

    await page.getByRole('button', { name: 'Actions for Point du lundi' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No reports yet').waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it.each([
    ['/dashboards/history', 'Export', 'menuitem'],
    ['/inbox/all?due=late', 'Export cases', 'link'],
    ['/search?q=Cantine', 'Export what was found', 'link'],
  ] as const)('are a file of what %s shows', async (path, button, role) => {
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}${path}`);
    await page.getByRole('button', { name: button, exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole(role, { name: 'CSV' }).click(),
    ]);
    expect(await download.failure()).toBeNull();
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    await screen.close();
  });
});

describe('an agent', () => {
  it('sees their own team alone, and neither exports nor mails figures', async () => {
    const screen = await signedIn(ANA);
    const { page } = screen;
    await page.goto(`${product.url}/dashboards`);
    const teams = page.getByRole('region', { name: 'Teams by urgency' });
    await teams.getByText('Affaires scolaires').waitFor();
    await eventually(async () => expect(await teams.getByRole('row').count()).toBe(2));
    expect(await page.getByRole('link', { name: 'Reports' }).count()).toBe(0);

    await page.getByRole('link', { name: 'History' }).click();
    await page.getByRole('link', { name: /^Contacts messages, calls, visits and letters 3/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Export' }).count()).toBe(0);
    await screen.close();
  });
});

describe('on a phone, in French, at night', () => {
  it.each([
    ['/dashboards', 'Équipes, par urgence'],
    ['/dashboards/history', 'Contacts par jour et par heure'],
    ['/dashboards/survey-responses', 'Aucune réponse à l’enquête pour l’instant'],
  ])('%s fits and has no fault', async (path, words) => {
    const screen = await Screen.open(browser, product.url, {
      ...{ locale: 'fr-FR', colorScheme: 'dark', width: 360, height: 740 },
    });
    const { page } = screen;
    await screen.signIn(ADMIN);
    await page.goto(`${product.url}${path}`);
    await page.getByText(words, { exact: true }).waitFor();
    expect(await faultsOf(screen)).toEqual([]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});
