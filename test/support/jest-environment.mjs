import { ModernFakeTimers } from '@jest/fake-timers';
import { TestEnvironment } from 'jest-environment-node';

/** What jest compares values with: `expect.any(String)` holds for the very String of the specs. */
const compared = ['Array', 'BigInt', 'Boolean', 'Date', 'Error', 'Function', 'Map', 'Number', 'Object', 'Promise', 'RegExp', 'Set', 'String', 'Symbol']; // prettier-ignore

/** The context of what jest needs itself. Specs run outside of it (`jest-runner.mjs`), where their globals and clocks are. */
export default class Environment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    for (const name of compared) this.global[name] = globalThis[name];
    this.fakeTimersModern.dispose();
    this.fakeTimersModern = new ModernFakeTimers({ config: config.projectConfig, global: globalThis });
  }
}
