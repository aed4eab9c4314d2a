/**
 * SQL: what is known of who wrote the message of an entry under this alias (`Authentication`, or null): what was found later, else
 * what the entry says.
 */
export const authenticationOf = (entry: string): string =>
  `coalesce((select found.authentication from message found where found.entry_id = ${entry}.id), ${entry}.data -> 'authentication')`;
