import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { mutation } from './scope-mutation.js';

/** That of jest, which depends on it. */
const EXPECT: string = 'expect';
const { expect } = createRequire(import.meta.resolve('jest'))(EXPECT) as { expect: jest.Expect };

type Work = () => unknown;
type Hook = 'beforeAll' | 'afterAll' | 'beforeEach' | 'afterEach';

interface Suite {
  hooks: Record<Hook, Work[]>;
  parts: (Suite | Test)[];
}

/** `reached`: the checks that it asks. */
export interface Test {
  name: string;
  work: Work;
  reached: ReadonlySet<string>;
}

const emptySuite = (): Suite => ({ hooks: { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] }, parts: [] });

let [current, path]: [Suite, string[]] = [emptySuite(), []];

function describeSuite(name: string, body: Work): void {
  const [outer, outerPath] = [current, path];
  [current, path] = [emptySuite(), [...path, name]];
  outer.parts.push(current);
  body();
  [current, path] = [outer, outerPath];
}
const it = (name: string, work: Work): void => {
  current.parts.push({ name: [...path, name].join(' › '), work, reached: new Set() });
};
const each =
  (define: (name: string, work: Work) => void) =>
  (table: readonly unknown[]) =>
  (name: string, work: (...row: unknown[]) => unknown): void => {
    for (const row of table)
      define(`${name} ${JSON.stringify(row)}`, () => work(...(Array.isArray(row) ? (row as unknown[]) : [row])));
  };
const hook = (name: Hook) => (work: Work) => current.hooks[name].push(work);

/** The words of specs. */
Object.assign(globalThis, {
  ...{ expect, it: Object.assign(it, { each: each(it) }), test: it },
  ...{ describe: Object.assign(describeSuite, { each: each(describeSuite) }) },
  ...{ beforeAll: hook('beforeAll'), afterAll: hook('afterAll'), beforeEach: hook('beforeEach'), afterEach: hook('afterEach') }, // prettier-ignore
});

const runAll = async (works: readonly Work[]): Promise<void> => {
  for (const work of works) await work();
};

/** `isAssertion`: what was expected is not so. Else something broke off before anything was compared, which says nothing of who sees what. */
interface Failed {
  why: string;
  isAssertion: boolean;
}

const asFailed = (error: unknown): Failed => ({
  why: stripVTControlCharacters(String(error)),
  isAssertion: error instanceof Error && error.constructor.name === 'JestAssertionError',
});

/** Each test that was run, and how it failed; null: it did not. */
type Outcome = Map<Test, Failed | null>;

/** A file of specs that runs in this process as often as one likes, each time from its beginning. */
export class Spec {
  private constructor(private readonly root: Suite) {}

  static async load(file: string): Promise<Spec> {
    [current, path] = [emptySuite(), []];
    const root = current;
    await import(pathToFileURL(resolve(file)).href);
    return new Spec(root);
  }

  get tests(): Test[] {
    const of = (suite: Suite): Test[] => suite.parts.flatMap((part) => ('work' in part ? [part] : of(part)));
    return of(this.root);
  }

  /** Runs some of its tests without these checks, and notes which ones they ask. What prepares them has every check. */
  async run(removed: ReadonlySet<string>, wanted: ReadonlySet<Test> = new Set(this.tests)): Promise<Outcome> {
    const outcome: Outcome = new Map();
    await this.runSuite(this.root, { removed, wanted, outcome, around: { beforeEach: [], afterEach: [] } });
    return outcome;
  }

  private async runSuite(
    { hooks, parts }: Suite,
    given: { removed: ReadonlySet<string>; wanted: ReadonlySet<Test>; outcome: Outcome; around: Pick<Suite['hooks'], 'beforeEach' | 'afterEach'> }, // prettier-ignore
  ): Promise<void> {
    const { removed, wanted, outcome } = given;
    const around = {
      beforeEach: [...given.around.beforeEach, ...hooks.beforeEach],
      afterEach: [...hooks.afterEach, ...given.around.afterEach],
    };
    await runAll(hooks.beforeAll);
    for (const part of parts) {
      if ('parts' in part) await this.runSuite(part, { ...given, around });
      else if (wanted.has(part)) {
        await runAll(around.beforeEach);
        mutation.reached = new Set();
        mutation.removed = removed;
        const failed = await Promise.resolve()
          .then(part.work)
          .then(() => null, asFailed);
        mutation.removed = new Set();
        // Without a check, others are not asked any more.
        if (removed.size === 0) part.reached = mutation.reached;
        outcome.set(part, failed);
        await runAll(around.afterEach);
      }
    }
    await runAll(hooks.afterAll);
  }
}
