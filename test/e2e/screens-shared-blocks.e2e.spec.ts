import type { TemplateSummary, TemplateVersion } from '@guichet/contracts';
import { ADMIN, ApiClient } from '../support/running-product.js';
import { Screen } from '../support/browser-screen.js';
import { TemplateScreens } from '../support/template-screen-steps.js';

let desk: TemplateScreens;
beforeAll(async () => {
  desk = await TemplateScreens.open();
  await desk.root.patch('/me', { language: 'en' });
});
afterAll(() => desk?.close());

const HOURS = 'La mairie ouvre à 9 h 30, du lundi au vendredi.';
const content = (full: string) => ({ blocks: [{ kind: 'facts', full }] });

async function block(title: string, full: string, steps: readonly string[] = ['submit', 'approve']): Promise<string> {
  const { id } = await desk.root.post<TemplateSummary>('/templates', { title, isBlock: true, content: content(full) });
  for (const step of steps) await desk.root.post(`/templates/${id}/versions/1/${step}`, { language: 'fr' });
  return id;
}

it('an author includes a shared block, which shows its text and is previewed with it', async () => {
  const hours = await block('Horaires d’ouverture', HOURS);
  const { id } = await desk.root.post<TemplateSummary>('/templates', {
    title: 'Venir en mairie',
    content: content(''),
  });
  const screen = await Screen.open(desk.browser, desk.product.url);
  await screen.signIn(ADMIN);
  const { page } = screen;
  await page.goto(`${desk.product.url}/templates/${id}`);
  const field = page.getByRole('textbox', { name: 'Full text (Full text of block 1)' });
  await field.click();
  await page.keyboard.type('Bonjour. /Horaires');
  await page.getByRole('option', { name: /Horaires d’ouverture/ }).waitFor();
  await page.keyboard.press('Enter');
  const chip = field.getByRole('img', { name: 'Horaires d’ouverture' });
  await chip.waitFor();
  expect(await chip.getAttribute('title')).toBe(HOURS);
  await page.getByRole('region', { name: 'As citizens receive it' }).getByText(HOURS).first().waitFor();
  const saved = async () => {
    const { items } = await desk.root.get<{ items: TemplateVersion[] }>(`/templates/${id}/versions`);
    return items[0]?.content.blocks[0]?.full;
  };
  await page.getByText('Saved', { exact: true }).waitFor();
  expect(await saved()).toBe(`Bonjour. {% block ${hours} %}`);

  await chip.click();
  const dialog = page.getByRole('dialog', { name: 'Edit item' });
  await dialog.getByText(HOURS).waitFor();
  expect(await screen.faults()).toEqual([]);
  await dialog.getByRole('link', { name: 'Open the block' }).click();

  // Its page says what changes with it.
  await page.getByRole('heading', { name: 'Horaires d’ouverture' }).waitFor();
  const uses = page.getByRole('region', { name: 'Included in' });
  await uses.getByRole('link', { name: 'Venir en mairie' }).waitFor();
  expect(await screen.faultsInEveryLook()).toEqual([]);
  await screen.visit('/templates');
  await page.getByRole('button', { name: 'Shared blocks' }).click();
  // A number of late tells nothing of long ago: what no reply has used yet says so.
  await page.getByRole('link', { name: /Horaires d’ouverture.*never used/ }).waitFor();
  await page.getByRole('button', { name: 'New template' }).click();
  await page.getByRole('dialog', { name: 'New template' }).getByRole('combobox', { name: 'For whom' }).click();
  await page.getByRole('option', { name: 'Shared block' }).click();
  await page.getByRole('dialog', { name: 'New shared block' }).waitFor();
  await page.keyboard.press('Escape');

  // Of two versions, it is named by its title.
  for (const step of ['submit', 'approve'])
    await desk.root.post(`/templates/${id}/versions/1/${step}`, { language: 'fr' });
  const next = { content: content(`Bonsoir. {% block ${hours} %}`), revision: null };
  await desk.root.call('PUT', `/templates/${id}/drafts/fr`, { body: next });
  await page.goto(`${desk.product.url}/templates/${id}/versions`);
  const comparison = page.getByRole('region', { name: 'From version 1 to version 2' });
  await comparison.getByText('Horaires d’ouverture').waitFor();
  await screen.close();
});

