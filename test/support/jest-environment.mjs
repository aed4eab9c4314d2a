import { TestEnvironment } from 'jest-environment-node';

/**
 * Node's environment, and a way out of it: `importBuilt` loads what was built as Node itself does, once for all suites of a
 * worker. Inside, jest reads and compiles each module again for each suite, which took four seconds for the whole product.
 */
export default class Environment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.importBuilt = (name) => import(name);
    this.global.BuiltDate = Date;
  }
}
