import type { Page, WholeListQuery } from '@guichet/contracts';
import { wrongField } from '@guichet/platform';

export const byId = ({ id }: { id: string }): string => id;

/**
 * Returns the page that a client asks for of a list that is read whole; without `limit`, all of it. `keyOf` is what tells an item
 * from the others, and the cursor behind it. Throws `page-gone` where the item of the cursor is no longer there.
 */
export async function pageOfWholeList<Item>(
  list: readonly Item[] | Promise<readonly Item[]>,
  { limit, cursor }: WholeListQuery,
  keyOf: (item: Item) => string,
): Promise<Page<Item>> {
  const all = await list;
  const start = cursor === undefined ? 0 : all.findIndex((item) => keyOf(item) === cursor) + 1;
  if (cursor !== undefined && start === 0) throw wrongField('cursor', 'page-gone');
  const items = all.slice(start, limit === undefined ? undefined : start + limit);
  const last = items.at(-1);
  return { items, nextCursor: last && start + items.length < all.length ? keyOf(last) : null };
}
