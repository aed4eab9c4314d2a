import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import adapter from 'jest-circus/runner';

/** A package of the other module system, that says itself which of its exports is the default. */
const circus = adapter.default ?? adapter;
const names = ['afterAll', 'afterEach', 'beforeAll', 'beforeEach', 'describe', 'it', 'test', 'expect'];

/**
 * Runs a spec as Node runs the product: what it imports is read, compiled and evaluated once for all suites of a worker, by Node itself.
 * Jest does so again for each suite, inside a context of its own, which took two thirds of the time of most suites.
 */
export default async function run(...parts) {
  const [, , environment, runtime] = parts;
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
