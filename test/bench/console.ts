/**
 * How long an agent waits for the console, in Chromium: from the key to the frame that shows what was asked, with a processor
 * slowed down four times, a list of many cases and one case of a thousand entries. The floor is a page that does nothing but
 * draw fifty rows at a key.
 */
import { Client } from 'pg';
import type { Locator, Page } from 'playwright-core';
import { Screen } from '../support/browser-screen.js';
import { administrator } from '../support/product-process.js';
import { openCluster, type Cluster } from './bench-databases.js';
import { benchOptions } from './bench-options.js';
import { seedLongCase } from './seed-long-case.js';
import { openChromium, painted, settled, slowDown } from './slow-page.js';
import { conclude, median, percentile, rounded, say } from './statistics-and-results.js';

const options = benchOptions({ cases: [100_000], rounds: 30 });
const ENTRIES = 1000;
/** So long, in milliseconds, somebody looks at a row before they open it, at the least. */
const LOOKS_MS = 200;
/** So long somebody who has just come reads the list before they do anything. */
const READS_MS = 1000;
/** So many come anew, each with a browser that has kept nothing. */
const FIRST_PALETTES = 5;

/**
 * Measures in the page, from the time of the next key to the end of the frame in which a condition holds, and sums up by how much
 * the layout has shifted, as the browser counts it.
 */
const STOPWATCH = `
  window.paintAfter = (condition) => {
    const holds = new Function('return ' + condition);
    window.painted = new Promise((resolve) => {
      const once = new AbortController();
      addEventListener('keydown', ({ key, timeStamp }) => {
        if (key === 'Control') return;
        once.abort();
        requestAnimationFrame(function look() {
          if (!holds()) return requestAnimationFrame(look);
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - timeStamp);
          port2.postMessage(0);
        });
      }, { capture: true, signal: once.signal });
    });
  };
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });`;

const FLOOR_PAGE = `<!doctype html><meta charset="utf-8"><ul></ul><script>
  addEventListener('keydown', () => {
    document.querySelector('ul').replaceChildren(...Array.from({ length: 50 }, (_, n) => {
      const row = document.createElement('li');
      row.textContent = 'Demande ' + n;
      return row;
    }));
    document.body.dataset.drawn = Number(document.body.dataset.drawn ?? 0) + 1;
  });
</script>`;

async function floorOf(page: Page): Promise<number> {
  await page.setContent(FLOOR_PAGE);
  await page.evaluate(STOPWATCH);
  const times: number[] = [];
  for (let n = 1; n <= options.rounds; n += 1)
    times.push(await painted(page, 'x', `document.body.dataset.drawn === '${n}'`));
  return median(times);
}

const isIn = (selector: string) => `document.querySelector(${JSON.stringify(selector)}) !== null`;
const isOpenAt = (id: string) =>
  `location.pathname.endsWith('${id}') && ${isIn('main[aria-busy=false] [data-direction]')}`;
const IS_ASSIGNED = `[...document.querySelectorAll('main button[aria-label^=Assignee]')].some(
  ({ textContent }) => /Admin/i.test(textContent))`;

const idOf = async (row: Locator) => (await row.getAttribute('data-case-id'))!;

const OPENS_PALETTE = ['Control+k', isIn('#palette-list')] as const;

/** The milliseconds of the first palette of somebody who has just come, so many times. */
async function measureFirstPalettes(begin: () => Promise<Screen>): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < FIRST_PALETTES; n += 1) {
    const screen = await begin();
    await screen.page.waitForTimeout(READS_MS);
    times.push(await painted(screen.page, ...OPENS_PALETTE));
    await screen.close();
  }
  return times;
}

