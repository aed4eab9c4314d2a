import type { Agent, CaseDetail, Entry, Page as Items, SavedDraft, Team } from '@guichet/contracts';
import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.js';
import { Screen } from '../support/browser-screen.js';
import { holdRequests } from '../support/hold-requests.js';
import { ADMIN } from '../support/running-product.js';
import { reply, TemplateScreens } from '../support/template-screen-steps.js';

let desk: TemplateScreens;
beforeAll(async () => {
  desk = await TemplateScreens.open();
});
afterAll(() => desk?.close());

const composer = (page: Page) => page.getByRole('region', { name: 'Write' });
const note = (page: Page) => page.getByRole('textbox', { name: 'Internal note' });
const mentions = (page: Page) => page.getByRole('listbox', { name: 'Colleagues' });
const saved = (page: Page) => composer(page).getByText('Saved', { exact: true }).waitFor();
const statusOf = async (id: string) => (await desk.root.get<CaseDetail>(`/cases/${id}`)).status;
const draftOf = async (id: string) => (await desk.root.get<{ draft: SavedDraft }>(`/cases/${id}/draft`)).draft;
const mirrored = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('guichet.draft:')).length);

/** Drafts do not reach the server until this is ended. */
async function cutOff(page: Page) {
  await page.route('**/api/v1/cases/*/draft*', (route) => route.abort());
  return () => page.unroute('**/api/v1/cases/*/draft*');
}

/** A page with unsaved words asks before it is left; the agent leaves it all the same. */
function acceptLeaving(page: Page): string[] {
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  return asked;
}

/** A letter that is typed so soon after another one is of the same word. */
const A_WORD_LATER = 'new Promise((done) => setTimeout(done, 450))';

describe('a draft typed while the server is away', () => {
  // Interaction: R08.
  it('is said to be unsaved, is there after a reload, and is saved once the connection is back', async () => {
    const asked = await desk.receiveMail('zoe@citizen.test', 'Draft one');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    const left = acceptLeaving(page);
    const reconnect = await cutOff(page);
    await page.keyboard.press('r');
    await page.keyboard.type('Bonjour Zoé');
    await composer(page).getByText('will be saved when the connection returns').waitFor();

    await page.reload();
    expect(left).toEqual(['beforeunload']);
    await reply(page).getByText('Bonjour Zoé').waitFor();
    await composer(page).getByText('will be saved when the connection returns').waitFor();

    await reconnect();
    await page.evaluate("dispatchEvent(new Event('online'))");
    await saved(page);
    expect((await draftOf(asked.id))?.text).toBe('Bonjour Zoé');
    expect(await mirrored(page)).toBe(0);
    await page.reload();
    expect(left).toHaveLength(1);
    await screen.close();
  });

  it('is offered beside a newer one that was written elsewhere', async () => {
    const asked = await desk.receiveMail('ali@citizen.test', 'Draft two');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    acceptLeaving(page);
    const reconnect = await cutOff(page);
    await page.keyboard.press('r');
    await page.keyboard.type('Written here');
    await composer(page).getByText('will be saved when the connection returns').waitFor();
    await page.reload();
    await reply(page).getByText('Written here').waitFor();
    await desk.root.call('PUT', `/cases/${asked.id}/draft`, { body: { mode: 'reply', text: 'Written elsewhere' } });
    await reconnect();
    await page.evaluate("dispatchEvent(new Event('online'))");
    await reply(page).getByText('Written elsewhere').waitFor();
    await composer(page).getByText('Another version of this draft exists').waitFor();
    await composer(page).getByRole('button', { name: 'Show the other version' }).click();
    await reply(page).getByText('Written here').waitFor();
    await saved(page);
    expect((await draftOf(asked.id))?.text).toBe('Written here');
    await screen.close();
  });

  // ASVS: 7.4.4.
  it('is deleted by whoever signs out all the same, and never shown to the next', async () => {
    const asked = await desk.receiveMail('max@citizen.test', 'Draft three');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    acceptLeaving(page);
    await cutOff(page);
    await page.keyboard.press('r');
    await page.keyboard.type('For my eyes only');
    await composer(page).getByText('will be saved when the connection returns').waitFor();
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByText('You are still signed in: a draft has not been saved yet').waitFor();
    expect(await mirrored(page)).toBe(1);
    await page.getByRole('button', { name: 'Sign out anyway' }).click();
    await page.getByLabel('Email address').waitFor();
    await eventually(async () => expect(await mirrored(page)).toBe(0));
    await screen.close();
  });
});

