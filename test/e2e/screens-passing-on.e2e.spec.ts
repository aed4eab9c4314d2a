import type { Agent, CaseDetail, CaseSummary, Page as Items, Sector, Team } from '@guichet/contracts';
import type { Browser } from 'playwright-core';
import PostalMime from 'postal-mime';
import { Screen } from '../support/browser-screen.js';
import { eventually } from '../support/eventually.js';
import { launchChromium } from '../support/chromium.js';
import { MailSink } from '../support/mail-sink.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

const DESK = 'contact@mairie.test';
const AUTHORITY = 'guichet@prefecture.test';
const LUC = { email: 'luc@mairie.test', password: 'correct horse battery' };

let browser: Browser;
let product: RunningProduct;
let sink: MailSink;
let root: ApiClient;

beforeAll(async () => {
  [browser, product, sink] = await Promise.all([launchChromium(), RunningProduct.start(), MailSink.open()]);
  root = await ApiClient.signIn(product.url);
  const outbound = { host: '127.0.0.1', port: sink.port, secure: false };
  const config = { address: DESK, displayName: 'Mairie', inbound: { smtp: true }, outbound, undoSeconds: 0 };
  const facts = { name: 'Ville de Valbourg', address: '1 place', mail: DESK, phone: '+33380000000', court: 'Dijon' };
  await root.call('PUT', '/organisation', { body: facts });
  await root.post('/channels', { kind: 'email', name: 'Mairie', config });
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
  await sink?.close();
});

async function received(subject: string, text: string): Promise<CaseSummary> {
  await product.mail({ from: 'Zoé Martin <zoe@citizen.test>', to: DESK, subject, text });
  await product.processed();
  const { items } = await root.get<Items<CaseSummary>>(`/cases?status=any&q=${encodeURIComponent(subject)}`);
  return items[0]!;
}

