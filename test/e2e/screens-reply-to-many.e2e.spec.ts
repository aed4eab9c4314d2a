import type { CaseDetail, MessageEntry } from '@guichet/contracts';
import type { Page } from 'playwright-core';
import { Screen } from '../support/browser-screen.js';
import { eventually } from '../support/eventually.js';
import { ADMIN } from '../support/running-product.js';
import { TemplateScreens, type OpenedCase } from '../support/template-screen-steps.js';

let desk: TemplateScreens;
let asked: OpenedCase[];
beforeAll(async () => {
  desk = await TemplateScreens.open();
  asked = [
    await desk.receiveMail('Zoé Martin <zoe@citizen.test>', 'Une inscription'),
    await desk.receiveMail('Max Petit <max@citizen.test>', 'Un acte'),
    await desk.receiveMail('Ines Roy <ines@citizen.test>', 'Une place'),
  ];
});
afterAll(() => desk?.close());

async function openInbox(): Promise<Screen> {
  const screen = await Screen.open(desk.browser, desk.product.url);
  await screen.signIn(ADMIN);
  await screen.page.goto(`${desk.product.url}/inbox/all`);
  return screen;
}
const row = (page: Page, { id }: OpenedCase) => page.locator(`[data-case-id="${id}"]`);
const selectAll = async (page: Page) => {
  for (const item of asked) {
    await row(page, item).hover();
    await row(page, item).getByRole('checkbox').check();
  }
};
const chooseTemplate = async (page: Page, name: string) => {
  await page.getByRole('toolbar').getByRole('button', { name: 'Reply…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reply to 3 cases' });
  await dialog.getByRole('combobox', { name: 'Template' }).fill(name);
  await page.getByRole('option', { name }).click();
  return dialog;
};
const textsTo = async (item: OpenedCase) => (await desk.repliesOf(item)).map(({ text }: MessageEntry) => text);

