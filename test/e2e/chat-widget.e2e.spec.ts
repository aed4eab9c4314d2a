import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type {
  Attachment,
  CaseSummary,
  Change,
  ChannelAccount,
  MessageEntry,
  Page as ListPage,
  Timeline,
} from '@guichet/contracts';
import type { Browser, Page } from 'playwright-core';
import { io } from 'socket.io-client';
import { launchChromium } from '../support/chromium.js';
import { Door } from '../support/door.js';
import { Client, RunningProduct } from '../support/product.js';
import { Screen, type Look } from '../support/screen.js';
import { WebSite } from '../support/web-site.js';

let browser: Browser;
let product: RunningProduct;
let site: WebSite;
let root: Client;
let chat: ChannelAccount;
let script: string;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchChromium(), RunningProduct.start()]);
  site = await WebSite.open(() => script);
  root = await Client.signIn(product.url);
  chat = await openChat({ title: 'Mairie de Test', accent: '#0f766e' });
  script = chat.embed!;
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await product?.close();
});
beforeEach(() => {
  script = chat.embed!;
});

const openChat = (config: object): Promise<ChannelAccount> =>
  root.post('/channels', { kind: 'chat', name: 'Chat', config: { allowedOrigins: [site.origin], ...config } });

/** The page with its chat, as a visitor finds it. */
async function visit(look: Look = {}): Promise<Screen> {
  const screen = await Screen.open(browser, site.origin, { locale: 'fr-FR', ...look });
  await screen.page.goto(site.origin);
  await screen.page.getByRole('button', { name: 'Ouvrir la discussion' }).waitFor();
  return screen;
}
const panelOf = (page: Page) => page.getByRole('dialog');
const logOf = (page: Page) => page.getByRole('log', { name: 'Messages' });
const writeTo = async (page: Page, text: string) => {
  await page.getByRole('textbox', { name: 'Votre message' }).fill(text);
  await page.keyboard.press('Enter');
  await logOf(page).getByText(text).waitFor();
};
const caseOf = async (text: string): Promise<CaseSummary> => {
  await product.understood();
  const { items } = await root.get<ListPage<CaseSummary>>(`/cases?status=any&q=${encodeURIComponent(text)}`);
  expect(items).toHaveLength(1);
  return items[0]!;
};
const messages = async (id: string) =>
  (await root.get<Timeline>(`/cases/${id}/timeline`)).items.filter(
    (entry): entry is MessageEntry => entry.kind === 'message',
  );
const answer = (id: string, text: string) => root.post<MessageEntry>(`/cases/${id}/messages`, { text });
/** A change that an agent's screen is told of. */
async function heard(matches: (change: Change) => boolean): Promise<void> {
  const socket = io(`${product.url}/live`, { transports: ['websocket'], extraHeaders: { cookie: root.cookie } });
  await new Promise<void>((resolve) => socket.on('change', (change: Change) => matches(change) && resolve()));
  socket.disconnect();
}
/** What the keyboard is at, through the shadow root. */
const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(`(() => {
    const at = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
    return at.getAttribute('aria-label') ?? at.textContent;
  })()`);

