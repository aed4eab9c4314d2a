import type { NoteEntry, Page as Items, Entry } from '@guichet/contracts';
import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.js';
import { TemplateScreens } from '../support/template-screen-steps.js';

let desk: TemplateScreens;
beforeAll(async () => {
  desk = await TemplateScreens.open();
});
afterAll(() => desk?.close());

const field = (page: Page) => page.getByRole('textbox', { name: 'Internal note' });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Edit the note' });
const more = (page: Page) => page.getByRole('button', { name: 'Actions for this note' });
const notesOf = async (id: string) =>
  (await desk.root.get<Items<Entry>>(`/cases/${id}/timeline?limit=50`)).items.filter(
    (entry): entry is NoteEntry => entry.kind === 'note',
  );

/** An own note stands in the case. */
async function writeNote(page: Page, text: string) {
  await page.keyboard.press('n');
  await field(page).waitFor();
  await page.keyboard.type(text);
  await page.keyboard.press('Control+Enter');
  await more(page).waitFor();
}

describe('an agent who has written something wrong in a note', () => {
  it('edits it by keys, and whoever reads it sees what it said before', async () => {
    const asked = await desk.receiveMail('zoe@citizen.test', 'Note one');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await writeNote(page, 'Rappeler mardi');
    await more(page).press('Enter');
    await page.getByRole('menuitem', { name: 'Edit' }).press('Enter');
    await dialog(page).locator('textarea:focus').waitFor();
    await page.keyboard.press('Shift+Control+ArrowLeft');
    await page.keyboard.type('jeudi');
    expect(await screen.faults()).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await dialog(page).waitFor({ state: 'detached' });

    await page.getByRole('article').getByText('Rappeler jeudi').waitFor();
    await page.getByRole('button', { name: /^Edited .* Earlier text/ }).click();
    await page.getByRole('article').getByText('Rappeler mardi').waitFor();
    expect(await page.getByText('edited a note').count()).toBe(0);
    expect(await screen.faults()).toEqual([]);
    expect(await notesOf(asked.id)).toMatchObject([{ text: 'Rappeler jeudi', earlier: [{ text: 'Rappeler mardi' }] }]);
    await screen.close();
  });

  it('takes it back by the undo key, and by the same key then the reply that was sent before it', async () => {
    const asked = await desk.receiveMail('ugo@citizen.test', 'Note undone');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    const reply = page.locator('[contenteditable=true]:focus');
    await page.keyboard.press('r');
    await reply.waitFor();
    await page.keyboard.type('Bonjour Ugo');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/Will be sent in \d+ seconds/).waitFor();
    // At once: the note may still be on its way.
    await page.keyboard.press('n');
    await field(page).waitFor();
    await page.keyboard.type('Pas ici');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('z');
    await page.getByText('Note removed · Ugo').waitFor();
    await page.getByRole('button', { name: /^Note removed by its author/ }).waitFor();
    // What is typed next would be for the note, and the same key, pressed again, is one more undo: a while later, as by a hand.
    await field(page).and(page.locator(':focus')).waitFor();
    expect(await field(page).inputValue()).toBe('Pas ici');
    await new Promise((done) => setTimeout(done, 800));
    await page.getByText(/Will be sent in \d+ seconds/).waitFor();
    expect(await desk.repliesOf(asked)).toMatchObject([{ delivery: { status: 'scheduled' } }]);
    await page.keyboard.press('z');
    await reply.getByText('Bonjour Ugo').waitFor();
    expect(await desk.repliesOf(asked)).toMatchObject([{ delivery: { status: 'canceled' } }]);
    expect(await notesOf(asked.id)).toMatchObject([{ text: '', removedAt: expect.any(String) }]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('removes it, takes that back, and removes it after all, on a phone', async () => {
    const asked = await desk.receiveMail('ali@citizen.test', 'Note two');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await writeNote(page, 'Pas pour ce dossier');
    await more(page).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByText('Note removed', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^Note removed by its author/ }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('article').getByText('Pas pour ce dossier').waitFor();
    await eventually(async () => expect(await notesOf(asked.id)).toMatchObject([{ text: 'Pas pour ce dossier' }]));
    await screen.close();

    const phone = await desk.openCase(asked, { width: 360, height: 740, colorScheme: 'dark' });
    await more(phone.page).click();
    await phone.page.getByRole('menuitem', { name: 'Remove' }).click();
    await phone.page.getByRole('button', { name: /^Note removed by its author/ }).waitFor();
    expect(await phone.page.getByRole('article').getByText('Pas pour ce dossier').count()).toBe(0);
    expect(await phone.faults()).toEqual([]);
    expect(await phone.overflow()).toBe(0);
    expect(await notesOf(asked.id)).toMatchObject([{ text: '', removedAt: expect.any(String) }]);
    await phone.close();
  });
});

describe('a note with files', () => {
  const plan = { name: 'plan.pdf', type: 'application/pdf', content: '%PDF-1.4\n%%EOF\n' };

  /** Drags a file over the case and drops it there. */
  const drop = (page: Page) =>
    page.evaluate(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([${JSON.stringify(plan.content)}], '${plan.name}', { type: '${plan.type}' }));
      const send = (type, at) => at.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      send('dragenter', document.body);
      return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => {
        send('drop', document.querySelector('[data-drop-zone]'));
        resolve();
      })));
    })()`);

  it('keeps them in its draft, shows them to whoever reads it, and keeps them when it is edited', async () => {
    const asked = await desk.receiveMail('eva@citizen.test', 'Note three');
    const screen = await desk.openCase(asked);
    const { page } = screen;
    await page.keyboard.press('n');
    await field(page).waitFor();
    await drop(page);
    await page.getByRole('button', { name: 'Remove plan.pdf' }).waitFor();
    await page.getByText('Say in a word what the file is.').waitFor();
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Attach files' }).click();
    await (await choosing).setFiles({ name: 'devis.pdf', mimeType: plan.type, buffer: Buffer.from(plan.content) });
    await page.getByRole('button', { name: 'Remove devis.pdf' }).waitFor();
    await field(page).fill('Voir le plan');
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await eventually(async () =>
      expect(await desk.root.get(`/cases/${asked.id}/draft`)).toMatchObject({
        noteDraft: { text: 'Voir le plan', attachmentIds: [expect.any(String), expect.any(String)] },
      }),
    );
    await page.reload();
    await page.getByRole('button', { name: 'Remove devis.pdf' }).click();
    await page.getByRole('button', { name: 'Add the note' }).click();

    const article = page.getByRole('article');
    await article.getByText('plan.pdf').waitFor();
    await more(page).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await dialog(page).getByRole('textbox').fill('Voir le plan du mur');
    await page.keyboard.press('Control+Enter');
    await article.getByText('Voir le plan du mur').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    expect(await notesOf(asked.id)).toMatchObject([
      { text: 'Voir le plan du mur', attachments: [{ name: 'plan.pdf', type: 'application/pdf' }] },
    ]);
    await screen.close();
  });
});
