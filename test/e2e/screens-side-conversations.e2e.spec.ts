import type { CaseSummary, Page as Items } from '@guichet/contracts';
import type { Browser } from 'playwright-core';
import PostalMime from 'postal-mime';
import { Screen } from '../support/browser-screen.js';
import { launchChromium } from '../support/chromium.js';
import { MailSink } from '../support/mail-sink.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';

const DESK = 'contact@mairie.test';
const CONTRACTOR = 'atelier@durand.test';

let browser: Browser;
let product: RunningProduct;
let sink: MailSink;
let root: ApiClient;

beforeAll(async () => {
  [browser, product, sink] = await Promise.all([launchChromium(), RunningProduct.start(), MailSink.open()]);
  root = await ApiClient.signIn(product.url);
  const outbound = { host: '127.0.0.1', port: sink.port, secure: false };
  const config = { address: DESK, displayName: 'Mairie', inbound: { smtp: true }, outbound, undoSeconds: 0 };
  await root.post('/channels', { kind: 'email', name: 'Mairie', config });
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
  await sink?.close();
});

describe('an agent who passes a message on', () => {
  it('forwards it to a contractor, reads the reply beside the case and closes the side conversation', async () => {
    const text =
      'Bonjour,\n\nle chauffage de la classe de CE2 est en panne depuis lundi. Il fait 12 degrés.\n\nZoé Martin';
    const attachments = [{ filename: 'radiateur.txt', content: 'Radiateur du fond' }];
    await product.mail({ from: 'Zoé Martin <zoe@citizen.test>', to: DESK, subject: 'Chauffage en panne', text, attachments }); // prettier-ignore
    await product.processed();
    const [item] = (await root.get<Items<CaseSummary>>('/cases?status=any')).items;
    const screen = await Screen.open(browser, product.url, { locale: 'fr-FR' });
    await screen.signIn(ADMIN);
    const { page } = screen;
    await page.goto(`${product.url}/inbox/all/${item!.id}`);

    const feed = page.getByRole('feed');
    await feed.getByText('Il fait 12 degrés').waitFor();
    await feed.getByRole('button', { name: 'Actions pour ce message' }).click();
    await screen.pressInside(page.getByRole('menuitem', { name: 'Transférer…' }));
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Destinataires' }).fill(CONTRACTOR);
    const leaves = dialog.getByRole('button', { name: 'Envoyer par courriel' });
    await leaves.and(page.locator(':enabled')).waitFor();
    await page.keyboard.press('Enter');
    expect(await dialog.getByRole('textbox', { name: 'Objet' }).inputValue()).toBe(`[${item!.reference}] Chauffage en panne`); // prettier-ignore
    await dialog.getByRole('textbox', { name: 'Votre message' }).fill('Quand pouvez-vous passer ?');
    await dialog.getByRole('checkbox', { name: /radiateur\.txt/ }).and(page.locator(':checked')).waitFor(); // prettier-ignore
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await leaves.click();
    await dialog.waitFor({ state: 'detached' });

    const card = feed.getByRole('button', { name: /Échange à part avec/ });
    await card.getByText(/en attente de réponse depuis/).waitFor();
    await product.delivered();
    const sent = sink.mails.find(({ envelope }) => envelope.to.includes(CONTRACTOR))!;
    const parsed = await PostalMime.parse(Buffer.from(sent.raw, 'latin1'));
    expect(parsed.attachments).toHaveLength(1);

    await product.mail({
      ...{ from: `Plomberie Durand <${CONTRACTOR}>`, subject: 'Re: Chauffage', text: 'Jeudi matin à 9 h.' },
      ...{ to: parsed.replyTo![0]!.address!, inReplyTo: parsed.messageId! },
    });
    await card.getByText('Échange à part avec Plomberie Durand').waitFor();
    await card.getByText(/réponse reçue le/).waitFor();
    await feed.getByText('Jeudi matin à 9 h.').waitFor();
    await feed.getByText('Plomberie Durand a répondu dans l’échange à part').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    const own = feed.getByRole('textbox', { name: /Écrire à/ });
    const send = feed.getByRole('button', { name: 'Envoyer par courriel' });
    await own.fill('Son fils est diabétique.');
    await send.click();
    await feed.getByText(/concerne la santé d’une personne/).waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    expect(await send.isDisabled()).toBe(true);
    await own.fill('C’est noté, merci.');
    await send.click();
    await card.getByText(/en attente de réponse depuis/).waitFor();
    await feed.getByText('C’est noté, merci.').and(page.locator('div')).first().waitFor();
    await feed.getByRole('button', { name: 'Clore l’échange' }).click();
    await card.getByText(/clos le/).waitFor();
    // The browser itself reports the refusal for what was found.
    expect(screen.errors.filter((error) => !error.includes('status of 409'))).toEqual([]);
    await screen.close();
  });

  // Interaction: R21.
  it('is shown that it was not delivered, and sends it again', async () => {
    await product.mail({ from: 'Max Roy <max@citizen.test>', to: DESK, subject: 'Fuite', text: 'Une fuite, rue des Lilas.' }); // prettier-ignore
    await product.processed();
    const [item] = (await root.get<Items<CaseSummary>>('/cases?status=any&q=max@citizen.test')).items;
    sink.refuseRecipient = (address) => address === 'eaux@regie.test';
    await root.post(`/cases/${item!.id}/side-conversations`, { to: ['eaux@regie.test'], subject: 'Fuite', text: 'À voir ?' }); // prettier-ignore
    await product.delivered();
    sink.refuseRecipient = null;
    const screen = await Screen.open(browser, product.url, { locale: 'fr-FR' });
    await screen.signIn(ADMIN);
    await screen.page.goto(`${product.url}/inbox/all/${item!.id}`);

    const feed = screen.page.getByRole('feed');
    // It is open by itself: somebody has to act.
    await feed.getByText(/^Non remis/).waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    await feed.getByRole('button', { name: 'Réessayer' }).click();
    await product.delivered();
    await feed.getByText(/^Envoyé/).waitFor();
    expect(sink.mails.filter(({ envelope }) => envelope.to.includes('eaux@regie.test'))).toHaveLength(1);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});
