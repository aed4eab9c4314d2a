import { Screen } from '../support/browser-screen.js';
import { ADMIN } from '../support/running-product.js';
import { TemplateScreens } from '../support/template-screen-steps.js';

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
