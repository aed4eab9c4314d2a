/**
 * Asks for many rows by several statements at once, which wait for the disk side by side: one statement reads the pages of rows that are
 * found by their ids one after the other. The answers are in the order of the items.
 */
export async function queryInParts<Item, Answer>(
  items: readonly Item[],
  size: number,
  ask: (part: readonly Item[]) => Promise<Answer[]>,
): Promise<Answer[]> {
  const parts = Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
  return (await Promise.all(parts.map(ask))).flat();
}
