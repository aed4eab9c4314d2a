/** SQL: the number by which the message `entry` came takes no part in its case. Indexes `message_pkey`, `case_participant_pkey`. */
const takesNoPart = (entry: string): string =>
  `(select 1 from message u join case_participant part on part.case_id = u.case_id and part.handle_id = u.handle_id
    where u.entry_id = ${entry}.id limit 1) is null`;

/**
 * SQL: it is not certain who of two wrote the message `entry` by a number that took no part in its case. Nobody is answered in the case by what
 * such a message shows, whoever takes part since, unless an agent has moved it where its number does. Of older messages it is not kept
 * how they came. A scalar query is asked for such a message alone.
 */
export const isUncertainAndApart = (entry: string): string =>
  `(${entry}.data -> 'flags' ? 'sender-uncertain'
    and ((${entry}.data ? 'senderApart' and ${entry}.from_case_id is null) or ${takesNoPart(entry)}))`;

/** SQL: nobody becomes a participant by the message `entry`, of which `said` is the data, as it is not certain who of two wrote it. */
export const makesNobodyPart = (entry: string, said: string): string =>
  `(${said}.flags ? 'sender-uncertain' and (${said}."senderApart" or ${takesNoPart(entry)}))`;
