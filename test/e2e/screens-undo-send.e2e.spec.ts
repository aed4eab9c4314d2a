import type { CaseDetail, Page as Items, Team, TemplateSummary } from '@guichet/contracts';
import type { BrowserContext, Page } from 'playwright-core';
import { eventually } from '../support/eventually.js';
import { holdRequests } from '../support/hold-requests.js';
import {
  TemplateScreens,
  insert,
  reply,
  sendAndClose,
  strip,
  type OpenedCase,
} from '../support/template-screen-steps.js';

let desk: TemplateScreens;
beforeAll(async () => {
  desk = await TemplateScreens.open();
});
afterAll(() => desk?.close());

describe('an agent who thinks better of it', () => {
  // Interaction: R04.
  it('takes the answer just sent back by one key, with its template and what was filled in', async () => {
    const asked = await desk.receiveMail('zoe@citizen.test', 'Back one');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await insert(page, 'Missing documents');
    await page.keyboard.type('Un livret de famille');
    await page.getByLabel('Date limite').fill('2026-12-18');
    await page.getByRole('button', { name: 'Send by email' }).click();
    await page.getByText(/Will be sent in \d+ seconds/).waitFor();
    // In haste, twice: the second is no letter of the answer.
    await page.keyboard.press('z');
    await page.keyboard.press('z');
    await strip(page).getByText('Missing documents').waitFor();
    await reply(page).getByText('Un livret de famille').waitFor();
    await reply(page).and(page.locator(':focus')).waitFor();
    expect(await reply(page).innerText()).not.toMatch(/z$/m);
    expect(await page.getByLabel('Pièces demandées').inputValue()).toBe('Un livret de famille');
    expect(await page.getByLabel('Date limite').inputValue()).toBe('2026-12-18');
    expect(await desk.repliesOf(asked)).toMatchObject([{ delivery: { status: 'canceled' } }]);
    await screen.close();
  });

  it('takes back an answer that is still on its way to the server', async () => {
    const asked = await desk.receiveMail('Ugo <ugo@citizen.test>', 'Back at once');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await page.keyboard.press('r');
    await reply(page).and(page.locator('[contenteditable=true]')).waitFor();
    await page.keyboard.type('Too early.');
    const arrives = Promise.withResolvers<void>();
    await page.route('**/cases/*/messages', async (route) => {
      await arrives.promise;
      await route.continue();
    });
    await page.keyboard.press('Control+Enter');
    // It has left the composer, and is shown as one that the server does not have yet.
    await reply(page).waitFor({ state: 'detached' });
    await page.keyboard.press('z');
    expect(await page.getByText('There is nothing left to undo').count()).toBe(0);
    arrives.resolve();
    await reply(page).getByText('Too early.').waitFor();
    expect(await desk.repliesOf(asked)).toMatchObject([{ delivery: { status: 'canceled' } }]);
    await screen.close();
  });

  it('takes it back by the key that is pressed before the case is there again', async () => {
    const asked = await desk.receiveMail('Zoe <zoe@citizen.test>', 'Undone too early');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await page.keyboard.press('r');
    await reply(page).and(page.locator('[contenteditable=true]')).waitFor();
    await page.keyboard.type('Not yet.');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/Will be sent in \d+ seconds/).waitFor();
    const { release } = await holdRequests(page, /\/cases\/[^/]+(\/timeline.*)?$/);
    await page.reload();
    await page.locator('main[aria-busy=true]').waitFor();
    await page.keyboard.press('z');
    release();
    await reply(page).getByText('Not yet.').waitFor();
    expect((await desk.repliesOf(asked)).map(({ delivery }) => delivery?.status)).toEqual(['canceled']);
    await screen.close();
  });

  it('goes on writing at the end of the words that come back, without waiting for them', async () => {
    const screen = await desk.openCase(await desk.receiveMail('Eva <eva@citizen.test>', 'Back four'));
    const { page } = screen;
    await page.keyboard.press('r');
    await reply(page).and(page.locator('[contenteditable=true]')).waitFor();
    await page.keyboard.type('Bonjour Eva');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/Will be sent in \d+ seconds/).waitFor();
    await page.keyboard.press('z');
    await page.keyboard.type(', rien ne presse.', { delay: 0 });
    await eventually(async () => expect((await reply(page).innerText()).trim()).toBe('Bonjour Eva, rien ne presse.'));
    await reply(page).and(page.locator(':focus')).waitFor();
    await screen.close();
  });

  it('removes a template with its words, and brings both back', async () => {
    const screen = await desk.openCase(await desk.receiveMail('Ali <ali@citizen.test>', 'Back two'));
    const { page } = screen;
    await insert(page, 'Missing documents');
    await strip(page).getByRole('button', { name: 'Remove' }).click();
    await strip(page).waitFor({ state: 'detached' });
    await eventually(async () => expect((await reply(page).innerText()).trim()).toBe(''));
    await page.getByText('The template and its text have been removed').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await strip(page).getByText('Missing documents').waitFor();
    await reply(page).getByText('Il manque ces pièces').waitFor();
    await screen.close();
  });
});

