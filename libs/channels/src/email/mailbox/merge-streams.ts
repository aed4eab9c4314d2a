/** Yields what several sources yield, as it comes, the earlier ones first. Ends with all of them, or with the first that throws. */
export async function* mergeStreams<Item>(sources: readonly AsyncGenerator<Item>[]): AsyncGenerator<Item> {
  const next = (source: AsyncGenerator<Item>) => source.next().then((result) => ({ source, result }));
  const waiting = new Map(sources.map((source) => [source, next(source)]));
  // One that fails while another one is handled must not end the process; it is thrown when its turn comes.
  for (const each of waiting.values()) each.catch(() => undefined);
  while (waiting.size > 0) {
    const { source, result } = await Promise.race(waiting.values());
    if (result.done) {
      waiting.delete(source);
      continue;
    }
    yield result.value;
    const following = next(source);
    following.catch(() => undefined);
    waiting.set(source, following);
  }
}
