import type { Board, CaseSummary, Page as ListPage, QuarantinedEnvelope, Timeline } from '@guichet/contracts';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { eventually } from '../support/eventually.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';
import { Screen, type Look } from '../support/browser-screen.js';
import { unmatchedBounce } from '../support/unmatched-bounce.js';

const DESK = 'contact@mairie.test';

let browser: Browser;
let product: RunningProduct;
let root: ApiClient;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchChromium(), RunningProduct.start()]);
  root = await ApiClient.signIn(product.url);
  const outbound = { host: '127.0.0.1', port: 25, secure: false };
  await root.post('/channels', {
    kind: 'email',
    name: 'Mairie',
    config: { address: DESK, inbound: { smtp: true }, outbound },
  });
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

/** A robot's reply to nothing that we know, with a file. */
const robot = (subject: string) =>
  [
    'From: Robot <robot@relay.test>',
    `To: ${DESK}`,
    `Subject: ${subject}`,
    `Message-ID: <${subject.replaceAll(' ', '-')}@relay.test>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=x',
    '',
    '--x',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `I am away: ${subject}.`,
    '--x',
    'Content-Type: text/plain; name="dates.txt"',
    'Content-Disposition: attachment; filename="dates.txt"',
    '',
    'until Monday',
    '--x--',
    '',
  ].join('\r\n');

/** A bounce of a message that we have not sent. */
const bounce = (subject: string) => unmatchedBounce(`To: ${DESK}`, `Subject: ${subject}`);

async function strand(...raws: string[]): Promise<void> {
  for (const raw of raws) await product.mail({ envelope: { from: '', to: DESK }, raw });
  await product.processed();
}

const waiting = async (): Promise<QuarantinedEnvelope[]> =>
  (await root.get<ListPage<QuarantinedEnvelope>>('/quarantine')).items;
const entriesOf = async (caseId: string) => (await root.get<Timeline>(`/cases/${caseId}/timeline`)).items;

async function openQuarantine(look: Look = {}): Promise<Screen> {
  const screen = await Screen.open(browser, product.url, look);
  await screen.signIn(ADMIN);
  await screen.page.goto(`${product.url}/quarantine`);
  await screen.page.getByRole('heading', { level: 1 }).waitFor();
  await screen.loaded();
  return screen;
}
async function closeWithoutFaults(screen: Screen): Promise<void> {
  expect([screen.errors, screen.strays]).toEqual([[], []]);
  await screen.close();
}

const row = (page: Page, subject: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: subject });
const act = (page: Page, subject: string, name: string) => row(page, subject).getByRole('button', { name }).click();
const gone = (page: Page, subject: string) => row(page, subject).waitFor({ state: 'detached' });

describe('whoever empties the quarantine', () => {
  it('opens a message as a case and finds it there with its file', async () => {
    await strand(robot('Away until Monday'));
    const screen = await openQuarantine();
    const { page } = screen;
    // Whoever decides can read it first, and knows by its name which button is for which message.
    const read = page.getByRole('button', { name: 'Read the message – “Away until Monday” from robot@relay.test' });
    await read.press('Enter');
    const preview = page.getByRole('region', { name: 'Content of the message “Away until Monday”' });
    await preview.getByText('I am away: Away until Monday.').waitFor();
    await preview.getByText('dates.txt').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await page.getByRole('button', { name: /^Hide the message/ }).press('Enter');
    await preview.waitFor({ state: 'detached' });
    await act(page, 'Away until Monday', 'Open as a case');
    await gone(page, 'Away until Monday');
    await page.getByText(/^Case GCH-\d{4}-\d{6} opened$/).waitFor();
    await page.getByRole('button', { name: 'Show the case' }).click();
    const timeline = page.getByRole('feed', { name: 'Timeline' });
    await timeline.getByText('I am away: Away until Monday.').first().waitFor();
    await timeline.getByText('dates.txt').first().waitFor();
    await timeline.getByText(/took a message out of the quarantine/).waitFor();
    await closeWithoutFaults(screen);
  });

  it('attaches a bounce to a case that they look for, by keys alone', async () => {
    const item = await root.post<CaseSummary>('/cases', { subject: 'Canteen of Zoé', citizenName: 'Zoé' });
    await strand(bounce('Returned mail'));
    const screen = await openQuarantine();
    const { page } = screen;
    await row(page, 'Returned mail').getByText('A delivery failure that matches none of our messages').waitFor();
    await row(page, 'Returned mail').getByText('About: gone@citizen.test').waitFor();
    await row(page, 'Returned mail').getByRole('button', { name: 'Attach to a case…' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Attach the message to a case' });
    await dialog.getByRole('combobox').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Canteen');
    await dialog.getByRole('option', { name: /Canteen of Zoé/ }).waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.keyboard.press('Enter');
    await dialog
      .getByRole('button', { name: `Attach to ${item.reference}` })
      .and(page.locator(':focus'))
      .press('Enter');
    await gone(page, 'Returned mail');
    await page.getByText(`Message attached to ${item.reference}`).waitFor();

    const [message] = (await entriesOf(item.id)).filter(({ kind }) => kind === 'message');
    expect(message).toMatchObject({
      text: expect.stringContaining('unknown here'),
      flags: ['automatic', 'third-party'],
    });
    await closeWithoutFaults(screen);
  });

  it('discards a message with a reason, takes it back, and finds later who discarded it', async () => {
    await strand(robot('Win a voyage'));
    const screen = await openQuarantine();
    const { page } = screen;
    const discard = async () => {
      await act(page, 'Win a voyage', 'Discard…');
      const dialog = page.getByRole('dialog', { name: 'Discard the message' });
      // No judgement is made before somebody makes it.
      await expect(dialog.getByRole('radio', { checked: true }).count()).resolves.toBe(0);
      expect(await dialog.getByRole('button', { name: 'Discard' }).isDisabled()).toBe(true);
      await dialog.getByRole('radio', { name: 'Automatic message, nothing to do' }).check();
      await dialog.getByRole('textbox', { name: 'Note (optional)' }).fill('A lottery');
      expect(await screen.faults()).toEqual([]);
      await dialog.getByRole('button', { name: 'Discard' }).click();
      await gone(page, 'Win a voyage');
    };
    await discard();
    await page.getByRole('button', { name: 'Undo' }).click();
    await row(page, 'Win a voyage').waitFor();

    await discard();
    await page.getByText('Discarded', { exact: true }).click();
    await row(page, 'Win a voyage')
      .getByText(/^Discarded by .+: Automatic message, nothing to do · A lottery$/)
      .waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await act(page, 'Win a voyage', 'Put back');
    await gone(page, 'Win a voyage');
    await page.getByText('To decide', { exact: true }).click();
    await row(page, 'Win a voyage').waitFor();
    expect((await waiting()).map(({ subject }) => subject)).toContain('Win a voyage');
    await closeWithoutFaults(screen);
  });

  it('selects by keys, opens several at once, discards the rest, and the board shows zero', async () => {
    await strand(...['One', 'Two', 'Three', 'Four', 'Five'].map((subject) => robot(`Away ${subject}`)));
    expect((await root.get<Board>('/board')).quarantine).toBe((await waiting()).length);
    const screen = await openQuarantine();
    const { page } = screen;
    await row(page, 'Away One').waitFor();
    await page.keyboard.press('j');
    await row(page, 'Away Five').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('o');
    await page.getByText('I am away: Away Five.').waitFor();
    await page.keyboard.press('o');
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    const bar = page.getByRole('toolbar', { name: 'Selected messages' });
    await bar.getByText('2 selected').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await bar.getByRole('button', { name: 'Open as a case' }).click();
    // The toast lasts while the pointer is on it, so that the next rows are selected by keys.
    const toast = page.getByText('2 cases opened');
    await toast.hover();
    await gone(page, 'Away Four');
    await bar.waitFor({ state: 'detached' });
    // It stands below the bar that comes next, and covers none of it.
    const third = row(page, 'Away Three').getByRole('checkbox');
    await third.press('Space');
    await eventually(async () => {
      const [toasted, shown] = [await toast.boundingBox(), await bar.boundingBox()];
      expect(toasted!.y).toBeGreaterThanOrEqual(shown!.y + shown!.height);
    });
    await third.press('Space');
    await bar.waitFor({ state: 'detached' });
    const { items } = await root.get<ListPage<CaseSummary>>('/cases?view=all');
    expect(items.map(({ subject }) => subject)).toEqual(expect.arrayContaining(['Away Five', 'Away Four']));

    await row(page, 'Away One').getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Select all messages shown' }).click();
    const before = await waiting();
    await bar.getByText(`${before.length} selected`).waitFor();
    await bar.getByRole('button', { name: 'Discard…' }).click();
    const dialog = page.getByRole('dialog', { name: `Discard ${before.length} messages` });
    await dialog.getByRole('radio', { name: 'Already handled elsewhere' }).check();
    await dialog.getByRole('button', { name: 'Discard' }).click();
    await page.getByText('Quarantine is empty').waitFor();
    expect(await waiting()).toEqual([]);

    await page.keyboard.press('z');
    await row(page, 'Away One').waitFor();
    expect((await waiting()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    for (const { id } of before) await root.post(`/quarantine/${id}/discard`, { reason: 'other' });
    await page.getByText('Quarantine is empty').waitFor();

    await page.getByText('Discarded', { exact: true }).click();
    for (const subject of ['Away One', 'Away Two']) await row(page, subject).getByRole('checkbox').check();
    await bar.getByText('2 selected').waitFor();
    expect(await screen.faults()).toEqual([]);
    await bar.getByRole('button', { name: 'Put back' }).click();
    await gone(page, 'Away One');
    await bar.waitFor({ state: 'detached' });
    const back = await waiting();
    expect(back.map(({ subject }) => subject).sort()).toEqual(['Away One', 'Away Two']);
    for (const { id } of back) await root.post(`/quarantine/${id}/discard`, { reason: 'other' });
    await screen.visit('/dashboards');
    await page.getByRole('link', { name: /^Quarantine 0/ }).waitFor();
    expect((await root.get<Board>('/board')).quarantine).toBe(0);
    await closeWithoutFaults(screen);
  });

  it('is told why a message that was tried again has failed again', async () => {
    await strand(bounce('Nobody sent this'));
    const screen = await openQuarantine();
    const { page } = screen;
    await act(page, 'Nobody sent this', 'Try again');
    await page.getByText('Failed again: “Nobody sent this”').waitFor();
    await page
      .getByRole('alert')
      .getByText(/^A delivery failure that matches none of our messages/)
      .waitFor();
    await row(page, 'Nobody sent this').waitFor();
    const [{ id } = { id: '' }] = await waiting();
    await root.post(`/quarantine/${id}/discard`, { reason: 'other' });
    await closeWithoutFaults(screen);
  });

  it('is told in French who was faster', async () => {
    await strand(robot('Absence'));
    const [envelope] = await waiting();
    const screen = await openQuarantine({ locale: 'fr-FR', width: 360, height: 740 });
    const { page } = screen;
    await act(page, 'Absence', 'Écarter…');
    const dialog = page.getByRole('dialog', { name: 'Écarter le message' });
    await dialog.getByRole('radio', { name: 'Autre motif' }).check();
    await root.post(`/quarantine/${envelope!.id}/discard`, { reason: 'noted' });
    await dialog.getByRole('button', { name: 'Écarter' }).click();
    await page.getByText(/a déjà décidé du sort de ce message/).waitFor();
    await page.getByText('La quarantaine est vide').waitFor();
    expect(await screen.overflow()).toBe(0);
    await screen.close();
  });
});

describe('two requests at once', () => {
  it('have one result, and a problem that says who was faster', async () => {
    await strand(robot('Both at once'));
    const [{ id } = { id: '' }] = await waiting();
    const answers = await Promise.all([
      root.raw('POST', `/quarantine/${id}/open`, {}),
      root.raw('POST', `/quarantine/${id}/discard`, { body: { reason: 'spam' } }),
      root.raw('POST', `/quarantine/${id}/open`, {}),
    ]);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(2);
    for (const answer of refused) expect(await answer.json()).toMatchObject({ reason: 'envelope-decided' });
  });

  it('with the same key have the same result', async () => {
    await strand(robot('Twice'));
    const [{ id } = { id: '' }] = await waiting();
    const headers = { 'idempotency-key': 'twice' };
    const [first, second] = [
      await root.raw('POST', `/quarantine/${id}/open`, { headers }),
      await root.raw('POST', `/quarantine/${id}/open`, { headers }),
    ];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await second.json()).toEqual(await first.json());
  });
});
