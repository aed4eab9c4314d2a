import { Screen } from '../support/browser-screen.js';
import { ADMIN, ApiClient } from '../support/running-product.js';
import { TemplateScreens } from '../support/template-screen-steps.js';

/** The words that are visible in the bar, from left to right. */
const WORDS_OF_BAR = `[...document.querySelectorAll('nav [class*=label], nav [class*=more]')]
  .filter((one) => one.checkVisibility() && one.closest('nav').querySelector('[data-inbox]'))
  .map((one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    const { left, right } = range.getBoundingClientRect();
    return { word: one.textContent, left, right, isCut: one.scrollWidth > one.clientWidth && one.clientWidth > 0 };
  })
  .toSorted((a, b) => a.left - b.left)`;

let desk: TemplateScreens;
beforeAll(async () => {
  desk = await TemplateScreens.open();
  await desk.receiveMail('zoe@citizen.test', 'Room one');
  await desk.receiveMail('ali@citizen.test', 'Room two');
});
afterAll(() => desk?.close());

describe('in French, what can be done with selected cases', () => {
  it.each([
    ['beside a case', { width: 1440, height: 900 }],
    ['on a phone', { width: 360, height: 740 }],
  ])('stands in even rows %s', async (_, look) => {
    const screen = await Screen.open(desk.browser, desk.product.url, { locale: 'fr-FR', ...look });
    const { page } = screen;
    await screen.signIn(ADMIN);
    await page.goto(`${desk.product.url}/inbox/all`);
    await page.getByText('Room two').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    const bar = page.getByRole('toolbar', { name: 'Dossiers sélectionnés' });
    await bar.getByRole('button', { name: 'Tout sélectionner' }).waitFor();
    const last = bar.getByRole('button', { name: 'Indésirable' });
    const tops = await page.evaluate<number[]>(
      `[...document.querySelectorAll('[role=toolbar] > :last-child button')].map((one) => Math.round(one.getBoundingClientRect().top))`,
    );
    expect(tops.length).toBeGreaterThan(5);
    expect(new Set(tops).size).toBeLessThanOrEqual(3);
    await last.focus();
    const { x, width } = (await last.boundingBox())!;
    expect(x + width).toBeLessThanOrEqual(look.width);
    expect(await screen.overflow()).toBe(0);
    await screen.close();
  });
});

it('in French, the lists stand in one line with their names whole beside numbers of two figures', async () => {
  const screen = await Screen.open(desk.browser, desk.product.url, { locale: 'fr-FR', width: 1440, height: 900 });
  const { page } = screen;
  await screen.signIn(ADMIN);
  await page.goto(`${desk.product.url}/inbox/all`);
  await page.locator('[data-view] [class*=count]').nth(3).waitFor();
  const cut = await page.evaluate(`[...document.querySelectorAll('[data-view] [class*=count]')].map((count) => {
    count.textContent = '88';
    return count;
  }).map((count) => count.previousElementSibling).filter((name) => name.scrollWidth > name.clientWidth)
    .map((name) => name.textContent)`);
  expect(cut).toEqual([]);
  await screen.close();
});

describe('the bar at the bottom of a phone', () => {
  const LINA = { email: 'lina@mairie.test', password: 'correct horse battery' };
  const OMAR = { email: 'omar@mairie.test', password: 'correct horse battery' };
  beforeAll(async () => {
    const root = await ApiClient.signIn(desk.product.url);
    await root.post('/agents', { ...LINA, name: 'Lina', role: 'agent' });
    await root.post('/agents', { ...OMAR, name: 'Omar', role: 'supervisor' });
  });

  it.each(
    [
      ['an agent', LINA],
      ['a supervisor', OMAR],
      ['an administrator', ADMIN],
    ].flatMap(([who, credentials]) => [
      { who, credentials, locale: 'fr-FR', more: /^Plus / },
      { who, credentials, locale: 'en-GB', more: /^More / },
    ]) as { who: string; credentials: typeof ADMIN; locale: string; more: RegExp }[],
  )(
    'shows every word whole to $who in $locale, and the rest behind its last one',
    async ({ credentials, locale, more }) => {
      const screen = await Screen.open(desk.browser, desk.product.url, { locale, width: 360, height: 740 });
      const { page } = screen;
      await screen.signIn(credentials);
      await page.goto(`${desk.product.url}/inbox/all`);
      const last = page.getByRole('navigation').getByRole('button', { name: more });
      await last.waitFor();
      const words = await page.evaluate<{ word: string; left: number; right: number; isCut: boolean }[]>(WORDS_OF_BAR);
      expect(words.length).toBeGreaterThanOrEqual(5);
      expect(words.filter(({ isCut }) => isCut)).toEqual([]);
      const gaps = words.slice(1).map(({ left, word }, index) => ({ word, gap: left - words[index]!.right }));
      expect(gaps.filter(({ gap }) => gap < 4)).toEqual([]);
      expect(words.at(-1)!.right).toBeLessThanOrEqual(360);
      await last.click();
      for (const path of ['/templates', '/settings'])
        await page.getByRole('menu').locator(`a[href="${path}"]`).waitFor();
      expect(await screen.faults()).toEqual([]);
      await screen.close();
    },
  );
});
