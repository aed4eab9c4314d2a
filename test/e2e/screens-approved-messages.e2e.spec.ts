import type { CaseSummary, ChannelAccount, SavedDraft, TemplateSummary } from '@guichet/contracts';
import type { Browser, Page } from 'playwright-core';
import { Meta } from '../providers/meta.js';
import type { WhatsappNumber } from '../providers/meta-whatsapp.js';
import { Screen, type Look } from '../support/browser-screen.js';
import { holdRequests } from '../support/hold-requests.js';
import { launchChromium } from '../support/chromium.js';
import { ADMIN } from '../support/running-product.js';
import { RunningTown } from '../support/running-town.js';
import { pdf, picture } from '../support/sample-files.js';
import { picker, strip } from '../support/template-screen-steps.js';

const DAY_MS = 86_400_000;
const PLAN = { name: 'plan', language: 'fr', headerFile: 'image' as const, text: 'Voici le plan du marché.' };
const REMINDER = { name: 'rappel', language: 'fr', text: 'Écrivez-nous pour que nous puissions répondre.' };
const APPOINTMENT = { name: 'rendezvous', language: 'fr', text: 'Votre rendez-vous : le {{1}}, {{2}}.' };
const app = { accessToken: 'EAAG-a-token', appSecret: 'the secret of an app', verifyToken: 'a phrase of ours' };
const ids = { phoneNumberId: '106540352242922', businessAccountId: '102290129340398' };

let browser: Browser;
let town: RunningTown;
let meta: Meta;
let account: ChannelAccount;
let number: WhatsappNumber;

beforeAll(async () => {
  [browser, town, meta] = await Promise.all([launchChromium(), RunningTown.open(), Meta.start()]);
  meta.now = () => town.product.clock.now().getTime();
  const templates = [PLAN, REMINDER, APPOINTMENT];
  account = await town.desk.connect('whatsapp', { ...ids, ...app, templates, apiBaseUrl: meta.url, undoSeconds: 0 });
  number = meta.connect({ ...ids, ...app, templates, webhookUrl: account.webhookUrl! });
});
afterAll(async () => {
  await browser?.close();
  await town?.close();
  await meta?.close();
});

/** Cases of people whose last message came two days ago. */
async function outOfWindow(texts: readonly string[]): Promise<CaseSummary[]> {
  for (const [at, text] of texts.entries())
    await number.write({ from: { number: `+3363998121${at}`, name: `Zoé ${at}` }, text });
  const cases: CaseSummary[] = [];
  for (const text of texts) cases.push(await town.caseOf(text));
  town.product.clock.advance(2 * DAY_MS);
  return cases;
}
/** A composer with a draft opens by itself, with the caret: `r` would be a letter of it. */
async function openComposer(
  { id }: CaseSummary,
  { hasDraft = false, look }: { hasDraft?: boolean; look?: Look } = {},
): Promise<Screen> {
  const screen = await Screen.open(browser, town.product.url, look);
  await screen.signIn(ADMIN);
  await screen.page.goto(`${town.product.url}/inbox/all/${id}`);
  await screen.page.getByRole('feed').getByRole('article').first().waitFor();
  if (!hasDraft) await screen.page.keyboard.press('r');
  await composer(screen.page).waitFor();
  return screen;
}
const composer = (page: Page) => page.getByRole('region', { name: 'Write' });
const send = (page: Page) => composer(page).getByRole('button', { name: 'Send by WhatsApp' });
const fault = (page: Page) => composer(page).getByRole('alert');
const draftOf = async ({ id }: CaseSummary) =>
  (await town.desk.client.get<{ draft: SavedDraft }>(`/cases/${id}/draft`)).draft;
async function choose(page: Page, name: string) {
  await composer(page).getByRole('combobox', { name: 'Approved message' }).click();
  await page.getByRole('option', { name: new RegExp(`^${name}`) }).click();
}
async function attach(page: Page, { name, type, content }: ReturnType<typeof pdf>) {
  await composer(page).locator('input[type=file]').setInputFiles({ name, mimeType: type, buffer: content });
  await composer(page)
    .getByRole('button', { name: `Remove ${name}` })
    .waitFor();
}

