import type { Bind, Scope } from '@guichet/access';
import { authenticationOf, JUDGED_AGAIN_DAYS } from '@guichet/database';
import { idAt } from '@guichet/platform';
import { isStanding } from './handle-evidence.js';
import { knowsAllBut, mayKnowSaid } from './people-visible-to-agent.js';

/** How many of the latest mails from an address are looked at. */
const LATEST = 20;

/** And how many of the first, of which one that was proved stands for the address: no number of later mails takes their place. */
const FIRST = 100;

interface Reading {
  visible: Scope;
  bind: Bind;
  now: Date;
}

/**
 * SQL: the worst that is known of the latest mails that bear the address `handle`, where no check has proved one of them. Once an
 * address has written as it should, it has: whoever sends something in its name later does not change what is known of it, and only
 * their message is marked. What came first and was judged by nobody counts as that, but against what has failed. A server that checks
 * in our stead may have lost our trust since: what it has proved counts as long as it is asked for again. Index `message_handle`.
 */
function doubtOf(handle: string, { visible, bind, now }: Reading): string {
  const since = `${bind(idAt(new Date(now.getTime() - JUDGED_AGAIN_DAYS * 86_400_000)))}::uuid`;
  const verdicts = (which: string) =>
    `select e.id, case when found.by ->> 'verdict' = 'authenticated' and found.by ->> 'source' = 'trusted-server' and e.id <= ${since}
       then 'lapsed' else found.by ->> 'verdict' end as verdict
     from (select m.entry_id from message m where m.handle_id = ${handle}.id and m.direction = 'in' ${which}) bearing
     join timeline_entry e on e.id = bearing.entry_id join cases k on k.id = e.case_id
     cross join lateral (select ${authenticationOf('e')} as by offset 0) found
     where not e.data -> 'flags' ? 'recorded' and ${visible.sql('k', bind)}`;
  const first = `order by m.entry_id limit ${FIRST}`;
  const worst = `select case when bool_or(said.verdict = 'authenticated') then null when bool_or(said.verdict = 'failed') then 'forged'
       when bool_or(said.verdict = 'unauthenticated') then 'unverifiable' when bool_or(said.verdict = 'unknown') then 'unchecked' end
     from (${verdicts(`order by m.entry_id desc limit ${LATEST}`)}) said`;
  const isProved = (which: string) =>
    `exists (select 1 from (${verdicts(which)}) said where said.verdict = 'authenticated')`;
  const beganUnjudged = `coalesce((select said.verdict is null from (${verdicts(first)}) said order by said.id limit 1), false)`;
  return `case when ${handle}.type = 'email' then (
     select latest.doubt from (${worst}) latest(doubt) where latest.doubt is not null
       and not (latest.doubt <> 'forged' and ${beganUnjudged}) and not ${isProved(first)} and not ${isProved(`and m.entry_id > ${since} ${first}`)}) end`;
}

interface Vouching extends Reading {
  /** SQL of the citizens of the person. */
  citizens: string;
  /** SQL of the best evidence that the address is theirs. */
  evidence: string;
}

/**
 * SQL, in a statement that begins as `withHiddenCasesAndPeople`: as `doubtOf`, of an address for which nobody else vouches: no provider or
 * page, and no agent who has seen proof, which all may know who may see the address; nor an agent who has written it down, as far as the
 * reader may know that. What somebody has only claimed vouches for nothing. Index `handle_evidence_handle`.
 */
export const doubtUnlessVouched = (handle: string, { citizens, evidence, ...reading }: Vouching): string =>
  `case when not ${handle}.verified and ${evidence} not in ('checked', 'signed') and not exists (
     select 1 from handle_evidence by_agent where by_agent.handle_id = ${handle}.id and by_agent.citizen_id = any(${citizens})
       and by_agent.kind = 'recorded' and by_agent.by_name is not null and ${isStanding('by_agent')}
       and (${knowsAllBut(`${handle}.id`, reading.visible, reading.bind)} or ${mayKnowSaid('by_agent', reading.visible, reading.bind)}) offset 0)
   then ${doubtOf(handle, reading)} end`;
