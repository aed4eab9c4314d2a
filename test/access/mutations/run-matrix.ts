import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { ScopeCheck } from './scope-checks.js';
import { loaded } from './switch-built.js';
import { mutation } from './scope-mutation.js';
import type { Cell } from '../matrix/matrix-walk.js';
import type { Part } from './matrix-parts.js';

const SETUP: string = '../../support/jest-global-setup.mjs';
// The product is loaded with its switches, so nothing of it may be loaded before them.
const { default: setUp } = (await import(SETUP)) as { default: () => Promise<void> };
await setUp();
const { ApiClient, RunningProduct } = await import('../../support/running-product.js');
const { buildMatrixTown } = await import('../matrix/matrix-town.js');
const { lookAt, parts, undoWrites } = await import('./matrix-parts.js');
const { behind } = await import('./behind.js');
const { unchanged } = await import('./unchanged.js');

const say = (line: string) => process.stderr.write(`${line}\n`);
const [, , out = 'scope-mutations.json', only = ''] = process.argv;

interface Fate extends ScopeCheck {
  /** `behind another`: it is noticed where the check before it, which `by` names, is removed as well. */
  fate: 'noticed' | 'behind another' | 'not noticed' | 'not reached';
  /** What has noticed it. */
  by: string;
}

/** How many of the rows and of the verbs that ask a check are looked at without it, those first that ask the fewest checks. */
const [MOST_ROWS, MOST_VERBS] = [14, 4];

const product = await RunningProduct.start();
const town = await buildMatrixTown({ product, root: await ApiClient.signIn(product.url) }, 'http://127.0.0.1:9/');
undoWrites(product);

const before = new Map<Part, { cells: Cell[]; reached: ReadonlySet<string> }>();
for (const part of parts) {
  mutation.reached = new Set();
  const began = performance.now();
  const cells = await lookAt(part, town);
  if (performance.now() - began > 1500) say(`${part.name}: ${Math.round(performance.now() - began)} ms`);
  before.set(part, { cells, reached: mutation.reached });
}
const isVerb = ({ name }: Part) => name.endsWith('past the guard');
function reachedBy(id: string): Part[] {
  const asking = parts
    .filter((part) => before.get(part)!.reached.has(id) && (part.name !== 'live' || /live|scope/u.test(id)))
    .sort((a, b) => before.get(a)!.reached.size - before.get(b)!.reached.size);
  const rows = asking.filter((part) => !isVerb(part));
  return [...asking.filter(isVerb).slice(0, MOST_VERBS), ...rows.slice(0, MOST_ROWS)];
}

async function cellsWithout(part: Part, ids: readonly string[]): Promise<string[]> {
  mutation.removed = new Set(ids);
  try {
    return (await lookAt(part, town, before.get(part)!.cells)).map(({ text }) => text);
  } catch (error) {
    return [`500 ${String(error)}`];
  } finally {
    mutation.removed = new Set();
  }
}

/** The first cell that says something else without these checks than without those; a fault of the statement says nothing. */
async function difference(part: Part, ids: readonly string[], others: readonly string[] = []): Promise<string | null> {
  const plain = others.length > 0 ? await cellsWithout(part, others) : before.get(part)!.cells.map(({ text }) => text);
  const shown = await cellsWithout(part, ids);
  const differs = (cells: readonly string[], n: number) => shown[n] !== cells[n] && !shown[n]!.startsWith('500 ');
  if (!shown.some((_, n) => differs(plain, n))) return null;
  // What changes by itself, as figures do, says nothing.
  const again = await cellsWithout(part, others);
  const n = shown.findIndex((_, at) => differs(plain, at) && differs(again, at));
  return n < 0 ? null : `${part.name}: ${again[n]!} → ${shown[n]!}`.slice(0, 200);
}

/** What notices that a check is removed. */
async function tryWithout({ id }: ScopeCheck): Promise<Pick<Fate, 'fate' | 'by'>> {
  const asked = reachedBy(id);
  for (const part of asked) {
    const found = await difference(part, [id]);
    if (found) return { fate: 'noticed', by: found };
  }
  const first = behind[id] ?? [];
  if (first.length > 0)
    for (const part of asked) {
      const found = await difference(part, [id, ...first], first);
      if (found) return { fate: 'behind another', by: found };
    }
  return { fate: asked.length > 0 ? 'not noticed' : 'not reached', by: asked.map(({ name }) => name).join('; ') };
}

const results: Fate[] = existsSync(out) ? (JSON.parse(readFileSync(out, 'utf8')) as Fate[]) : [];
const checks = loaded.filter(({ id }) => id.match(only) && results.every((one) => one.id !== id));
say(
  `${loaded.length} checks, ${loaded.filter(({ id }) => reachedBy(id).length > 0).length} reached, ${checks.length} to try`,
);
for (const check of checks) {
  results.push({ ...check, ...(await tryWithout(check)) });
  writeFileSync(out, JSON.stringify(results, null, 1));
  if (results.length % 20 === 0) say(`${results.length} of ${loaded.length}`);
}
const count = (fate: string) => results.filter((one) => one.fate === fate).length;
say(
  `tried ${results.length}: ${count('noticed')} noticed, ${count('behind another')} behind another, ${count('not noticed')} not noticed, ${count('not reached')} not reached by the matrix`,
);
for (const { fate, id, line, what, by } of results.filter((one) => !unchanged[one.id]))
  if (fate !== 'noticed') say(`${fate}: ${id}, line ${line}: ${what} | ${by}`);
await product.close();
await (globalThis as unknown as { stopTestServer: () => Promise<void> }).stopTestServer();
process.exit(0);
