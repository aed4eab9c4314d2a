import type { Locator } from 'playwright-core';
import { Screen, type Look } from '../support/browser-screen.js';
import { ADMIN } from '../support/running-product.js';
import { TemplateScreens } from '../support/template-screen-steps.js';

let desk: TemplateScreens;
beforeAll(async () => {
  desk = await TemplateScreens.open();
  await desk.receiveMail('zoe@citizen.test', 'Room one');
  await desk.receiveMail('ali@citizen.test', 'Room two');
});
afterAll(() => desk?.close());

async function inbox(look: Look): Promise<Screen> {
  const screen = await Screen.open(desk.browser, desk.product.url, look);
  await screen.signIn(ADMIN);
  await screen.openInbox();
  await screen.page.getByText('Room two').first().waitFor();
  return screen;
}

const french = { locale: 'fr-FR' };
const boxOf = async (element: Locator) => (await element.boundingBox())!;

/** The first case is selected; returns the bar of what can be done with it. */
async function select({ page }: Screen): Promise<Locator> {
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  const bar = page.getByRole('toolbar', { name: 'Dossiers sélectionnés' });
  await bar.waitFor();
  return bar;
}

describe('in French', () => {
  it.each([
    ['beside a case', { width: 1440, height: 900 }],
    ['on a phone', { width: 360, height: 740 }],
  ])('what can be done with selected cases stands in even rows, %s', async (_, look) => {
    const screen = await inbox({ ...french, ...look });
    const bar = await select(screen);
    const [count, all] = [bar.getByRole('status'), bar.getByRole('button', { name: 'Tous les affichés' })];
    expect(Math.abs((await boxOf(count)).y - (await boxOf(all)).y)).toBeLessThan(12);
    const actions = await bar
      .getByRole('button')
      .filter({ has: screen.page.locator('svg') })
      .all();
    const boxes = await Promise.all(actions.slice(1).map(boxOf));
    expect(new Set(boxes.map(({ y }) => Math.round(y))).size).toBeLessThanOrEqual(3);
    expect(new Set(boxes.map(({ width }) => Math.round(width))).size).toBe(1);
    expect(await screen.overflow()).toBe(0);
    await screen.close();
  });

  it('leaves room for the rows where the window is low, and the last action can be reached', async () => {
    const screen = await inbox({ ...french, width: 720, height: 450 });
    const bar = await select(screen);
    expect((await boxOf(bar)).height).toBeLessThan(90);
    const last = bar.getByRole('button', { name: 'Répondre…' });
    await last.focus();
    expect((await boxOf(last)).x + (await boxOf(last)).width).toBeLessThanOrEqual(720);
    await screen.close();
  });

  it.each([360, 320])('no word of the bottom bar is cut at %i pixels', async (width) => {
    const screen = await inbox({ ...french, width, height: 740 });
    const cut = await screen.page
      .getByRole('navigation')
      .first()
      .evaluate<string[], HTMLElement>(
        `(nav) => [...nav.querySelectorAll('a > span, button > span')].filter((word) => {
        const range = document.createRange();
        range.selectNodeContents(word);
        const room = word.getBoundingClientRect().width;
        return room > 2 && range.getBoundingClientRect().width > room + 0.1;
      }).map((word) => word.textContent)`,
      );
    expect(cut).toEqual([]);
    await screen.close();
  });
});

describe('the head of a case', () => {
  it('names what is done most where there is room, and the key of it at once for whoever goes there by keys', async () => {
    const screen = await inbox({ width: 1280, height: 800 });
    const { page } = screen;
    await page.getByText('Room one').first().click();
    const close = page.getByRole('button', { name: 'Close the case' });
    await close.getByText('Close', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Snooze', exact: true }).getByText('Snooze').waitFor();
    await close.focus();
    await page.keyboard.press('Tab');
    await page.getByRole('tooltip', { name: /^Snooze \(/ }).waitFor();
    await page.keyboard.press('Shift+Tab');
    await page.getByRole('tooltip', { name: /^Close the case \(/ }).waitFor();
    expect(await screen.faults()).toEqual([]);
    await page.setViewportSize({ width: 1200, height: 800 });
    await close.getByText('Close', { exact: true }).waitFor({ state: 'hidden' });
    await screen.close();
  });
});

describe('a dashboard', () => {
  it('stays as high as the window while a toast is shown, and can be scrolled until its end is above it', async () => {
    const screen = await inbox({ width: 1440, height: 700 });
    const { page } = screen;
    await page.goto(`${desk.product.url}/dashboards`);
    await page.getByRole('heading', { name: 'Dashboards' }).waitFor();
    const main = page.getByRole('main');
    await page.keyboard.press('z');
    const toast = page
      .getByText('There is nothing left to undo')
      .or(page.locator('.mantine-Notification-root'))
      .first();
    await toast.waitFor();
    expect((await boxOf(main)).height).toBe(700);
    const room = await main.evaluate<string, HTMLElement>(`(page) => getComputedStyle(page, '::after').height`);
    expect(Number.parseFloat(room)).toBeGreaterThan(40);
    await screen.close();
  });
});