it('an author reads which shared blocks cannot be inserted yet, and that nothing matches what they typed', async () => {
  await block('Accès en bus', 'Ligne 4, arrêt Mairie.');
  await block('Où nous trouver', '1 place de la Mairie.', ['submit']);
  await block('Fermetures', 'La mairie est fermée le 24 décembre.', []);
  const { id } = await desk.root.post<TemplateSummary>('/templates', {
    title: 'Accès à la mairie',
    content: content('Bonjour.'),
  });
  const screen = await Screen.open(desk.browser, desk.product.url);
  await screen.signIn(ADMIN);
  const { page } = screen;
  await page.goto(`${desk.product.url}/templates/${id}`);
  const field = page.getByRole('textbox', { name: 'Full text (Full text of block 1)' });
  await field.press('ControlOrMeta+End');
  const menu = page.getByRole('listbox', { name: 'Insert a variable' });
  const shown = () => menu.getByRole('option').allInnerTexts();
  await page.keyboard.type(' /shared');
  const closures = menu.getByRole('option', { name: 'Fermetures draft', disabled: true });
  await closures.waitFor();
  await menu.getByRole('option', { name: 'Où nous trouver waiting for approval', disabled: true }).waitFor();
  const offered = (await shown()).map((text) => text.replace(/\s*\n\s*/g, ' '));
  expect(offered.indexOf('Accès en bus shared block')).toBeGreaterThanOrEqual(0);
  expect(offered.slice(-2)).toEqual(['Fermetures draft', 'Où nous trouver waiting for approval']);
  expect(await screen.faultsInEveryLook()).toEqual([]);

  // It is read by the arrow keys and taken by none, nor by the pointer.
  await field.press('ArrowUp');
  await menu.getByRole('option', { name: /^Où nous trouver/, selected: true }).waitFor();
  await field.press('Enter');
  await closures.click({ force: true });
  expect(await field.innerText()).toBe('Bonjour. /shared');

  for (const _ of 'shared') await field.press('Backspace');
  await page.keyboard.type('xyz');
  await menu.getByRole('option', { name: 'No field or block matches “xyz”.', disabled: true }).waitFor();
  expect(await screen.faults()).toEqual([]);
  await page.keyboard.type(' ');
  await menu.waitFor({ state: 'detached' });
  await page.keyboard.type('/xyz');
  await menu.waitFor();
  await field.press('Escape');
  await menu.waitFor({ state: 'detached' });
  await page.keyboard.type(' 12/11 et/ou');
  expect([await menu.count(), await field.innerText()]).toEqual([0, 'Bonjour. /xyz /xyz 12/11 et/ou']);
  expect(screen.errors).toEqual([]);
  await screen.close();
});

