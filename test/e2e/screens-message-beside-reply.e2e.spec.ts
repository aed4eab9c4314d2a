import type { Browser, Page } from 'playwright-core';
import type { CaseDetail, CaseSummary, Page as Items } from '@guichet/contracts';
import { launchChromium } from '../support/chromium.js';
import { eventually } from '../support/eventually.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';
import { Screen, type Look } from '../support/browser-screen.js';

const ADDRESS = 'contact@mairie.test';
const FROM = 'Zoé Martin <zoe@citizen.test>';
const LAST_WORDS = 'Puis-je venir lundi ?';

let browser: Browser;
let product: RunningProduct;
let root: ApiClient;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchChromium(), RunningProduct.start()]);
  root = await ApiClient.signIn(product.url);
  const outbound = { host: '127.0.0.1', port: 9, secure: false };
  const config = { address: ADDRESS, inbound: { smtp: true }, outbound, undoSeconds: 60 };
  await root.post('/channels', { kind: 'email', name: 'Mairie', config });
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
});

const lines = (what: string, count: number) => Array.from({ length: count }, (_, n) => `${what}, ligne ${n + 1}.`);

/** A case of three long messages, of which nobody has read any, with what was done with it after the last one. */
async function caseWithThree(subject: string, lastLines: number): Promise<CaseSummary> {
  const first = await product.mail({ from: FROM, to: ADDRESS, subject, text: lines('Le début', 14).join('\n') });
  const follow = async (text: string) => {
    await product.processed();
    await product.mail({ from: FROM, to: ADDRESS, subject, text, inReplyTo: first, references: first });
  };
  await follow(lines('La suite', 14).join('\n'));
  await follow([...lines('La demande', lastLines), LAST_WORDS].join('\n'));
  await product.processed();
  const { items } = await root.get<Items<CaseSummary>>(`/cases?status=any&q=${encodeURIComponent(subject)}`);
  const [found] = items;
  await root.call('PATCH', `/cases/${found!.id}`, { body: { priority: 'high' } });
  await root.call('PATCH', `/cases/${found!.id}`, { body: { language: 'fr' } });
  return found!;
}

async function opened({ id }: CaseSummary, look: Look): Promise<Screen> {
  const screen = await Screen.open(browser, product.url, look);
  await screen.signIn(ADMIN);
  await screen.page.goto(`${product.url}/inbox/all/${id}`);
  await screen.page.getByRole('feed').getByText('ligne 1.').first().waitFor();
  return screen;
}

/** Whether the last words of the message that is answered are seen in the timeline. */
const LAST_WORDS_ARE_SEEN = `(() => {
  const feed = document.querySelector('[role=feed]');
  const texts = document.createTreeWalker(feed, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const at = texts.currentNode.data.indexOf('${LAST_WORDS}');
    if (at < 0 || !texts.currentNode.parentElement.checkVisibility()) continue;
    range.setStart(texts.currentNode, at);
    range.setEnd(texts.currentNode, at + ${LAST_WORDS.length});
    const { top, bottom } = range.getBoundingClientRect();
    const sight = feed.getBoundingClientRect();
    return top >= sight.top && bottom <= sight.bottom;
  }
  return false;
})()`;
const isSeen = (page: Page) => page.evaluate<boolean>(LAST_WORDS_ARE_SEEN);
/** How far below what is seen of the timeline its end is, in pixels. */
const toEnd = (page: Page) =>
  page.evaluate<number>(`(({ scrollHeight, scrollTop, clientHeight }) => Math.round(scrollHeight - scrollTop - clientHeight))(
    document.querySelector('[role=feed]'))`);
const room = (page: Page) => page.evaluate<number>(`document.querySelector('[role=feed]').clientHeight`);
const offset = (page: Page) => page.evaluate<number>(`document.querySelector('[role=feed]').scrollTop`);
/** Two frames on, what was to move has moved. */
const drawn = (page: Page) =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
const editor = (page: Page) => page.getByRole('textbox', { name: 'Reply' }).and(page.locator('[contenteditable=true]'));

const DESK = { width: 1366, height: 768 };

/** A case of which the message is followed by three long notes, and of which everything was read. */
async function openedWithNotes(subject: string): Promise<Screen> {
  const item = await caseWithThree(subject, 3);
  for (const what of ['Le plan', 'Le devis', 'La visite'])
    await root.post(`/cases/${item.id}/notes`, { text: lines(what, 14).join('\n'), mentions: [] });
  const { lastPosition: position } = await root.get<CaseDetail>(`/cases/${item.id}`);
  await root.post(`/cases/${item.id}/read`, { position });
  const screen = await opened(item, DESK);
  await eventually(async () => expect(await toEnd(screen.page)).toBe(0));
  return screen;
}
const overTimeline = async (page: Page) => {
  const feed = (await page.getByRole('feed').boundingBox())!;
  await page.mouse.move(feed.x + feed.width / 2, feed.y + feed.height / 2);
};
const wheelToEnd = async (page: Page) => {
  await overTimeline(page);
  await eventually(async () => {
    await page.mouse.wheel(0, 5000);
    expect(await toEnd(page)).toBe(0);
  });
};
const typeEightLines = async (page: Page) => {
  const before = await room(page);
  for (let n = 0; n < 8; n += 1) {
    await page.keyboard.type('Une ligne');
    await page.keyboard.press('Enter');
  }
  await eventually(async () => expect(await room(page)).toBeLessThan(before));
  await drawn(page);
};
const answer = async (page: Page) => {
  await page.keyboard.press('r');
  await editor(page).waitFor();
  await eventually(async () => expect(await isSeen(page)).toBe(true));
};