describe('two windows of one agent', () => {
  const typeIn = async (page: Page, words: string) => {
    await page.keyboard.press('r');
    await reply(page).and(page.locator('[contenteditable=true]')).waitFor();
    await page.keyboard.type(words);
  };
  const saved = (page: Page) => page.getByText('Saved', { exact: true }).waitFor();
  /** Opens the case in one more window of the same browser. */
  const openBeside = async ({ context, url }: { context: BrowserContext; url: string }) => {
    const page = await context.newPage();
    await page.goto(url);
    await page.getByRole('feed').getByText('que dois-je faire').first().waitFor();
    return page;
  };

  it('both show the answer that is taken back in one of them, with its template, and it is written on in either', async () => {
    const asked = await desk.receiveMail('Jo <jo@citizen.test>', 'Back in two windows');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    const other = await openBeside({ context: page.context(), url: page.url() });
    await insert(page, 'Missing documents');
    await page.keyboard.type('Un livret de famille');
    await page.getByLabel('Date limite').fill('2026-12-18');
    await page.getByRole('button', { name: 'Send by email' }).click();
    await other.getByText(/Will be sent in \d+ seconds/).waitFor();
    await other.getByRole('button', { name: 'Undo', exact: true }).click();
    for (const window of [other, page]) {
      await strip(window).getByText('Missing documents').waitFor();
      await reply(window).getByText('Un livret de famille').waitFor();
      await eventually(async () => expect(await window.getByLabel('Date limite').inputValue()).toBe('2026-12-18'));
    }

    await page.getByLabel('Pièces demandées').fill('Un acte de naissance');
    await reply(page).getByText('Un acte de naissance').waitFor();
    await reply(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('Bien à vous');
    await saved(page);
    for (const window of [other, page]) {
      await window.reload();
      await reply(window).getByText('Un acte de naissance').waitFor();
      await reply(window).getByText('Bien à vous').waitFor();
      expect(await window.getByLabel('Pièces demandées').inputValue()).toBe('Un acte de naissance');
      expect(await window.getByText('Another version of this draft exists').count()).toBe(0);
    }
    await screen.close();
  });

  it('offer both drafts where one of them typed before it knew that of the other, and lose neither over a reload', async () => {
    const asked = await desk.receiveMail('Ky <ky@citizen.test>', 'Begun in two windows');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    const other = await openBeside({ context: page.context(), url: page.url() });
    await page.route('**/cases/*/draft', (route) => route.abort());
    const missed = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/draft'));
    await typeIn(other, 'From the other window.');
    await saved(other);
    await missed;
    await typeIn(page, 'From this window.');
    await page.unroute('**/cases/*/draft');
    await page.getByText('Another version of this draft exists').waitFor();
    await saved(page);
    // The words of the other window go on from a version that is there no more.
    await other.keyboard.type(' And more.');
    await other.getByText('Another version of this draft exists').waitFor();
    await saved(other);
    for (const window of [page, other]) {
      await window.reload();
      await window.getByText('Another version of this draft exists').waitFor();
    }
    const words = async () => (await reply(other).innerText()).trim();
    await reply(other).and(other.locator('[contenteditable=true]')).getByText('From').waitFor();
    const both = [await words()];
    await other.getByRole('button', { name: 'Show the other version' }).click();
    await eventually(async () => expect(both).not.toContain(await words()));
    both.push(await words());
    expect(both.join('\n')).toContain('From this window.');
    expect(both.join('\n')).toContain('From the other window. And more.');
    await screen.close();
  });
});

describe('the removal of a template', () => {
  it('is not offered to be undone beside the reply that was sent after it', async () => {
    const screen = await desk.openCase(await desk.receiveMail('Ida <ida@citizen.test>', 'Back three'));
    const { page } = screen;
    await insert(page, 'Missing documents');
    await strip(page).getByRole('button', { name: 'Remove' }).click();
    const removed = page.getByText('The template and its text have been removed');
    await removed.waitFor();
    await reply(page).fill('Bonjour Ida');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/Will be sent in \d+ seconds/).waitFor();
    await removed.waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(1);
    await screen.close();
  });

  it('leaves what the agent wrote into one that was withdrawn, whose words come back only with it', async () => {
    const { items } = await desk.root.get<Items<TemplateSummary>>('/templates?limit=100');
    const { id } = items.find(({ key }) => key === 'fraud-warning')!;
    const screen = await desk.openCase(await desk.receiveMail('Leo <leo@citizen.test>', 'Back five'));
    const { page } = screen;
    await insert(page, 'Beware of fraud');
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Je vous rappelle lundi.');
    await desk.root.post(`/templates/${id}/withdraw`, { remark: 'Faux.' });
    const notice = strip(page).getByText('This template has been withdrawn and can no longer be sent.');
    await notice.waitFor();
    expect(await strip(page).getByRole('button', { name: /^Use / }).count()).toBe(0);

    await strip(page).getByRole('button', { name: 'Remove the template' }).click();
    await strip(page).waitFor({ state: 'detached' });
    await page.getByText('what you wrote yourself stays').waitFor();
    const words = async () => (await reply(page).innerText()).trim();
    await eventually(async () => expect(await words()).toBe('Je vous rappelle lundi.'));
    await reply(page).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Control+z');
    await page.keyboard.type(' Merci.');
    await eventually(async () => expect(await words()).toBe('Je vous rappelle lundi. Merci.'));

    await page.getByRole('button', { name: 'Undo' }).click();
    await notice.waitFor();
    expect(await page.getByRole('button', { name: 'Send by email' }).isDisabled()).toBe(true);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('what is done to a case because its answer is sent', () => {
  const statusOf = async ({ id }: OpenedCase) => (await desk.root.get<CaseDetail>(`/cases/${id}`)).status;

  it('is not done where the answer is taken back on its way to the server: the case stays open', async () => {
    const asked = await desk.receiveMail('Lou <lou@citizen.test>', 'Closed too early');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    const arrives = Promise.withResolvers<void>();
    await page.route('**/cases/*/messages', async (route) => {
      await arrives.promise;
      await route.continue();
    });
    await sendAndClose(page, 'Not yet.');
    await reply(page).waitFor({ state: 'detached' });
    // Twice, as where nothing seems to happen.
    await page.keyboard.press('z');
    await page.keyboard.press('z');
    arrives.resolve();
    await reply(page).getByText('Not yet.').waitFor();
    expect(await desk.repliesOf(asked)).toMatchObject([{ delivery: { status: 'canceled' } }]);
    // What followed the answer would have been asked of the server by then.
    await page.reload();
    await reply(page).getByText('Not yet.').waitFor();
    expect(await statusOf(asked)).toBe('open');
    await screen.close();
  });

  it('is undone together with the answer: the case is open again, and the answer stands in its draft', async () => {
    const asked = await desk.receiveMail('Max <max@citizen.test>', 'Closed and sent');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await sendAndClose(page, 'Goodbye.');
    await page.getByText('Reply on its way, case closed').waitFor();
    await page.keyboard.press('z');
    await reply(page).getByText('Goodbye.').waitFor();
    await eventually(async () => expect(await statusOf(asked)).toBe('open'));
    expect(await desk.repliesOf(asked)).toMatchObject([{ delivery: { status: 'canceled' } }]);
    await page.getByText('Reply on its way, case closed').waitFor({ state: 'detached' });
    await screen.close();
  });
});

describe('a file of an answer that is taken back', () => {
  it('is none of the case any more, and is in the draft until it is removed there', async () => {
    const asked = await desk.receiveMail('Ugo <ugo@citizen.test>', 'Back five');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    const ofCase = page.getByRole('complementary', { name: 'Case details' }).getByText('plan.txt');
    const ofDraft = page.getByRole('list', { name: 'Attachments of your reply' }).getByText('plan.txt');
    await page.keyboard.press('r');
    await reply(page).and(page.locator('[contenteditable=true]')).waitFor();
    await page.keyboard.type('Voici le plan.');
    const [files] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Attach files' }).click(),
    ]);
    await files.setFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('un plan') });
    await ofDraft.waitFor();
    // It can be clicked once the file is uploaded.
    await page.getByRole('button', { name: 'Send by email' }).click();
    await page.getByText(/Will be sent in \d+ seconds/).waitFor();
    await ofCase.waitFor();
    await page.keyboard.press('z');
    await ofDraft.waitFor();
    await ofCase.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Remove plan.txt' }).click();
    await ofDraft.waitFor({ state: 'detached' });
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.reload();
    await reply(page).getByText('Voici le plan.').waitFor();
    await page.getByRole('complementary', { name: 'Case details' }).getByText('ugo@citizen.test').waitFor();
    expect(await ofCase.count()).toBe(0);
    await screen.close();
  });

  it('leaves with the answer once that is sent again, also after the page was loaded anew', async () => {
    const asked = await desk.receiveMail('Ida <ida@citizen.test>', 'Back six');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    const ofDraft = page.getByRole('list', { name: 'Attachments of your reply' }).getByText('plan.txt');
    await page.keyboard.press('r');
    await reply(page).and(page.locator('[contenteditable=true]')).waitFor();
    await page.keyboard.type('Voici le plan.');
    const [files] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Attach files' }).click(),
    ]);
    await files.setFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('un plan') });
    await ofDraft.waitFor();
    await page.getByRole('button', { name: 'Send by email' }).click();
    await page.getByText(/Will be sent in \d+ seconds/).waitFor();
    await page.keyboard.press('z');
    await ofDraft.waitFor();
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.reload();
    await ofDraft.waitFor();
    await page.getByRole('button', { name: 'Send by email' }).click();
    await page.getByText(/Will be sent in \d+ seconds/).waitFor();
    expect(await desk.repliesOf(asked)).toMatchObject([
      { delivery: { status: 'canceled' }, text: '', attachments: [] },
      { delivery: { status: 'scheduled' }, attachments: [{ name: 'plan.txt' }] },
    ]);
    await screen.close();
  });
});

