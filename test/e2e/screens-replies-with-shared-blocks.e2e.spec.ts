import type { Language, SavedDraft, TemplateFinding, TemplateSummary } from '@guichet/contracts';
import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.js';
import { TemplateScreens, field, insert, reply, strip } from '../support/template-screen-steps.js';

let desk: TemplateScreens;
beforeAll(async () => {
  desk = await TemplateScreens.open();
  await desk.root.patch('/me', { language: 'en' });
});
afterAll(() => desk?.close());

const FIRST = 'La mairie ouvre à 9 h 30, du lundi au vendredi.';
const SECOND = 'La mairie ouvre à 10 h, du lundi au samedi.';
const THIRD = 'La mairie ouvre à 11 h, sauf le jeudi.';
const NEWER = 'A newer text of the shared block “Horaires” has been approved.';
const content = (...parts: string[]) => ({ blocks: parts.map((full) => ({ kind: 'facts', full })) });

interface Written {
  id: string;
  number: number;
  language?: Language;
}

/** Approves a version, whatever it changes in the texts that include it. */
async function approve({ id, number, language = 'fr' }: Written): Promise<void> {
  const step = (name: string, sameMeaning: string[] = []) =>
    desk.root.post(`/templates/${id}/versions/${number}/${name}`, {
      language,
      ...(name === 'approve' && { sameMeaning }),
    });
  await step('submit');
  await step('approve').catch((error: { problem: { data: { findings: TemplateFinding[] } } }) =>
    step(
      'approve',
      error.problem.data.findings.map(({ key }) => key!),
    ),
  );
}

async function template(title: string, isBlock: boolean, ...parts: string[]): Promise<string> {
  const { id } = await desk.root.post<TemplateSummary>('/templates', { title, isBlock, content: content(...parts) });
  await approve({ id, number: 1 });
  return id;
}

async function write({ id, number, language = 'fr' }: Written, ...parts: string[]): Promise<void> {
  const body = { content: content(...parts), revision: null };
  await desk.root.call('PUT', `/templates/${id}/drafts/${language}`, { body });
  await approve({ id, number, language });
}

const letter = (page: Page) => reply(page).and(page.locator('[contenteditable=true]'));
const draftOf = async ({ id }: { id: string }) =>
  (await desk.root.get<{ draft: SavedDraft }>(`/cases/${id}/draft`)).draft;

it('an agent reads that a shared block of their reply has a newer text, takes it, and what is kept of the reply is theirs alone', async () => {
  const shared = await template('Horaires', true, FIRST);
  await template(
    'Venir en mairie',
    false,
    'Bonjour,',
    `{% block ${shared} %}`,
    'Venez avant le {{ deadline }}.',
    'À bientôt.',
  );
  const asked = await desk.receiveMail('Zoé Martin <zoe@citizen.test>', 'Vos horaires');
  const screen = await desk.openCase(asked);
  const { page } = screen;
  await insert(page, 'Venir en mairie');
  await letter(page).getByText(FIRST).waitFor();
  await letter(page).getByText('À bientôt.').click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Demandez Léa.');
  await eventually(async () => expect((await draftOf(asked))?.text).toContain('Demandez Léa.'));

  // While the reply stands there, and what is written in it stays.
  await write({ id: shared, number: 2 }, SECOND);
  await strip(page).getByText(NEWER).waitFor();
  await letter(page).getByText(FIRST).waitFor();
  await letter(page).getByText('À bientôt. Demandez Léa.').waitFor();
  expect(await screen.faultsInEveryLook()).toEqual([]);
  await strip(page).getByRole('button', { name: 'Use the new text' }).click();
  await letter(page).getByText(SECOND).waitFor();
  await letter(page).getByText('À bientôt. Demandez Léa.').waitFor();
  await strip(page).getByText(NEWER).waitFor({ state: 'detached' });

  // Once the reply is found again, it is also taken with what is filled in, in a reply that stands there.
  await write({ id: shared, number: 3 }, THIRD);
  await page.reload();
  await strip(page).getByText(NEWER).waitFor();
  await field(page, 'Date limite').fill('2026-12-15');
  await letter(page).getByText('15 décembre 2026').waitFor();
  await letter(page).getByText(THIRD).waitFor();
  await letter(page).getByText('À bientôt. Demandez Léa.').waitFor();
  await strip(page).getByText(NEWER).waitFor({ state: 'detached' });
  expect(screen.errors).toEqual([]);
  await screen.close();
});

