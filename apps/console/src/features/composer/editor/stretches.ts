import { diffArrays } from 'diff';

/** The most differences that are looked for. */
const DIFFERENCES = 3_000;
/** The most pairs that are compared where several have changed in one row, and words in all of them. */
const PAIRS = 10_000;
const WORDS = 300_000;

/** A stretch of two sequences: the same in both, or one in the place of the other. */
export interface Stretch<Item> {
  isSame: boolean;
  were: Item[];
  are: Item[];
}

/** The stretches of two sequences in order; undefined: they have too little in common. */
export function stretches<Item>(old: readonly Item[], now: readonly Item[], keyOfItem: (item: Item) => string) {
  const changes = diffArrays(old.map(keyOfItem), now.map(keyOfItem), { maxEditLength: DIFFERENCES });
  if (!changes) return undefined;
  const found: Stretch<Item>[] = [];
  let [at, here] = [0, 0];
  for (const { added, removed, value } of changes) {
    const isSame = !added && !removed;
    const last = found.at(-1);
    const stretch = !last || last.isSame || isSame ? { isSame, were: [], are: [] } : last;
    if (stretch !== last) found.push(stretch);
    if (!added) stretch.were.push(...old.slice(at, (at += value.length)));
    if (!removed) stretch.are.push(...now.slice(here, (here += value.length)));
  }
  return found;
}

/**
 * Finds for each item of a changed stretch the place of the one in whose place it comes: those that have the most words in common, in their order,
 * as a field that becomes a list makes two blocks of one. Undefined: none. Pure.
 */
export function predecessors<Item>(
  { were, are }: Pick<Stretch<Item>, 'were' | 'are'>,
  wordsOf: (item: Item) => ReadonlySet<string>,
): (number | undefined)[] {
  if (were.length * are.length > PAIRS) return are.map((_, n) => (n < were.length ? n : undefined));
  const [old, now] = [were.map(wordsOf), are.map(wordsOf)];
  const words = now.reduce((sum, { size }) => sum + size, 0) * were.length;
  if (words > WORDS) return are.map((_, n) => (n < were.length ? n : undefined));
  // Two that have nothing in common are still rather a pair than none.
  const likeness = (n: number, m: number) => {
    let alike = 1;
    for (const word of now[m]!) if (old[n]!.has(word)) alike += 1;
    return alike;
  };
  /** The most that the items from each pair of places on have in common. */
  const best = Array.from({ length: were.length + 1 }, () => new Array<number>(are.length + 1).fill(0));
  const paired = (n: number, m: number) => likeness(n, m) + best[n + 1]![m + 1]!;
  for (let n = were.length - 1; n >= 0; n -= 1)
    for (let m = are.length - 1; m >= 0; m -= 1)
      best[n]![m] = Math.max(paired(n, m), best[n + 1]![m]!, best[n]![m + 1]!);
  const found = new Array<number | undefined>(are.length).fill(undefined);
  for (let [n, m] = [0, 0]; n < were.length && m < are.length;)
    if (best[n]![m] === paired(n, m)) [found[m], n, m] = [n, n + 1, m + 1];
    else if (best[n]![m] === best[n + 1]![m]) n += 1;
    else m += 1;
  return found;
}
