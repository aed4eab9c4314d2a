import type { Bind, Scope } from '@guichet/access';
import { authenticationOf } from '@guichet/database';

/** How many of the latest mails from an address are looked at. */
const LATEST = 20;

/** And how many of the first, of which one that was proved stands for the address: no number of later mails takes their place. */
const FIRST = 1000;

/**
 * SQL: the worst that is known of the latest mails that bear the address `handle`, where no check has proved one of them. Once an
 * address has written as it should, it has: whoever sends something in its name later does not change what is known of it, and only
 * their message is marked. What came first and was judged by nobody counts as that. Index `message_handle`.
 */
export function doubtOf(handle: string, visible: Scope, bind: Bind): string {
  const verdicts = (which: string) =>
    `select e.id, ${authenticationOf('e')} ->> 'verdict' as verdict
     from (select m.entry_id from message m where m.handle_id = ${handle}.id and m.direction = 'in' order by m.entry_id ${which}) bearing
     join timeline_entry e on e.id = bearing.entry_id join cases k on k.id = e.case_id
     where not e.data -> 'flags' ? 'recorded' and ${visible.sql('k', bind)}`;
  const worst = `select case when bool_or(said.verdict = 'authenticated') then null when bool_or(said.verdict = 'failed') then 'forged'
       when bool_or(said.verdict = 'unauthenticated') then 'unverifiable' when bool_or(said.verdict = 'unknown') then 'unchecked' end
     from (${verdicts(`desc limit ${LATEST}`)}) said`;
  const hasWritten = `exists (select 1 from (select verdict, row_number() over (order by id) as n from (${verdicts(`limit ${FIRST}`)}) said) earlier
     where earlier.verdict = 'authenticated' or (earlier.verdict is null and earlier.n = 1))`;
  return `case when ${handle}.type = 'email' then (
     select latest.doubt from (${worst}) latest(doubt) where latest.doubt is not null and not ${hasWritten}) end`;
}
