/**
 * Whether the results of a query belong to other words than those in the field: the search waits for a pause, and
 * until it returns the earlier results are shown.
 */
export const isSearchPending = (
  words: string,
  asked: string,
  query: { data: unknown; isError: boolean; isPlaceholderData: boolean },
): boolean =>
  words !== '' && !query.isError && (asked !== words || query.data === undefined || query.isPlaceholderData);