describe('in a confidential team', () => {
  it('the agent reads what the page says to which a notice by SMS leads', async () => {
    const { root } = desk;
    const team = await root.post<Team>('/teams', { name: 'Action sociale', confidential: true });
    const asked = await desk.receiveMail('Max <max@citizen.test>', 'Back three');
    await root.post(`/citizens/${asked.citizen.id}/handles`, { address: '+33639981240', evidence: 'checked' });
    await root.patch(`/cases/${asked.id}`, { teamId: team.id });
    const screen = await desk.openCase(asked, { width: 360, height: 740, colorScheme: 'dark' });
    const { page } = screen;
    await insert(page, 'Missing documents');
    await page.locator('[data-ways]').click();
    await page.getByRole('menuitemradio', { name: /SMS/ }).click();
    await strip(page).getByText('Il manque ces pièces').waitFor();
    await page.getByRole('button', { name: /2 fields to fill in/ }).waitFor();
    // Whoever comes back to the reply by its key has the focus on the notice, and unfolds it by the next key.
    await page.getByRole('button', { name: 'Collapse the editor' }).click();
    await page.keyboard.press('r');
    await page.locator('button:focus', { hasText: 'By SMS: only a notice with a link' }).waitFor();
    await page.keyboard.press('Enter');
    await eventually(async () =>
      expect(await reply(page).inputValue()).toMatch(
        /^Ville de Valbourg : une réponse vous attend pour le dossier GCH-/,
      ),
    );
    expect(await screen.faults()).toEqual([]);
    expect(await screen.overflow()).toBe(0);
    await screen.close();
  });
});
