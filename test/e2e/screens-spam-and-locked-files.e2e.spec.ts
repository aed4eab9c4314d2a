import { readFile } from 'node:fs/promises';
import type {
  BlockedSender,
  Board,
  CaseCounts,
  CaseSummary,
  Entry,
  Page as ListPage,
  TemplateSummary,
} from '@guichet/contracts';
import type { Browser, Page } from 'playwright-core';
import { ClamdEmulator } from '../providers/clamd.js';
import { RspamdEmulator } from '../providers/rspamd.js';
import { Screen } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { EICAR, hasClamd, startClamd } from '../support/clamd.js';
import { GTUBE, hasRspamd, startRspamd } from '../support/rspamd.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';
import { mailOf, wrappedEicar, type WrappedFile } from '../support/wrapped-eicar.js';

const DESK = 'contact@mairie.test';

let browser: Browser;
let product: RunningProduct;
let root: ApiClient;
let stop: () => Promise<unknown>;

/** Real ClamAV and rspamd where they are installed; elsewhere what speaks as they do. */
async function startPrograms() {
  if (!hasClamd || !hasRspamd)
    process.stderr.write(
      'clamav-daemon or rspamd is not installed: this spec speaks with an emulator of it instead.\n',
    );
  const clamd = hasClamd ? await startClamd() : await emulated(ClamdEmulator.start());
  const rspamd = hasRspamd ? await startRspamd() : await emulated(RspamdEmulator.start());
  stop = () => Promise.all([clamd.stop(), rspamd.stop()]);
  return { CLAMD_URL: clamd.url, RSPAMD_URL: rspamd.url };
}

async function emulated(starting: Promise<{ url: string; close: () => Promise<void> }>) {
  const program = await starting;
  return { url: program.url, stop: () => program.close() };
}

beforeAll(async () => {
  const env = await startPrograms();
  [browser, product] = await Promise.all([launchChromium(), RunningProduct.start(env)]);
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
  await stop?.();
});

async function arrive(
  from: string,
  subject: string,
  { text = 'Bonjour', files = [] }: { text?: string; files?: WrappedFile[] } = {},
) {
  const id = `<${subject.replaceAll(' ', '-')}@citizen.test>`;
  const fields = [`From: ${from}`, `To: ${DESK}`, `Subject: ${subject}`, `Message-ID: ${id}`];
  const raw = files.length > 0 ? mailOf(fields, files) : [...fields, '', text, ''].join('\r\n');
  await product.mail({ envelope: { from, to: DESK }, raw });
  await product.processed();
}

const spam = async () =>
  (await root.get<ListPage<CaseSummary>>('/cases?view=spam')).items.map(({ subject }) => subject);
const open = async () => (await root.get<ListPage<CaseSummary>>('/cases')).items.map(({ subject }) => subject);

async function openInbox(locale = 'en-GB'): Promise<Screen> {
  const screen = await Screen.open(browser, product.url, { locale });
  await screen.signIn(ADMIN);
  await screen.page.goto(`${product.url}/inbox/all`);
  await screen.loaded();
  return screen;
}
const row = (page: Page, subject: string) => page.getByRole('link', { name: new RegExp(subject) }).first();
const faultless = async (screen: Screen) => {
  expect([await screen.faults(), screen.errors]).toEqual([[], []]);
};

