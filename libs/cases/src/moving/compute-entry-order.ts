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
 * Puts entries back to where they once were, each behind what was before it then: by the first of these orders that knows
 * both. What was written here in the meantime is behind them, and what has come from elsewhere is at its time.
 */
export function restorePlaces<Item extends { id: string; at: Date; foreign: boolean }>(
  present: readonly Item[],
  returning: readonly Item[],
  orders: readonly (readonly string[])[],
): Item[] {
  const ranks = orders.map((order) => new Map(order.map((id, n) => [id, n])));
  const placed = (one: Item, other: Item): number => {
    const rank = ranks.find((known) => known.has(one.id) && known.has(other.id));
    return rank ? rank.get(one.id)! - rank.get(other.id)! : 0;
  };
  const result = [...present];
  for (const item of returning.toSorted(placed)) {
    let place = result.findLastIndex((other) => placed(other, item) < 0) + 1;
    const isEarlier = (other: Item) => other.foreign && placed(other, item) === 0 && other.at < item.at;
    while (place < result.length && isEarlier(result[place]!)) place += 1;
    result.splice(place, 0, item);
  }
  return result;
}

/**
 * Messages that have gone on with others come with them, in their own order: by time, and each behind the one that it goes on with
 * (`follows`, by id), whatever the clocks of the two said.
 */
export function placeGoingOn<Item extends { id: string; at: Date }>(
  present: readonly Item[],
  goingOn: readonly Item[],
  follows: ReadonlyMap<string, string>,
): Item[] {
  const result = [...present];
  let last = -1;
  for (const item of goingOn) {
    const behind = Math.max(
      last,
      result.findIndex(({ id }) => id === follows.get(item.id)),
    );
    const later = result.findIndex(({ at }, n) => n > behind && at > item.at);
    last = later < 0 ? result.length : later;
    result.splice(last, 0, item);
  }
  return result;
}

/** Activities about entries come with them: by time, and behind all other activities about the same entry. */
export function placeActivities<Item extends { id: string; at: Date; about: string | null }>(
  present: readonly Item[],
  activities: readonly Item[],
): Item[] {
  const result = [...present];
  for (const item of activities) {
    const same = result.findLastIndex(({ id, about }) => id === item.about || about === item.about);
    const earlier = result.findLastIndex(({ at }) => at <= item.at);
    result.splice(Math.max(same, earlier) + 1, 0, item);
  }
  return result;
}

/** How far an order of entries is read without a gap: what is to be read and is not, and all behind it, stays unread. */
export function readUpTo<Item extends { silent: boolean }>(
  order: readonly Item[],
  isRead: (item: Item) => boolean,
): number {
  let position = 0;
  for (const [n, item] of order.entries()) {
    if (isRead(item)) position = n + 1;
    else if (!item.silent) break;
  }
  return position;
}
