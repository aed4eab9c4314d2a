import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import type { ScopeCheck } from './scope-checks.js';
import { loaded } from './switch-built.js';
import type { Spec as LoadedSpec } from './spec-runner.js';

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

/** The beginning of why a test failed, in which no ids stand. */
const briefly = (failed: string) => stripVTControlCharacters(failed).slice(0, 60);

/** What in a spec fails without these checks, and not or in another way without those. */
async function failureIn(
  spec: LoadedSpec,
  ids: readonly string[],
  others: readonly string[] = [],
): Promise<string | null> {
  const asking = new Set(spec.tests.filter(({ reached }) => reached.has(ids[0]!) || others.some((id) => reached.has(id)))); // prettier-ignore
  const known = others.length > 0 ? await spec.run(new Set(others), asking) : new Map<unknown, string | null>();
  for (const [test, failed] of await spec.run(new Set(ids), asking))
    if (failed && briefly(known.get(test) ?? '') !== briefly(failed))
      return `${test.name}: ${stripVTControlCharacters(failed).slice(0, 160)}`;
  return null;
}

for (const given of files) {
  const [file = '', only = ''] = given.split('~');
  const spec = await Spec.load(file);
  const failed = [...(await spec.run(new Set()))].filter(([, why]) => why);
  if (failed.length > 0) {
    say(`${file} fails by itself: ${failed.map(([{ name }, why]) => `${name}: ${why}`).join('\n')}`);
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
