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

describe('whoever asks for less motion', () => {
  it('sees all colours change at once, without one that is on its way', async () => {
    const screen = await inbox({ width: 1280, height: 800 });
    const { page } = screen;
    await page.evaluate(`{
      window.begun = 0;
      document.addEventListener('transitionrun', () => (window.begun += 1));
    }`);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('html[data-mantine-color-scheme=dark]').waitFor({ state: 'attached' });
    await screen.loaded();
    expect(await screen.faults()).toEqual([]);
    expect(await page.evaluate('window.begun')).toBe(0);
    await screen.close();
  });
});

describe('a dashboard', () => {
  it('stays as high as the window while a toast is shown', async () => {
    const screen = await inbox({ width: 1440, height: 700 });
    const { page } = screen;
    await page.goto(`${desk.product.url}/dashboards`);
    await page.getByRole('heading', { name: 'Dashboards' }).waitFor();
    await page.keyboard.press('z');
    await page.locator('.mantine-Notification-root').waitFor();
    expect((await page.getByRole('main').boundingBox())!.height).toBe(700);
    await screen.close();
  });
});

it('stays in the language that was chosen before signing in, also after a reload, until the browser’s own is asked for', async () => {
  const screen = await Screen.open(desk.browser, desk.product.url);
  const { page } = screen;
  await page.goto(desk.product.url);
  await page.getByRole('button', { name: 'Français' }).click();
  await page.getByLabel('Adresse électronique').fill(ADMIN.email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(ADMIN.password);
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
  const rail = page.getByRole('navigation', { name: 'Navigation principale' });
  await rail.waitFor();
  await page.reload();
  await rail.waitFor();
  await page.goto(`${desk.product.url}/settings/account`);
  await page.getByRole('combobox', { name: 'Langue', exact: true }).click();
  await page.getByRole('option', { name: 'Langue du navigateur' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  await page.reload();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  expect(screen.errors).toEqual([]);
  await screen.close();
});

it('says in the language that was typed and chosen that it is saved, though its texts come last', async () => {
  const screen = await Screen.open(desk.browser, desk.product.url);
  const { page } = screen;
  await screen.signIn(ADMIN);
  await page.goto(`${desk.product.url}/settings/account`);
  const language = page.getByRole('combobox', { name: 'Language', exact: true });
  await language.waitFor();
  const saved = page.waitForResponse((response) => response.request().method() === 'PATCH');
  await page.route('**/*.js', async (route) => {
    await (await saved).finished();
    await route.continue();
  });
  // As after the Tab key, which selects the words that stand there.
  await language.selectText();
  await page.keyboard.press('Enter');
  await page.keyboard.type('fran');
  await page.getByRole('option', { name: 'English' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await page.locator('.mantine-Notification-root').getByText('Enregistré', { exact: true }).waitFor();
  await page.getByRole('heading', { name: 'Votre absence' }).waitFor();
  expect(screen.errors).toEqual([]);
  await screen.close();
});
