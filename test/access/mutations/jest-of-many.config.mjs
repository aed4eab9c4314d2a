import { readFileSync } from 'node:fs';
import one from './jest.config.mjs';

/**
 * A run without each of some checks. `SCOPE_MUTATIONS` is a JSON file that says for the id of each which specs are to notice it:
 * `{ "libs/access/roles:allow:1": ["libs/access/src/roles.db.spec.ts"] }`. A check whose project fails was noticed.
 */
const wanted = JSON.parse(readFileSync(process.env.SCOPE_MUTATIONS, 'utf8'));
/** What belongs to a run, and to no project. */
const ofRun = ['globalSetup', 'globalTeardown', 'maxWorkers', 'testTimeout', 'reporters', 'testSequencer', 'workerIdleMemoryLimit']; // prettier-ignore
const project = Object.fromEntries(Object.entries(one).filter(([name]) => !ofRun.includes(name)));

export default {
  ...{ rootDir: one.rootDir, globalSetup: one.globalSetup, globalTeardown: one.globalTeardown },
  ...{ maxWorkers: one.maxWorkers, testTimeout: one.testTimeout, reporters: ['default'] },
  projects: Object.entries(wanted).map(([id, specs]) => ({
    ...project,
    displayName: id,
    globals: { SCOPE_MUTATION: id },
    testMatch: specs.map((spec) => `<rootDir>/${spec}`),
  })),
};
