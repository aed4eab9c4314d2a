/** So many rows beside those in sight are in the page, so that scrolling finds them there. */
const AROUND = 8;

export interface RowsInSight {
  /** Indices of the first and of the last row in the page. */
  first: number;
  last: number;
}

/** Returns which of many rows of one height are in the page, where a list is scrolled to an offset. All in pixels. */
export function rowsInSight(list: { offset: number; size: number; height: number }): RowsInSight {
  return {
    first: Math.max(0, Math.floor(list.offset / list.height) - AROUND),
    last: Math.ceil((list.offset + list.size) / list.height) - 1 + AROUND,
  };
}

/** Returns the rows of a list of so many that are in the page: a list that has become shorter ends where it was scrolled to. */
export function rowsOf(count: number, { first, last }: RowsInSight): RowsInSight {
  const beyond = Math.max(0, last - AROUND - (count - 1));
  return { first: Math.max(0, first - beyond), last: Math.min(last, count - 1) };
}

/** Returns the offset at which a row is in sight as a whole, as near as possible to the one that the list has. */
export function offsetWithRow(index: number, list: { offset: number; size: number; height: number }): number {
  const top = index * list.height;
  if (top < list.offset) return top;
  return Math.max(list.offset, top + list.height - list.size);
}
