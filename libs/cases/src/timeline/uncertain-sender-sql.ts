/**
 * SQL: it is not certain who of two wrote the message `entry` by a number that takes no part in its case. Nobody is answered in the case by what
 * such a message shows. A scalar query is asked for such a message alone. Indexes `message_pkey`, `case_participant_pkey`.
 */
export const isUncertainAndApart = (entry: string, flags = `${entry}.data -> 'flags'`): string =>
  `(${flags} ? 'sender-uncertain' and (
     select 1 from message u join case_participant part on part.case_id = u.case_id and part.handle_id = u.handle_id
     where u.entry_id = ${entry}.id limit 1) is null)`;