describe('an agent who passes a case on', () => {
  it('hands it over to another team with a summary, which that team reads above it until it has taken note', async () => {
    const { id: teamId } = await root.post<Team>('/teams', { name: 'Urbanisme' });
    await root.post<Agent>('/agents', { ...LUC, name: 'Luc', teamIds: [teamId] });
    const item = await received('Mur qui penche', 'Le mur du 3 rue des Tanneurs penche.');
    const screen = await Screen.open(browser, product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${item.id}`);

    await page.getByRole('button', { name: /^Team: / }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Team' }).and(page.locator(':focus')).waitFor();
    expect(await page.getByRole('option').count()).toBe(0);
    await dialog.getByRole('combobox', { name: 'Team' }).click();
    await page.getByRole('option', { name: 'Urbanisme' }).click();
    await dialog.getByRole('combobox', { name: 'Assignee' }).click();
    await page.getByRole('option', { name: 'Luc' }).click();
    const summary = dialog.getByRole('textbox', { name: 'Summary for the team' });
    await summary.fill('Photos received.');
    // A click beside the dialog asks before anything is lost, a second one closes nothing either, and the focus stays.
    await page.mouse.click(5, 5);
    await dialog.getByText('will be lost if you close this window').waitFor();
    await page.mouse.click(5, 5);
    await page.keyboard.press('Enter');
    await page.keyboard.type('A visit is to be arranged.');
    await dialog.getByText('will be lost if you close this window').waitFor({ state: 'detached' });
    expect(await summary.inputValue()).toBe('Photos received.\nA visit is to be arranged.');
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await dialog.getByRole('button', { name: 'Hand over' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page
      .getByRole('feed')
      .getByText(/^Handover summary: .* → Urbanisme$/)
      .waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();

    const his = await Screen.open(browser, product.url);
    await his.signIn(LUC);
    await his.page.goto(`${product.url}/inbox/mine/${item.id}`);
    const banner = his.page.getByRole('region', { name: 'Case handed over by another team' });
    await banner.getByText('A visit is to be arranged.').waitFor();
    expect(await his.faultsInEveryLook()).toEqual([]);
    await his.page.getByRole('button', { name: /^Notifications/ }).click();
    await his.page
      .getByRole('button', { name: /handed .* over from .* to Urbanisme/ })
      .getByText(/Photos received/)
      .waitFor();
    await his.page.keyboard.press('Escape');
    await banner.getByRole('button', { name: 'I have read it' }).click();
    await banner.waitFor({ state: 'detached' });
    expect(his.errors).toEqual([]);
    await his.close();
  });

  it('is told where a case went that they no longer see, and takes it back with what that team was told', async () => {
    const { items: teams } = await root.get<Items<Team>>('/teams');
    const item = await received('Banc cassé', 'Le banc du square est cassé.');
    const { id: teamId } = teams.find(({ name }) => name === 'Urbanisme')!;
    const { id: sectorId } = await root.post<Sector>('/sectors', { name: 'Logement' });
    await root.patch(`/teams/${teamId}`, { sectorId });
    await root.post('/teams', { name: 'Cantine' });
    await root.patch(`/cases/${item.id}`, { teamId });
    const screen = await Screen.open(browser, product.url);
    await screen.signIn(LUC);
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${item.id}`);
    await page.getByRole('button', { name: /^Team: / }).click();
    const dialog = page.getByRole('dialog');
    // Where a reason is asked for, as the case leaves its sector, they are told so as well.
    await dialog.getByRole('combobox', { name: 'Team' }).click();
    await page.getByRole('option', { name: 'Cantine' }).click();
    await dialog.getByRole('textbox', { name: /^Why does the case/ }).fill('Another trade.');
    await dialog.getByText('You will no longer see this case once it is in the team Cantine.').waitFor();
    // A letter typed over the team does not leave its name in the field together with the demand to choose one.
    const team = dialog.getByRole('combobox', { name: 'Team' });
    await team.press('x');
    await page.keyboard.press('Tab');
    await dialog.getByText('Choose a team from the list').waitFor();
    expect(await team.inputValue()).not.toBe('Cantine');
    await team.fill('Cantine');
    await page.keyboard.press('Tab');
    await dialog.getByText('Choose a team from the list').waitFor({ state: 'detached' });
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await team.click();
    await team.fill('');
    await page.getByRole('option', { name: 'Accueil' }).click();
    await dialog.getByRole('textbox', { name: 'Summary for the team' }).fill('Not ours.');
    await dialog.getByRole('button', { name: 'Hand over' }).click();
    await page.getByText('You handed it over to the team Accueil.').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    const feed = page.getByRole('feed');
    await feed.getByText('You took the case back from Accueil to Urbanisme').waitFor();
    await feed.getByText('Handover summary: Urbanisme → Accueil · taken back').waitFor();
    await page.getByRole('button', { name: /^Team: Urbanisme/ }).waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  // Interaction: R04, R17.
  it('hands several over at once with one summary, and takes all of them back', async () => {
    const cases = [await received('Lampadaire nord', 'Il est éteint.'), await received('Lampadaire sud', 'Éteint.')];
    const handovers = () =>
      Promise.all(
        cases.map(({ id }) => root.get<CaseDetail>(`/cases/${id}`).then(({ handover }) => handover?.summary)),
      );
    const screen = await Screen.open(browser, product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all`);
    const hand = async () => {
      for (const { subject } of cases) {
        const row = page.locator('[data-case-id]').filter({ hasText: subject });
        await row.hover();
        await row.getByRole('checkbox').check();
      }
      await page.getByRole('button', { name: 'Team', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: '2 cases: hand over to another team' });
      await dialog.getByRole('combobox', { name: 'Team' }).click();
      await page.getByRole('option', { name: 'Urbanisme' }).click();
      await dialog.getByRole('textbox', { name: 'Summary for the team' }).fill('All on one circuit.');
      expect(await screen.faultsInEveryLook()).toEqual([]);
      await dialog.getByRole('button', { name: 'Hand over' }).click();
      await page.getByText('2 cases handed over to Urbanisme').waitFor();
      await eventually(async () => expect(await handovers()).toEqual(['All on one circuit.', 'All on one circuit.']));
    };
    await hand();
    await page.getByRole('button', { name: 'Undo' }).click();
    await eventually(async () => expect(await handovers()).toEqual([undefined, undefined]));
    expect(screen.errors).toEqual([]);

    await hand();
    const luc = await ApiClient.signIn(product.url, LUC);
    for (const { id } of cases) await luc.post(`/cases/${id}/notes`, { text: 'Vu.' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('2 of 2 could not be restored').waitFor();
    for (const { reference } of cases) await page.getByText(`${reference}: It is too late to undo this`).waitFor();
    await screen.close();
  });

  // Interaction: R17.
  it('tags all cases of a list over its pages, sees how far that is after a reload, and undoes it at once', async () => {
    for (let n = 0; n < 55; n += 1) await root.post('/cases', { subject: `Ampoule ${n}` });
    const tagged = async () => (await root.get<Items<CaseSummary>>('/cases?tag=ampoules&limit=100')).items.length;
    const screen = await Screen.open(browser, product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all`);
    const first = page.locator('[data-case-id]').first();
    await first.hover();
    await first.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Select all loaded cases' }).click();
    const whole = page.getByRole('button', { name: /^Select all \d+ cases of this list$/ });
    const count = Number(/\d+/.exec((await whole.textContent()) ?? '')?.[0]);
    await whole.click();
    await page.getByRole('toolbar').getByText(`${count} selected`).waitFor();
    await page.getByRole('button', { name: 'Tag', exact: true }).click();
    await page.getByRole('dialog').getByRole('combobox').fill('ampoules');
    // No tag is called so: to create it is marked, so that Enter does it.
    await page.getByText('Press Enter to create').waitFor();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('region', { name: 'Bulk action' });
    await panel.waitFor();
    await page.reload();
    await panel.getByText(`${count} cases changed`).waitFor();
    expect(await tagged()).toBe(count);
    expect(await screen.faultsInEveryLook()).toEqual([]);

    await panel.getByRole('button', { name: 'Undo' }).click();
    await panel.getByText(`${count} cases restored`).waitFor();
    expect([await tagged(), screen.errors]).toEqual([0, []]);
    await screen.close();
  });

  it('forwards a request to the competent authority, informs the citizen, and finds the case closed once both messages are sent', async () => {
    const item = await received('Carte grise', 'Bonjour, je voudrais ma carte grise. Je suis diabétique.');
    const screen = await Screen.open(browser, product.url, { locale: 'fr-FR' });
    await screen.signIn(ADMIN);
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${item.id}`);
    await page.getByRole('feed').getByText('je voudrais ma carte grise').waitFor();
    await page.getByRole('button', { name: 'Autres actions' }).click();
    await screen.pressInside(page.getByRole('menuitem', { name: 'Transmettre à l’administration compétente…' }));

    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('textbox', { name: /^Administration compétente/ })
      .or(dialog.getByRole('combobox', { name: /^Administration compétente/ }))
      .fill('Préfecture du Var');
    await dialog.getByRole('textbox', { name: 'Comment la joindre' }).fill('04 94 00 00 00');
    await dialog.getByRole('combobox', { name: 'Destinataires' }).fill(AUTHORITY);
    await page.keyboard.press('Enter');
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await dialog.getByRole('button', { name: 'Relire les deux messages' }).click();

    const send = dialog.getByRole('button', { name: 'Transmettre et informer l’usager' });
    const [forward, notice] = [/^À l’administration/, 'À l’usager'].map((name) => dialog.getByRole('region', { name }));
    await notice!.getByText(/Préfecture du Var \(04 94 00 00 00\)/).waitFor();
    await forward!.getByText(/en application de l’article L\. 114-2/).waitFor();
    await forward!.getByText(/concerne la santé/).waitFor();
    expect(await send.isDisabled()).toBe(true);
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await forward!.getByRole('checkbox').check();
    sink.refuse = ({ to }) => (to.includes(AUTHORITY) ? { code: 550, message: '5.7.1 no' } : null);
    await send.click();
    await dialog.waitFor({ state: 'detached' });
    await product.delivered();

    const banner = page.getByRole('region', { name: 'Transmission à l’administration compétente' });
    await banner.getByText(/^Administration\s: Non remis/).waitFor();
    await banner.getByText(/^Usager\s: Envoyé$/).waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    sink.refuse = null;
    await banner.getByRole('button', { name: 'Réessayer' }).click();
    await product.delivered();
    await banner.getByText(/^Transmis à Préfecture du Var le .*\s; l’usager en est informé\.$/).waitFor();
    await page
      .getByRole('feed')
      .getByText(/^Clos par vous\s: demande transmise/i)
      .waitFor();
    const said = sink.mails.find(({ envelope }) => envelope.to.includes(AUTHORITY))!;
    expect((await PostalMime.parse(Buffer.from(said.raw, 'latin1'))).text).toContain(
      '> Bonjour, je voudrais ma carte grise.',
    );
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('an agent who replies to several people', () => {
  it('replies to all, adds an elected official in blind copy after a warning, and sees who has received what', async () => {
    await product.mail({
      ...{
        from: 'Zoé Martin <zoe@citizen.test>',
        to: `${DESK}, Maître Roy <roy@barreau.test>`,
        cc: 'no-reply@shop.test',
      },
      ...{ subject: 'Litige de voisinage', text: 'Bonjour, mon avocate est en copie.' },
    });
    await product.processed();
    const { items } = await root.get<Items<CaseSummary>>('/cases?status=any&q=voisinage');
    const screen = await Screen.open(browser, product.url, { locale: 'fr-FR' });
    await screen.signIn(ADMIN);
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${items[0]!.id}`);
    await page.getByRole('feed').getByText('mon avocate est en copie').waitFor();
    await page.getByRole('button', { name: /^Répondre par courriel/ }).click();

    const all = page.getByRole('button', { name: 'Répondre aussi à Maître Roy' });
    await all.waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await all.click();
    await all.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /Copie roy@barreau\.test/ }).click();
    await page.getByRole('combobox', { name: 'Copie cachée' }).fill('maire@elus.test');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: /^Répon/ }).fill('Nous avons bien reçu votre message.');
    await page.getByText('maire@elus.test ne participait pas à cet échange et lira votre réponse.').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    // Nothing proves who has named the lawyer.
    await page.getByRole('button', { name: 'Examiner 2 points' }).click();
    for (const address of ['roy@barreau.test', 'maire@elus.test'])
      await page.getByText(`${address} n’a encore jamais été utilisée dans ce dossier.`).waitFor();
    for (const box of await page.getByRole('checkbox', { name: 'C’est correct' }).all()) await box.click();
    await page
      .getByRole('button', { name: /^Envoyer/ })
      .first()
      .click();
    await product.delivered();

    const sent = sink.mails.find(({ envelope }) => envelope.to.includes('maire@elus.test'))!;
    expect(sent.envelope.to).toEqual(['zoe@citizen.test', 'roy@barreau.test', 'maire@elus.test']);
    expect(sent.raw).not.toContain('maire@elus.test');
    const feed = page.getByRole('feed');
    await feed.getByRole('button', { name: /Zoé Martin \+2$/ }).click();
    await feed.getByText('Copie cachée').waitFor();
    await feed.getByText('maire@elus.test').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});
