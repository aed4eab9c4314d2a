/**
 * Whether a case of 5,000 entries stays smooth in Chromium, with a processor slowed down four times: how long it takes to open it, to
 * go to its first entry and to its last, to see what was typed and what has arrived, and the longest time between two
 * frames while an agent scrolls through it, turns pages and drags the scroll bar. The floor is the same case with thirty entries, as most have.
 */
import { Client } from 'pg';
import type { Page } from 'playwright-core';
import { ApiClient } from '../support/api-client.js';
import { Screen } from '../support/browser-screen.js';
import { administrator } from '../support/product-process.js';
import { openCluster, type Cluster } from './bench-databases.js';
import { benchOptions } from './bench-options.js';
import { seedLongCase } from './seed-long-case.js';
import { openChromium, painted, settled, slowDown } from './slow-page.js';
import { conclude, median, percentile, rounded, say } from './statistics-and-results.js';

const options = benchOptions({ cases: [10_000], rounds: 10 });
const [ENTRIES, FEW] = [5000, 30];
/** A frame that comes later than this is seen as a jerk. Milliseconds. */
const JERK = 50;

/** Notes in the page when each frame comes, and how long an act takes until the end of the frame in which a condition holds. */
const WATCH = `
  window.frames = [];
  window.watchFrames = (watching) => {
    window.watching = watching;
    if (!watching) return;
    window.frames = [];
    requestAnimationFrame(function note(at) {
      window.frames.push(at);
      if (window.watching) requestAnimationFrame(note);
    });
  };
  window.until = (holds, since = performance.now()) => new Promise((resolve, reject) => {
    requestAnimationFrame(function look() {
      if (performance.now() - since > 20000) return reject(new Error('It was never shown: ' + holds));
      if (!holds()) return requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - since);
      port2.postMessage(0);
    });
  });
  window.paintAfter = (condition) => {
    const once = new AbortController();
    const holds = new Function('return ' + condition);
    window.painted = new Promise((resolve) => addEventListener('keydown', ({ timeStamp }) => {
      once.abort();
      resolve(window.until(holds, timeStamp));
    }, { capture: true, signal: once.signal }));
  };`;

const SCROLLER = `document.querySelector('[role=feed]')`;
const isShown = (position: number) => `(() => {
  const entry = document.querySelector('[role=article][aria-posinset="${position}"] section');
  if (!entry) return false;
  const { top, bottom } = entry.getBoundingClientRect();
  const feed = ${SCROLLER}.getBoundingClientRect();
  return bottom > feed.top && top < feed.bottom;
})()`;

/** The times between frames while something is done. */
async function framesWhile(page: Page, act: () => Promise<unknown>): Promise<number[]> {
  await page.evaluate('watchFrames(true)');
  await act();
  const frames = await page.evaluate<number[]>('watchFrames(false), frames');
  return frames.slice(1).map((at, n) => at - frames[n]!);
}

type Waits = Record<string, number[]>;

interface Step {
  page: Page;
  id: string;
  total: number;
  api: ApiClient;
  waits: Waits;
}

async function scrollThrough({ page, waits }: Step): Promise<void> {
  await page.locator('[role=feed]').hover();
  const gaps = await framesWhile(page, async () => {
    for (let n = 0; n < 40; n += 1) {
      await page.mouse.wheel(0, n < 30 ? -400 : 900);
      await page.waitForTimeout(40);
    }
  });
  (waits['between two frames while scrolling'] ??= []).push(...gaps);
}

async function jump({ page, total, waits }: Step): Promise<void> {
  await page.locator('[role=feed]').focus();
  (waits['to the first entry'] ??= []).push(await painted(page, 'Home', isShown(1)));
  await settled(page);
  (waits['to the last entry'] ??= []).push(await painted(page, 'End', isShown(total)));
  await settled(page);
}

/** Turns pages by keys, and drags the scroll bar from the end to near the beginning and back. */
async function turnAndDrag({ page, waits }: Step): Promise<void> {
  await page.locator('[role=feed]').focus();
  const turned = await framesWhile(page, async () => {
    for (let n = 0; n < 12; n += 1) {
      await page.keyboard.press(n < 8 ? 'PageUp' : 'PageDown');
      await page.waitForTimeout(120);
    }
  });
  (waits['between two frames while turning pages'] ??= []).push(...turned);
  await settled(page);
  const dragged = await framesWhile(page, () =>
    page.evaluate(`(async () => {
      const feed = ${SCROLLER};
      const whole = feed.scrollHeight - feed.clientHeight;
      for (let n = 0; n < 40; n += 1) {
        feed.scrollTop = whole * (1 - Math.min(n, 40 - n) * 0.045);
        await new Promise((done) => setTimeout(done, 33));
      }
    })()`),
  );
  (waits['between two frames while dragging the scroll bar'] ??= []).push(...dragged);
  await settled(page);
}

