import type { Page } from 'playwright-core';
import { TemplateScreens, field, insert, picker, reply, strip } from '../support/template-screen-steps.js';
import { ADMIN } from '../support/running-product.js';
import { Screen } from '../support/browser-screen.js';
import { holdRequests } from '../support/hold-requests.js';

let desk: TemplateScreens;
beforeAll(async () => {
  desk = await TemplateScreens.open();
});
afterAll(() => desk?.close());

/** The case of a new mail, on a page that gets no full editor before that is released. */
async function openWithHeldEditor(from: string, subject: string) {
  const asked = await desk.receiveMail(from, subject);
  const screen = await desk.openCase(asked);
  const { page } = screen;
  const { release } = await holdRequests(page, '**/assets/formatted-text-editor-*.js');
  await page.reload();
  await page.getByRole('feed').getByText('que dois-je faire').waitFor();
  return { asked, screen, page, release, close: () => screen.close() };
}

const sendBy = (page: Page) => page.getByRole('button', { name: 'Send by email' });

describe('an agent who is quicker than the network', () => {
  it('gets the template that was typed for', async () => {
    const screen = await desk.openCase(await desk.receiveMail('Ana <ana@citizen.test>', 'Quick one'));
    const { page } = screen;
    await page.keyboard.press('/');
    await picker(page).getByRole('option').nth(8).waitFor();
    await page.keyboard.type('manquantes', { delay: 0 });
    await page.keyboard.press('Enter');
    await strip(page).getByText('Missing documents').waitFor();
    await screen.close();
  });

  it('gets what was typed for in a dialog that is still on its way, and nothing happens to the case', async () => {
    const asked = await desk.receiveMail('Eli <eli@citizen.test>', 'Quick dialog');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    const { release } = await holdRequests(page, '**/assets/case-property-dialog-*.js');
    await page.reload();
    await page.getByRole('feed').getByText('que dois-je faire').waitFor();
    await page.keyboard.press('Shift+A');
    await page.keyboard.type('eric came', { delay: 10 });
    release();
    await page.getByRole('dialog').getByRole('combobox').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('!');
    expect(await page.getByRole('dialog').getByRole('combobox').inputValue()).toBe('eric came!');
    expect(await page.getByRole('dialog').count()).toBe(1);
    expect(await desk.root.get(`/cases/${asked.id}`)).toMatchObject({ status: 'open', assignee: null });
    await screen.close();
  });

  it('sends no answer with a blank that another template has left', async () => {
    const asked = await desk.receiveMail('Bob <bob@citizen.test>', 'Quick two');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await insert(page, 'Missing documents');
    await page.getByRole('button', { name: '2 fields to fill in' }).waitFor();
    await reply(page).and(page.locator('[contenteditable=true]')).getByText('Bonjour Bob,').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' et merci,');
    await page.getByRole('button', { name: /^Template/ }).click();
    await picker(page).getByRole('option').nth(8).waitFor();
    await page.keyboard.press('1');
    await picker(page).waitFor({ state: 'detached' });
    await strip(page).getByText('Missing documents').waitFor({ state: 'detached' });
    const send = page.getByRole('button', { name: '2 fields to fill in' });
    await send.click();
    await page.keyboard.type('Un plan');
    await page.getByRole('button', { name: '1 field to fill in' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.keyboard.type('le 12 mai');
    await sendBy(page).waitFor();
    expect(await reply(page).locator('mark').count()).toBe(0);
    expect(await desk.repliesOf(asked)).toEqual([]);
    await screen.close();
  });

  it('goes on writing where they were, when the full editor takes the place of the first field', async () => {
    const { asked, page, release, close } = await openWithHeldEditor('Dan <dan@citizen.test>', 'Quick swap');
    await insert(page, 'Missing documents');
    await reply(page).and(page.locator('textarea')).click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('End');
    await page.keyboard.type(' et merci ');
    release();
    // Among it, keys that close the case, merge it and note a contact.
    const rest = 'encore et encore, comme mentionné, et encore';
    await page.keyboard.type(rest, { delay: 15 });
    await reply(page).and(page.locator('[contenteditable=true]')).waitFor();
    await page.keyboard.type(' une fois.');
    expect(await reply(page).innerText()).toContain(`Bonjour Dan, et merci ${rest} une fois.`);
    // What was open is so still, and found by the key.
    expect(await reply(page).locator('mark').count()).toBe(2);
    await page.keyboard.press('Control+Enter');
    await page.keyboard.type('Un plan');
    await page.getByRole('button', { name: '1 field to fill in' }).waitFor();
    await reply(page).getByText('Un plan').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await desk.root.get(`/cases/${asked.id}`)).toMatchObject({ status: 'open' });
    await close();
  });

  it('keeps each space, when the full editor takes the place of the first field', async () => {
    const { page, release, close } = await openWithHeldEditor('Eli <eli@citizen.test>', 'Quick spaces');
    await page.keyboard.press('r');
    await reply(page).and(page.locator('textarea:focus')).waitFor();
    await page.keyboard.type('Le plan  de la ville ');
    for (let n = 0; n < 6; n += 1) await page.keyboard.press('ArrowLeft');
    release();
    await reply(page).and(page.locator('[contenteditable=true]')).waitFor();
    await page.keyboard.type('petite ');
    await page.keyboard.press('End');
    await page.keyboard.type('est joint.');
    expect((await reply(page).innerText()).replaceAll('\u00a0', ' ')).toBe('Le plan  de la petite ville est joint.');
    await close();
  });

  it('keeps the files that are chosen, and goes on writing, while the full editor takes the place of the first field', async () => {
    const { page, release, close } = await openWithHeldEditor('Fay <fay@citizen.test>', 'Quick files');
    await page.keyboard.press('r');
    await reply(page).and(page.locator('textarea:focus')).waitFor();
    await page.keyboard.type('Voici le plan.');
    const attach = page.getByRole('button', { name: 'Attach files' });
    // The browser shows its window of files until the agent has chosen.
    const [window] = await Promise.all([page.waitForEvent('filechooser'), attach.click()]);
    release();
    await reply(page).and(page.locator('[contenteditable=true]')).waitFor();
    await window.setFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('un plan') });
    await page.getByRole('list', { name: 'Attachments of your reply' }).getByText('plan.txt').waitFor();
    await page.keyboard.type(' Merci');
    expect((await reply(page).innerText()).replaceAll('\u00a0', ' ')).toBe('Voici le plan. Merci');
    await close();
  });

  it('replaces the words that were selected in the first field', async () => {
    const { page, release, close } = await openWithHeldEditor('Gus <gus@citizen.test>', 'Quick selection');
    await page.keyboard.press('r');
    await reply(page).and(page.locator('textarea:focus')).waitFor();
    await page.keyboard.type('Bonjour Gus');
    for (const _ of 'Gus') await page.keyboard.press('Shift+ArrowLeft');
    release();
    await reply(page).and(page.locator('[contenteditable=true]:focus')).waitFor();
    await page.keyboard.type('Gustave');
    expect(await reply(page).innerText()).toBe('Bonjour Gustave');
    await close();
  });

  it('finishes the accent that was begun in the first field, and only then gets the full editor', async () => {
    const { screen, page, release, close } = await openWithHeldEditor('Hal <hal@citizen.test>', 'Quick accent');
    const keyboard = await screen.context.newCDPSession(page);
    await page.keyboard.press('r');
    await reply(page).and(page.locator('textarea:focus')).waitFor();
    await page.keyboard.type('Bient');
    await keyboard.send('Input.imeSetComposition', { text: '^', selectionStart: 1, selectionEnd: 1 });
    const fetched = page.waitForEvent('requestfinished', (request) => request.url().includes('formatted-text-editor'));
    release();
    await fetched;
    // The editor would be there by now.
    await page.evaluate('new Promise((done) => requestIdleCallback(() => requestIdleCallback(done)))');
    await keyboard.send('Input.insertText', { text: 'ô' });
    await reply(page).and(page.locator('[contenteditable=true]:focus')).waitFor();
    await page.keyboard.type('t');
    expect(await reply(page).innerText()).toBe('Bientôt');
    await close();
  });

  it('inserts nothing after Escape, and folds the composer by it', async () => {
    const screen = await desk.openCase(await desk.receiveMail('Cyr <cyr@citizen.test>', 'Quick three'));
    const { page } = screen;
    const { release } = await holdRequests(page, '**/render');
    await page.keyboard.press('/');
    await picker(page).getByRole('option').nth(8).waitFor();
    await page.keyboard.press('4');
    await page.keyboard.press('Escape');
    await picker(page).waitFor({ state: 'detached' });
    const rendered = page.waitForResponse('**/render');
    release();
    await rendered;
    expect(await strip(page).count()).toBe(0);
    await page.keyboard.press('r');
    await page.locator('[contenteditable=true]:focus').waitFor();
    await page.keyboard.press('Escape');
    await reply(page).waitFor({ state: 'detached' });
    await screen.close();
  });

  it('cannot send twice by leaving the case and coming back', async () => {
    const asked = await desk.receiveMail('Dan <dan@citizen.test>', 'Quick four');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    const { release } = await holdRequests(page, `**/cases/${asked.id}/messages`);
    await page.keyboard.press('r');
    await page.locator('[contenteditable=true]:focus').waitFor();
    await page.keyboard.type('Une fois.');
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.keyboard.press('Control+Enter');
    await reply(page).waitFor({ state: 'detached' });
    await page.locator('#main:focus').waitFor();
    await page.getByRole('link', { name: 'Templates' }).first().click();
    await page.waitForURL('**/templates');
    await page.goBack();
    await page.getByRole('feed').getByText('que dois-je faire').first().waitFor();
    expect(await reply(page).count()).toBe(0);
    release();
    await page.getByText(/Will be sent in \d+ seconds/).waitFor();
    expect(await reply(page).count()).toBe(0);
    expect(await desk.repliesOf(asked)).toHaveLength(1);
    await screen.close();
  });

  it('is not kept waiting by a note that is written in between', async () => {
    const screen = await desk.openCase(await desk.receiveMail('Eve <eve@citizen.test>', 'Quick five'));
    const { page } = screen;
    await insert(page, 'Missing documents');
    await field(page, 'Date limite').fill('2026-12-31');
    await page.getByRole('button', { name: 'Note', exact: true }).click();
    await page.getByRole('textbox', { name: 'Note' }).waitFor();
    await page.getByRole('button', { name: /^Reply/ }).click();
    await reply(page).getByText('31 décembre 2026').waitFor();
    await page.getByRole('button', { name: '1 field to fill in' }).waitFor();
    await page.locator('[data-loading]').waitFor({ state: 'detached' });
    await screen.close();
  });

  it('does not send in one window what has left from another', async () => {
    const asked = await desk.receiveMail('Flo <flo@citizen.test>', 'Quick six');
    const [one, other] = [await desk.openCase(asked), await desk.openCase(asked)];
    await one.page.keyboard.press('r');
    await one.page.locator('[contenteditable=true]:focus').waitFor();
    await one.page.keyboard.type('Deux fenêtres.');
    await one.page.getByText('Saved', { exact: true }).waitFor();
    await other.page.reload();
    await reply(other.page).getByText('Deux fenêtres.').waitFor();
    await one.page.keyboard.press('Control+Enter');
    await one.page.getByText(/Will be sent in \d+ seconds/).waitFor();
    await reply(other.page).waitFor({ state: 'detached' });
    expect(await desk.repliesOf(asked)).toHaveLength(1);
    await one.close();
    await other.close();
  });

  it('finds the button that sends where it was, whatever is said of the draft', async () => {
    const { id } = await desk.receiveMail('Gil <gil@citizen.test>', 'Quick seven');
    // Where words are longest.
    const screen = await Screen.open(desk.browser, desk.product.url, { locale: 'fr-FR' });
    const { page } = screen;
    await page.goto(desk.product.url);
    await page.locator('input[type=email]').fill(ADMIN.email);
    await page.locator('input[type=password]').fill(ADMIN.password);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').first().waitFor();
    await page.goto(`${desk.product.url}/inbox/all/${id}`);
    await page.getByRole('feed').getByText('que dois-je faire').first().waitFor();
    await page.keyboard.press('r');
    await page.locator('[contenteditable=true]:focus').waitFor();
    const place = async () => (await page.getByRole('button', { name: 'Envoyer par courriel' }).boundingBox())!.x;
    const before = await place();
    await page.keyboard.type('Bonjour');
    await page.getByText('Enregistré', { exact: true }).waitFor();
    expect(await place()).toBe(before);
    await screen.close();
  });
});

