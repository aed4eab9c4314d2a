/**
 * Whether what a query tells was found for other words than those that stand there now: they may rest for a moment first, and
 * until they are answered what was found before stays in sight.
 */
export const isSearchPending = (
  words: string,
  asked: string,
  query: { data: unknown; isError: boolean; isPlaceholderData: boolean },
): boolean =>
  words !== '' && !query.isError && (asked !== words || query.data === undefined || query.isPlaceholderData);
