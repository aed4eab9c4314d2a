import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

/** The processor of a page is slowed down so many times. */
const SLOWER = 4;

/** A page as on a machine that is four times slower. */
export async function slowDown(page: Page): Promise<void> {
  const device = await page.context().newCDPSession(page);
  await device.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
}

/** Waits until the page has drawn all that it has fetched. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate('new Promise((done) => requestIdleCallback(done))');
}

/** The milliseconds from a key to the frame in which a condition, an expression of the page, holds: the page has a `paintAfter`. */
export async function painted(page: Page, key: string, condition: string): Promise<number> {
  await page.evaluate(`paintAfter(${JSON.stringify(condition)})`);
  await page.keyboard.press(key);
  return page.evaluate<number>('painted');
}

const program = () =>
  [process.env['CHROMIUM_PATH'], '/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(
    (path) => path && existsSync(path),
  );

/** Opens the Chromium of this machine. */
export const openChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: program(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