it('an approver reads that the other language of a shared block goes out of use, and where', async () => {
  const bus = await block('Ligne de bus', 'La ligne 4 passe à 9 h 30.');
  const approved = async (id: string, full: string) => {
    await desk.root.call('PUT', `/templates/${id}/drafts/en`, { body: { content: content(full), revision: null } });
    for (const step of ['submit', 'approve'])
      await desk.root.post(`/templates/${id}/versions/1/${step}`, { language: 'en' });
  };
  await approved(bus, 'Line 4 stops at 9.30.');
  const { id } = await desk.root.post<TemplateSummary>('/templates', {
    title: 'Venir en bus',
    content: content(`Bonjour. {% block ${bus} %}`),
  });
  for (const step of ['submit', 'approve'])
    await desk.root.post(`/templates/${id}/versions/1/${step}`, { language: 'fr' });
  await approved(id, `Hello. {% block ${bus} %}`);
  const next = { content: content('La ligne 4 passe à 8 h.'), revision: null };
  await desk.root.call('PUT', `/templates/${bus}/drafts/fr`, { body: next });
  await desk.root.post(`/templates/${bus}/versions/2/submit`, { language: 'fr' });

  const screen = await Screen.open(desk.browser, desk.product.url);
  await screen.signIn(ADMIN);
  const { page } = screen;
  await page.goto(`${desk.product.url}/templates/${bus}`);
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await page.getByRole('button', { name: 'Approve my version' }).click();
  const dialog = page.getByRole('dialog', { name: 'The text in English goes out of use' });
  await dialog
    .getByText(
      '“Venir en bus” (English): The text in English of the shared block “Ligne de bus” goes out of use with this approval',
    )
    .waitFor();
  expect(await dialog.getByText(/no text of it is approved|was withdrawn|short version/).count()).toBe(0);
  expect(await screen.faultsInEveryLook()).toEqual([]);
  await dialog.getByRole('checkbox').click();
  await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
  await page.getByText(/The version in English that was in use is not used any more/).waitFor();

  // Its page says of a text that is out of use that it is, and why.
  const included = page.getByRole('region', { name: 'Included in' });
  const english = included.getByRole('listitem').filter({ hasText: 'EN' });
  await english.getByText('Not in use: no text of the block “Ligne de bus”').waitFor();
  await included.getByRole('listitem').filter({ hasText: 'FR' }).getByText('Approved', { exact: true }).waitFor();

  // Before it is withdrawn, the texts are named that keep it, and apart from them those that do not.
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Withdraw' }).click();
  const withdrawal = page.getByRole('dialog', { name: 'Withdraw “Ligne de bus”' });
  await withdrawal
    .getByText('It cannot be withdrawn: a text in use includes it. Take it out of that text first:')
    .waitFor();
  const [kept, other] = await withdrawal.getByRole('list').all();
  expect([await kept!.innerText(), await other!.innerText()].map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([
    'Venir en bus FR Approved',
    'Venir en bus EN Not in use: no text of the block “Ligne de bus”',
  ]);
  expect(await withdrawal.getByRole('button', { name: 'Withdraw' }).isDisabled()).toBe(true);
  expect(await withdrawal.getByRole('textbox', { name: 'Reason' }).count()).toBe(0);
  expect(await screen.faultsInEveryLook()).toEqual([]);
  await page.keyboard.press('Escape');

  // The library says what cannot be used, in which language, and why.
  await screen.visit('/templates?q=Venir en bus');
  const row = page.getByRole('link', { name: /Venir en bus/ });
  await row.getByText('Not in use: no text of the block “Ligne de bus”').waitFor();
  expect(await row.getByText('Approved', { exact: true }).count()).toBe(1);
  expect(await screen.faultsInEveryLook()).toEqual([]);
  await screen.close();
});

it('whoever withdraws a block reads first which drafts will lack it, and their author that it was withdrawn', async () => {
  const pool = await block('Horaires de la piscine', 'La piscine ouvre à 9 h 30.');
  const { id } = await desk.root.post<TemplateSummary>('/templates', {
    title: 'Aller à la piscine',
    content: content(`Bonjour. {% block ${pool} %}`),
  });
  const screen = await Screen.open(desk.browser, desk.product.url);
  await screen.signIn(ADMIN);
  const { page } = screen;
  await page.goto(`${desk.product.url}/templates/${pool}`);
  const included = page.getByRole('region', { name: 'Included in' });
  await included.getByText('A new version changes all these texts as soon as it is approved.').waitFor();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Withdraw' }).click();
  const dialog = page.getByRole('dialog', { name: 'Withdraw “Horaires de la piscine”' });
  await dialog.getByText('This text will lack the block, and cannot be used without it:').waitFor();
  expect(await dialog.getByText(/cannot be withdrawn/).count()).toBe(0);
  await dialog.getByRole('link', { name: 'Aller à la piscine' }).waitFor();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Travaux.');
  expect(await screen.faultsInEveryLook()).toEqual([]);
  await dialog.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByText('The shared block has been withdrawn', { exact: true }).waitFor();
  await included.getByText(/^The block has been withdrawn. For these texts to be used, take it out/).waitFor();
  expect(await included.getByText(/A new version changes/).count()).toBe(0);

  await page.goto(`${desk.product.url}/templates/${id}`);
  await page
    .getByText(/^The shared block “Horaires de la piscine” was withdrawn. Take it out/)
    .first()
    .waitFor();
  expect([await screen.faults(), screen.errors]).toEqual([[], []]);
  await screen.close();
});

it('a block is used by each reply that has its text, and its page says nothing of what agents changed elsewhere in them', async () => {
  const shared = await block('Adresse de la mairie', 'La mairie est au 1 place de la Mairie.');
  const { id: templateId } = await desk.root.post<TemplateSummary>('/templates', {
    title: 'Où venir',
    content: content(`Venez. {% block ${shared} %}`),
  });
  for (const step of ['submit', 'approve'])
    await desk.root.post(`/templates/${templateId}/versions/1/${step}`, { language: 'fr' });
  const { id } = await desk.receiveMail('lea@citizen.test', 'Où venir');
  await desk.root.post(`/cases/${id}/messages`, { templateId, language: 'fr', values: {} });
  const screen = await Screen.open(desk.browser, desk.product.url);
  await screen.signIn(ADMIN);
  const { page } = screen;
  await page.goto(`${desk.product.url}/templates`);
  await page.getByRole('button', { name: 'Shared blocks' }).click();
  await page.getByRole('link', { name: /Adresse de la mairie.*used once in 90 days/ }).click();
  await page.getByRole('link', { name: 'Usage' }).click();
  await page.getByRole('heading', { name: 'By channel' }).waitFor();
  expect(await page.getByText('Agents send it unchanged.').count()).toBe(0);
  expect(await page.getByText('Sent unchanged').count()).toBe(0);
  expect([await screen.faults(), screen.errors]).toEqual([[], []]);
  await screen.close();
});

it('an agent is notified which of their texts keep a block that a colleague has withdrawn', async () => {
  const who = { email: 'eve@town.test', password: 'another horse battery' };
  await desk.root.post('/agents', { ...who, name: 'Eve', role: 'administrator' });
  const shared = await block('Horaires du musée', HOURS);
  const eve = await ApiClient.signIn(desk.product.url, who);
  const own = { title: 'Venir au musée', scope: 'mine', content: content(`Bonjour. {% block ${shared} %}`) };
  const { id } = await eve.post<TemplateSummary>('/templates', own);
  await eve.post(`/templates/${id}/versions/1/submit`, { language: 'fr' });
  await desk.root.post(`/templates/${shared}/withdraw`, { remark: 'Travaux.' });
  const screen = await Screen.open(desk.browser, desk.product.url);
  await screen.signIn(who);
  const { page } = screen;
  await page.goto(`${desk.product.url}/inbox/mine`);
  await page.getByRole('button', { name: /^Notifications/ }).click();
  const panel = page.getByRole('dialog', { name: 'Notifications' });
  await panel.getByText(/withdrew the shared block “Horaires du musée”: a text in use includes it/).waitFor();
  await panel.getByText('Venir au musée').waitFor();
  expect(await screen.faultsInEveryLook()).toEqual([]);
  await screen.close();
});
