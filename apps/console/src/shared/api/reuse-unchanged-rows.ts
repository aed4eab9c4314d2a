import { replaceEqualDeep, type InfiniteData } from '@tanstack/react-query';

interface Row {
  id: string;
}
type Loaded<Item extends Row> = InfiniteData<{ items: readonly Item[]; nextCursor: string | null }, unknown>;

/**
 * A list as it is now, with each row that is as it was: wherever it stands, it is the same object, and is not drawn anew. By their
 * places, as queries compare by themselves, all rows below one that comes or goes would be other ones.
 */
export function reuseUnchangedRows<Item extends Row>(
  before: Loaded<Item> | undefined,
  after: Loaded<Item>,
): Loaded<Item> {
  if (!before) return after;
  const known = new Map(before.pages.flatMap(({ items }) => items.map((item) => [item.id, item] as const)));
  const pages = after.pages.map((page, at) => {
    const items = page.items.map((item) => replaceEqualDeep<Item>(known.get(item.id), item));
    const old = before.pages[at];
    const isSame =
      old?.nextCursor === page.nextCursor &&
      old.items.length === items.length &&
      items.every((item, index) => item === old.items[index]);
    return isSame ? old : { ...page, items };
  });
  const isSame = pages.length === before.pages.length && pages.every((page, at) => page === before.pages[at]);
  return isSame ? before : { ...after, pages };
}
