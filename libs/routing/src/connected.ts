/** Seconds after which a connection of which nothing is heard counts as lost; it is told of every minute. */
const LOST_AFTER = 180;

/** SQL: is there a live connection of the agent of this row of `agent_presence`, at the time in this parameter? */
export const connected = (row: string, now: string): string =>
  `coalesce(${row}.seen_at > ${now}::timestamptz - interval '${LOST_AFTER} seconds', false)`;
