import type { CaseDetail, CaseSummary, Page as Items, Team } from '@guichet/contracts';
import type { Browser, Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { Screen } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { holdRequests } from '../support/hold-requests.js';
import { MailSink } from '../support/mail-sink.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

const DESK = 'contact@mairie.test';
const METROPOLIS = 'voirie@metropole.test';
const PREFECTURE = 'guichet@prefecture.test';

let browser: Browser;
let product: RunningProduct;
let sink: MailSink;
let root: ApiClient;

beforeAll(async () => {
  [browser, product, sink] = await Promise.all([launchChromium(), RunningProduct.start(), MailSink.open()]);
  root = await ApiClient.signIn(product.url);
  const outbound = { host: '127.0.0.1', port: sink.port, secure: false };
  const config = { address: DESK, displayName: 'Mairie', inbound: { smtp: true }, outbound, undoSeconds: 0 };
  const facts = { name: 'Ville de Valbourg', address: '1 place', mail: DESK, phone: '+33380000000', court: 'Dijon' };
  await root.call('PUT', '/organisation', { body: facts });
  await root.post('/channels', { kind: 'email', name: 'Mairie', config });
  for (const name of ['Voirie', 'Urbanisme']) await root.post<Team>('/teams', { name });
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
  await sink?.close();
});

type Mail = Parameters<RunningProduct['mail']>[0];

/** A mail of a citizen, open before an agent. */
async function opened(mail: Partial<Mail> & { subject: string; text: string }, locale = 'en-GB') {
  await product.mail({ from: 'Zoé Martin <zoe@citizen.test>', to: DESK, ...mail });
  await product.processed();
  const { items } = await root.get<Items<CaseSummary>>(`/cases?status=any&q=${encodeURIComponent(mail.subject)}`);
  const screen = await Screen.open(browser, product.url, { locale });
  await screen.signIn(ADMIN);
  await screen.page.goto(`${product.url}/inbox/all/${items[0]!.id}`);
  await screen.page.getByRole('feed').getByText(mail.text).waitFor();
  return { screen, page: screen.page, id: items[0]!.id };
}

/** By what the agent works on: keys alone. */
const typeInto = async (page: Page, text: string) => {
  await page.locator('[contenteditable=true]:focus, textarea:focus').waitFor();
  await page.keyboard.type(text);
};

describe('an agent who works by keys', () => {
  // Interaction: R02.
  it('replies to all by one key, and by another forwards the mail with its files', async () => {
    const { screen, page } = await opened({
      ...{ subject: 'Trottoir', text: 'Le trottoir est cassé.', cc: 'Paul Roy <paul@citizen.test>' },
      attachments: [{ filename: 'devis.txt', content: 'Devis' }],
    });
    await page.getByRole('button', { name: /^Reply by/ }).waitFor();
    // The styles of a part that comes late still come over those of the kit.
    expect(await page.locator('main [aria-label="Back"]').isVisible()).toBe(false);
    await page.keyboard.press('Shift+R');
    await page.getByRole('button', { name: 'to zoe@citizen.test · Cc paul@citizen.test' }).waitFor();
    await typeInto(page, 'Nous passons demain.');
    // Nothing proves that Zoé has named him.
    await page.getByRole('button', { name: 'Review 1 point' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await screen.pressInside(page.getByRole('checkbox', { name: 'This is correct' }), 'Space');
    await page.getByRole('button', { name: 'Send by email' }).and(page.locator(':focus')).press('Enter');
    await page.getByRole('feed').getByText(/^Sent/).waitFor();
    const reply = sink.mails.find(({ envelope }) => envelope.to.includes('paul@citizen.test'))!;
    expect(reply.envelope.to).toEqual(['zoe@citizen.test', 'paul@citizen.test']);

    await page.keyboard.press('f');
    const recipients = page.getByRole('dialog').getByRole('combobox', { name: 'Recipients' });
    await recipients.and(page.locator(':focus')).waitFor();
    await page.keyboard.type(METROPOLIS);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await recipients.waitFor({ state: 'detached' });
    await product.delivered();
    const forwarded = sink.mails.find(({ envelope }) => envelope.to.includes(METROPOLIS))!;
    const { text, attachments } = await PostalMime.parse(Buffer.from(forwarded.raw, 'latin1'));
    expect(text).toMatch(/^Hello,\s+Please find below a message that we have received\./);
    expect(text).toContain('> Le trottoir est cassé.');
    expect(attachments.map(({ filename }) => filename)).toEqual(['devis.txt']);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('hands a case over to the team whose first letters they type', async () => {
    const { screen, page, id } = await opened({ subject: 'Branche', text: 'Une branche menace de tomber.' });
    await page.keyboard.press('t');
    const team = page.getByRole('dialog').getByRole('combobox', { name: 'Team' });
    const assignee = page.getByRole('dialog').getByRole('combobox', { name: 'Assignee' });
    await team.and(page.locator(':focus')).waitFor();
    // Without looking, as one types who knows the teams: the key that leads to the next field takes what is typed as well.
    await page.keyboard.type('voi');
    await page.keyboard.press('Tab');
    await assignee.and(page.locator(':focus')).waitFor();
    expect(await team.inputValue()).toBe('Voirie');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.type('voi');
    await page.keyboard.press('Enter');
    expect(await team.inputValue()).toBe('Voirie');
    // Corrected until it is the same again: the first of all teams is not taken for it.
    await page.keyboard.press('Backspace');
    await page.keyboard.type('e');
    await page.getByRole('option', { name: 'Urbanisme' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('listbox').waitFor({ state: 'hidden' });
    expect(await team.inputValue()).toBe('Voirie');
    // Another one, typed over it, is taken where the field is left for the button of the form.
    await team.fill('urb');
    await page.getByRole('option', { name: 'Urbanisme' }).waitFor();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Summary for the team' }).click();
    expect(await team.inputValue()).toBe('Urbanisme');
    // What names no team leaves nobody in doubt which one it goes to: it goes to none.
    await team.fill('voirrie');
    await page.getByText('No results').waitFor();
    const send = page.getByRole('dialog').getByRole('button', { name: 'Hand over' });
    await page.getByRole('dialog').getByRole('textbox', { name: 'Summary for the team' }).click();
    await page.getByText('Choose a team from the list').waitFor();
    expect([await team.inputValue(), await send.isDisabled()]).toEqual(['voirrie', true]);
    await team.fill('voi');
    await page.getByRole('option', { name: 'Voirie' }).waitFor();
    await send.click();
    await team.waitFor({ state: 'detached' });
    expect((await root.get<CaseDetail>(`/cases/${id}`)).team.name).toBe('Voirie');

    // One key chooses the team and hands the case over, where nothing is to be said.
    await page.keyboard.press('t');
    await team.and(page.locator(':focus')).waitFor();
    await page.keyboard.type('urb');
    // The list of teams goes by the one that the case has now, however long the case takes to be read again.
    const reading = await holdRequests(page, `**/api/v1/cases/${id}`, { method: 'GET' });
    await page.keyboard.press('Control+Enter');
    await team.waitFor({ state: 'detached' });
    expect((await root.get<CaseDetail>(`/cases/${id}`)).team.name).toBe('Urbanisme');

    // A name that is nobody's stays where it was typed, and the case with its team, until somebody is chosen or the field is emptied.
    await page.keyboard.press('t');
    await team.and(page.locator(':focus')).waitFor();
    await page.keyboard.type('voi');
    await page.keyboard.press('Enter');
    expect(await team.inputValue()).toBe('Voirie');
    reading.release();
    await page.keyboard.press('Tab');
    await assignee.and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Inez');
    await page.getByText('Nobody by that name can be assigned cases in the team Voirie').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+Enter');
    expect([await assignee.inputValue(), await send.isDisabled()]).toEqual(['Inez', true]);
    expect(await screen.faults()).toEqual([]);
    await assignee.fill('');
    await page.keyboard.press('Control+Enter');
    await team.waitFor({ state: 'detached' });
    expect((await root.get<CaseDetail>(`/cases/${id}`)).team.name).toBe('Voirie');
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('passes a request on without leaving the dialog between its two steps', async () => {
    const { screen, page } = await opened({ subject: 'Carte grise', text: 'Je voudrais ma carte grise.' });
    await page.getByRole('button', { name: 'More actions' }).click();
    await screen.pressInside(page.getByRole('menuitem', { name: /competent administration/ }));
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: /^Competent administration/ }).or(dialog.getByRole('textbox', { name: /^Competent administration/ })).fill('Préfecture'); // prettier-ignore
    await dialog.getByRole('combobox', { name: 'Recipients' }).fill(PREFECTURE);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('Both messages are sent together, as shown here.').and(page.locator(':focus')).waitFor();
    await dialog.getByRole('button', { name: 'Change', exact: true }).press('Enter');
    await dialog.locator('p:focus').waitFor();
    await page.keyboard.press('Control+Enter');
    await dialog.getByRole('region', { name: 'To the citizen' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await product.delivered();
    expect(sink.mails.some(({ envelope }) => envelope.to.includes(PREFECTURE))).toBe(true);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('the list of cases', () => {
  it('keeps its views on one line, shows team and assignee in full, and is entered by one key', async () => {
    const { screen, page } = await opened({ subject: 'Lampadaire', text: 'Le lampadaire est éteint.' }, 'fr-FR');
    const views = page.getByRole('navigation', { name: 'Vues' }).getByRole('link');
    const row = page.getByRole('link', { name: /Lampadaire/ }).first();
    const linesOfViews = async () =>
      new Set(await Promise.all((await views.all()).map(async (view) => (await view.boundingBox())!.y))).size;
    const isCut = (text: string) =>
      row.getByText(text, { exact: true }).evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 740 });
      await screen.visit('/inbox/all');
      await row.waitFor();
      expect(await linesOfViews()).toBe(1);
      expect(await isCut('Non attribué')).toBe(false);
      expect(await page.getByRole('link', { name: /^Indésirables/ }).isVisible()).toBe(true);
    }
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await page.keyboard.press('o');
    await page.getByRole('main', { name: /^GCH-/ }).waitFor();
    await screen.close();
  });
});
