/** The first of those who are named in a sentence, which has no room for all of a crowd, and how many more there are. */
export const firstAndMore = (names: readonly string[], most: number): { first: string[]; more: number } => ({
  first: names.slice(0, most),
  more: Math.max(0, names.length - most),
});