describe('the message that is answered', () => {
  it.each([
    ['a desk', { width: 1366, height: 768 }],
    ['a telephone', { width: 360, height: 740 }],
  ])('comes into sight above the editor on %s, from the start of what is new and from the end', async (name, look) => {
    const item = await caseWithThree(`Ma clôture vue sur ${name}`, 3);
    const screen = await opened(item, look);
    const { page } = screen;
    expect(await isSeen(page)).toBe(false);
    await page.keyboard.press('r');
    await editor(page).waitFor();
    await eventually(async () => expect(await isSeen(page)).toBe(true));
    await page.keyboard.press('Escape');
    await editor(page).waitFor({ state: 'detached' });
    await screen.close();

    const { lastPosition: position } = await root.get<CaseDetail>(`/cases/${item.id}`);
    await root.post(`/cases/${item.id}/read`, { position });
    const again = await opened(item, look);
    await again.page.keyboard.press('r');
    await editor(again.page).waitFor();
    await eventually(async () => expect(await isSeen(again.page)).toBe(true));
    await again.close();
  });

  it('stays where the agent has scrolled to it, also as the editor grows by the fields of a template', async () => {
    const item = await caseWithThree('Ma haie', 3);
    const screen = await opened(item, { width: 1366, height: 768 });
    const { page } = screen;
    const feed = (await page.getByRole('feed').boundingBox())!;
    await page.mouse.move(feed.x + feed.width / 2, feed.y + feed.height / 2);
    await page.mouse.wheel(0, 5000);
    await eventually(async () => expect(await isSeen(page)).toBe(true));
    const end = await offset(page);
    await page.mouse.wheel(0, -60);
    await eventually(async () => expect(await offset(page)).toBe(end - 60));
    await page.keyboard.press('r');
    await editor(page).waitFor();
    await eventually(async () => expect(await isSeen(page)).toBe(true));
    await page.keyboard.press('/');
    await page.keyboard.type('Missing documents');
    await page.getByRole('option', { name: 'Missing documents' }).and(page.locator('[aria-selected=true]')).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('[data-template-strip]').getByRole('textbox', { name: 'Date limite' }).waitFor();
    await eventually(async () => expect(await isSeen(page)).toBe(true));
    await screen.close();
  });

  it('is not gone to where the agent has scrolled away from it', async () => {
    const item = await caseWithThree('Mon portail', 3);
    const screen = await opened(item, { width: 1366, height: 768 });
    const { page } = screen;
    const feed = (await page.getByRole('feed').boundingBox())!;
    await page.mouse.move(feed.x + feed.width / 2, feed.y + feed.height / 2);
    await page.mouse.wheel(0, -5000);
    await eventually(async () => expect(await offset(page)).toBe(0));
    await page.mouse.wheel(0, 40);
    await eventually(async () => expect(await offset(page)).toBe(40));
    await page.keyboard.press('r');
    await editor(page).waitFor();
    await drawn(page);
    expect(await offset(page)).toBe(40);
    // To write where it is would bring a scrolling to an end that the browser does in steps.
    await page.evaluate(`(() => {
      const feed = document.querySelector('[role=feed]');
      const { get, set } = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollTop');
      window.written = [];
      Object.defineProperty(feed, 'scrollTop', {
        get() { return get.call(feed); },
        set(top) { window.written.push(top); set.call(feed, top); },
      });
    })()`);
    await typeEightLines(page);
    expect(await page.evaluate('window.written')).toEqual([]);
    expect(await offset(page)).toBe(40);
    await screen.close();
  });

  it('gives way to the end to which the agent has gone while they write, until they answer anew', async () => {
    const screen = await openedWithNotes('Ma grille');
    const { page } = screen;
    await answer(page);
    await wheelToEnd(page);
    await page.keyboard.press('Escape');
    await editor(page).waitFor({ state: 'detached' });
    await answer(page);
    await wheelToEnd(page);
    await typeEightLines(page);
    expect(await toEnd(page)).toBe(0);
    await page.setViewportSize({ ...DESK, height: DESK.height - 8 });
    await drawn(page);
    expect(await toEnd(page)).toBe(0);
    await screen.close();
  });

  it('gives way to the end to which the agent has gone by its key', async () => {
    const screen = await openedWithNotes('Ma terrasse');
    const { page } = screen;
    await answer(page);
    await page.evaluate(`document.querySelector('[role=feed]').focus()`);
    await page.keyboard.press('Home');
    await eventually(async () => expect(await offset(page)).toBe(0));
    await page.keyboard.press('End');
    await eventually(async () => expect(await toEnd(page)).toBe(0));
    await page.setViewportSize({ ...DESK, height: DESK.height - 8 });
    await drawn(page);
    expect(await toEnd(page)).toBe(0);
    await screen.close();
  });

  it('does not come into sight for a note, which answers nothing', async () => {
    const screen = await openedWithNotes('Ma remise');
    const { page } = screen;
    const before = await room(page);
    await page.keyboard.press('n');
    await page.getByRole('textbox', { name: 'Internal note' }).and(page.locator(':focus')).waitFor();
    await typeEightLines(page);
    expect(await room(page)).toBeLessThan(before);
    expect(await toEnd(page)).toBe(0);
    await screen.close();
  });

  it('shows its last lines where it has no room, and leaves the room to the editor under a keyboard', async () => {
    const item = await caseWithThree('Mon puits', 40);
    const screen = await opened(item, { width: 360, height: 740 });
    const { page } = screen;
    await page.keyboard.press('r');
    await editor(page).waitFor();
    await eventually(async () => expect(await isSeen(page)).toBe(true));
    await page.setViewportSize({ width: 360, height: 420 });
    await page.keyboard.type('Oui.');
    await page.getByRole('button', { name: 'Send by email' }).click({ trial: true });
    await screen.close();
  });
});
