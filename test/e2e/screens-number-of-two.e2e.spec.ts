import type { CaseDetail, ChannelAccount, Citizen, Entry, MessageEntry, Page as Items } from '@guichet/contracts';
import type { Browser, Page } from 'playwright-core';
import { Twilio } from '../providers/twilio.js';
import { Screen, type Look } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { addMailAndSms } from '../support/mail-and-sms-accounts.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

const PHONE: Look = { width: 360, height: 740 };

let browser: Browser;
let product: RunningProduct;
let twilio: Twilio;
let root: ApiClient;
let used = 0;

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

/** Camille's number is used by Basile, too, who was answered by it; somebody has written to his case twice since. */
const writtenByOneOfTwo = async () => {
  const number = `+336399812${String((used += 1)).padStart(2, '0')}`;
  const call = { channel: 'phone', text: 'A appelé.', address: number, meant: 'named' };
  const camille = await root.post<CaseDetail>('/contacts', {
    ...{ ...call, subject: 'Place en crèche', citizenName: 'Camille Kermarec' },
  });
  const basile = await root.post<CaseDetail>('/contacts', {
    ...{ ...call, subject: 'Aide au loyer', citizenName: 'Basile Le Goff' },
  });
  const sms = (await root.get<Items<ChannelAccount>>('/channels')).items.find(({ kind }) => kind === 'sms')!;
  await root.post(`/cases/${basile.id}/messages`, {
    ...{ text: 'Votre demande est reçue.', channelAccountId: sms.id, to: [number], attachmentIds: [] },
    acknowledged: [`new-recipient:${number}`],
  });
  await twilio.write({ from: number, text: 'La place en crèche est-elle libre ?' });
  await twilio.write({ from: number, text: 'Et mon aide ?' });
  await product.processed();
  return { number, camille, basile };
};
const opened = async (caseId: string, look: Look = {}) => {
  const screen = await Screen.open(browser, product.url, look);
  await screen.signIn(ADMIN);
  const { page } = screen;
  await page.goto(`${product.url}/inbox/all/${caseId}`);
  const feed = page.getByRole('feed');
  await feed.getByText('Et mon aide ?').waitFor();
  return { screen, page, feed };
};
const messageWith = (page: Page, text: string) => page.getByRole('feed').getByRole('article').filter({ hasText: text });
const messagesOf = async (caseId: string): Promise<MessageEntry[]> => {
  const { items } = await root.get<Items<Entry>>(`/cases/${caseId}/timeline`);
  return items.filter((entry) => entry.kind === 'message');
};

