import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database, Tx } from '@guichet/database';
import type { RunningProduct } from '../../support/running-product.js';
import { outsiders, relations, type Relation } from '../matrix/matrix-agents.js';
import { walkNotifications } from '../matrix/matrix-deliveries.js';
import { walkLive } from '../matrix/matrix-live.js';
import type { Row } from '../matrix/matrix-row.js';
import { rows } from '../matrix/matrix-rows.js';
import type { MatrixTown } from '../matrix/matrix-shapes.js';
import { verbWalks } from '../matrix/matrix-verbs.js';
import { walkRow, withEverything, type Cell } from '../matrix/matrix-walk.js';

/** A part of the matrix: what it shows of a town, cell by cell. `known`: what it has shown before. */
export interface Part {
  name: string;
  look: (town: MatrixTown, known?: readonly Cell[]) => Promise<Cell[]>;
}

/** Who asks: those who must find nothing, whoever may only read, and those who find something, of whom a figure counts what is theirs. */
const asking = (row: Row): Relation[] => (row.count ? [...relations] : [...outsiders, 'reads']);

const everybody = (town: MatrixTown) => relations.map((relation) => withEverything(town, relation));
const asCells = (lines: readonly [string, string[]][]): Cell[] =>
  lines.flatMap(([name, cells]) => cells.map((text, n) => ({ text: `${name} ${n}: ${text}` })));

export const parts: readonly Part[] = [
  ...rows.map((row) => ({
    name: `${row.name}, ${row.by ?? ''}`,
    look: (town: MatrixTown, known?: readonly Cell[]) =>
      walkRow(town, { agents: asking(row).map((relation) => withEverything(town, relation)), known }, row),
  })),
  ...verbWalks.map(({ name, by, walk }) => ({
    name: `${name}, ${by}, past the guard`,
    look: async (town: MatrixTown) => Object.values(await walk(town)).map((text) => ({ text })),
  })),
  { name: 'notifications', look: async (town) => asCells(await walkNotifications(town, everybody(town))) },
  { name: 'live', look: async (town) => asCells(await walkLive(town, everybody(town))) },
];

/** What the transactions of a call have published before they were rolled back. */
const inside = new AsyncLocalStorage<Set<string>>();
const UNDONE = new Error('Undone.');

/** From now on, what `undone` runs writes nothing: its transactions are rolled back once they have their result. */
export function undoWrites({ sql }: Pick<RunningProduct, 'sql'>): void {
  const written = sql.write.bind(sql);
  const write: Database['write'] = async <Result>(actor: never, work: (tx: Tx) => Promise<Result>) => {
    const published = inside.getStore();
    if (!published) return written(actor, work);
    let result: Result | undefined;
    await written(actor, async (tx) => {
      const publish = tx.publish.bind(tx);
      Object.assign(tx, { publish: (...given: Parameters<Tx['publish']>) => (published.add(given[0]), publish(...given)) }); // prettier-ignore
      result = await work(tx);
      throw UNDONE;
    }).catch((error: unknown) => {
      if (error !== UNDONE) throw error;
    });
    return result!;
  };
  Object.assign(sql, { write });
}

/**
 * Looks at a part without leaving anything of what its calls write, and says after its cells what that was. What sockets are sent must be
 * written.
 */
export async function lookAt(part: Part, town: MatrixTown, known?: readonly Cell[]): Promise<Cell[]> {
  if (part.name === 'live') return part.look(town);
  const published = new Set<string>();
  const cells = await inside.run(published, () => part.look(town, known));
  return [...cells, { text: [...published].sort().join(' ') }];
}