// Threats: A01.
describe('an agent', () => {
  it('marks a case as spam by a key, finds it in its view alone, and brings it back', async () => {
    await arrive('zoe@citizen.test', 'Canteen menu');
    const screen = await openInbox();
    const { page } = screen;
    await row(page, 'Canteen menu').click();
    await page.getByRole('feed', { name: 'Timeline' }).getByText('Bonjour').first().waitFor();
    await page.keyboard.press('!');
    await page.getByText('Marked as spam').first().waitFor();
    // Whoever works by keys goes on where they can.
    await page.locator('main:focus, [data-case-id] a:focus').waitFor();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await row(page, 'Canteen menu').waitFor();
    expect([await spam(), await open()]).toEqual([[], ['Canteen menu']]);

    await row(page, 'Canteen menu').click();
    await page.getByRole('feed', { name: 'Timeline' }).getByText('Bonjour').first().waitFor();
    await page.getByRole('button', { name: 'More actions' }).press('Enter');
    await screen.pressInside(page.getByRole('menuitem', { name: 'Mark as spam' }));
    await page.locator('main:focus, [data-case-id] a:focus').waitFor();
    await page.getByRole('link', { name: /^Spam/ }).click();
    await row(page, 'Canteen menu').click();
    await page.getByText('This case is spam').waitFor();
    await faultless(screen);
    expect(await root.get<CaseCounts>('/cases/counts')).toMatchObject({ all: 0, spam: 1 });

    await screen.visit('/search?q=canteen');
    await page.getByText('No results for “canteen”').waitFor();
    await page.getByText('1 result in spam').waitFor();
    await faultless(screen);
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await row(page, 'Canteen menu').click();
    await page.getByText('This case is spam').waitFor();
    expect(await page.getByText('1 result in spam').count()).toBe(0);

    await page.getByRole('button', { name: 'Not spam' }).first().click();
    await page.getByText('This case is spam').waitFor({ state: 'detached' });
    await product.processed();
    expect([await spam(), await open()]).toEqual([[], ['Canteen menu']]);
    await screen.close();
  });

  it('sees what the filter took for spam and why, and blocks a sender, which one click undoes', async () => {
    await arrive('seller@spam.test', 'Cheap watches', { text: GTUBE });
    await arrive('pest@citizen.test', 'First of many');
    expect(await spam()).toEqual(['Cheap watches']);
    const screen = await openInbox();
    const { page } = screen;
    await page.getByRole('link', { name: /^Spam/ }).click();
    await row(page, 'Cheap watches').click();
    await page.getByText(/^The spam filter says: .*GTUBE/).waitFor();

    await screen.visit('/inbox/all');
    await row(page, 'First of many').click();
    await page.getByRole('button', { name: 'Actions for this message' }).first().click();
    await page.getByRole('menuitem', { name: 'Block this sender…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Block a sender' });
    await dialog.getByRole('radio', { name: 'pest@citizen.test' }).waitFor();
    await faultless(screen);
    await dialog.getByRole('button', { name: 'Block', exact: true }).click();
    // What the pointer is on stays there.
    await page.getByText('pest@citizen.test is blocked').hover();
    await page.getByText('Blocked', { exact: true }).first().waitFor();
    await arrive('pest@citizen.test', 'Second of many');
    expect((await spam()).sort()).toEqual(['Cheap watches', 'First of many', 'Second of many']);

    await page.getByRole('button', { name: 'Undo' }).last().click();
    // Both are taken back: the block first, and then that the case is spam.
    await row(page, 'First of many').waitFor();
    await screen.visit('/settings/blocked-senders');
    await page.getByText('pest@citizen.test').waitFor();
    await page.getByText(/^Blocked by .* Unblocked by /).waitFor();
    await page.getByText('Spam or advertising').waitFor();
    await faultless(screen);
    const [ended] = (await root.get<ListPage<BlockedSender>>('/blocked-senders')).items;
    expect(ended).toMatchObject({
      value: 'pest@citizen.test',
      reason: 'spam',
      ended: { by: expect.any(String) as string },
    });
    expect(await open()).toContain('First of many');

    // The menu that blocks takes it back, too, whoever has blocked.
    await screen.visit('/inbox/all');
    await row(page, 'First of many').click();
    await root.post('/blocked-senders', { value: 'pest@citizen.test' });
    const mark = page.getByText('Blocked', { exact: true });
    await mark.waitFor();
    await page.getByRole('button', { name: 'Actions for this message' }).first().click();
    await faultless(screen);
    await page.getByRole('menuitem', { name: 'Unblock pest@citizen.test' }).click();
    await page.getByText('pest@citizen.test is no longer blocked').waitFor();
    await mark.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await mark.waitFor();
    await screen.close();
  });

  it('informs an abusive sender by an approved template, once, however often they are blocked', async () => {
    const value = 'rude@citizen.test';
    await arrive(value, 'Four hundred mails');
    const [found] = (await root.get<ListPage<CaseSummary>>('/cases?q=hundred')).items;
    const block = { kind: 'next', full: 'Vos messages sont enregistrés.' };
    const { id: templateId } = await root.post<TemplateSummary>('/templates', {
      title: 'Envois trop nombreux',
      content: { blocks: [block] },
    });
    for (const step of ['submit', 'approve'])
      await root.post(`/templates/${templateId}/versions/1/${step}`, { language: 'fr' });
    const inform = { templateId, to: [value], text: '', attachmentIds: [] };
    const blocked = () =>
      root.post<BlockedSender>('/blocked-senders', { value, reason: 'abusive', caseId: found!.id, inform });
    const first = await blocked();
    expect(first.informedAt).toEqual(expect.any(String));
    await root.post(`/blocked-senders/${first.id}/end`, {});
    expect((await blocked()).informedAt).toBe(first.informedAt);
    const { items } = await root.get<ListPage<Entry>>(`/cases/${found!.id}/timeline`);
    const sent = items.filter((entry) => entry.kind === 'message' && entry.direction === 'out');
    expect(sent).toEqual([expect.objectContaining({ text: expect.stringContaining('Vos messages sont') as string })]);
  });

  it('sees why a file is locked, and an administrator takes it with a reason', async () => {
    await arrive('ann@citizen.test', 'Invoice', {
      files: [wrappedEicar['zip in a zip']!, wrappedEicar['plain']!].slice(hasClamd ? 0 : 1),
    });
    const screen = await openInbox();
    const { page } = screen;
    await row(page, 'Invoice').click();
    await page.getByText('Locked: virus found (Eicar-Test-Signature').last().waitFor();
    await faultless(screen);
    const file = page.getByRole('listitem').filter({ hasText: 'eicar.com' }).last();
    await file.getByRole('button', { name: 'Take the file…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Take a locked file' });
    await dialog.getByRole('textbox', { name: /^Reason/ }).fill('Handed to the police');
    const downloading = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Download' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('eicar.com.locked');
    expect((await readFile(await download.path(), 'utf8')).trim()).toBe(EICAR);
    await page
      .getByText(/took the locked file eicar\.com: Handed to the police/)
      .first()
      .waitFor();
    await screen.close();
  });

  it('reads in French what happened, and that both programs respond', async () => {
    expect((await root.get<Board>('/board')).protection).toEqual({ spamFilter: 'ok', virusScanner: 'ok' });
    const screen = await openInbox('fr-FR');
    const { page } = screen;
    await page.getByRole('link', { name: /^Indésirables/ }).click();
    await row(page, 'Cheap watches').click();
    await page.getByText('Ce dossier est indésirable').waitFor();
    await page.getByText(/^Le filtre antispam indique/).waitFor();
    await faultless(screen);
    await screen.close();
  });
});