it('a reply that is sent as it was begun is compared with the block that it was begun with', async () => {
  const shared = await template('Horaires', true, FIRST);
  await template('Nos horaires', false, 'Bonjour,', `{% block ${shared} %}`);
  const asked = await desk.receiveMail('Noé Petit <noe@citizen.test>', 'Horaires du samedi');
  const screen = await desk.openCase(asked);
  const { page } = screen;
  await insert(page, 'Nos horaires');
  await eventually(async () => expect((await draftOf(asked))?.text).toContain(FIRST));
  await write({ id: shared, number: 2 }, SECOND);
  await page.reload();
  await strip(page).getByText(NEWER).waitFor();
  // The first try asks, and names the block.
  await page.getByRole('button', { name: 'Review 1 point' }).click();
  const point = page.getByRole('listitem').filter({ hasText: 'A newer text of the shared block “Horaires”' });
  await point.getByText('this reply has the one before').waitFor();
  await point.getByRole('button', { name: 'Use the new text' }).waitFor();
  expect(await screen.faults()).toEqual([]);
  await point.getByRole('checkbox', { name: 'The text is correct' }).click();
  await page.getByRole('button', { name: 'Send by email' }).click();
  await page.getByRole('button', { name: /^Template: Nos horaires · v1 · unchanged$/ }).waitFor();
  expect(await desk.repliesOf(asked)).toMatchObject([
    { provenance: { verbatim: true, blocks: [{ templateId: shared, number: 1 }] } },
  ]);

  // Taken back, it stands as it left, and says again that there is a newer text.
  await page.getByRole('feed').getByRole('button', { name: 'Undo' }).click();
  await strip(page).getByText(NEWER).waitFor();
  await letter(page).getByText(FIRST).waitFor();
  await screen.close();
});

it('a reply stays as it is, and can be sent, where it cannot be put in the other language', async () => {
  const shared = await template('Horaires', true, 'La mairie ouvre à 9 h 30.');
  await write({ id: shared, number: 1, language: 'en' }, 'The town hall opens at 9.30.');
  const id = await template('Heure d’accueil', false, 'Bonjour,', `{% block ${shared} %}`);
  await write({ id, number: 1, language: 'en' }, 'Hello,', `{% block ${shared} %}`);
  // The town now says something else in French, which the translation of the block does not.
  await write({ id: shared, number: 2 }, 'La mairie ouvre à 8 h.');
  const asked = await desk.receiveMail('Léa Roux <lea@citizen.test>', 'Heure du matin');
  const screen = await desk.openCase(asked);
  const { page } = screen;
  await insert(page, 'Heure d’accueil');
  const language = strip(page).getByRole('group', { name: 'Language of the reply' });
  await language.getByRole('button', { name: 'in English' }).click();
  await page.getByText('The reply stays in French').waitFor();
  expect(await page.getByText('The shared block “Horaires” is not in use in this language.').count()).toBe(1);
  await letter(page).getByText('La mairie ouvre à 8 h.').waitFor();
  await language.getByRole('button', { name: 'in French', pressed: true }).waitFor();
  expect(await screen.faults()).toEqual([]);
  await page.getByRole('button', { name: 'Send by email' }).click();
  await page.getByText(/Will be sent in \d+ seconds/).waitFor();
  await screen.close();
});
