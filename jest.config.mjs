import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/** The open suites of mail authentication are no part of the project: they run where they are. */
const suites = process.env.MAIL_AUTH ?? join(import.meta.dirname, '../shared/corpus/mail-auth');

export default {
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
  modulePathIgnorePatterns: ['/dist/'],
  testPathIgnorePatterns: ['/node_modules/', ...(existsSync(suites) ? [] : ['/open-suites\\.spec\\.ts$'])],
  transform: {},
  testRunner: '<rootDir>/test/support/jest-runner.mjs',
  testEnvironment: '<rootDir>/test/support/jest-environment.mjs',
  // Jest takes apart what is in the context of a suite when it ends: `expect` among it, which the next suite has as well.
  testEnvironmentOptions: { globalsCleanup: 'off' },
  // Two browsers, databases and mail servers on a small machine with other work: generous, as nothing waits for its own sake. What a
  // story waits for is given up long before, and says what it was.
  testTimeout: 240_000,
  // Stories wait for browsers, clocks and other processes for a third of their time: one more than there are cores.
  maxWorkers: availableParallelism() + 1,
  testSequencer: '<rootDir>/test/support/longest-first-sequencer.mjs',
  // Under ESM, part of what a suite loaded stays in memory; a new worker has to load the product again.
  workerIdleMemoryLimit: '1500MB',
  globalSetup: '<rootDir>/test/support/jest-global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/jest-global-teardown.mjs',
  reporters: ['default', '<rootDir>/test/support/jest-summary-reporter.mjs'],
};