/** What an agent does again and again: the milliseconds that each took. */
async function measureActs(page: Page): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = {};
  const time = async (what: string, key: string, condition: string) =>
    (times[what] ??= []).push(await painted(page, key, condition));
  const palette = page.locator('#palette-list');
  const rows = page.locator('[data-case-id]');
  const long = rows.filter({ hasText: 'Mille messages' });
  const open = async (what: string, row: Locator, looksMs = 0) => {
    const id = await idOf(row);
    await row.getByRole('link').focus();
    if (looksMs > 0) await page.waitForTimeout(looksMs);
    await time(what, 'Enter', isOpenAt(id));
    await settled(page);
    return id;
  };
  await page.waitForTimeout(READS_MS);
  for (let n = 0; n < options.rounds; n += 1) {
    await time('the palette', ...OPENS_PALETTE);
    await page.keyboard.press('Escape');
    await palette.waitFor({ state: 'detached' });
    await settled(page);
  }
  for (let n = 0; n < options.rounds; n += 1) {
    await open(`a case of ${ENTRIES} entries`, long);
    const others = rows.filter({ hasNotText: /Mille messages|Admin/ });
    await open('a case whose row was looked at', others.nth(3 + (n % 5)), LOOKS_MS);
    const id = await open('a case', others.nth(n % 3));
    await time('assign', 'a', IS_ASSIGNED);
    await settled(page);
    await time('close', 'e', `!(${isIn(`[data-case-id="${id}"]`)})`);
    await settled(page);
  }
  return times;
}

/** Replies in the newest cases, as an agent would: one without a reply is closed by a second key, once that is confirmed. */
const replyInNewest = (database: Client) =>
  database.query(
    `with newest as (
       update cases set last_position = last_position + 1 where id in (select id from cases order by last_entry_at desc limit 2000)
       returning id, last_position),
     reply as (
       insert into timeline_entry (id, case_id, position, kind, at, actor_kind, actor_id, actor_name, channel_account_id, channel_kind, direction, data)
       select uuidv7(), n.id, n.last_position, 'message', e.at, 'agent', a.id, a.name, e.channel_account_id, e.channel_kind, 'out', e.data || '{"from": null}'
       from newest n join timeline_entry e on e.case_id = n.id and e.position = 1
       cross join (select id, name from agent order by id limit 1) a
       returning id, case_id, channel_account_id, at)
     insert into delivery (entry_id, case_id, channel_account_id, state, attempts, due_at, changed_at)
     select id, case_id, channel_account_id, 'sent', 1, at, at from reply`,
  );

async function measure(cluster: Cluster, cases: number) {
  const url = await cluster.databaseWith(cases);
  const database = new Client({ connectionString: url });
  await database.connect();
  await seedLongCase(database, ENTRIES);
  await replyInNewest(database);
  await database.end();
  const product = await cluster.startProduct(url);
  // Not as for stories: code is optimised here as it is for an agent.
  const browser = await openChromium();
  try {
    const begin = async () => {
      const screen = await Screen.open(browser, product.url);
      await screen.page.addInitScript(STOPWATCH);
      await screen.signIn(administrator);
      await slowDown(screen.page);
      await screen.openInbox();
      await settled(screen.page);
      return screen;
    };
    const firstPalettes = await measureFirstPalettes(begin);
    const screen = await begin();
    const { page } = screen;
    const acts = { 'the palette for the first time': firstPalettes, ...(await measureActs(page)) };
    const shifted = await page.evaluate<number>('shifted');
    const empty = await screen.context.newPage();
    await slowDown(empty);
    return { acts, shifted, floor: await floorOf(empty) };
  } finally {
    await browser.close();
    await product.stop();
  }
}

const cluster = await openCluster(options.data);
try {
  const sizes = [];
  for (const cases of options.cases) {
    const { acts, shifted, floor } = await measure(cluster, cases);
    const waits = Object.entries(acts).map(([what, times]) => ({
      what,
      first: rounded(times[0]!),
      p50: rounded(median([...times])),
      p95: rounded(percentile([...times], 0.95)),
      worst: rounded(Math.max(...times)),
    }));
    for (const { what, p50, p95, first, worst } of waits)
      say(`${cases} cases, ${what}: p50 ${p50} ms, p95 ${p95} ms, the first ${first} ms, worst ${worst} ms`);
    say(`${cases} cases: layout shift ${rounded(shifted)}; floor ${rounded(floor)} ms`);
    sizes.push({ cases, waits, shifted: rounded(shifted), floor: rounded(floor) });
  }
  const { waits, floor } = sizes.at(-1)!;
  const worst = Math.max(...waits.map(({ p50 }) => p50));
  conclude({ bench: 'console', figure: worst, unit: 'ms', floor, ratio: rounded(worst / floor), sizes });
} finally {
  await cluster.close();
}
process.exit();