describe('the chat in a page of another origin', () => {
  it('is opened, used and closed by the keyboard alone, and a reader of screens has all it needs', async () => {
    const screen = await visit();
    const { page } = screen;
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Écoles');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Ouvrir la discussion');
    expect(await screen.faults()).toEqual([]);
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('Votre message');
    await page.keyboard.type('Où inscrire ma fille à la cantine ?');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('Elle entre en CP.');
    await page.keyboard.press('Enter');
    await logOf(page).getByText('Envoyé').waitFor();

    const item = await caseOf('Où inscrire ma fille');
    expect((await messages(item.id))[0]!.text).toBe('Où inscrire ma fille à la cantine ?\nElle entre en CP.');
    await answer(item.id, 'En ligne : https://www.ville.test/cantine.');
    const link = logOf(page).getByRole('link', { name: 'https://www.ville.test/cantine' });
    await link.waitFor();
    expect(await link.getAttribute('rel')).toContain('noopener');
    expect(await screen.faults()).toEqual([]);

    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('Ouvrir la discussion');
    expect(await panelOf(page).count()).toBe(0);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('tells of an answer by a number, never by opening itself, and the agent sees when it was read', async () => {
    const screen = await visit();
    const { page } = screen;
    await page.getByRole('button', { name: 'Ouvrir la discussion' }).click();
    await writeTo(page, 'Je ferme la fenêtre');
    await logOf(page).getByText('Envoyé').waitFor();
    await page.keyboard.press('Escape');
    const item = await caseOf('Je ferme la fenêtre');
    await answer(item.id, 'Première réponse');
    await page.getByRole('button', { name: 'Ouvrir la discussion, 1 nouveau message' }).waitFor();
    expect(await panelOf(page).count()).toBe(0);

    // Another page of the site: the conversation is there, and so is the number.
    await page.goto(site.origin);
    const read = heard(({ type, data }) => type === 'delivery.changed' && data['status'] === 'read');
    await page.getByRole('button', { name: '1 nouveau message' }).click();
    await logOf(page).getByText('Première réponse').waitFor();
    await logOf(page).getByText('Je ferme la fenêtre').waitFor();
    await read;
    await screen.close();
  });
});

describe('what a visitor says', () => {
  it('waits in the page while the connection is lost, over a reload, and arrives once', async () => {
    const door = await Door.to(product.url);
    script = chat.embed!.replace(product.url, door.url);
    const screen = await visit();
    const { page } = screen;
    await page.getByRole('button', { name: 'Ouvrir la discussion' }).click();
    await writeTo(page, 'Avant la coupure');
    await logOf(page).getByText('Envoyé').waitFor();

    door.shut();
    await page.getByText('Connexion perdue').waitFor();
    await writeTo(page, 'Pendant la coupure');
    await logOf(page).getByText('Envoi…').waitFor();
    door.open();
    await page.reload();
    await page.getByRole('button', { name: 'Ouvrir la discussion' }).click();
    await logOf(page).getByText('Envoyé').waitFor();
    const item = await caseOf('Pendant la coupure');
    expect((await messages(item.id)).map(({ text }) => text)).toEqual(['Avant la coupure', 'Pendant la coupure']);
    await screen.close();
    await door.close();
  });

  it('may have files, and so may the answer', async () => {
    const screen = await visit();
    const { page } = screen;
    await page.getByRole('button', { name: 'Ouvrir la discussion' }).click();
    await panelOf(page)
      .locator('input[type=file]')
      .setInputFiles({ name: 'nid de poule.txt', mimeType: 'text/plain', buffer: Buffer.from('rue des Lilas') });
    await page.getByRole('button', { name: 'Retirer nid de poule.txt' }).waitFor();
    await writeTo(page, 'Un trou dans la rue');
    await logOf(page).getByRole('button', { name: 'nid de poule.txt' }).waitFor();
    const item = await caseOf('Un trou dans la rue');
    expect((await messages(item.id))[0]!.attachments).toMatchObject([{ name: 'nid de poule.txt', size: 13 }]);

    const form = new FormData();
    form.set('file', new Blob(['plan']), 'plan.txt');
    const upload = await root.post<Attachment>('/attachments', form);
    await root.post(`/cases/${item.id}/messages`, { text: 'Voici le plan', attachmentIds: [upload.id] });
    const downloading = page.waitForEvent('download');
    await logOf(page).getByRole('button', { name: 'plan.txt' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('plan.txt');
    expect(readFileSync(await download.path(), 'utf8')).toBe('plan');
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('is asked for a name, an address and a consent first, where the administration wants them', async () => {
    const strict = await openChat({
      preChat: { name: 'required', email: 'optional', consentText: 'J’accepte que mes réponses soient conservées.' },
    });
    script = strict.embed!;
    const screen = await visit();
    const { page } = screen;
    await page.getByRole('button', { name: 'Ouvrir la discussion' }).click();
    expect(await focused(page)).toBe('');
    await page.getByRole('textbox', { name: 'Votre message' }).fill('Bonjour, c’est moi');
    await page.keyboard.press('Enter');
    await page.getByText('À remplir.').waitFor();
    await page.keyboard.type('Zoé Martin');
    await page.getByRole('textbox', { name: 'Adresse mail (facultatif)' }).fill('zoe@');
    await page.getByRole('checkbox', { name: 'J’accepte' }).check();
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await page.getByText('Ce n’est pas une adresse mail').waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.getByRole('textbox', { name: 'Adresse mail (facultatif)' }).fill('zoe@citizen.test');
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await logOf(page).getByText('Envoyé').waitFor();
    expect(await page.getByRole('textbox', { name: 'Nom' }).count()).toBe(0);
    expect(await caseOf('Bonjour, c’est moi')).toMatchObject({ citizen: { name: 'Zoé Martin' } });
    await screen.close();
  });

  it('outside of the hours is a letter, to which the answer comes by mail', async () => {
    const day = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'][(new Date().getUTCDay() + 2) % 7]!;
    const closed = await openChat({ title: 'La nuit', hours: `${day} 09:00-09:01`, timezone: 'UTC' });
    script = closed.embed!.replace('async', 'data-language="en" async');
    const screen = await Screen.open(browser, site.origin);
    const { page } = screen;
    await page.goto(site.origin);
    await page.getByRole('button', { name: 'Open the chat' }).click();
    await page.getByText('we will answer by mail').waitFor();
    await page.getByRole('textbox', { name: 'Mail address' }).fill('jean@citizen.test');
    await page.getByRole('textbox', { name: 'Your message' }).fill('My street lamp is broken');
    await page.getByRole('button', { name: 'Send' }).click();
    await logOf(page).getByText(/^Sent/).waitFor();
    expect(await screen.faults()).toEqual([]);
    const item = await caseOf('My street lamp is broken');
    expect((await messages(item.id))[0]!.segments.at(-1)!.text).toContain('jean@citizen.test');
    await screen.close();
  });
});

describe('the widget', () => {
  it('fits a phone of 360 pixels and a dark page, with nothing to push aside', async () => {
    const screen = await visit({ width: 360, height: 640, colorScheme: 'dark' });
    const { page } = screen;
    await page.getByRole('button', { name: 'Ouvrir la discussion' }).click();
    await writeTo(page, `Un${'très'.repeat(60)}long mot, et la suite.`);
    await logOf(page).getByText('Envoyé').waitFor();
    expect(await panelOf(page).boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 640 });
    expect(await screen.overflow()).toBe(0);
    expect(await screen.faults()).toEqual([]);
    await page.getByRole('button', { name: 'Fermer la discussion' }).click();
    expect(await focused(page)).toBe('Ouvrir la discussion');
    await screen.close();
  });

  it('shows nothing on a page that may not have it', async () => {
    const other = await openChat({ allowedOrigins: ['https://elsewhere.test'] });
    script = other.embed!;
    const screen = await Screen.open(browser, site.origin, { locale: 'fr-FR' });
    const warned = screen.page.waitForEvent('console', { predicate: (line) => line.text().startsWith('Guichet: ') });
    await screen.page.goto(site.origin);
    expect((await warned).text()).toContain('may not show this chat');
    expect(await screen.page.getByRole('button').count()).toBe(0);
    await screen.close();
  });

  it('is one script of less than 40 kB, asked for again and sent only when it is new', async () => {
    const built = readFileSync(join(import.meta.dirname, '../../apps/portal/dist/widget.js.gz'));
    expect(built.length).toBeLessThan(40_000);
    const first = await fetch(`${product.url}/widget.js`);
    expect(first.headers.get('content-type')).toContain('text/javascript');
    expect(first.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(await first.text()).toBe(gunzipSync(built).toString());
    const again = await fetch(`${product.url}/widget.js`, { headers: { 'if-none-match': first.headers.get('etag')! } });
    expect(again.status).toBe(304);
  });
});
