/** Seconds after the last heartbeat at which a connection counts as lost. Heartbeats come every minute. */
const EXPIRES_AFTER = 180;

/** Returns SQL that tells whether the agent of a row of `agent_presence` has a live connection at the time in a parameter. */
export const isConnected = (row: string, now: string): string =>
  `coalesce(${row}.heartbeat_at > ${now}::timestamptz - interval '${EXPIRES_AFTER} seconds', false)`;
