/** A list that is short enough to be returned as one page. */
export const singlePageList = async <Item>(
  items: Item[] | Promise<Item[]>,
): Promise<{ items: Item[]; nextCursor: null }> => ({
  items: await items,
  nextCursor: null,
});