describe('an approved message of WhatsApp, once free text is no longer taken', () => {
  let map: CaseSummary;
  let form: CaseSummary;
  let begun: CaseSummary;
  let date: CaseSummary;
  beforeAll(async () => {
    const asked = ['Où est le marché ?', 'Quel formulaire ?', 'Et ma demande ?', 'Quand venir ?'];
    [map, form, begun, date] = (await outOfWindow(asked)) as [CaseSummary, CaseSummary, CaseSummary, CaseSummary];
  });

  it('that begins with an image cannot be sent before one fits, and says which does not', async () => {
    const screen = await openComposer(map);
    const { page } = screen;
    await choose(page, 'plan');
    expect(await send(page).isDisabled()).toBe(true);
    await attach(page, pdf('notice.pdf'));
    await fault(page).getByText('“notice.pdf” cannot stand above this approved message').waitFor();
    expect(await send(page).isDisabled()).toBe(true);
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await attach(page, picture('plan.png'));
    await fault(page).getByText('takes only one file').waitFor();
    expect(await send(page).isDisabled()).toBe(true);
    await composer(page).getByRole('button', { name: 'Remove notice.pdf' }).click();
    await fault(page).waitFor({ state: 'detached' });
    await send(page).click();
    await composer(page).waitFor({ state: 'detached' });
    expect(await meta.find((sent) => sent.text === PLAN.text)).toMatchObject({ template: 'plan' });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('of words alone is not sent with the files of a template until they are removed', async () => {
    const file = pdf('formulaire.pdf');
    const data = new FormData();
    data.set('file', new Blob([Uint8Array.from(file.content)], { type: file.type }), file.name);
    const { client } = town.desk;
    const { id: fileId } = await client.post<{ id: string }>('/attachments', data);
    const content = {
      blocks: [{ kind: 'next', full: 'Écrivez-nous.' }],
      whatsapp: { name: REMINDER.name, language: 'fr', values: [] },
      attachments: [{ id: fileId, name: file.name, type: file.type, size: file.content.byteLength }],
    };
    const { id } = await client.post<TemplateSummary>('/templates', { title: 'Formulaire', content });
    for (const step of ['submit', 'approve'])
      await client.post(`/templates/${id}/versions/1/${step}`, { language: 'fr' });
    await expect(client.post(`/cases/${form.id}/messages`, { templateId: id })).rejects.toMatchObject({
      problem: { errors: [{ path: 'attachmentIds', reason: 'files-not-carried' }] },
    });

    const screen = await openComposer(form);
    const { page } = screen;
    await composer(page).getByRole('combobox', { name: 'Approved message' }).waitFor();
    await composer(page)
      .getByRole('button', { name: /^Template/ })
      .click();
    await picker(page).getByRole('combobox', { name: 'Search templates' }).fill('Formulaire');
    await picker(page).getByRole('option').and(page.locator('[aria-selected=true]')).getByText('Formulaire').click();
    await strip(page).getByText('Formulaire').waitFor();
    await fault(page).getByText('This approved message takes no files.').waitFor();
    expect(await send(page).isDisabled()).toBe(true);
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await composer(page).getByRole('button', { name: 'Remove formulaire.pdf' }).click();
    await fault(page).waitFor({ state: 'detached' });
    await send(page).click();
    expect(await meta.find((sent) => sent.text === REMINDER.text)).toMatchObject({ template: 'rappel' });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('leads to the first blank that is empty, also on a phone, and is not sent before all are filled in', async () => {
    const screen = await openComposer(date, { look: { width: 360, height: 640 } });
    const { page } = screen;
    await choose(page, 'rendezvous');
    const blank = (number: number) => composer(page).getByRole('textbox', { name: new RegExp(`${number}$`) });
    const focused = page.locator(':focus');
    await composer(page).getByRole('button', { name: '2 fields to fill in' }).click();
    await blank(1).and(focused).waitFor();
    expect(
      await page.evaluate<boolean>(`(() => {
      const { top, bottom } = document.activeElement.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    })()`),
    ).toBe(true);
    await page.keyboard.type('3 mai');
    await composer(page).getByRole('button', { name: '1 field to fill in' }).click();
    await blank(2).and(focused).waitFor();
    expect([await screen.faults(), await screen.overflow()]).toEqual([[], 0]);
    await page.keyboard.type('à 9 h');
    await send(page).click();
    expect(await meta.find((sent) => sent.text === 'Votre rendez-vous : le 3 mai, à 9 h.')).toMatchObject({
      template: 'rendezvous',
    });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('leaves what was written beside it in the composer, also after a reload', async () => {
    await town.desk.client.call('PUT', `/cases/${begun.id}/draft`, { body: { text: 'Votre demande est prête.' } });
    const screen = await openComposer(begun, { hasDraft: true });
    const { page } = screen;
    await choose(page, 'rappel');
    await composer(page).getByText('What you have written stays here as a draft.').waitFor();
    const { release } = await holdRequests(page, '**/messages');
    await send(page).click();
    // Before it has left, the agent turns to a note, which is not the draft.
    await composer(page).getByRole('button', { name: 'Note', exact: true }).click();
    release();
    await page.getByRole('feed').getByText(REMINDER.text).waitFor();
    await town.product.delivered();
    await page.reload();
    await composer(page).waitFor();
    expect(await draftOf(begun)).toMatchObject({ text: 'Votre demande est prête.' });
    await screen.close();
  });
});
