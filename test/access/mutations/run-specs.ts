import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { ScopeCheck } from './scope-checks.js';
import { loaded } from './switch-built.js';
import { mutation } from './scope-mutation.js';
import type { Spec as LoadedSpec, Test } from './spec-runner.js';

const SETUP: string = '../../support/jest-global-setup.mjs';
const { default: setUp } = (await import(SETUP)) as { default: () => Promise<void> };
await setUp();
const { Spec } = await import('./spec-runner.js');
const { behind } = await import('./behind.js');

interface Fate extends ScopeCheck {
  fate: 'noticed' | 'behind another' | 'not noticed' | 'not reached';
  by: string;
}

const say = (line: string) => process.stderr.write(`${line}\n`);
// What the matrix has said; the specs that are to notice the rest.
const [, , out = 'scope-mutations.json', ...files] = process.argv;
const results: Fate[] = existsSync(out) ? (JSON.parse(readFileSync(out, 'utf8')) as Fate[]) : [];
const isNoticed = (id: string) =>
  results.some((one) => one.id === id && /noticed$|another/.test(one.fate) && one.fate !== 'not noticed');
const keep = (check: ScopeCheck, fate: Pick<Fate, 'fate' | 'by'>) => {
  const at = results.findIndex(({ id }) => id === check.id);
  results.splice(at < 0 ? results.length : at, 1, { ...check, ...fate });
  writeFileSync(out, JSON.stringify(results, null, 1));
};

/** How the tests of a spec end, by which ones are run and what is removed: some fail where those before them are not run. */
const ends = new Map<string, Awaited<ReturnType<LoadedSpec['run']>>>();
async function endOf(spec: LoadedSpec, asking: ReadonlySet<Test>, others: readonly string[]) {
  const key = JSON.stringify([[...asking].map(({ name }) => name), others]);
  const known = ends.get(key) ?? (await spec.run(new Set(others), asking));
  ends.set(key, known);
  return known;
}

/** What a spec expects in vain without these checks, while none of its expectations fails without those alone: the other one refuses, at most. */
async function failureIn(
  spec: LoadedSpec,
  ids: readonly string[],
  others: readonly string[] = [],
): Promise<string | null> {
  let asking = new Set(spec.tests.filter(({ reached }) => reached.has(ids[0]!) || others.some((id) => reached.has(id)))); // prettier-ignore
  let known = await endOf(spec, asking, others);
  // Some need what tests before them have done.
  if ([...known.values()].some((failed) => failed)) {
    asking = new Set(spec.tests);
    known = await endOf(spec, asking, others);
  }
  for (const [test, failed] of await spec.run(new Set(ids), asking))
    if (failed?.isAssertion && !known.get(test)?.isAssertion) return `${test.name}: ${failed.why.slice(0, 160)}`;
  return null;
}

// A condition that is made when its module is loaded: it is removed from the beginning, and the specs hold while it is there.
const WITHOUT = process.env.WITHOUT ?? '';
mutation.removed = new Set([WITHOUT]);
for (const given of files) {
  const [file = '', only = ''] = given.split('~');
  const spec = await Spec.load(file);
  if (WITHOUT) {
    const [first] = [...(await spec.run(new Set()))].filter(([, end]) => end?.isAssertion);
    const check = loaded.find(({ id }) => id === WITHOUT)!;
    if (first) keep(check, { fate: 'noticed', by: `${file}: ${first[0].name}: ${first[1]!.why.slice(0, 160)}` });
    say(`${WITHOUT} ${file}: ${first ? 'noticed' : 'not noticed'}`);
    continue;
  }
  ends.clear();
  const failed = [...(await spec.run(new Set()))].filter(([, end]) => end);
  if (failed.length > 0) {
    say(`${file} fails by itself: ${failed.map(([{ name }, end]) => `${name}: ${end?.why}`).join('\n')}`);
    continue;
  }
  const asked = loaded.filter(
    ({ id }) => !isNoticed(id) && id.match(only) && spec.tests.some(({ reached }) => reached.has(id)),
  );
  say(`${file}: ${asked.length} to try`);
  for (const check of asked) {
    const found = await failureIn(spec, [check.id]);
    if (found) {
      keep(check, { fate: 'noticed', by: `${file}: ${found}` });
      continue;
    }
    const first = behind[check.id] ?? [];
    const by = first.length > 0 ? await failureIn(spec, [check.id, ...first], first) : null;
    keep(check, by ? { fate: 'behind another', by } : { fate: 'not noticed', by: file });
  }
  say(`  noticed ${asked.filter(({ id }) => isNoticed(id)).length}`);
}
for (const { id, what } of loaded) if (!isNoticed(id)) say(`not noticed: ${id} ${what}`);
await (globalThis as unknown as { stopTestServer: () => Promise<void> }).stopTestServer();
process.exit(0);
