import { registerHooks } from 'node:module';
import { withSwitches, type ScopeCheck } from './scope-checks.js';
import { APPENDED } from './appended.js';

/** The checks of what was loaded so far. */
export const loaded: ScopeCheck[] = [];

// The product, built or as its sources are, is loaded with a switch around each check.
registerHooks({
  load(url, context, next) {
    const result = next(url, context);
    if (!/\/(?:libs|apps)\/[\w-]+\/(?:dist\/.*\.js|src\/.*(?<!\.spec)\.ts)$/.test(url) || !result.source) return result;
    const path = new URL(url).pathname;
    const { text, checks } = withSwitches(
      path,
      typeof result.source === 'string' ? result.source : Buffer.from(result.source as Uint8Array).toString(),
    );
    loaded.push(...checks);
    return { ...result, source: /\/access\/(?:dist\/scope\.js|src\/scope\.ts)$/.test(path) ? text + APPENDED : text };
  },
});
