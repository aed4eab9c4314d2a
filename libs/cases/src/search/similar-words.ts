/** So many letters may be wrong in a word of this length. */
const mistakes = (length: number): number => (length < 4 ? 0 : length < 6 ? 1 : length < 10 ? 2 : 3);

/** Row `i` of the matrix of distances between two words: `before` is the row above it, `earlier` that above `before`. */
function nextRow(
  { a, b, i }: { a: string; b: string; i: number },
  [before, earlier]: readonly [number[], number[]],
): number[] {
  const row = [i];
  for (let j = 1; j <= b.length; j += 1) {
    const other = Number(a[i - 1] !== b[j - 1]);
    let least = Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + other);
    const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    if (isSwapped) least = Math.min(least, earlier[j - 2]! + 1);
    row.push(least);
  }
  return row;
}

/** How many letters are to be added, left out, changed or swapped with their neighbour to make one word of another. */
export function distance(a: string, b: string): number {
  let [row, before] = [Array.from({ length: b.length + 1 }, (_, j) => j), [] as number[]];
  for (let i = 1; i <= a.length; i += 1) [row, before] = [nextRow({ a, b, i }, [row, before]), row];
  return row[b.length]!;
}

/** The words that may have been meant, the most likely first: the nearest, and of those the most frequent. */
export function similarWords(typed: string, words: readonly { word: string; entries: number }[]): string[] {
  return words
    .map(({ word, entries }) => ({ word, entries, far: distance(typed, word) }))
    .filter(({ far }) => far <= mistakes(typed.length))
    .sort((a, b) => a.far - b.far || b.entries - a.entries || (a.word < b.word ? -1 : 1))
    .map(({ word }) => word);
}
