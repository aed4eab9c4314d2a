import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import adapter from 'jest-circus/runner';

/** A package of the other module system, that says itself which of its exports is the default. */
const circus = adapter.default ?? adapter;
const names = ['afterAll', 'afterEach', 'beforeAll', 'beforeEach', 'describe', 'it', 'test', 'expect'];
/** Under which names circus finds the tests of a suite, and those who hear of them. */
const KEPT = ['JEST_STATE_SYMBOL', 'EVENT_HANDLERS'];

/**
 * What circus consists of, loaded by Node. One of its files keeps the tests of a suite, and is read anew for each; all that it imports (the
 * comparison of values, their differences) is kept.
 */
function loadCircus(path) {
  const require = createRequire(import.meta.url);
  delete require.cache[path];
  for (const symbol of Object.getOwnPropertySymbols(globalThis))
    if (KEPT.includes(symbol.description)) delete globalThis[symbol];
  return require(path);
}

/**
 * Runs a spec as Node runs the product: what it imports is read, compiled and evaluated once for all suites of a worker, by Node itself.
 * Jest does so again for each suite, inside a context of its own, which took two thirds of the time of most suites.
 */
export default async function run(...parts) {
  const [, , environment, runtime] = parts;
  runtime.requireInternalModule = loadCircus;
  runtime.unstable_shouldLoadAsEsm = () => true;
  runtime.unstable_importModule = async (path) => {
    // Node knows where a line of a source is; jest knows only what it compiled itself.
    Error.prepareStackTrace = undefined;
    for (const name of names) globalThis[name] = environment.global[name];
    globalThis.jest = runtime.requireModule(join(import.meta.dirname, 'jest-object.cjs'));
    await import(pathToFileURL(path).href);
  };
  const begun = process.cpuUsage();
  const result = await circus(...parts);
  const { user, system } = process.cpuUsage(begun);
  // For the table at the end, of which the main process knows nothing by itself.
  return { ...result, processorSeconds: (user + system) / 1e6 };
}
