import { spawnSync } from 'node:child_process';
import { root } from './source-texts.js';

export interface Fixture {
  /** A file of a project: by it the linter knows what may be imported. */
  path: string;
  /** What would stand in it. */
  text: string;
}

/**
 * The messages of the project's linter for each fixture, as `rule: message`. One process lints all of them.
 */
export function lint(fixtures: readonly Fixture[]): string[][] {
  const env = { ...process.env, NX_DAEMON: 'false' };
  const { stdout, stderr } = spawnSync(process.execPath, ['test/structure/lint-texts.mjs'], {
    cwd: root,
    input: JSON.stringify(fixtures),
    encoding: 'utf8',
    env,
  });
  const last = stdout.split('\n').at(-1);
  if (!last) throw new Error(`The linter did not run: ${stderr}`);
  return JSON.parse(last) as string[][];
}
