import type { CaseDetail, CaseSummary, ChannelAccount, Entry, MessageEntry, Page as Items } from '@guichet/contracts';
import type { Browser } from 'playwright-core';
import { Twilio } from '../providers/twilio.js';
import { Screen, type Look } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { DESK, addMailAndSms } from '../support/mail-and-sms-accounts.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

const CAMILLE = '06 39 98 12 11';
const BLAISE = '06 39 98 12 15';

let browser: Browser;
let product: RunningProduct;
let twilio: Twilio;
let root: ApiClient;
let ofCamille: CaseDetail;

beforeAll(async () => {
  [browser, product, twilio] = await Promise.all([launchChromium(), RunningProduct.start(), Twilio.start()]);
  root = await ApiClient.signIn(product.url);
  await addMailAndSms(root, twilio);
  const call = { channel: 'phone', text: 'A appelé.' };
  ofCamille = await root.post<CaseDetail>('/contacts', {
    ...{ ...call, subject: 'Place en crèche', citizenName: 'Camille Delorme', address: CAMILLE },
  });
  await root.post('/contacts', {
    ...{ ...call, subject: 'Lampadaire', citizenName: 'Blaise Saulnier', address: BLAISE },
  });
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
const caseOf = async (subject: string): Promise<CaseSummary | undefined> => {
  const { items } = await root.get<Items<CaseSummary>>(`/cases?status=any&q=${encodeURIComponent(subject)}`);
  return items[0];
};
const lastMessage = async (caseId: string): Promise<MessageEntry> => {
  const { items } = await root.get<Items<Entry>>(`/cases/${caseId}/timeline`);
  return items.findLast((entry): entry is MessageEntry => entry.kind === 'message')!;
};

/** The dialog in which a contact is recorded, as it was just opened by its key. */
const recording = async () => {
  const screen = await signedIn();
  const { page } = screen;
  await page.goto(`${product.url}/inbox/all`);
  await page.getByRole('navigation').first().waitFor();
  await page.keyboard.press('c');
  return { screen, page, dialog: page.getByRole('dialog', { name: /Record a contact/ }) };
};

describe('the people who may be meant by a name', () => {
  it('are those first who are known by more than what a mail says of itself, which is marked', async () => {
    const call = { channel: 'phone', text: 'A appelé.', subject: 'Bus' };
    await root.post('/contacts', { ...call, citizenName: 'Solange Aubry', address: '06 39 98 12 17' });
    // The newer one.
    await product.mail({ from: 'Solange Aubry <autre@citizen.test>', to: DESK, subject: 'Bus', text: 'Mon bus.' });
    await product.processed();
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all`);
    await page.getByRole('navigation').first().waitFor();
    await page.keyboard.press('c');
    await page.getByRole('textbox', { name: 'Citizen' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Solange');
    const options = page.getByRole('option', { name: /Solange Aubry/ });
    await options.nth(1).waitFor();
    expect(await options.allTextContents()).toEqual([
      expect.stringMatching(/06\s39\s98\s12\s17(?!.*Sender not checked)/),
      expect.stringMatching(/autre@citizen\.test.*Sender not checked/),
    ]);
    expect(await screen.faultsInEveryLook()).toEqual([]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('a contact by the number of somebody else', () => {
  it('is asked whose it is, and recorded for the person who was named', async () => {
    const { screen, page, dialog } = await recording();
    await dialog.getByRole('textbox', { name: 'Citizen' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Marc Nouveau');
    await page.keyboard.press('Tab');
    await page.keyboard.type(CAMILLE);
    const question = dialog.getByRole('radiogroup', {
      name: `${CAMILLE} is the number of Camille Delorme. Who is it?`,
    });
    await question.waitFor();
    await dialog.getByRole('textbox', { name: 'Subject' }).fill('Carte de bus');
    await dialog.getByRole('textbox', { name: 'Summary' }).fill('Demande une carte.');
    await page.keyboard.press('Control+Enter');
    const owner = question.getByRole('radio', { name: 'It is Camille Delorme' });
    await owner.and(page.locator(':focus')).waitFor();
    await dialog.getByRole('alert').getByText('Choose who it is before you go on.').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    expect(await caseOf('Carte de bus')).toBeUndefined();

    await page.keyboard.press('ArrowDown');
    const other = question.getByRole('radio', { name: 'It is somebody else: Marc Nouveau' });
    await other.and(page.locator(':focus:checked')).waitFor();
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('feed').getByText('Demande une carte.').waitFor();
    await page.getByRole('feed').getByText('Address of somebody else: 06 39 98 12 11').waitFor();
    // The only route to him is the telephone of another one, who is named.
    await page.keyboard.press('r');
    await page.getByText(`The number +33639981211 is also used by Camille Delorme, who can read your reply.`).waitFor();
    const opened = (await caseOf('Carte de bus'))!;
    expect(opened.citizen?.name).toBe('Marc Nouveau');
    expect((await lastMessage(opened.id)).from).toMatchObject({ name: 'Marc Nouveau', value: '+33639981211' });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('is of its owner where the agent says so, whose open cases are offered then, and can be taken back', async () => {
    const { screen, page, dialog } = await recording();
    const citizen = dialog.getByRole('textbox', { name: 'Citizen' });
    await citizen.and(page.locator(':focus')).waitFor();
    const address = dialog.getByRole('textbox', { name: 'Phone number or email address' });
    // Nobody is named: whom it will be recorded for is said.
    await address.fill(CAMILLE);
    await dialog.getByText(`${CAMILLE} is the number of Camille Delorme. If you name nobody else`).waitFor();
    await dialog.getByRole('button', { name: 'It is Camille Delorme' }).waitFor();
    // In whatever way the same name is written, there is nothing to ask.
    await citizen.fill('Mme DELORME Camille');
    await dialog.getByText('is the number of Camille Delorme').waitFor({ state: 'detached' });
    await citizen.fill('Julie Essai');
    const question = dialog.getByRole('radiogroup', { name: /is the number of Camille Delorme/ });
    await question.getByRole('radio', { name: 'It is Camille Delorme' }).focus();
    await page.keyboard.press('Space');
    const openCases = dialog.getByRole('radiogroup', { name: 'Open cases of this citizen' });
    await openCases.waitFor();
    expect(await citizen.inputValue()).toBe('Camille Delorme');
    await page.keyboard.press('ArrowDown');
    await openCases.waitFor({ state: 'detached' });
    expect(await citizen.inputValue()).toBe('Julie Essai');
    await page.keyboard.press('ArrowUp');
    await openCases.getByRole('radio', { name: `Add to ${ofCamille.reference} Place en crèche` }).check();
    await dialog.getByRole('textbox', { name: 'Summary' }).fill('Rappelle pour la crèche.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('feed').getByText('Rappelle pour la crèche.').waitFor();
    expect(await lastMessage(ofCamille.id)).toMatchObject({ from: { name: 'Camille Delorme' }, flags: ['recorded'] });
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('in the open case of a person stays theirs, and the reply goes where it went', async () => {
    await product.mail({
      from: 'Rokia Maillard <rokia@citizen.test>',
      to: DESK,
      subject: 'Bac cassé',
      text: 'Un bac.',
    });
    await product.processed();
    const { id } = (await caseOf('Bac cassé'))!;
    const screen = await signedIn({ locale: 'fr-FR' });
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${id}`);
    await page.getByRole('feed').getByText('Un bac.').waitFor();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: /Consigner un contact/ });
    await dialog.getByRole('textbox', { name: 'Compte rendu' }).fill('Rappelle.');
    await dialog.getByRole('textbox', { name: 'Téléphone ou adresse électronique' }).fill(BLAISE);
    const question = dialog.getByRole('radiogroup', {
      name: `${BLAISE} est le numéro de Blaise Saulnier. De qui s’agit-il ?`,
    });
    await question.getByText('Le numéro reste celui de Blaise Saulnier.').waitFor();
    await page.keyboard.press('Control+Enter');
    await dialog.getByRole('alert').getByText('Indiquez de qui il s’agit.').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await question.getByRole('radio', { name: 'C’est quelqu’un d’autre : Rokia Maillard' }).check();
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('feed').getByText('Rappelle.').waitFor();
    expect((await lastMessage(id)).from).toMatchObject({ name: 'Rokia Maillard', value: '+33639981215' });
    await page.keyboard.press('r');
    await page
      .getByRole('button', { name: /rokia@citizen\.test/ })
      .first()
      .waitFor();
    expect(await page.getByText(/est aussi utilisé/).count()).toBe(0);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('is asked about for a new case as well, also on a phone', async () => {
    const screen = await signedIn({ locale: 'fr-FR', width: 360, height: 740, colorScheme: 'dark' });
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all`);
    await page.getByRole('button', { name: 'Nouveau', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Nouveau dossier' }).click();
    const dialog = page.getByRole('dialog', { name: 'Nouveau dossier' });
    await dialog.getByRole('textbox', { name: 'Objet' }).fill('Courrier à Marc');
    await dialog.getByRole('textbox', { name: 'Usager' }).fill('Paul Second');
    await dialog.getByRole('textbox', { name: /Adresse électronique/ }).fill(CAMILLE);
    const question = dialog.getByRole('radiogroup', { name: /est le numéro de Camille Delorme/ });
    await question.waitFor();
    await dialog.getByRole('button', { name: 'Créer le dossier' }).click();
    await question.getByRole('radio', { name: 'C’est Camille Delorme' }).and(page.locator(':focus')).waitFor();
    expect(await screen.faults()).toEqual([]);
    await question.getByRole('radio', { name: 'C’est quelqu’un d’autre : Paul Second' }).check();
    await dialog.getByRole('button', { name: 'Créer le dossier' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await caseOf('Courrier à Marc'))?.citizen?.name).toBe('Paul Second');
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('a contact by a number that has written without a name', () => {
  /** The case of a text message that nobody has signed, and the dialog with a call of Zoé by its number. */
  const calledBy = async (number: string, text: string) => {
    await twilio.write({ from: number, text });
    await product.processed();
    const unnamed = (await caseOf(text))!;
    const { screen, page, dialog } = await recording();
    await dialog.getByRole('textbox', { name: 'Citizen' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Zoé Kermarec');
    await dialog.getByRole('textbox', { name: 'Phone number or email address' }).fill(number);
    const question = dialog.getByRole('radiogroup', {
      name: new RegExp(`without giving a name.*${unnamed.reference}`),
    });
    await question.waitFor();
    await dialog.getByRole('textbox', { name: 'Subject' }).fill(`Appel : ${text}`);
    await dialog.getByRole('textbox', { name: 'Summary' }).fill('Demande une place.');
    return { screen, page, dialog, question, unnamed };
  };
  const record = async ({ page, dialog }: Pick<Awaited<ReturnType<typeof calledBy>>, 'page' | 'dialog'>) => {
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('feed').getByText('Demande une place.').waitFor();
  };

  it('is asked about, and leaves the other one as they are where it is somebody else', async () => {
    const called = await calledBy('+33639980100', 'Bonjour, Alex Morel pour une carte.');
    const { screen, page, dialog, question, unnamed } = called;
    await page.keyboard.press('Control+Enter');
    const same = question.getByRole('radio', { name: 'It is the same person: Zoé Kermarec' });
    await same.and(page.locator(':focus')).waitFor();
    await dialog.getByRole('alert').getByText('Choose who it is before you go on.').waitFor();
    await question.getByText('The number stays with whoever has it so far.').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await question.getByRole('radio', { name: 'It is somebody else' }).and(page.locator(':focus:checked')).waitFor();
    await record(called);
    const opened = (await caseOf('Appel : Bonjour, Alex Morel'))!;
    expect(opened.citizen?.name).toBe('Zoé Kermarec');
    expect((await root.get<CaseDetail>(`/cases/${unnamed.id}`)).citizen).toEqual(unnamed.citizen);
    expect(opened.citizen?.id).not.toBe(unnamed.citizen?.id);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('names them where it is the same person', async () => {
    const called = await calledBy('+33639980101', 'Bonjour, pour un bac.');
    await called.question.getByRole('radio', { name: 'It is the same person: Zoé Kermarec' }).check();
    await record(called);
    const opened = (await caseOf('Appel : Bonjour, pour un bac'))!;
    expect(opened.citizen).toEqual({ id: called.unnamed.citizen!.id, name: 'Zoé Kermarec' });
    expect(called.screen.errors).toEqual([]);
    await called.screen.close();
  });
});

describe('a contact of one of the same name as whose number it is', () => {
  it('says which of the two is which', async () => {
    const call = { channel: 'phone', text: 'A appelé.', subject: 'Vélo', citizenName: 'Camille Delorme' };
    await root.post('/contacts', { ...call, address: 'autre.camille@citizen.test' });
    const screen = await signedIn({ locale: 'fr-FR' });
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all`);
    await page.getByRole('navigation').first().waitFor();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: /Consigner un contact/ });
    await dialog.getByRole('textbox', { name: 'Usager' }).fill('Camille Delorme');
    await page.getByRole('option', { name: /autre\.camille@citizen\.test/ }).click();
    await dialog.getByRole('textbox', { name: 'Téléphone ou adresse électronique' }).fill(CAMILLE);
    const question = dialog.getByRole('radiogroup', { name: /est le numéro de Camille Delorme. De qui s’agit-il/ });
    await question.getByRole('radio', { name: 'C’est Camille Delorme, dont c’est le numéro' }).waitFor();
    await question.getByRole('radio', { name: 'C’est une autre personne du même nom' }).waitFor();
    await question.getByText('Le numéro reste celui de la personne qui l’a déjà.').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('a call of somebody with an open case while another case is shown', () => {
  it('can be filed in theirs, in one choice with the case that is shown and a new one', async () => {
    await product.mail({ from: 'Zelda Fitz <zelda@citizen.test>', to: DESK, subject: 'Sac', text: 'Un sac.' });
    const call = { channel: 'phone', text: 'A appelé.', citizenName: 'Perrine Vasseur', address: '06 39 98 12 21' };
    const theirs = await root.post<CaseDetail>('/contacts', { ...call, subject: 'Permis de végétaliser' });
    await product.processed();
    const shown = (await caseOf('Sac'))!;
    const screen = await signedIn();
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${shown.id}`);
    await page.getByRole('feed').getByText('Un sac.').waitFor();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: /Record a contact/ });
    const place = dialog.getByRole('radiogroup', { name: 'Case', exact: true });
    await place.getByText('New case').click();
    // The case that is shown is no other one.
    await dialog.getByRole('button', { name: 'It is Zelda Fitz' }).click();
    await dialog.getByText('A known person.').waitFor();
    expect(await place.getByRole('radio').count()).toBe(2);
    const citizen = dialog.getByRole('textbox', { name: 'Citizen' });
    await citizen.fill('Perrine');
    await page.getByRole('option', { name: /Perrine Vasseur/ }).click();
    await place.getByText(`${theirs.reference} Permis de végétaliser`).click();
    await place.getByRole('radio', { name: `${theirs.reference} Permis de végétaliser`, checked: true }).waitFor({
      state: 'attached',
    });
    expect(await dialog.getByRole('textbox', { name: 'Subject' }).count()).toBe(0);
    expect(await screen.faultsInEveryLook()).toEqual([]);

    // To a new case and back, by the keyboard.
    await page.keyboard.press('ArrowUp');
    await dialog.getByRole('textbox', { name: 'Subject' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await dialog.getByRole('textbox', { name: 'Subject' }).waitFor({ state: 'detached' });
    await dialog.getByRole('textbox', { name: 'Summary' }).fill('Rappelle pour son permis.');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('feed').getByText('Rappelle pour son permis.').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/inbox/all/${theirs.id}`);
    expect((await lastMessage(theirs.id)).channel).toBe('phone');
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('a text message by the number of somebody else', () => {
  it('says whose number it is as well, and can be moved to their case', async () => {
    const number = '+33639981219';
    const ofOwner = await root.post<CaseDetail>('/contacts', {
      ...{ channel: 'phone', text: 'A appelé.', subject: 'Place en crèche', citizenName: 'Camille Kermarec' },
      address: number,
    });
    const wanted = { channel: 'phone', text: 'A appelé.', subject: 'Aide au loyer', meant: 'named' };
    const basile = await root.post<CaseDetail>('/contacts', {
      ...{ ...wanted, citizenName: 'Basile Le Goff', address: number },
    });
    const sms = (await root.get<Items<ChannelAccount>>('/channels')).items.find(({ kind }) => kind === 'sms')!;
    const to = [number];
    await root.post(`/cases/${basile.id}/messages`, {
      ...{ text: 'Votre demande est reçue.', channelAccountId: sms.id, to, attachmentIds: [] },
      acknowledged: to.map((address) => `new-recipient:${address}`),
    });
    await twilio.write({ from: number, text: 'Bonjour.' });
    await twilio.write({ from: number, text: 'La place en crèche est-elle libre ?' });
    await product.processed();
    const screen = await signedIn();
    const { page } = screen;
    let asked = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/other-senders')) asked += 1;
    });
    await page.goto(`${product.url}/inbox/all/${basile.id}`);
    const feed = page.getByRole('feed');
    await feed.getByText('La place en crèche est-elle libre ?').waitFor();
    expect((await lastMessage(basile.id)).actor).toEqual({ kind: 'system', name: number });
    await feed.getByRole('button', { name: 'Sender not certain' }).nth(1).waitFor();
    expect(await feed.getByRole('button', { name: 'Sender not certain' }).count()).toBe(2);
    const notice = feed.getByRole('note').filter({ hasText: 'also used by Camille Kermarec' });
    await notice.getByText('This number is also used by Camille Kermarec. Check who writes.').waitFor();
    expect(await notice.count()).toBe(1);
    await root.post(`/cases/${basile.id}/notes`, { text: 'Rappeler avant midi.' });
    await feed.getByText('Rappeler avant midi.').waitFor();
    expect(asked).toBe(1);
    expect(await screen.faultsInEveryLook()).toEqual([]);

    const { reference } = ofOwner;
    await notice.getByRole('button', { name: `Move to ${reference} of Camille Kermarec…` }).click();
    const dialog = page.getByRole('dialog', { name: /Move/ });
    await dialog.getByRole('button', { name: `Move to ${reference}` }).click();
    await dialog.waitFor({ state: 'detached' });
    await feed.getByText('La place en crèche est-elle libre ?').waitFor({ state: 'detached' });
    await page.goto(`${product.url}/inbox/all/${ofOwner.id}`);
    await feed.getByText('La place en crèche est-elle libre ?').waitFor();
    // Whose it is has been seen to. What comes next goes on there, and may be an answer of the other one.
    expect(await feed.getByText('Check who writes.').count()).toBe(0);
    await twilio.write({ from: number, text: 'Merci.' });
    await product.processed();
    expect(await lastMessage(ofOwner.id)).toMatchObject({ actor: { name: number }, flags: ['sender-uncertain'] });
    await feed.getByText('This number is also used by Basile Le Goff. Check who writes.').waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});
