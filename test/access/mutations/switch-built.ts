import { registerHooks } from 'node:module';
import { withSwitches, type ScopeCheck } from './scope-checks.js';
import { APPENDED } from './appended.js';

/** The checks of what was loaded so far. */
export const loaded: ScopeCheck[] = [];

// What is built of the product is loaded with a switch around each check.
registerHooks({
  load(url, context, next) {
    const result = next(url, context);
    if (!/\/(?:libs|apps)\/[\w-]+\/dist\/.*\.js$/.test(url) || !result.source) return result;
    const path = new URL(url).pathname;
    const { text, checks } = withSwitches(
      path,
      typeof result.source === 'string' ? result.source : Buffer.from(result.source as Uint8Array).toString(),
    );
    loaded.push(...checks);
    return { ...result, source: path.endsWith('/access/dist/scope.js') ? text + APPENDED : text };
  },
});