async function type({ page, waits }: Step): Promise<void> {
  await page.keyboard.press('n');
  const field = page.getByRole('textbox', { name: 'Internal note' });
  await field.waitFor();
  await settled(page);
  const shows = (text: string) => `document.activeElement.value.endsWith('${text}')`;
  for (const [n, letter] of [...'bonjourmadame'].entries())
    (waits['a letter that is typed'] ??= []).push(await painted(page, letter, shows('bonjourmadame'.slice(0, n + 1))));
  await field.fill('');
  await page.keyboard.press('Escape');
  await settled(page);
}

async function receive(step: Step): Promise<void> {
  const { page, id, api, waits } = step;
  step.total += 1;
  // Who reads the end sees what arrives.
  await page.evaluate(`${SCROLLER}.scrollTop = ${SCROLLER}.scrollHeight`);
  await settled(page);
  const gaps = await framesWhile(page, async () => {
    const shown = page.evaluate<number>(`until(() => ${isShown(step.total)})`);
    await api.post(`/cases/${id}/notes`, { text: 'Une note arrive.' });
    (waits['a note that arrives'] ??= []).push(await shown);
  });
  (waits['between two frames while one arrives'] ??= []).push(...gaps);
  await settled(page);
}

/** What is measured of a case with so many entries. */
async function measureCase(screen: Screen, { id, total, api }: Pick<Step, 'id' | 'total' | 'api'>): Promise<Waits> {
  const { page } = screen;
  const step: Step = { page, id, total, api, waits: {} };
  for (let n = 0; n < options.rounds; n += 1) {
    // What was read opens at its end.
    await api.post(`/cases/${id}/read`, { position: step.total });
    await screen.openInbox();
    await settled(page);
    await page.locator(`[data-case-id="${id}"]`).getByRole('link').focus();
    (step.waits['opening'] ??= []).push(await painted(page, 'Enter', isShown(step.total)));
    await settled(page);
    await scrollThrough(step);
    await turnAndDrag(step);
    await jump(step);
    await type(step);
    await receive(step);
  }
  return step.waits;
}

async function measure(cluster: Cluster, cases: number) {
  const url = await cluster.databaseWith(cases);
  const database = new Client({ connectionString: url });
  await database.connect();
  const few = await seedLongCase(database, FEW);
  const many = await seedLongCase(database, ENTRIES);
  await database.end();
  const product = await cluster.startProduct(url);
  const browser = await openChromium();
  try {
    const api = await ApiClient.signIn(product.url, administrator);
    const screen = await Screen.open(browser, product.url);
    await screen.page.addInitScript(WATCH);
    await screen.signIn(administrator);
    await slowDown(screen.page);
    return {
      floor: await measureCase(screen, { id: few, total: FEW, api }),
      waits: await measureCase(screen, { id: many, total: ENTRIES, api }),
    };
  } finally {
    await browser.close();
    await product.stop();
  }
}

const summed = (waits: Waits) =>
  Object.entries(waits).map(([what, times]) => ({
    ...{ what, p50: rounded(median(times)), p95: rounded(percentile(times, 0.95)), worst: rounded(Math.max(...times)) },
    late: times.filter((time) => time > JERK).length,
    of: times.length,
  }));

const cluster = await openCluster(options.data);
try {
  const { floor, waits } = await measure(cluster, options.cases[0]!);
  const [few, many] = [summed(floor), summed(waits)];
  for (const [n, { what, p50, p95, worst, late, of }] of many.entries())
    say(
      `${what}: p50 ${p50} ms, p95 ${p95} ms, worst ${worst} ms, ${late} of ${of} over ${JERK} ms; ` +
        `with ${FEW} entries p50 ${few[n]!.p50} ms, p95 ${few[n]!.p95} ms, ${few[n]!.late} over ${JERK} ms`,
    );
  const scrolling = many.find(({ what }) => what.includes('scrolling'))!;
  const base = few.find(({ what }) => what.includes('scrolling'))!;
  conclude({
    ...{ bench: 'long-case', figure: scrolling.p95, unit: 'ms', floor: base.p95 },
    ...{ ratio: rounded(scrolling.p95 / base.p95), entries: ENTRIES, waits: many, few },
  });
} finally {
  await cluster.close();
}
process.exit();