describe('an agent who does not wait for what is fetched later', () => {
  it('looks for all that they type after a click on the search', async () => {
    const screen = await desk.openCase(await desk.receiveMail('Eva <eva@citizen.test>', 'Garderie du matin'));
    const { page } = screen;
    const { release } = await holdRequests(page, '**/assets/search-page-*.js');
    await page.reload();
    await page.getByRole('feed').getByText('que dois-je faire').waitFor();
    await page.getByRole('link', { name: 'Search' }).click();
    await page.keyboard.type('garderyy', { delay: 0 });
    for (let n = 0; n < 2; n += 1) await page.keyboard.press('Backspace');
    release();
    await page.getByRole('searchbox').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('ie');
    expect(await page.getByRole('searchbox').inputValue()).toBe('garderie');
    await screen.close();
  });

  it('works on the case that they have opened from the search, by the same keys as in the inbox', async () => {
    const screen = await desk.openCase(await desk.receiveMail('Ivo <ivo@citizen.test>', 'Composteur collectif'));
    const { page } = screen;
    await page.goto(new URL('/search', page.url()).href);
    const field = page.getByRole('searchbox');
    const hit = page.locator('[data-case-id] a').first();
    await field.fill('composteur');
    await hit.waitFor();
    await page.keyboard.press('ArrowDown');
    await hit.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('/');
    await field.and(page.locator(':focus')).waitFor();
    expect(await page.evaluate<string>('getSelection().toString()')).toBe('composteur');

    await field.press('Enter');
    await page.getByRole('feed').getByText('que dois-je faire').waitFor();
    await hit.and(page.locator(':focus')).waitFor();
    const { href } = new URL(page.url());
    await page.keyboard.press('/');
    const templates = page.getByRole('combobox', { name: 'Search templates' });
    await templates.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Escape');
    await templates.waitFor({ state: 'detached' });
    await page.keyboard.press('n');
    await page.getByRole('textbox', { name: 'Internal note' }).and(page.locator(':focus')).waitFor();
    expect(page.url()).toBe(href);
    expect(await field.inputValue()).toBe('composteur');
    await screen.close();
  });

  it('gets the menu of their account for a click before it is there', async () => {
    const screen = await desk.openCase(await desk.receiveMail('Ali <ali@citizen.test>', 'Quick menu'));
    const { page } = screen;
    const { release } = await holdRequests(page, '**/assets/frame-parts-*.js');
    await page.reload();
    await page.getByRole('feed').getByText('que dois-je faire').waitFor();
    await page.getByRole('button', { name: /^Account of / }).click();
    release();
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    await screen.close();
  });

  it('is shown in the next case which reply was not sent, and is led there', async () => {
    const first = await desk.receiveMail('Ugo Petit <ugo@citizen.test>', 'Quick failure');
    const next = await desk.receiveMail('Lou <lou@citizen.test>', 'Quick next');
    const screen = await desk.openCase(first);
    const { page } = screen;
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    await page.route(`**/cases/${first.id}/messages`, async (route) => {
      await held;
      const problem = { type: 'about:blank', title: 'Bad', status: 400, code: 'invalid-request' };
      await route.fulfill({ status: 400, contentType: 'application/problem+json', body: JSON.stringify(problem) });
    });
    await page.keyboard.press('r');
    await reply(page).and(page.locator('[contenteditable=true]')).waitFor();
    await page.keyboard.type('Bonjour Ugo');
    await page.keyboard.press('Control+Enter');
    await page.locator(`[data-case-id="${next.id}"] a`).first().click();
    await page.waitForURL(`**/${next.id}**`);
    release();
    const said = page.getByRole('alert').filter({ hasText: 'Your reply was not sent' });
    await said.getByText('Ugo Petit').waitFor();
    await said.getByRole('button', { name: 'Open the case' }).click();
    await page.waitForURL(`**/${first.id}**`);
    await reply(page).getByText('Bonjour Ugo').waitFor();
    await screen.close();
  });
});
