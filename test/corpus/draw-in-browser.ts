import { launchChromium } from '../support/chromium.js';
import type { Violation } from './invariants.js';
import type { Filed } from './stored-messages.js';

/** Runs in the page: elements and attributes that act. */
const dangersInPage = `[...document.body.querySelectorAll('*')].flatMap((element) => [
  ...(element.matches('script, style, link, meta, base, iframe, frame, object, embed, form, input, button, textarea, select, svg, math')
    ? [element.tagName] : []),
  ...element.getAttributeNames().filter((name) => name.startsWith('on')),
])`;

/**
 * INV-11 by the judge that matters: a real browser draws the HTML of every message, with its scripts allowed, and asks
 * nobody for anything. Images of ours are relative, so they have no address here. Null: there is no browser.
 */
export async function drawn(messages: readonly Filed[]): Promise<Violation[] | null> {
  const violations: Violation[] = [];
  const browser = await launchChromium().catch(() => null);
  if (!browser) return null;
  try {
    const page = await browser.newPage();
    let requests: string[] = [];
    await page.route('**/*', (route) => {
      requests.push(route.request().url());
      return route.abort();
    });
    for (const { name, entry } of messages) {
      if (!entry?.data.html) continue;
      requests = [];
      await page.setContent(`<body>${entry.data.html}</body>`, { waitUntil: 'load' });
      const found = await page.evaluate<string[]>(dangersInPage);
      for (const what of [...found, ...requests])
        violations.push({ invariant: 'INV-11', message: name, detail: `drawn: ${what}` });
    }
  } finally {
    await browser.close();
  }
  return violations;
}
