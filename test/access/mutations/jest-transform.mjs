import swcJest from '@swc/jest';
import base from '../../../jest.config.mjs';
import { APPENDED } from './appended.ts';
import { withSwitches } from './scope-checks.ts';

const [, options] = base.transform['\\.ts$'];
const swc = swcJest.createTransformer(options);

const isOfProduct = (path) =>
  /\/(?:libs|apps)\/[\w-]+\/src\/.*(?<!\.spec)\.ts$/.test(path) && !path.includes('/console/');

/** What jest compiles of the product gets a switch around each check. */
export default {
  ...swc,
  process(source, path, more) {
    if (!isOfProduct(path)) return swc.process(source, path, more);
    const { text } = withSwitches(path, source);
    return swc.process(path.endsWith('/access/src/scope.ts') ? text + APPENDED : text, path, more);
  },
  getCacheKey: (source, path, more) => `switched-1-${swc.getCacheKey?.(source, path, more) ?? ''}`,
};
