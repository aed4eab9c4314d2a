/** Verdicts of so many days are asked for again where another server is trusted to check senders: older mail is hardly answered any more. */
export const JUDGED_AGAIN_DAYS = 90;

/**
 * SQL: what is known of who wrote the message of an entry under this alias (`Authentication`, or null): what was found later, else
 * what the entry says.
 */
export const authenticationOf = (entry: string): string =>
  `coalesce((select found.authentication from message found where found.entry_id = ${entry}.id), ${entry}.data -> 'authentication')`;

/** SQL condition, as the index `timeline_entry_doubted` says it: an entry under this alias says something against who wrote it. */
const isDoubted = (entry: string): string =>
  `${entry}.direction = 'in' and (${entry}.data -> 'authentication' ->> 'verdict' = 'failed' or ${entry}.data -> 'authentication' -> 'warnings' <> '[]')`;

/**
 * SQL: as `authenticationOf`, of the last message that came into the case `c`; null also where nothing is said against its sender. For
 * lists, which would read every message otherwise, its text included: they look into two indexes that hold next to nothing.
 */
export const AUTHENTICATION_IF_DOUBTED = `case
  when (select true from timeline_entry e where e.case_id = c.id and e.position = c.last_inbound_position and ${isDoubted('e')})
    or (select true from message later where later.case_id = c.id and later.authentication is not null limit 1)
  then (select ${authenticationOf('e')} from timeline_entry e where e.case_id = c.id and e.position = c.last_inbound_position) end`;
