/** Two stretches of entries as one, by time; each keeps its own order. */
export function interleave<Item extends { at: Date }>(one: readonly Item[], other: readonly Item[]): Item[] {
  const result: Item[] = [];
  let n = 0;
  for (const item of one) {
    while (n < other.length && other[n]!.at < item.at) result.push(other[n++]!);
    result.push(item);
  }
  return [...result, ...other.slice(n)];
}

/**
 * Entries that come back to where they once lay, each behind what lay before it then. What has come in the meantime, and
 * is not part of that order, keeps its place in time.
 */
export function putBack<Item extends { id: string; at: Date }>(
  present: readonly Item[],
  returning: readonly Item[],
  order: readonly string[],
): Item[] {
  const rank = new Map(order.map((id, n) => [id, n]));
  const result = [...present];
  for (const item of returning.toSorted((a, b) => rank.get(a.id)! - rank.get(b.id)!)) {
    let place = result.findLastIndex(({ id }) => rank.has(id) && rank.get(id)! < rank.get(item.id)!) + 1;
    while (place < result.length && !rank.has(result[place]!.id) && result[place]!.at < item.at) place += 1;
    result.splice(place, 0, item);
  }
  return result;
}

/** How far an order of entries is read without a gap: a message or note that is unread, and all behind it, stays unread. */
export function readUpTo<Item extends { kind: string }>(
  order: readonly Item[],
  isRead: (item: Item) => boolean,
): number {
  let position = 0;
  for (const [n, item] of order.entries()) {
    if (isRead(item)) position = n + 1;
    else if (item.kind !== 'fact') break;
  }
  return position;
}
