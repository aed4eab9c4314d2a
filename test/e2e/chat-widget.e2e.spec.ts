import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Agent, ChannelAccount, Workforce } from '@guichet/contracts';
import { AgentClient } from '../support/agent-client.js';
import { ChatSite } from '../support/chat-page.js';
import { eventually } from '../support/eventually.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { Screen } from '../support/browser-screen.js';
import type { RunningTown } from '../support/running-town.js';

let site: ChatSite;
let hall: RunningTown;
let chat: ChannelAccount;

beforeAll(async () => {
  site = await ChatSite.open();
  hall = site.hall;
  chat = await site.show({ title: 'Mairie de Test', accent: '#0f766e' });
});
afterAll(() => site?.close());
beforeEach(() => {
  site.script = chat.embed!;
});

describe('the chat in a page of another origin', () => {
  it('is opened, used and closed by the keyboard alone, and a reader of screens has all it needs', async () => {
    const visitor = await site.visit();
    const { page, screen } = visitor;
    await page.keyboard.press('Tab');
    await visitor.focuses('Écoles');
    await page.keyboard.press('Tab');
    await visitor.focuses('Ouvrir la discussion');
    expect(await screen.faults()).toEqual([]);
    await page.keyboard.press('Enter');
    await visitor.focuses('Votre message');
    await page.keyboard.type('Où inscrire ma fille à la cantine ?');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('Elle entre en CP.');
    await page.keyboard.press('Enter');
    await visitor.sent();

    const item = await hall.caseOf('Où inscrire ma fille');
    expect((await hall.desk.messages(item.id))[0]!.text).toBe('Où inscrire ma fille à la cantine ?\nElle entre en CP.');
    await hall.desk.answer(item.id, { text: 'En ligne : https://www.ville.test/cantine.' });
    const link = visitor.log.getByRole('link', { name: 'https://www.ville.test/cantine' });
    await link.waitFor();
    expect(await link.getAttribute('rel')).toContain('noopener');
    expect(await screen.faults()).toEqual([]);

    await page.keyboard.press('Escape');
    await visitor.focuses('Ouvrir la discussion');
    expect(await visitor.panel.count()).toBe(0);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('tells of an answer by a number, never by opening itself, and the agent sees when it was read', async () => {
    const visitor = await site.visit();
    const { page, screen } = visitor;
    await visitor.open();
    await visitor.write('Je ferme la fenêtre');
    await visitor.sent();
    await page.keyboard.press('Escape');
    const item = await hall.caseOf('Je ferme la fenêtre');
    const answer = await hall.desk.answer(item.id, { text: 'Première réponse' });
    await page.getByRole('button', { name: 'Ouvrir la discussion, 1 nouveau message' }).waitFor();
    expect(await visitor.panel.count()).toBe(0);

    // Another page of the site: the conversation is there, and so is the number.
    await page.goto(site.origin);
    await page.getByRole('button', { name: '1 nouveau message' }).click();
    await visitor.log.getByText('Première réponse').waitFor();
    await visitor.log.getByText('Je ferme la fenêtre').waitFor();
    await hall.desk.status(item.id, answer.id, 'read');
    await screen.close();
  });
});

describe('a visitor whose agent has lost their connection', () => {
  // Threats: W14.
  it('reads between the messages, in their language, that somebody else takes over', async () => {
    const always = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
    const root = hall.desk.client;
    const hours = { timeZone: 'Europe/Paris', week: always, territory: null };
    await root.call('PUT', `/teams/${chat.teamId}/business-hours`, { body: hours });
    const ana = { name: 'Ana', email: 'ana@town.test', password: 'another horse battery' };
    await root.post<Agent>('/agents', { ...ana, role: 'agent', teamIds: [chat.teamId] });
    const agent = await AgentClient.signIn(hall.product.url, ana);
    const socket = await agent.live();
    const seenAs = (state: string) =>
      eventually(async () => {
        const { items } = await root.get<Workforce>('/presence');
        expect(items.find(({ name }) => name === 'Ana')!.state).toBe(state);
      });
    await seenAs('available');

    const visitor = await site.visit();
    const { screen } = visitor;
    await visitor.open();
    await visitor.write('Allô, la mairie ?');
    await visitor.sent();
    const item = await hall.caseOf('Allô, la mairie');
    await root.call('PATCH', `/cases/${item.id}`, { body: { assigneeId: agent.session.agent.id } });
    socket.disconnect();
    await seenAs('offline');
    await hall.product.settled();
    await hall.product.advance(61_000);

    const notice = visitor.log.getByText('Une autre personne de l’équipe prend le relais');
    await notice.waitFor();
    await visitor.write('Merci, j’attends');
    await visitor.sent();
    const shown = await visitor.log.innerText();
    const order = ['Allô, la mairie ?', 'prend le relais', 'Merci, j’attends'].map((text) => shown.indexOf(text));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect(await notice.count()).toBe(1);
    expect(await screen.faults()).toEqual([]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('what a visitor says', () => {
  // Threats: W07, W08.
  it('waits in the page while the connection is lost, over a reload, and arrives once', async () => {
    const door = await TcpProxy.to(hall.product.url);
    site.script = chat.embed!.replace(hall.product.url, door.url);
    const visitor = await site.visit();
    const { page, screen } = visitor;
    await visitor.open();
    await visitor.write('Avant la coupure');
    await visitor.sent();

    door.cut();
    await page.getByText('Connexion perdue').waitFor();
    await visitor.write('Pendant la coupure');
    await visitor.log.getByText('Envoi…').waitFor();
    door.restore();
    await page.reload();
    await visitor.open();
    await visitor.sent();
    const item = await hall.caseOf('Pendant la coupure');
    expect((await hall.desk.messages(item.id)).map(({ text }) => text)).toEqual([
      'Avant la coupure',
      'Pendant la coupure',
    ]);
    await screen.close();
    await door.close();
  });

  it('may have files, and so may the answer', async () => {
    const visitor = await site.visit();
    const { page, screen } = visitor;
    await visitor.open();
    await visitor.panel
      .locator('input[type=file]')
      .setInputFiles({ name: 'nid de poule.txt', mimeType: 'text/plain', buffer: Buffer.from('rue des Lilas') });
    await page.getByRole('button', { name: 'Retirer nid de poule.txt' }).waitFor();
    await visitor.write('Un trou dans la rue');
    await visitor.sent();
    await visitor.log.getByRole('button', { name: 'nid de poule.txt' }).waitFor();
    const item = await hall.caseOf('Un trou dans la rue');
    expect((await hall.desk.messages(item.id))[0]!.attachments).toMatchObject([{ name: 'nid de poule.txt', size: 13 }]);

    const plan = { name: 'plan.txt', type: 'text/plain', content: Buffer.from('plan') };
    await hall.desk.answer(item.id, { text: 'Voici le plan', files: [plan] });
    const downloading = page.waitForEvent('download');
    await visitor.log.getByRole('button', { name: 'plan.txt' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('plan.txt');
    expect(readFileSync(await download.path(), 'utf8')).toBe('plan');
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('is asked for a name, an address and a consent first, where the administration wants them', async () => {
    await site.show({
      preChat: { name: 'required', email: 'optional', consentText: 'J’accepte que mes réponses soient conservées.' },
    });
    const visitor = await site.visit();
    const { page, screen } = visitor;
    await visitor.open();
    await visitor.focuses('');
    await visitor.text.fill('Bonjour, c’est moi');
    await page.keyboard.press('Enter');
    await page.getByText('Renseignez ce champ.').waitFor();
    await page.keyboard.type('Zoé Martin');
    await page.getByRole('textbox', { name: 'Adresse électronique (facultatif)' }).fill('zoe@');
    await page.getByRole('checkbox', { name: 'J’accepte' }).check();
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await page.getByText('Saisissez une adresse électronique').waitFor();
    expect(await page.getByRole('textbox', { name: 'Nom' }).getAttribute('aria-required')).toBe('true');
    expect(await screen.faults()).toEqual([]);
    await page.getByRole('textbox', { name: 'Adresse électronique (facultatif)' }).fill('zoe@citizen.test');
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await visitor.sent();
    expect(await page.getByRole('textbox', { name: 'Nom' }).count()).toBe(0);
    expect(await hall.caseOf('Bonjour, c’est moi')).toMatchObject({ citizen: { name: 'Zoé Martin' } });
    await screen.close();
  });

  it('outside of the hours is a letter, to which the answer comes by mail', async () => {
    const day = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'][(new Date().getUTCDay() + 2) % 7]!;
    const closed = await site.show({ title: 'La nuit', hours: `${day} 09:00-09:01`, timezone: 'UTC' });
    site.script = closed.embed!.replace('async', 'data-language="en" async');
    const screen = await Screen.open(site.browser, site.origin);
    const { page } = screen;
    await page.goto(site.origin);
    await page.getByRole('button', { name: 'Open the chat' }).click();
    await page.getByText('we will reply by email').waitFor();
    await page.getByRole('textbox', { name: 'Email address' }).fill('jean@citizen.test');
    await page.getByRole('textbox', { name: 'Your message' }).fill('My street lamp is broken');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('log', { name: 'Messages' }).getByText(/^Sent/).waitFor();
    expect(await screen.faults()).toEqual([]);
    const item = await hall.caseOf('My street lamp is broken');
    expect((await hall.desk.messages(item.id))[0]!.segments.at(-1)!.text).toContain('jean@citizen.test');
    await screen.close();
  });
});

describe('a message that is too long', () => {
  it('stays whole where it is written, says by how much it is too long, and goes once it is shortened', async () => {
    const visitor = await site.visit();
    const { page, screen } = visitor;
    await visitor.open();
    const box = visitor.panel.getByRole('textbox', { name: 'Votre message' });
    await box.fill(`${'mot '.repeat(2600)}FIN`);
    await visitor.panel.getByText('403 caractères de trop').waitFor();
    await page.keyboard.press('Enter');
    expect(await box.inputValue()).toMatch(/FIN$/);
    expect(await visitor.log.getByText('FIN').count()).toBe(0);
    expect(await screen.faults()).toEqual([]);
    await box.fill('Plus court.');
    expect(await visitor.panel.getByText('caractères de trop').count()).toBe(0);
    await page.keyboard.press('Enter');
    await visitor.sent();
    await screen.close();
  });
});

describe('the widget', () => {
  // 1280 × 800 and 1280 × 1024 pixels, zoomed to 200 % and 400 % (WCAG 1.4.4, 1.4.10).
  it.each([
    [640, 400],
    [320, 256],
  ])('zoomed to %i × %i leaves room to read, and the message box in sight', async (width, height) => {
    await site.show({ title: 'Mairie de Test', preChat: { name: 'optional', email: 'required' } });
    const visitor = await site.visit({ width, height });
    await visitor.open();
    const box = (await visitor.panel.getByRole('textbox', { name: 'Votre message' }).boundingBox())!;
    expect(box.y + box.height).toBeLessThanOrEqual(height);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect((await visitor.log.boundingBox())!.height).toBeGreaterThanOrEqual(100);
    expect(await visitor.screen.faults()).toEqual([]);
    await visitor.screen.close();
  });

  it('fits a phone of 360 pixels and a dark page, with nothing to push aside', async () => {
    const visitor = await site.visit({ width: 360, height: 640, colorScheme: 'dark' });
    const { page, screen } = visitor;
    await visitor.open();
    await visitor.write(`Un${'très'.repeat(60)}long mot, et la suite.`);
    await visitor.sent();
    expect(await visitor.panel.boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 640 });
    expect(await screen.overflow()).toBe(0);
    expect(await screen.faults()).toEqual([]);
    await page.getByRole('button', { name: 'Fermer la discussion' }).click();
    await visitor.focuses('Ouvrir la discussion');
    await screen.close();
  });

  // Threats: W11.
  it('shows nothing on a page that may not have it', async () => {
    await site.show({ allowedOrigins: ['https://elsewhere.test'] });
    const screen = await Screen.open(site.browser, site.origin, { locale: 'fr-FR' });
    const warned = screen.page.waitForEvent('console', { predicate: (line) => line.text().startsWith('Guichet: ') });
    await screen.page.goto(site.origin);
    expect((await warned).text()).toContain('may not show this chat');
    expect(await screen.page.getByRole('button').count()).toBe(0);
    await screen.close();
  });

  it('is one script of less than 40 kB, asked for again and sent only when it is new', async () => {
    const built = readFileSync(join(import.meta.dirname, '../../apps/portal/dist/widget.js.gz'));
    expect(built.length).toBeLessThan(40_000);
    const first = await fetch(`${hall.product.url}/widget.js`);
    expect(first.headers.get('content-type')).toContain('text/javascript');
    expect(first.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(await first.text()).toBe(gunzipSync(built).toString());
    const again = await fetch(`${hall.product.url}/widget.js`, {
      headers: { 'if-none-match': first.headers.get('etag')! },
    });
    expect(again.status).toBe(304);
  });
});