describe('an earlier message of nobody for certain', () => {
  it('names who else uses the number and offers their cases, without asking for it again', async () => {
    const { camille, basile } = await writtenByOneOfTwo();
    const { screen, page } = await opened(basile.id);
    let asked = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/other-senders')) asked += 1;
    });
    const earlier = messageWith(page, 'La place en crèche est-elle libre ?');
    await earlier.getByRole('button', { name: 'Sender not certain' }).click();
    const menu = page.getByRole('menu');
    await menu.getByText('This number is also used by Camille Kermarec. Check who writes.').waitFor();
    expect(await screen.faults()).toEqual([]);
    await menu.getByRole('menuitem', { name: `Move to ${camille.reference} of Camille Kermarec…` }).click();
    const dialog = page.getByRole('dialog', { name: /Move/ });
    await dialog.getByRole('button', { name: `Move to ${camille.reference}` }).click();
    await dialog.waitFor({ state: 'detached' });
    await earlier.waitFor({ state: 'detached' });
    expect((await messagesOf(camille.id)).at(-1)?.text).toBe('La place en crèche est-elle libre ?');
    expect(asked).toBeLessThanOrEqual(1);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('who wrote a message of nobody for certain', () => {
  it('is said by an agent, is shown instead of the mark, and can be taken back', async () => {
    const { basile } = await writtenByOneOfTwo();
    const { screen, page, feed } = await opened(basile.id);
    const last = messageWith(page, 'Et mon aide ?');
    await last.getByRole('note').getByRole('button', { name: 'It was Basile Le Goff' }).click();
    const { agent } = await root.get<{ agent: { name: string } }>('/session');
    const mark = last.getByRole('button', { name: `According to ${agent.name}` });
    await mark.waitFor();
    await last.getByText('Basile Le Goff').first().waitFor();
    expect(await last.getByRole('button', { name: 'Sender not certain' }).count()).toBe(0);
    // It is asked at the one before now.
    await messageWith(page, 'La place en crèche').getByRole('note').getByText('Check who writes.').waitFor();
    expect((await messagesOf(basile.id)).at(-1)?.senderNamed).toMatchObject({ by: agent.name });
    expect(await screen.faultsInEveryLook()).toEqual([]);

    await mark.click();
    await page.getByRole('menu').getByText('that Basile Le Goff wrote this message').waitFor();
    await page.getByRole('menuitem', { name: 'Take this back' }).click();
    await last.getByRole('button', { name: 'Sender not certain' }).waitFor();
    expect((await messagesOf(basile.id)).at(-1)?.senderNamed).toBeUndefined();
    await feed.getByText('You took back that Basile Le Goff wrote a message').waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('is said in French on a phone, too, and undone by its toast', async () => {
    const { basile } = await writtenByOneOfTwo();
    const { screen, page } = await opened(basile.id, { ...PHONE, locale: 'fr-FR' });
    const earlier = messageWith(page, 'La place en crèche');
    await earlier.getByRole('button', { name: 'Expéditeur incertain' }).click();
    const menu = page.getByRole('menu');
    await menu.getByText('Ce numéro est aussi utilisé par Camille Kermarec. Vérifiez qui écrit.').waitFor();
    expect(await screen.faults()).toEqual([]);
    await menu.getByRole('menuitem', { name: 'C’était Basile Le Goff' }).click();
    await earlier.getByRole('button', { name: /^D’après / }).waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.getByRole('button', { name: 'Annuler' }).click();
    await earlier.getByRole('button', { name: 'Expéditeur incertain' }).waitFor();
    await page
      .getByRole('feed')
      .getByText(/^Attribution du message à Basile Le Goff retirée par /)
      .waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('a message of nobody for certain that an agent has put into another case', () => {
  it('is asked about no more, and can be said there to be of the citizen of that case', async () => {
    const { camille, basile } = await writtenByOneOfTwo();
    const [earlier, last] = await messagesOf(basile.id).then((all) => all.slice(-2));
    await root.post(`/cases/${basile.id}/move`, { entryIds: [earlier!.id], intoId: camille.id });
    const made = await root.post<{ intoId: string }>(`/cases/${basile.id}/split`, {
      entryIds: [last!.id],
      citizenId: camille.citizen!.id,
    });
    const { screen, page } = await opened(made.intoId, PHONE);
    for (const [caseId, text] of [
      [made.intoId, 'Et mon aide ?'],
      [camille.id, 'La place en crèche est-elle libre ?'],
    ] as const) {
      await page.goto(`${product.url}/inbox/all/${caseId}`);
      const message = messageWith(page, text);
      await message.getByRole('button', { name: 'Sender not certain' }).click();
      expect(await message.getByRole('note').count()).toBe(0);
      const own = page.getByRole('menu').getByRole('menuitem', { name: 'It was Camille Kermarec' });
      await own.waitFor();
      expect(await screen.faults()).toEqual([]);
      await own.click();
      await message.getByRole('button', { name: /^According to / }).waitFor();
      expect((await messagesOf(caseId)).at(-1)?.senderNamed?.citizen.name).toBe('Camille Kermarec');
    }
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('the panel of a person whose number somebody else uses', () => {
  it.each([
    ['en-GB', 'Also used by Camille Kermarec', 'Also used by Basile Le Goff'],
    ['fr-FR', 'Sert aussi à Camille Kermarec', 'Sert aussi à Basile Le Goff'],
  ])('says so of the number (%s)', async (locale, inBasiles, inCamilles) => {
    const { camille, basile } = await writtenByOneOfTwo();
    const { screen, page } = await opened(basile.id, { locale });
    await page.getByText(inBasiles, { exact: true }).waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.goto(`${product.url}/inbox/all/${camille.id}`);
    await page.getByText(inCamilles, { exact: true }).waitFor();
    await screen.close();
  });
});

describe('a new case of a message of nobody for certain', () => {
  const detaching = async (page: Page, words: { more: string; begin: RegExp; toNew: RegExp }) => {
    await messageWith(page, 'La place en crèche').getByRole('button', { name: words.more }).click();
    await page.getByRole('menuitem', { name: words.begin }).click();
    await page.getByRole('button', { name: words.toNew }).click();
    return page.getByRole('dialog');
  };
  const ENGLISH = { more: 'Actions for this message', begin: /Move or split/, toNew: /Split into a new case/ };

  it('is of whom the agent says', async () => {
    const { camille, basile } = await writtenByOneOfTwo();
    const { screen, page } = await opened(basile.id);
    const dialog = await detaching(page, ENGLISH);
    const question = dialog.getByRole('radiogroup', { name: 'Whose case is it?' });
    await question.getByRole('radio', { name: 'Basile Le Goff' }).waitFor();
    const create = dialog.getByRole('button', { name: 'Create the case' });
    expect(await create.isDisabled()).toBe(true);
    expect(await dialog.getByText('the same citizen').count()).toBe(0);
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await question.getByRole('radio', { name: 'Camille Kermarec' }).check();
    await create.click();
    await dialog.waitFor({ state: 'detached' });
    const { moves } = await root.get<CaseDetail>(`/cases/${basile.id}`);
    const made = await root.get<CaseDetail>(`/cases/${moves[0]!.caseId}`);
    expect(made.citizen).toEqual(camille.citizen);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('is of one of two records in one name, which are told apart by a case, and says how many are not listed', async () => {
    const { number, camille, basile } = await writtenByOneOfTwo();
    const namesake = await root.post<CaseDetail>('/cases', { subject: 'Cantine', citizenName: 'Camille Kermarec' });
    const call = { channel: 'phone', direction: 'in', text: 'A appelé.', address: number, meant: 'named' };
    await root.post('/contacts', { ...call, subject: 'Cantine', citizenId: namesake.citizen!.id });
    for (const citizenName of ['Ada Morvan', 'Paul Tanguy', 'Rosa Le Bris', 'Yves Kerouac'])
      await root.post('/contacts', { ...call, subject: 'Appel', citizenName });
    const { screen, page } = await opened(basile.id);
    const dialog = await detaching(page, ENGLISH);
    const question = dialog.getByRole('radiogroup', { name: 'Whose case is it?' });
    await question.getByRole('radio', { name: `Camille Kermarec (case ${camille.reference})` }).waitFor();
    const { cases } = await root.get<Citizen>(`/citizens/${namesake.citizen!.id}`);
    await question.getByRole('radio', { name: `Camille Kermarec (case ${cases[0]!.reference})` }).check();
    await dialog.getByText('1 more person uses this number').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await dialog.getByRole('button', { name: 'Create the case' }).click();
    await dialog.waitFor({ state: 'detached' });
    const { moves } = await root.get<CaseDetail>(`/cases/${basile.id}`);
    expect((await root.get<CaseDetail>(`/cases/${moves[0]!.caseId}`)).citizen).toEqual(namesake.citizen);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('is called by the number where that is not known, also in French on a phone', async () => {
    const { number, basile } = await writtenByOneOfTwo();
    const { screen, page } = await opened(basile.id, { ...PHONE, locale: 'fr-FR' });
    const dialog = await detaching(page, {
      ...{ more: 'Actions pour ce message', begin: /Déplacer ou détacher/, toNew: /Détacher dans un nouveau/ },
    });
    const question = dialog.getByRole('radiogroup', { name: 'De qui est ce dossier ?' });
    await question.getByRole('radio', { name: 'On ne sait pas' }).check();
    expect(await screen.faults()).toEqual([]);
    await dialog.getByRole('button', { name: 'Créer le dossier' }).click();
    await dialog.waitFor({ state: 'detached' });
    const { moves } = await root.get<CaseDetail>(`/cases/${basile.id}`);
    expect((await root.get<CaseDetail>(`/cases/${moves[0]!.caseId}`)).citizen?.name).toBe(number);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('a known person whose name is typed with their number while the case of another one is shown', () => {
  it('is said to be known, and their open case is offered for a contact', async () => {
    const { number, camille, basile } = await writtenByOneOfTwo();
    const { screen, page } = await opened(basile.id);
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: /Record a contact/ });
    const place = dialog.getByRole('radiogroup', { name: 'Case', exact: true });
    await place.getByText('New case').click();
    await dialog.getByRole('textbox', { name: 'Citizen' }).fill('Camille Kermarec');
    await dialog.getByRole('textbox', { name: 'Phone number or email address' }).fill(number);
    await dialog.getByText('There is already a record in the name of Camille Kermarec with this number.').waitFor();
    await place.getByText(`${camille.reference} Place en crèche`).click();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await dialog.getByRole('textbox', { name: 'Summary' }).fill('Rappelle pour la crèche.');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('feed').getByText('Rappelle pour la crèche.').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/inbox/all/${camille.id}`);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('is said to be known for a new case, too, in French on a phone, and their case can be opened instead', async () => {
    const { number, camille, basile } = await writtenByOneOfTwo();
    const { screen, page } = await opened(basile.id, { ...PHONE, locale: 'fr-FR' });
    await page.goto(`${product.url}/inbox/all`);
    await page.getByRole('button', { name: 'Nouveau', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Nouveau dossier' }).click();
    const dialog = page.getByRole('dialog', { name: 'Nouveau dossier' });
    await dialog.getByRole('textbox', { name: 'Objet' }).fill('Attestation');
    await dialog.getByRole('textbox', { name: 'Usager' }).fill('Camille Kermarec');
    await dialog.getByRole('textbox', { name: /Adresse électronique/ }).fill(number);
    await dialog.getByText('Une fiche au nom de Camille Kermarec comporte déjà ce numéro.').waitFor();
    expect(await screen.faults()).toEqual([]);
    const other = dialog.getByRole('button', { name: `Ouvrir plutôt ${camille.reference}` });
    await other.click();
    // The subject would be lost.
    const leave = page.getByRole('dialog', { name: 'Quitter sans enregistrer ?' });
    await leave.getByRole('button', { name: 'Rester sur la page' }).click();
    expect(await dialog.getByRole('textbox', { name: 'Objet' }).inputValue()).toBe('Attestation');
    await other.click();
    await leave.getByRole('button', { name: 'Quitter la page' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('feed').getByText('A appelé.').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/inbox/all/${camille.id}`);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});
