/** What the log keeps true is not asked for again each time that the palette opens, which waits for nothing. */
export const QUERY_OPTIONS_WITHOUT_REFETCH = { staleTime: Infinity };
