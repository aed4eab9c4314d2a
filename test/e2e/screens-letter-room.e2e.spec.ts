import type { Page } from 'playwright-core';
import { TemplateScreens, field, insert, reply, strip } from '../support/template-screen-steps.js';

let desk: TemplateScreens;
beforeAll(async () => {
  desk = await TemplateScreens.open();
});
afterAll(() => desk?.close());

/** Of a line of the letter, in pixels. */
const LINE = 23;
const FILE = { name: 'plan-de-la-parcelle-2026.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') };
/** How much of an element is seen, in pixels: what lies behind something else, or outside of what scrolls, is not. */
const SEEN = `(element) => {
  const { left } = element.getBoundingClientRect();
  let seen = 0;
  for (let y = 0; y < innerHeight; y += 1) if (element.contains(document.elementFromPoint(left + 24, y))) seen += 1;
  return seen;
}`;
const LETTER = `(${SEEN})(document.querySelector('[data-bottom-bar] [role=textbox][contenteditable=true]'))`;
const SCROLLERS = `[...document.querySelectorAll('[data-bottom-bar] *')].filter((one) => {
  const { overflowY } = getComputedStyle(one);
  return /auto|scroll/.test(overflowY) && one.scrollHeight > one.clientHeight + 1 && one.tagName !== 'TEXTAREA';
}).length`;
const CARET = `(() => {
  const { top, bottom, left } = getSelection().getRangeAt(0).getBoundingClientRect();
  const at = document.elementFromPoint(left + 1, (top + bottom) / 2);
  return at !== null && at.closest('[role=textbox]') !== null;
})()`;

const letter = (page: Page) => reply(page).and(page.locator('[contenteditable=true]'));
const send = (page: Page) => page.getByRole('button', { name: 'Send by email' });
const question = (page: Page) => page.getByRole('feed').getByText('que dois-je faire').first();

/** Attaches a file, and fills in all that the template asks for in words. */
async function fillIn(page: Page): Promise<void> {
  await page.locator('[data-bottom-bar] input[type=file]').setInputFiles(FILE);
  await page.getByText(FILE.name).waitFor();
  await field(page, 'Pièces demandées').fill('Un livret de famille');
  await field(page, 'Date limite').fill('2026-12-15');
  await field(page, 'Administration qui détient ces pièces').fill('La mairie de Dijon');
  await field(page, 'Qualité de l’agent').fill('Agent instructeur');
  await send(page).waitFor();
  await letter(page).getByText('15 décembre 2026').first().waitFor();
}

async function replyAt(width: number, height: number) {
  const from = `Zoé Martin <zoe${width}.${height}@citizen.test>`;
  const asked = await desk.receiveMail(from, `Mes pièces ${width} ${height}`);
  const screen = await desk.openCase(asked, { width, height });
  await insert(screen.page, 'Missing documents');
  await fillIn(screen.page);
  return screen;
}

describe('a letter whose template asks for much, with a file', () => {
  it('shows eight of its lines beside all fields on a desk, and the question by one click', async () => {
    const screen = await replyAt(1366, 768);
    const { page } = screen;
    expect(await page.evaluate<number>(LETTER)).toBeGreaterThanOrEqual(8 * LINE);
    expect(await strip(page).getByRole('textbox').count()).toBe(5);
    expect(await page.evaluate<number>(SCROLLERS)).toBeLessThanOrEqual(1);
    await letter(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Bien à vous.');
    expect(await page.evaluate<boolean>(CARET)).toBe(true);
    const more = page.getByRole('button', { name: 'More room for the messages' });
    await more.click();
    await page.locator('[data-low]').waitFor();
    const { y, height } = (await question(page).boundingBox())!;
    expect(y + height).toBeLessThan((await page.locator('[data-low]').boundingBox())!.y);
    expect(await screen.faults()).toEqual([]);
    await more.click();
    await page.locator('[data-low]').waitFor({ state: 'detached' });
    await screen.close();
  });

  it('has the room of the fields once they are folded, which opens again where one is no longer followed', async () => {
    const screen = await replyAt(1280, 600);
    const { page } = screen;
    const before = await page.evaluate<number>(LETTER);
    await strip(page).getByRole('button', { name: '4 of 5 fields filled in' }).click();
    await field(page, 'Date limite').waitFor({ state: 'detached' });
    expect(await page.evaluate<number>(LETTER)).toBeGreaterThan(before + 3 * LINE);
    expect(await screen.faults()).toEqual([]);
    await letter(page).getByText('15 décembre 2026').first().dblclick();
    await page.keyboard.type('lundi');
    await strip(page).getByText('The text no longer follows this field.').waitFor();
    await field(page, 'Date limite').waitFor();
    await strip(page).getByRole('button', { name: 'fields filled in' }).waitFor({ state: 'detached' });
    await screen.close();
  });

  it.each([
    [360, 740, 6],
    [360, 420, 6],
    [683, 384, 4],
  ])('scrolls with its fields as one at %s × %s, and shows %s of its lines', async (width, height, lines) => {
    const screen = await replyAt(width, height);
    const { page } = screen;
    await field(page, 'Pièces demandées').click();
    await field(page, 'Qualité de l’agent').click();
    await letter(page).getByText('15 décembre 2026').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Bien à vous.');
    expect(await page.evaluate<boolean>(CARET)).toBe(true);
    expect(await page.evaluate<number>(LETTER)).toBeGreaterThanOrEqual(lines * LINE);
    expect(await page.evaluate<number>(SCROLLERS)).toBeLessThanOrEqual(1);
    const button = (await send(page).boundingBox())!;
    expect(button.y + button.height).toBeLessThanOrEqual(height);
    await send(page).click({ trial: true });
    expect(await screen.faults()).toEqual([]);
    await screen.close();
  });
});