describe('a reply to several people with a file as a link', () => {
  const file = { name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') };
  const tags = (page: Page, name: string) => composer(page).getByRole('combobox', { name, exact: true });
  const recipients = (page: Page) =>
    composer(page).getByRole('button', {
      name: /zoe2@citizen.test.*Cc roy@barreau.test.*Bcc maire@elus.test/,
    });

  /** Drags the file to an element, or drops it there, and says whether the browser would open it in the place of the console. */
  const drag = (page: Page, type: 'dragenter' | 'drop', selector: string) =>
    page.evaluate(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([${JSON.stringify(file.buffer.toString())}], '${file.name}', { type: '${file.mimeType}' }));
      const event = new DragEvent('${type}', { dataTransfer, bubbles: true, cancelable: true });
      return document.querySelector('${selector}').dispatchEvent(event) ? 'left to the browser' : 'kept from the browser';
    })()`);

  async function address(page: Page, opened: RegExp) {
    await composer(page).getByRole('button', { name: opened }).click();
    for (const [name, value] of [
      ['To', 'zoe2@citizen.test'],
      ['Cc', 'roy@barreau.test'],
      ['Bcc', 'maire@elus.test'],
    ] as const) {
      await tags(page, name).fill(value);
      await page.keyboard.press('Enter');
    }
  }

  it('keeps its recipients and the mark of the file, whether the server had it or this browser alone', async () => {
    const asked = await desk.receiveMail('zoe@citizen.test', 'Draft eleven');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    acceptLeaving(page);
    await page.keyboard.press('r');
    await page.keyboard.type('Bonjour Zoé');
    await drag(page, 'dragenter', 'body');
    await page.getByText('Drop to attach to your reply').waitFor();
    expect(await drag(page, 'drop', 'nav')).toBe('kept from the browser');
    await page.locator('[data-drop-zone]').waitFor({ state: 'detached' });
    await drag(page, 'dragenter', 'body');
    await page.locator('[data-drop-zone]').waitFor();
    expect(await drag(page, 'drop', '[data-drop-zone]')).toBe('kept from the browser');
    await saved(page);
    await address(page, /^to zoe@citizen.test/);
    await saved(page);
    expect(await draftOf(asked.id)).toMatchObject({
      envelope: { to: ['zoe@citizen.test', 'zoe2@citizen.test'], cc: ['roy@barreau.test'], bcc: ['maire@elus.test'] },
    });
    await page.reload();
    await recipients(page).waitFor();

    const [id] = (await draftOf(asked.id))!.attachmentIds;
    await desk.root.call('PUT', `/cases/${asked.id}/draft`, {
      body: { ...(await draftOf(asked.id)), updatedAt: undefined, asLinkIds: [id] },
    });
    await page.reload();
    await composer(page).getByText('sent as a link').waitFor();
    await recipients(page).waitFor();

    const reconnect = await cutOff(page);
    await recipients(page).click();
    await composer(page).getByRole('textbox', { name: 'Subject' }).fill('Your plan');
    await composer(page).getByText('will be saved when the connection returns').waitFor();
    await page.reload();
    await composer(page).getByText('sent as a link').waitFor();
    await reconnect();
    await page.evaluate("dispatchEvent(new Event('online'))");
    await saved(page);
    expect(await draftOf(asked.id)).toMatchObject({
      envelope: { subject: 'Your plan', bcc: ['maire@elus.test'] },
      asLinkIds: [id],
    });

    await desk.product.sql.source.query(
      `update draft set content = content - 'envelope' - 'asLinkIds' where case_id = $1`,
      [asked.id],
    );
    await page.reload();
    await reply(page).getByText('Bonjour Zoé').waitFor();
    await composer(page)
      .getByRole('button', { name: /^to zoe@citizen.test$/ })
      .waitFor();
    await screen.close();
  });

  it('keeps its words also where it has more recipients than can be sent to, which the field says', async () => {
    const asked = await desk.receiveMail('zoe@citizen.test', 'Draft twelve');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    acceptLeaving(page);
    await page.keyboard.press('r');
    await page.keyboard.type('Bonjour');
    await saved(page);
    await composer(page)
      .getByRole('button', { name: /^to zoe@citizen.test/ })
      .click();
    await tags(page, 'Cc').focus();
    const many = Array.from({ length: 51 }, (_, at) => `roy${at}@barreau.test`).join(', ');
    await page.evaluate(`(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', ${JSON.stringify(many)});
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.activeElement.dispatchEvent(event);
    })()`);
    await composer(page).getByText('The list can have 50 entries at most.').waitFor();
    await reply(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Zoé');
    await eventually(async () =>
      expect(await draftOf(asked.id)).toMatchObject({ text: 'Bonjour Zoé', envelope: null }),
    );
    expect(await composer(page).getByRole('button', { name: /^Send/ }).first().isDisabled()).toBe(true);
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await screen.close();
  });
});

describe('a reply and a note that are begun in one case', () => {
  // Interaction: R08.
  it('are both there after a reload, the one that was written last in front', async () => {
    const asked = await desk.receiveMail('zoe@citizen.test', 'Two drafts');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await page.keyboard.press('r');
    await reply(page).click();
    await page.keyboard.type('Pour vous');
    await composer(page).getByRole('button', { name: 'Note', exact: true }).click();
    await note(page).click();
    await page.keyboard.type('Entre nous');
    await saved(page);
    await page.reload();

    expect(await note(page).inputValue()).toBe('Entre nous');
    await composer(page).getByRole('img', { name: 'Unsent text here' }).waitFor();
    await composer(page).getByRole('button', { name: 'Reply' }).click();
    await reply(page).getByText('Pour vous').waitFor();
    await screen.close();
  });
});

/** Loads the page of a case anew, but for the case itself. Returns what lets that come. */
async function caseOnItsWay(page: Page, id: string): Promise<() => void> {
  const { release } = await holdRequests(page, `**/api/v1/cases/${id}`);
  await page.reload();
  await page.locator('main[aria-busy=true]').waitFor();
  return release;
}

const caseIds = (page: Page) =>
  page.evaluate<string[]>("[...document.querySelectorAll('[data-case-id]')].map((row) => row.dataset.caseId)");

/** Keys of which the next one is pressed before anything that the one before has done is drawn. */
const inTheSameMoment = (page: Page, keys: string) =>
  page.evaluate(
    `(async () => {
      for (const key of '${keys}') {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        await null;
        await null;
      }
    })()`,
  );

describe('whoever types on', () => {
  it('after a reload writes, and does not close the case', async () => {
    const asked = await desk.receiveMail('eve@citizen.test', 'Draft four');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await page.keyboard.press('r');
    await page.keyboard.type('Bonjour');
    await saved(page);
    await page.reload();
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    await page.keyboard.type(' Eve');
    await reply(page).getByText('Bonjour Eve').waitFor();
    expect(await statusOf(asked.id)).not.toBe('closed');
    await screen.close();
  });

  it('after the key of a reply in a case that is still on its way writes that reply', async () => {
    const asked = await desk.receiveMail('ann@citizen.test', 'Draft on its way');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    const comes = await caseOnItsWay(page, asked.id);
    await page.keyboard.press('r');
    await page.keyboard.type('Merci Madame, un mot', { delay: 20 });
    comes();
    await reply(page).getByText('Merci Madame, un mot').waitFor();
    await page.keyboard.type(' de plus');
    await reply(page).getByText('Merci Madame, un mot de plus').waitFor();
    expect(await statusOf(asked.id)).not.toBe('closed');
    await screen.close();
  });

  it('after the key of a reply in a case whose screen is still on its way writes that reply', async () => {
    const asked = await desk.receiveMail('ida@citizen.test', 'Draft before its screen');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    const { release } = await holdRequests(page, /\/case-route-[^/]*\.js/);
    await page.goto(`${new URL(page.url()).origin}/inbox/all`);
    await page.locator(`[data-case-id="${asked.id}"] a`).click();
    await page.waitForURL(`**/inbox/all/${asked.id}`);
    await page.keyboard.press('r');
    await page.keyboard.type('Merci Madame, un mot', { delay: 20 });
    release();
    await reply(page).getByText('Merci Madame, un mot').waitFor();
    expect(await statusOf(asked.id)).not.toBe('closed');
    await screen.close();
  });

  it('from one case to the next acts on neither while that one is on its way, and writes the reply there', async () => {
    const asked = await desk.receiveMail('lou@citizen.test', 'Draft of the one before');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    const [first = '', second = ''] = await caseIds(page);
    await page.locator(`[data-case-id="${first}"] a`).click();
    await page.getByRole('feed').waitFor();
    await inTheSameMoment(page, 'je');
    await page.waitForURL(`**/${second}`);
    await page.getByRole('feed').waitFor();
    expect([await statusOf(first), await statusOf(second)]).not.toContain('closed');
    await page.keyboard.press('k');
    await page.waitForURL(`**/${first}`);
    await page.getByRole('feed').waitFor();
    await inTheSameMoment(page, 'jr');
    await page.keyboard.type('Pour la suivante');
    await reply(page).getByText('Pour la suivante').waitFor();
    expect(page.url()).toContain(second);
    await screen.close();
  });

  it('in a case that is still on its way, where no field was asked for, does nothing to it', async () => {
    const asked = await desk.receiveMail('abe@citizen.test', 'Words on their way');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    const comes = await caseOnItsWay(page, asked.id);
    await page.keyboard.type('Mes ', { delay: 50 });
    comes();
    // Each letter soon after the one before, until well after the case is there.
    await page.keyboard.type('messes amassées '.repeat(4), { delay: 50 });
    await page.getByRole('feed').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await statusOf(asked.id)).not.toBe('closed');
    // After a pause, letters are shortcuts again.
    await new Promise((done) => setTimeout(done, 500));
    await page.keyboard.press('t');
    await page.getByRole('dialog').waitFor();
    await screen.close();
  });

  it('in a window where nobody was writing writes the note that was asked for, though a reply was begun in another one', async () => {
    const asked = await desk.receiveMail('una@citizen.test', 'Draft in two windows');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    const other = await screen.context.newPage();
    await other.goto(page.url());
    await other.getByRole('feed').waitFor();
    await page.keyboard.press('r');
    await reply(page).and(page.locator('[contenteditable=true]')).waitFor();
    await page.keyboard.type('For the citizen');
    await saved(page);
    await reply(other).getByText('For the citizen').waitFor();
    // What is gone on with is shown there as well: it could be sent from there.
    await page.keyboard.type(', and more');
    await reply(other).getByText('For the citizen, and more').waitFor();
    await other.keyboard.press('n');
    await other.keyboard.type('For colleagues');
    expect(await note(other).inputValue()).toBe('For colleagues');
    expect((await reply(page).innerText()).trim()).toBe('For the citizen, and more');
    // Loaded anew, the reply stands there, and is not written on unasked either.
    await saved(other);
    await note(other).fill('');
    await other.keyboard.press('Escape');
    await other.reload();
    await reply(other).getByText('For the citizen, and more').waitFor();
    await other.keyboard.press('n');
    await other.keyboard.type('Once more');
    await note(other).waitFor();
    expect(await note(other).inputValue()).toBe('Once more');
    await screen.close();
  });

  it('in a case they came back to by the list does not close it either', async () => {
    const asked = await desk.receiveMail('lou@citizen.test', 'Draft five');
    const other = await desk.receiveMail('lea@citizen.test', 'Draft other');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await page.keyboard.press('r');
    await page.keyboard.type('Bonjour Lou');
    await saved(page);
    for (const subject of ['Draft other', 'Draft five'])
      await page
        .getByRole('link', { name: new RegExp(subject) })
        .first()
        .click();
    await reply(page).getByText('Bonjour Lou').waitFor();
    await page.keyboard.press('e');
    await page.getByText('you have an unsent draft here').waitFor();
    expect([await statusOf(asked.id), await statusOf(other.id)]).not.toContain('closed');
    // Escape, which the refusal names, leaves the draft and not the case: its keys are there again.
    const here = page.url();
    await page.keyboard.press('Escape');
    await page.keyboard.press('t');
    await page.getByRole('dialog').getByRole('combobox').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(page.url()).toBe(here);
    await page.keyboard.press('r');
    await page.keyboard.type(', encore');
    await reply(page).getByText('Bonjour Lou, encore').waitFor();
    // By Escape the field is left on purpose.
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await page.getByRole('button', { name: 'Close anyway' }).click();
    await eventually(async () => expect(await statusOf(asked.id)).toBe('closed'));
    await screen.close();
  });

  it('once the channel is chosen writes the reply, and neither closes the case nor begins a note', async () => {
    const asked = await desk.receiveMail('max@citizen.test', 'Draft six');
    await desk.root.post(`/citizens/${asked.citizen.id}/handles`, { address: '06 39 98 12 09', evidence: 'checked' });
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await page.keyboard.press('r');
    await reply(page).and(page.locator(':focus')).waitFor();
    const routes = page.locator('[data-ways]');
    const route = (name: string) => page.getByRole('menuitemradio', { name });
    await routes.click();
    await route('06 39 98 12 09').click();
    await page.keyboard.type('Cher Monsieur, une réunion');
    expect(await reply(page).inputValue()).toBe('Cher Monsieur, une réunion');
    // By the keyboard, and back to the full editor.
    await routes.focus();
    await page.keyboard.press('Enter');
    await route('06 39 98 12 09').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Home');
    await route('max@citizen.test').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type(' en mairie');
    await reply(page).and(page.locator('[contenteditable=true]')).waitFor();
    expect(await reply(page).innerText()).toBe('Cher Monsieur, une réunion en mairie');
    expect(await statusOf(asked.id)).not.toBe('closed');
    await screen.close();
  });

  it('on a button of an empty reply, or of an empty note, does nothing to the case; Escape still closes it', async () => {
    const asked = await desk.receiveMail('guy@citizen.test', 'Draft buttons');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    const url = page.url();
    for (const [key, field, why] of [
      ['r', reply(page), 'your reply is open here'],
      ['n', note(page), 'your note is open here'],
    ] as const) {
      await page.keyboard.press(key);
      await field.and(page.locator(':focus')).waitFor();
      // The field was there: no letter is kept for it any more.
      await page.keyboard.press('Tab');
      await composer(page).getByRole('button', { name: 'Attach files' }).focus();
      // They close it, open a note or a reply, assign it, search, and go on to another case.
      await page.keyboard.type(key === 'r' ? 'enalmtsujxgz1' : 'eralmtsujxgz1');
      // On a slow machine it is said again for a later key, while what was said before goes.
      await page.getByText(why).last().waitFor();
      expect(await page.getByRole('dialog').count()).toBe(0);
      await field.waitFor();
      // Nothing has the focus any more.
      await page.evaluate('document.activeElement.blur()');
      // A word, of which the key that goes on writing is a letter as well.
      await page.keyboard.type(`ems${key}ez`);
      await page.evaluate(A_WORD_LATER);
      await page.keyboard.type(`b${key}ef`);
      expect(await page.getByRole('dialog').count()).toBe(0);
      await field.waitFor();
      expect(await field.and(page.locator(':focus')).count()).toBe(0);
      await page.evaluate(A_WORD_LATER);
      await page.keyboard.press(key);
      await field.and(page.locator(':focus')).waitFor();
      await composer(page).getByRole('button', { name: 'Attach files' }).focus();
      await page.keyboard.press('Escape');
      await composer(page).waitFor({ state: 'detached' });
    }
    expect(page.url()).toBe(url);
    expect(await desk.root.get<CaseDetail>(`/cases/${asked.id}`)).toMatchObject({ status: 'open', assignee: null });
    // Outside the composer the keys are shortcuts again.
    await page.keyboard.press('s');
    await page.getByRole('dialog').waitFor();
    await screen.close();
  });
});

describe('several cases of which one has a reply that was begun', () => {
  it('are closed once that was confirmed, or without it', async () => {
    const [begun, noted, other] = [
      await desk.receiveMail('max@citizen.test', 'Lot one'),
      await desk.receiveMail('mia@citizen.test', 'Lot two'),
      await desk.receiveMail('mel@citizen.test', 'Lot three'),
    ];
    const draft = { html: null, attachmentIds: [] };
    await desk.root.call('PUT', `/cases/${begun.id}/draft`, { body: { ...draft, mode: 'reply', text: 'Bonjour Max' } });
    await desk.root.call('PUT', `/cases/${noted.id}/draft`, { body: { ...draft, mode: 'note', text: 'À voir' } });
    const screen = await desk.openCase(other);
    const { page } = screen;
    const statuses = () => Promise.all([begun, noted, other].map(({ id }) => statusOf(id)));
    const question = page.getByRole('dialog', { name: /^Close without sending your replies/ });
    const bar = page.getByRole('toolbar', { name: 'Selected cases' });
    for (const { reference } of [begun, noted, other])
      await page.getByRole('checkbox', { name: `Select ${reference}` }).check();
    await bar.getByText('3 selected').waitFor();
    await bar.getByRole('button', { name: 'Close' }).click();
    await question.getByText('in 1 of these cases').waitFor();
    await question.getByText(begun.reference).waitFor();
    expect(await question.getByRole('listitem').count()).toBe(1);
    expect(await screen.faults()).toEqual([]);
    await page.keyboard.press('Enter');
    await question.waitFor({ state: 'detached' });
    await bar.getByText('3 selected').waitFor();
    expect(await statuses()).toEqual(['open', 'open', 'open']);

    await page.locator('#main').focus();
    await page.keyboard.press('e');
    await question.getByRole('button', { name: 'Close the 2 others' }).click();
    await eventually(async () => expect(await statuses()).toEqual(['open', 'closed', 'closed']));
    expect((await draftOf(begun.id))?.text).toBe('Bonjour Max');
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('a colleague who is called in a note', () => {
  it('is found by the beginning of a word, without accents, with their team and in full sight', async () => {
    const { root } = desk;
    const team = await root.post<Team>('/teams', { name: 'Écoles' });
    const people = ['Hélène Martin', 'Ana Chene', 'Marine Roche'];
    for (const name of people)
      await root.post('/agents', {
        email: `${name.replace(/\W/g, '').toLowerCase()}@town.test`,
        name,
        password: 'correct horse battery',
        role: 'agent',
        teamIds: [team.id],
      });
    const asked = await desk.receiveMail('tom@citizen.test', 'Draft six');
    const screen = await desk.openCase(asked, { width: 360, height: 640 });
    const { page } = screen;
    await page.keyboard.press('n');
    await page.keyboard.type('Vois avec @hel');
    const options = mentions(page).getByRole('option');
    await options.getByText('Hélène Martin').waitFor();
    // She is of another team, and stands below those who see the case.
    await mentions(page).getByText('Cannot see this case').waitFor();
    await eventually(async () => {
      expect(await options.allInnerTexts()).toEqual([expect.stringMatching(/Hélène Martin\s+Écoles/)]);
      const { x, y, width, height } = (await mentions(page).boundingBox())!;
      expect([x >= 0, y >= 0, x + width <= 360, y + height <= 640]).toEqual(Array(4).fill(true));
    });
    // Whoever turns to the reply now can.
    const turn = (await composer(page).getByRole('button', { name: 'Reply', exact: true }).boundingBox())!;
    const list = (await mentions(page).boundingBox())!;
    expect(list.y + list.height).toBeLessThanOrEqual(turn.y);
    // The first option is what a pointer meets at its place: no scroll container and no edge covers it.
    const { x, y } = (await options.first().boundingBox())!;
    const inOption = `document.elementFromPoint(${x + 30}, ${y + 10})?.closest('[role=option]')?.textContent ?? ''`;
    expect(await page.evaluate<string>(inOption)).toContain('Hélène Martin');
    expect(await screen.faults()).toEqual([]);
    await page.keyboard.press('Escape');
    await mentions(page).waitFor({ state: 'detached' });
    expect(await note(page).inputValue()).toBe('Vois avec @hel');
    // "ne" stands in all three names, and begins none of their words.
    await page.keyboard.type(' ou @ne');
    expect(await mentions(page).count()).toBe(0);
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('mar');
    await options.getByText('Marine Roche').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await note(page).inputValue()).toMatch(/ou @(Hélène Martin|Marine Roche) $/);
    // Both are of another team, which is said before the note is sent.
    const inVain = composer(page).getByText(
      /^(Hélène Martin|Marine Roche) cannot see this case and will not be notified/,
    );
    await inVain.waitFor();
    expect(await screen.faults()).toEqual([]);
    await note(page).fill('Vois avec quelqu’un d’autre');
    await inVain.waitFor({ state: 'detached' });
    // Whoever sends such a note all the same is shown who does not hear of it.
    await note(page).fill('Vois avec @Ana Chene');
    await note(page).press('Control+Enter');
    const notNotified = page.getByText('The note was added. Ana Chene cannot see this case and was not notified.');
    await notNotified.waitFor();
    await notNotified.hover();
    expect(await screen.faults()).toEqual([]);
    await screen.close();
  });

  it('is mentioned by a note that was written before, and sent after, the colleague got another name', async () => {
    const { root } = desk;
    const who = { email: 'ines@town.test', password: 'correct horse battery', role: 'agent', teamIds: [] };
    const ines = await root.post<Agent>('/agents', { ...who, name: 'Inès Laval' });
    const asked = await desk.receiveMail('lou@citizen.test', 'Draft ten');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await page.keyboard.press('n');
    await page.keyboard.type('Vois avec @ines');
    await mentions(page).getByText('Inès Laval').click();
    await saved(page);

    await root.patch(`/agents/${ines.id}`, { name: 'Inès Roy' });
    acceptLeaving(page);
    await page.reload();
    await note(page).press('Control+Enter');
    const noted = () => root.get<Items<Entry>>(`/cases/${asked.id}/timeline`).then(({ items }) => items.at(-1));
    await eventually(async () =>
      expect(await noted()).toMatchObject({ kind: 'note', text: 'Vois avec @Inès Laval', mentions: [ines.id] }),
    );
    await screen.close();
  });
});

describe('Escape', () => {
  it('closes the menu, and only then the composer', async () => {
    const screen = await desk.openCase(await desk.receiveMail('ben@citizen.test', 'Draft seven'));
    const { page } = screen;
    await page.keyboard.press('r');
    await composer(page).waitFor();
    await page.locator('[data-ways]').click();
    await page.getByRole('menuitemradio').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menuitemradio').first().waitFor({ state: 'detached' });
    await composer(page).waitFor();
    await reply(page).click();
    await page.keyboard.press('Escape');
    await composer(page).waitFor({ state: 'detached' });
    await page.getByRole('feed').waitFor();
    await screen.close();
  });

  it('closes a menu that has not taken the focus yet', async () => {
    const screen = await desk.openCase(await desk.receiveMail('ben@citizen.test', 'Draft eight'));
    const { page } = screen;
    await page.keyboard.press('r');
    await page.locator('[data-ways]').waitFor();
    // Both in one task, before any timer of the menu.
    await page.evaluate(`(async () => {
      const button = document.querySelector('[data-ways]');
      button.focus();
      button.click();
      await Promise.resolve();
      button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    })()`);
    await page.getByRole('menuitemradio').first().waitFor({ state: 'detached' });
    expect(await page.locator('[data-ways]').getAttribute('aria-expanded')).toBe('false');
    await composer(page).waitFor();
    await screen.close();
  });

  it('leaves the focus in a menu that was opened before the full editor was there', async () => {
    const item = await desk.receiveMail('ben@citizen.test', 'Draft nine');
    const screen = await Screen.open(desk.browser, desk.product.url);
    const { page } = screen;
    await screen.signIn(ADMIN);
    const { release } = await holdRequests(page, /formatted-text-editor/);
    await page.goto(`${desk.product.url}/inbox/all/${item.id}`);
    await page.getByRole('feed').waitFor();
    await page.keyboard.press('r');
    await composer(page).waitFor();
    await page.locator('[data-ways]').click();
    await page.getByRole('menuitemradio').first().and(page.locator(':focus')).waitFor();
    release();
    await page.locator('[contenteditable=true]').waitFor();
    expect(await page.getByRole('menuitemradio').and(page.locator(':focus')).count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.getByRole('menuitemradio').first().waitFor({ state: 'detached' });
    await composer(page).waitFor();
    await screen.close();
  });
});

/** Leaves the field that has the focus, and returns what it shows from then on. */
const SHOWN_WHILE_LEFT = `(async () => {
  const field = document.activeElement;
  const shown = new Set();
  field.blur();
  for (let n = 0; n < 20; n += 1) {
    shown.add(field.value);
    await new Promise((done) => setTimeout(done));
  }
  return [...shown];
})()`;

describe('a field of the case that is typed in and not left', () => {
  it('is saved: a day once it is whole, anything when the page is reloaded', async () => {
    const type = await desk.root.post<{ id: string }>('/case-types', { name: 'Passport' });
    const addField = (kind: string, label: string) =>
      desk.root.post(`/case-types/${type.id}/fields`, { kind, label: { en: label, fr: label } });
    await addField('date', 'Lost on');
    await addField('text', 'Number');
    const asked = await desk.receiveMail('ida@citizen.test', 'Passport lost');
    await desk.root.patch(`/cases/${asked.id}`, { caseTypeId: type.id });
    const valuesOf = async () =>
      (await desk.root.get<CaseDetail>(`/cases/${asked.id}`)).fields.map(({ value }) => value);
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await page.getByLabel('Lost on').fill('2026-11-02');
    await eventually(async () => expect(await valuesOf()).toEqual(['2026-11-02', null]));

    await page.getByLabel('Number').fill('12AB');
    await page.getByLabel('Lost on').fill('2026-11-03');
    await page.getByLabel('Number').focus();
    await page.keyboard.press('End');
    await page.keyboard.type('34');
    await page.reload();
    await eventually(async () => expect(await valuesOf()).toEqual(['2026-11-03', '12AB34']));
    await screen.close();
  });

  it('is saved by Enter, with the focus left where it is, as that of a subject goes back to what is edited', async () => {
    const type = await desk.root.post<{ id: string }>('/case-types', { name: 'Lost bag' });
    await desk.root.post(`/case-types/${type.id}/fields`, { kind: 'text', label: { en: 'Colour', fr: 'Couleur' } });
    const asked = await desk.receiveMail('ugo@citizen.test', 'Bag lost');
    await desk.root.patch(`/cases/${asked.id}`, { caseTypeId: type.id });
    const screen = await desk.openCase(asked);
    const { page } = screen;
    const colour = page.getByRole('textbox', { name: 'Colour' });
    await colour.fill('red');
    await colour.press('Enter');
    await page.getByRole('alert').getByText('red').waitFor();
    expect(await colour.and(page.locator(':focus')).count()).toBe(1);
    // Left, it is not saved once more.
    await page.keyboard.press('Tab');
    const { fields } = await desk.root.get<CaseDetail>(`/cases/${asked.id}`);
    expect([fields[0]?.value, await page.getByRole('alert').count()]).toEqual(['red', 1]);

    for (const [key, subject] of [
      ['Enter', 'Red bag'],
      ['Escape', 'Red bag'],
    ] as const) {
      await page.getByRole('heading', { level: 1 }).getByRole('button').press('Enter');
      await page.getByRole('textbox', { name: 'Subject' }).fill(key === 'Enter' ? subject : 'Blue bag');
      await page.keyboard.press(key);
      await page.getByRole('button', { name: subject }).and(page.locator(':focus')).waitFor();
    }
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('keeps the newest of two values where neither could be saved, and saves that once it can be', async () => {
    const type = await desk.root.post<{ id: string }>('/case-types', { name: 'Lost keys' });
    await desk.root.post(`/case-types/${type.id}/fields`, { kind: 'text', label: { en: 'Keys', fr: 'Clés' } });
    const asked = await desk.receiveMail('ivo@citizen.test', 'Keys lost');
    await desk.root.patch(`/cases/${asked.id}`, { caseTypeId: type.id });
    const screen = await desk.openCase(asked);
    const { page } = screen;
    const keys = page.getByRole('textbox', { name: 'Keys' });
    const { promise: isOver, resolve: end } = Promise.withResolvers<void>();
    await page.route('**/fields', async (route) => {
      await isOver;
      await route.abort();
    });
    const sent = page.waitForRequest('**/fields');
    await keys.fill('two');
    // Whoever goes on at once selects what is shown: it never shows what it had before.
    expect(await page.evaluate(SHOWN_WHILE_LEFT)).toEqual(['two']);
    await sent;
    await keys.fill('three');
    await keys.blur();
    end();
    await page.getByText('cannot be reached').first().waitFor();
    expect(await keys.inputValue()).toBe('three');

    await page.unroute('**/fields');
    await keys.focus();
    await keys.blur();
    await eventually(async () => {
      const { fields } = await desk.root.get<CaseDetail>(`/cases/${asked.id}`);
      expect(fields.map(({ value }) => value)).toEqual(['three']);
    });
    expect(await page.getByText('in the meantime').count()).toBe(0);
    await screen.close();
  });
});
