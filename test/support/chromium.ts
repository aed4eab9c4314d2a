import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { openBrowser } from './shared-browser.js';

const candidates = [
  process.env['CHROMIUM_PATH'],
  // The engine without the windows around it: the same pages, with less work.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Chromium makes no connections of its own, and needs no user namespaces, which a container may lack. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  // A page of a story lives for seconds: optimising its code takes longer than that code then saves, and what is compiled at once
  // without that saves a twentieth of all.
  '--js-flags=--no-maglev,--no-opt,--always-sparkplug',
  // The pages of a context follow one another in one process, with what it has compiled, which is kept from the first page on.
  '--process-per-site',
  '--blink-settings=v8CacheOptions=3',
];

/** Opens a real, headless browser. Throws where none is installed. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = candidates.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error('no Chromium: install the package "chromium" or set CHROMIUM_PATH');
  return openBrowser({ executablePath, headless: true, args: flags });
}
