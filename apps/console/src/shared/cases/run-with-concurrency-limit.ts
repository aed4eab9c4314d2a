/** So many requests are on their way at once. */
const TOGETHER = 6;

export interface Failed<Item> {
  item: Item;
  error: unknown;
}

/** Does some work for each of the items, a few at a time; what fails stops none of the others, and is returned. */
export async function runWithConcurrencyLimit<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<Failed<Item>[]> {
  const failed: Failed<Item>[] = [];
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      const done = item;
      await work(done).catch((error: unknown) => void failed.push({ item: done, error }));
    }
  };
  await Promise.all(Array.from({ length: Math.min(TOGETHER, items.length) }, worker));
  return failed;
}
