/** What the log keeps true is not asked for again each time that the palette opens, which waits for nothing. */
export const LIVE_QUERY_OPTIONS = { staleTime: Infinity };