describe('an agent who answers several cases by one template', () => {
  it('reads it in each case, fills in its fields once, goes back without losing them, and sends it to all', async () => {
    const screen = await openInbox();
    const { page } = screen;
    await selectAll(page);
    const dialog = await chooseTemplate(page, 'Missing documents');
    const preview = dialog.getByRole('region', { name: /^Preview for/ });
    await preview.getByText(/\[Pièces demandées\]/).waitFor();
    expect(await dialog.getByRole('textbox', { name: /^Nom/ }).count()).toBe(0);

    await dialog.getByRole('button', { name: 'Prepare the replies' }).click();
    const documents = dialog.getByRole('textbox', { name: /^Pièces demandées/ });
    await documents.and(page.locator(':focus')).waitFor();
    await dialog.getByText('to fill in', { exact: true }).first().waitFor();
    // However much is written in one of two fields that stand side by side, they begin at one height.
    await documents.fill('Un justificatif de domicile\nUn acte de naissance\nUne photo');
    const deadline = dialog.getByLabel(/^Date limite/);
    await eventually(async () => {
      const [one, other] = [await documents.boundingBox(), await deadline.boundingBox()];
      expect(one!.height).toBeGreaterThan(other!.height + 10);
      expect(Math.round(other!.y - one!.y)).toBe(0);
    });
    await documents.fill('Un justificatif de domicile');
    const isPast = dialog.getByText('This date is in the past.');
    await deadline.fill('2025-01-15');
    await isPast.waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await deadline.fill('2031-01-15');
    await isPast.waitFor({ state: 'detached' });
    await preview.getByText(/15 janvier 2031/).waitFor();
    await preview.getByText(/^Re: Une /).waitFor();
    const named = await preview.getAttribute('aria-label');
    await preview.getByRole('button', { name: 'Next case' }).click();
    await eventually(async () => expect(await preview.getAttribute('aria-label')).not.toBe(named));
    await preview.getByText(/15 janvier 2031/).waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);

    await dialog.getByRole('button', { name: 'Prepare the replies' }).click();
    const review = page.getByRole('dialog', { name: 'Replies to check' });
    await review.getByRole('heading', { name: '3 replies to send' }).waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    // The replies stay until they are dropped, so that nothing of them comes between what is prepared next.
    const answer = Promise.withResolvers<void>();
    await page.route('**/bulk-actions/*/cancellation', async (route) => {
      await answer.promise;
      await route.continue();
    });
    await review.getByRole('button', { name: 'Back' }).click();
    await review.getByRole('button', { name: 'Back' }).and(page.locator(':disabled')).waitFor();
    answer.resolve();
    await eventually(async () => expect(await documents.inputValue()).toBe('Un justificatif de domicile'));
    await page.getByRole('toolbar').getByText('3 selected').waitFor();
    await dialog.getByRole('combobox', { name: 'Template' }).and(page.locator(':focus')).waitFor();
    expect(await page.getByRole('option').count()).toBe(0);
    await documents.fill('Une pièce d’identité');

    await dialog.getByRole('button', { name: 'Prepare the replies' }).click();
    await review.getByRole('button', { name: 'Send 3 replies' }).waitFor();
    // Enter alone neither sends them nor closes the window.
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await review.waitFor({ state: 'detached' });
    for (const item of asked)
      await eventually(async () => expect(await textsTo(item)).toEqual([expect.stringContaining('pièce d’identité')]));

    const result = page.getByRole('region', { name: 'Bulk action' });
    await result.getByText('3 replies waiting to be sent', { exact: true }).waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await row(page, asked[0]!).hover();
    await row(page, asked[0]!).getByRole('checkbox').check();
    await result.waitFor({ state: 'detached' });
    await page.getByRole('toolbar').getByRole('button', { name: 'Clear the selection' }).click();
    await result.waitFor();
    await row(page, asked[1]!).click();
    await result.waitFor({ state: 'detached' });
    // It can be undone still, also once the page was loaded anew.
    await page.reload();
    await result.getByRole('button', { name: 'Undo' }).waitFor();
    await row(page, asked[2]!).click();
    await result.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('3 replies waiting to be sent');
    await page.getByRole('option', { name: 'Undo: 3 replies waiting to be sent' }).click();
    await result.getByText('3 replies taken back', { exact: true }).waitFor();
    // One that nobody has opened since is as it was before: open and unread.
    expect(await desk.root.get(`/cases/${asked[0]!.id}`)).toMatchObject({ status: 'open', unread: true });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('finds the template and what was filled in again for the same cases once the replies are taken back', async () => {
    const screen = await openInbox();
    const { page } = screen;
    await selectAll(page);
    const dialog = await chooseTemplate(page, 'Missing documents');
    const documents = dialog.getByRole('textbox', { name: /^Pièces demandées/ });
    await documents.fill('Un justificatif');
    await dialog.getByLabel(/^Date limite/).fill('2031-01-15');
    await dialog.getByRole('button', { name: 'Prepare the replies' }).click();
    await page.getByRole('button', { name: 'Send 3 replies' }).click();
    const result = page.getByRole('region', { name: 'Bulk action' });
    await result.getByRole('button', { name: 'Undo' }).waitFor();
    await page.keyboard.press('z');
    await result.getByText('3 replies taken back', { exact: true }).waitFor();
    await selectAll(page);
    await page.keyboard.press('r');
    await documents.waitFor();
    expect(await documents.inputValue()).toBe('Un justificatif');
    expect(await dialog.getByLabel(/^Date limite/).inputValue()).toBe('2031-01-15');
    expect(await dialog.getByRole('combobox', { name: 'Template' }).inputValue()).toBe('Missing documents');
    await dialog
      .getByRole('region', { name: /^Preview for/ })
      .getByText(/15 janvier 2031/)
      .waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('has read them by that, and selects them again once they have left the list, to do something else with them', async () => {
    for (const { id } of asked) await desk.root.patch(`/cases/${id}`, { status: 'open' });
    const screen = await openInbox();
    const { page } = screen;
    await page.goto(`${desk.product.url}/inbox/all?status=open`);
    await selectAll(page);
    const dialog = await chooseTemplate(page, 'Missing documents');
    await dialog.getByRole('textbox', { name: /^Pièces demandées/ }).fill('Un justificatif');
    await dialog.getByLabel(/^Date limite/).fill('2031-01-15');
    await dialog.getByRole('button', { name: 'Prepare the replies' }).click();
    await page.getByRole('button', { name: 'Send 3 replies' }).click();
    const result = page.getByRole('region', { name: 'Bulk action' });
    await result.getByText(/^3 replies (sent|waiting to be sent)$/).waitFor();
    for (const item of asked) {
      await row(page, item).waitFor({ state: 'detached' });
      expect(await desk.root.get<CaseDetail>(`/cases/${item.id}`)).toMatchObject({ unread: false });
    }
    // It is offered after the page was loaded anew, too.
    await page.reload();
    await result.getByRole('button', { name: 'Select these 3 cases' }).click();
    const bar = page.getByRole('toolbar');
    await bar.getByText('3 selected').waitFor();
    await bar.getByText('3 of them are not in this list').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await bar.getByRole('button', { name: 'Tag' }).click();
    await page.getByRole('dialog').getByRole('combobox').fill('cantine');
    await page.getByText('Press Enter to create').waitFor();
    await page.keyboard.press('Enter');
    const tagsOf = async ({ id }: OpenedCase) => (await desk.root.get<CaseDetail>(`/cases/${id}`)).tags;
    for (const item of asked) await eventually(async () => expect(await tagsOf(item)).toEqual(['cantine']));
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await bar.getByRole('button', { name: 'Close' }).click();
    const statusOf = async ({ id }: OpenedCase) => (await desk.root.get<CaseDetail>(`/cases/${id}`)).status;
    for (const item of asked) await eventually(async () => expect(await statusOf(item)).toBe('closed'));
    // What was closed is found again by what says so.
    await page.getByRole('alert').getByRole('button', { name: 'Select these 3 cases' }).click();
    await bar.getByText('3 of them are not in this list').waitFor();
    await bar.getByRole('button', { name: 'Clear the selection' }).click();
    await result.getByRole('button', { name: 'Close this result' }).click();
    await result.waitFor({ state: 'detached' });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});
