import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { ScopeCheck } from './scope-checks.js';
import { loaded } from './switch-built.js';
import { mutation } from './scope-mutation.js';
import type { Relation } from '../matrix/matrix-agents.js';
import type { Row } from '../matrix/matrix-row.js';
import type { Cell } from '../matrix/matrix-walk.js';
import type { MatrixTown } from '../matrix/matrix-shapes.js';

const SETUP: string = '../../support/jest-global-setup.mjs';
// The product is loaded with its switches, so nothing of it may be loaded before them.
const { default: setUp } = (await import(SETUP)) as { default: () => Promise<void> };
await setUp();
const { ApiClient, RunningProduct } = await import('../../support/running-product.js');
const { relations, outsiders } = await import('../matrix/matrix-agents.js');
const { walkNotifications } = await import('../matrix/matrix-deliveries.js');
const { walkLive } = await import('../matrix/matrix-live.js');
const { rows } = await import('../matrix/matrix-rows.js');
const { buildMatrixTown } = await import('../matrix/matrix-town.js');
const { walkRow, withEverything } = await import('../matrix/matrix-walk.js');

const say = (line: string) => process.stderr.write(`${line}\n`);
const out = process.argv[2] ?? 'scope-mutations.json';

interface Fate extends ScopeCheck {
  fate: 'killed' | 'survived' | 'not reached';
  /** What has noticed it. */
  by: string;
}

/** Who asks: those who must find nothing, and whoever may only read. Where that changes something by right, nobody. */
const asking = (row: Row): Relation[] => (row.about === 'team' ? ['other sector', 'removed'] : [...outsiders, 'reads']);

/** How many of the rows that ask a check are walked without it, those first that ask the fewest checks. */
const MOST_ROWS = 12;

interface Part {
  name: string;
  /** Whether nobody writes by it, also without a check. */
  isReading: boolean;
  look: (town: MatrixTown, known?: readonly Cell[]) => Promise<Cell[]>;
}

const READING = /^(?:get|list|count|search|explain|export|check|find|render|preview|try)/;
const everybody = (town: MatrixTown) => relations.map((relation) => withEverything(town, relation));

const parts: Part[] = [
  ...rows.map((row, n) => ({
    name: `${n} ${row.name}`,
    isReading: READING.test(row.name),
    look: (town: MatrixTown, known?: readonly Cell[]) =>
      walkRow(town, { agents: asking(row).map((relation) => withEverything(town, relation)), known }, row),
  })),
  ...[
    { name: 'notifications', walk: walkNotifications },
    { name: 'live', walk: walkLive },
  ].map(({ name, walk }) => ({
    ...{ name, isReading: true },
    look: async (town: MatrixTown) =>
      (await walk(town, everybody(town))).map((line) => ({ text: line.flat().join(' ') })),
  })),
];

const product = await RunningProduct.start();
const newTown = async (): Promise<MatrixTown> => {
  mutation.removed = null;
  return buildMatrixTown({ product, root: await ApiClient.signIn(product.url) }, 'http://127.0.0.1:9/');
};

const shownBy = (cells: readonly Cell[]) => cells.map(({ text }) => text).join(' | ');

/** What each part shows where nothing is removed, and which checks it asks. */
async function lookAtAll(town: MatrixTown) {
  const seen = new Map<Part, { cells: Cell[]; reached: Set<string> }>();
  for (const part of parts) {
    mutation.reached = new Set();
    const cells = await part.look(town);
    seen.set(part, { cells, reached: mutation.reached });
  }
  return seen;
}

let town = await newTown();
let before = await lookAtAll(town);
const isReached = (id: string) => [...before.values()].some(({ reached }) => reached.has(id));
const results: Fate[] = existsSync(out) ? (JSON.parse(readFileSync(out, 'utf8')) as Fate[]) : [];
const checks = loaded.filter(({ id }) => results.every((one) => one.id !== id));
if (process.argv[3] === 'last-first') checks.reverse();
say(`${loaded.length} checks, ${loaded.filter(({ id }) => isReached(id)).length} reached, ${checks.length} to try`);

/** What notices that a check is removed. */
async function tryWithout({ id }: ScopeCheck): Promise<Pick<Fate, 'fate' | 'by'>> {
  const asked = parts
    .filter((part) => before.get(part)!.reached.has(id))
    .sort((a, b) => before.get(a)!.reached.size - before.get(b)!.reached.size)
    .slice(0, MOST_ROWS);
  for (const part of asked) {
    const { cells } = before.get(part)!;
    mutation.removed = id;
    const shown = await part.look(town, cells).then(shownBy, (error: unknown) => `failed: ${String(error)}`);
    mutation.removed = null;
    if (shown === shownBy(cells)) continue;
    // Whoever was let in may have changed something.
    if (!part.isReading) {
      town = await newTown();
      before = await lookAtAll(town);
    }
    return { fate: 'killed', by: `${part.name}: ${shown.slice(0, 200)}` };
  }
  return { fate: asked.length > 0 ? 'survived' : 'not reached', by: '' };
}

for (const check of checks) {
  results.push({ ...check, ...(await tryWithout(check)) });
  writeFileSync(out, JSON.stringify(results, null, 1));
  if (results.length % 20 === 0) say(`${results.length} of ${loaded.length}`);
}
const count = (fate: string) => results.filter((one) => one.fate === fate).length;
say(
  `tried ${results.length}: ${count('killed')} killed, ${count('survived')} survived, ${count('not reached')} not reached by the matrix`,
);
for (const { fate, id, line, what } of results) if (fate !== 'killed') say(`${fate}: ${id}, line ${line}: ${what}`);
await product.close();
await (globalThis as unknown as { stopTestServer: () => Promise<void> }).stopTestServer();
process.exit(0);
