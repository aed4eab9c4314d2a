import type { CaseDetail, CaseSummary, Page as Items } from '@guichet/contracts';
import type { Browser, Page } from 'playwright-core';
import { Twilio } from '../providers/twilio.js';
import { Screen, type Look } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { eventually } from '../support/eventually.js';
import { DESK, addMailAndSms } from '../support/mail-and-sms-accounts.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

const GASPARD = 'gaspard.leroux@citizen.test';
const MARTINE = 'martine.faure@citizen.test';
let browser: Browser;
let product: RunningProduct;
let twilio: Twilio;
let root: ApiClient;

beforeAll(async () => {
  [browser, product, twilio] = await Promise.all([launchChromium(), RunningProduct.start(), Twilio.start()]);
  root = await ApiClient.signIn(product.url);
  await addMailAndSms(root, twilio);
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
  await twilio?.close();
});

const signedIn = async (look: Look = {}): Promise<Screen> => {
  const screen = await Screen.open(browser, product.url, look);
  await screen.signIn(ADMIN);
  return screen;
};
const writes = async (from: string, subject: string): Promise<CaseSummary> => {
  await product.mail({ from, to: DESK, subject, text: subject });
  await product.processed();
  const { items } = await root.get<Items<CaseSummary>>(`/cases?status=any&q=${encodeURIComponent(subject)}`);
  return items.find((item) => item.subject === subject)!;
};
const detail = ({ id }: CaseSummary) => root.get<CaseDetail>(`/cases/${id}`);
/** Two people have written of one matter, and one of them has an answer. */
const halfAnswered = async (about: string): Promise<CaseSummary> => {
  const kept = await writes(`Martine Faure <${MARTINE}>`, `${about} éteint`);
  const gone = await writes(`Gaspard Leroux <${GASPARD}>`, `${about} en panne`);
  await root.post(`/cases/${gone.id}/merge`, { intoId: kept.id });
  await root.post(`/cases/${kept.id}/messages`, { to: [MARTINE], text: 'Il sera réparé lundi.' });
  return kept;
};
const write = async (page: Page, words: string) => {
  await page.locator('[contenteditable=true]:focus').waitFor();
  await page.keyboard.type(words);
};

describe('a merged case of two people, one of whom has an answer', () => {
  it('says beside the reply that the other waits, and answers them', async () => {
    const item = await halfAnswered('Lampadaire');
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${item.id}`);
    const line = page.getByText(/Gaspard Leroux wrote on .+ and has not been answered yet\./);
    await line.waitFor();
    expect(await page.getByText(/Martine Faure wrote on .+ not been answered/).count()).toBe(0);
    // No clock of the case says any more until when: it waits for Martine.
    const [waiting] = (await detail(item)).unansweredCitizens;
    expect((await detail(item)).dueAt).toBeNull();
    expect(Date.parse(waiting!.firstReplyDueAt!)).toBeGreaterThan(Date.parse(waiting!.at));
    await page.getByText(/First reply (was )?due /).waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    // It stays beside a reply to somebody else, and goes as soon as the reply is for them.
    await page.getByRole('button', { name: 'Answer Gaspard Leroux' }).click();
    await write(page, 'Il sera réparé lundi, vous aussi.');
    expect(await line.count()).toBe(0);
    await page
      .getByText(new RegExp(`Gaspard Leroux \\(${GASPARD}\\)`))
      .first()
      .waitFor();
    await page.keyboard.press('Control+Enter');
    await eventually(async () => expect((await detail(item)).unansweredCitizens).toEqual([]));
    await page.getByText('Il sera réparé lundi, vous aussi.').first().waitFor();
    await line.waitFor({ state: 'detached' });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('asks before it is closed, and names who has no answer; its status is left as it is', async () => {
    const item = await halfAnswered('Feu tricolore');
    expect((await detail(item)).status).toBe('waiting');
    const screen = await signedIn({ locale: 'fr-FR', width: 360, height: 740 });
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${item.id}`);
    await page.getByText(/Gaspard Leroux a écrit le .+ et n’a pas encore reçu de réponse\./).waitFor();
    await page.getByRole('button', { name: 'Répondre à Gaspard Leroux' }).waitFor();
    expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.locator('#main').focus();
    await page.keyboard.press('e');
    const question = page.getByRole('dialog', { name: /^Clore sans réponse/ });
    await question.getByText('Gaspard Leroux n’a pas reçu de réponse.').waitFor();
    await question.getByRole('button', { name: 'Annuler' }).click();
    await question.waitFor({ state: 'detached' });
    expect((await detail(item)).status).toBe('waiting');
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('an urgent case that is merged into one that is not', () => {
  it('leaves that one its priority, which the dialog says, but of what is closed', async () => {
    const kept = await writes(`Martine Faure <${MARTINE}>`, 'Trottoir affaissé');
    const gone = await writes(`Gaspard Leroux <${GASPARD}>`, 'Trou béant au trottoir');
    await root.patch(`/cases/${gone.id}`, { priority: 'urgent' });
    const screen = await signedIn({ width: 360, height: 740 });
    const { page } = screen;
    const choose = async () => {
      await page.goto(`${product.url}/inbox/all/${gone.id}`);
      await page.getByRole('feed').getByText('Trou béant').first().waitFor();
      await page.keyboard.press('m');
      const dialog = page.getByRole('dialog', { name: `Merge ${gone.reference} into another case` });
      await dialog.getByRole('combobox', { name: 'Reference, word or name' }).fill(kept.reference);
      await dialog.getByRole('option', { name: /Trottoir affaissé/ }).click();
      return dialog;
    };
    const word = `${gone.reference} is urgent; ${kept.reference}, which stays, is not. Set its priority after the merge if need be.`;
    await root.patch(`/cases/${gone.id}`, { status: 'closed' });
    const closed = await choose();
    await closed.getByRole('checkbox').check();
    expect(await closed.getByText(word).count()).toBe(0);
    await root.patch(`/cases/${gone.id}`, { status: 'open' });
    const dialog = await choose();
    await dialog.getByText(word).waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: `Merge into ${kept.reference}` }).click();
    await dialog.waitFor({ state: 'detached' });
    expect([(await detail(kept)).priority, (await detail(gone)).priority]).toEqual(['normal', 'urgent']);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});
