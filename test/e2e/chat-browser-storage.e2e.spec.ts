import { ChatGateway } from '@guichet/edge';
import { ChatSite } from '../support/chat-page.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { eventually } from '../support/eventually.js';
import type { RunningTown } from '../support/running-town.js';

const DAY_MS = 24 * 3600_000;
let site: ChatSite;
let hall: RunningTown;

beforeAll(async () => {
  site = await ChatSite.open();
  hall = site.hall;
  await site.show();
});
afterAll(() => site?.close());

/** Another script of the page has taken all the room that a page may have. */
const fill = `(() => {
  for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2))
    try {
      for (let n = 0; ; n += 1) localStorage.setItem('other ' + size + ' ' + n, 'x'.repeat(size));
    } catch {}
})()`;
const tokenKept = `Object.entries(localStorage).find(([name]) => name.endsWith(':token'))[1]`;
const kept = `Object.entries(localStorage).filter(([name]) => name.startsWith('guichet:')).flat().join(' ')`;

describe('what a browser keeps of a chat', () => {
  // Threats: W11.
  it('may find no room there: what the visitor says leaves all the same, and is seen', async () => {
    const door = await TcpProxy.to(hall.product.url);
    const { script } = site;
    site.script = script.replace(hall.product.url, door.url);
    const visitor = await site.visit();
    site.script = script;
    await visitor.open();
    await visitor.write('Il y a de la place');
    await visitor.sent();
    await visitor.text.fill('x');
    await visitor.page.evaluate(fill);
    door.cut();
    await visitor.page.getByText('Connexion perdue').waitFor();
    await visitor.write('Il n’y a plus de place');
    await visitor.write('Ni pour cela');
    door.restore();
    await visitor.sent();
    const item = await hall.caseOf('Ni pour cela');
    expect((await hall.desk.messages(item.id)).map(({ text }) => text)).toEqual([
      'Il y a de la place',
      'Il n’y a plus de place',
      'Ni pour cela',
    ]);
    await visitor.screen.close();
    await door.close();
  });

  it('is gone from all tabs when the page signs out, also what is being written', async () => {
    const visitor = await site.visit();
    await visitor.open();
    await visitor.write('Je suis connectée');
    await visitor.sent();
    const other = await visitor.another();
    await other.open();
    await other.log.getByText('Je suis connectée').waitFor();
    await visitor.text.fill('Mon numéro est le');
    await other.text.fill('Je disais que');

    await visitor.page.evaluate('Guichet.reset()');
    await other.log.getByText('Je suis connectée').waitFor({ state: 'detached' });
    for (const { text, log, page } of [visitor, other]) {
      await eventually(async () => expect(await text.inputValue()).toBe(''));
      await log.getByText('Je suis connectée').waitFor({ state: 'detached' });
      await eventually(async () => expect(await page.evaluate(kept)).toBe(''));
    }

    // Whoever comes next is somebody else, in both.
    await visitor.page.keyboard.press('Escape');
    await other.write('Bonjour, je suis Jean');
    await other.sent();
    await visitor.open();
    await visitor.log.getByText('Bonjour, je suis Jean').waitFor();
    const [first, next] = [await hall.caseOf('Je suis connectée'), await hall.caseOf('Bonjour, je suis Jean')];
    expect(next.id).not.toBe(first.id);
    expect(next.citizen!.id).not.toBe(first.citizen!.id);
    await visitor.screen.close();
  });

  it('is forgotten when the visitor asks for it, by the keyboard alone', async () => {
    const visitor = await site.visit();
    const { page, screen } = visitor;
    const ask = page.getByRole('button', { name: 'Oublier cette conversation' });
    await visitor.open();
    expect(await ask.count()).toBe(0);
    await visitor.write('Sur l’ordinateur de la bibliothèque');
    await visitor.sent();
    await ask.waitFor();
    for (let tabs = 0; tabs < 3 && !(await visitor.focused()).startsWith('Oublier'); tabs += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('alertdialog', { name: 'Oublier cette conversation' }).waitFor();
    await visitor.focuses('Annuler');
    expect(await screen.faults()).toEqual([]);
    await page.keyboard.press('Escape');
    await visitor.focuses(/Oublier cette conversation/);
    await page.keyboard.press('Enter');
    await visitor.focuses('Annuler');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    await page.getByText('Conversation oubliée').waitFor();
    await visitor.focuses('Votre message');
    await visitor.log.getByText('bibliothèque').waitFor({ state: 'detached' });
    await eventually(async () => expect(await page.evaluate(kept)).toBe(''));
    // Nor does it come back.
    await page.reload();
    await visitor.open();
    await visitor.write('Une autre personne');
    await visitor.sent();
    expect(await visitor.log.getByText('bibliothèque').count()).toBe(0);
    await screen.close();
  });

  it('opens nothing any more after a day, to a page that was left open or to a new one', async () => {
    const visitor = await site.visit();
    await visitor.open();
    await visitor.write('Hier');
    await visitor.sent();
    const old = await visitor.another();
    await old.open();
    await old.text.fill('Je voulais encore');
    await old.page.close();

    hall.product.clock.advance(DAY_MS);
    await hall.product.product.app.get(ChatGateway).heartbeat();
    await visitor.log.getByText('Hier').waitFor({ state: 'detached' });
    const next = await visitor.another();
    await next.open();
    expect(await next.text.inputValue()).toBe('');
    await next.write('Un autre jour');
    await next.sent();
    expect(await next.log.getByText('Hier').count()).toBe(0);
    await visitor.screen.close();
  });

  it('opens it for as long as it is used, also in one page that stays open', async () => {
    const visitor = await site.visit();
    const { page } = visitor;
    await visitor.open();
    await visitor.write('Depuis avant-hier');
    await visitor.sent();
    const ahead = DAY_MS - 3600_000;
    await page.clock.setFixedTime(Date.now() + ahead);
    hall.product.clock.advance(ahead);
    const token = await page.evaluate(tokenKept);
    await page.keyboard.press('Escape');
    await visitor.open();
    await eventually(async () => expect(await page.evaluate(tokenKept)).not.toBe(token));

    hall.product.clock.advance(ahead);
    await hall.product.product.app.get(ChatGateway).heartbeat();
    await page.reload();
    await visitor.open();
    await visitor.log.getByText('Depuis avant-hier').waitFor();
    await visitor.screen.close();
  });
});
