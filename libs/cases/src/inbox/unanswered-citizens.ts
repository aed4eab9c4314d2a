import { UNREAD_LOCAL_PARTS } from '@guichet/channels';
import { SpokenKind } from '@guichet/contracts';
import { isoTime } from '@guichet/database';
import { NAMED_SENDER } from '../timeline/named-sender.js';

const SPOKEN = SpokenKind.options.map((kind) => `'${kind}'`).join(', ');
/** Flags of what nobody has written, or not here. */
const WRITTEN_BY_NOBODY = `array['automatic', 'imported', 'survey-response', 'others-address']`;
/** Flags of what answers nobody. */
const ANSWERS_NOBODY = `array['automatic', 'imported', 'survey-response']`;
/** Nobody reads what is sent to the address of `w`: in one pattern, as each that is looked for costs as much. */
const IS_UNREAD = `coalesce(case when w.value like '%@%' then left(w.value, -1 - length(split_part(w.value, '@', -1))) ~* '${UNREAD_LOCAL_PARTS.map((local) => `(?:${local})`).join('|')}' end, false)`;

/** SQL: of the merge by which the case `id` became a part of another one: was one of both over then? What is kept of it is long, and read last. */
const wasClosed = (side: 'from' | 'into', id: string): string =>
  `(select bool_or(v.before -> '${side}' ->> 'status' = 'closed') from entry_move v
    where v.from_id = ${id} and v.how = 'merged' and v.undone_at is null ${side === 'into' ? 'and v.into_id = c.id' : ''})`;

/**
 * SQL: the reply `a` answers the question `w` of the same person: in the case in which it was asked, also while that was merged before, or
 * after it was merged, or in person after it was asked. What was written after a merge goes on with what was answered, and a question that
 * was closed needs no reply.
 */
const ANSWERS = `(a.part_id = w.part_id or a.part_id = any(w.joined) or a.at >= w.since or a.spoken_at >= w.at or (w.part_id = c.id and w.at >= a.since)
  or ${wasClosed('from', 'w.part_id')} or (w.part_id = c.id and ${wasClosed('into', 'a.part_id')}))`;

/** SQL: the cases that were merged into that of `s` as it was written, and are not, or not by that merge, any more. */
const joinedAs = (s: string): string =>
  `select f.from_id from former f where f.into_id = ${s}.origin_id and ${s}.at >= f.at and ${s}.at < f.undone_at`;

/**
 * SQL: when `w` was to have a first reply in the case in which it was asked: by the timer that was dropped as that was merged, or by the one
 * of `c` that began with a message of its own, also where that has given way to an older message that came by a merge. Null where none
 * ran, or a reply had ended it before this was asked. Indexes `sla_timer_case`, `entry_move_into`.
 */
const FIRST_REPLY_DUE = `coalesce((
  select min(k.due_at) from sla_timer k where k.case_id = w.part_id and k.kind = 'first-response' and case when w.part_id <> c.id
    then k.state = 'dropped' and k.ended_at >= w.since
    else (k.ended_at is null or k.ended_at >= w.at or not w.was_answered)
      and exists (select from timeline_entry e where e.case_id = c.id and e.position = k.start_position and e.from_case_id is null) end), (
  select min((v.before ->> 'firstReplyDueAt')::timestamptz) from entry_move v
  where w.part_id = c.id and v.into_id = c.id and v.how = 'merged' and v.undone_at is null and (v.at >= w.at or not w.was_answered)))`;

/**
 * SQL: of the case `c`, into which something was moved or merged, those who have written and whom no agent has answered, with their last
 * message, who waits longest first; nobody where it is about one person whom nobody has answered, which `isUnanswered` says. As there, one
 * reply is enough, and what was said in person is one; but what answered another question of the same person before the cases were merged
 * is none to this one (`ANSWERS`). A message of which it is not certain who wrote it is of whom an agent has named, else of nobody; they
 * are answered by their number, whoever owns it. All other cases are done with at the first look: indexes `entry_move_into`, then
 * `message_case`, by which each message is unpacked once, an uncertain one twice.
 *
 * Postgres takes what is said in a case for a few rows, and would compare all questions of a petition with all replies: by a full join,
 * and by what is asked of no row but of a whole list, it can but hash or sort.
 */
export const UNANSWERED_CITIZENS = `(case when c.status not in ('closed', 'spam') and c.merged_into_id is null
    and exists (select from entry_move v where v.into_id = c.id and v.undone_at is null) then (
  with said as materialized (
    select e.id, e.at, e.direction, e.channel_account_id, coalesce(e.from_case_id, c.id) as origin_id, case when part.since is null then c.id else e.from_case_id end as part_id, part.since, m.handle_id,
      d.flags, d.data -> 'from' as "from", d.data -> 'to' as "to", d.data -> 'cc' as cc, d.data -> 'bcc' as bcc, d.data ->> 'unanswerable' as unanswerable,
      case when d.flags ? 'sender-uncertain' then (${NAMED_SENDER} ->> 'id')::uuid end as named_id, e.channel_kind in (${SPOKEN}) as spoken,
      e.actor_kind = 'agent' or coalesce(d.flags ? 'sent-elsewhere', false) as by_agent
    from message m join timeline_entry e on e.id = m.entry_id
    cross join lateral (select data, data -> 'flags' as flags from (select e.data || '{}' as data offset 0) unpacked offset 0) d
    left join lateral (select min(v.at) as since from entry_move v where v.from_id = e.from_case_id and v.how = 'merged' and v.undone_at is null) part on true
    where m.case_id = c.id),
  former as materialized (
    select f.from_id, f.into_id, f.at, f.undone_at
    from (select distinct origin_id from said) s join entry_move f on f.into_id = s.origin_id and f.how = 'merged' and f.undone_at is not null),
  wrote as materialized (
    select distinct on (z.root_id, s.part_id, s.at >= (select min(since) from said)) z.root_id, s.part_id, s.since, s.id, s.at, s.channel_account_id, s.handle_id, h.value, case when exists (select from former) then array(${joinedAs('s')}) end as joined,
      coalesce(case when o.citizen_id = z.id or z.root_id = (select own.root_id from citizen own where own.id = o.citizen_id) then nullif(o.citizen_name, '') end, nullif(s."from" ->> 'name', ''), h.value, '') as name
    from said s join cases o on o.id = s.origin_id left join handle h on h.id = s.handle_id
    join citizen z on z.id = case when s.flags ? 'sender-uncertain' then s.named_id else coalesce(h.citizen_id, o.citizen_id) end
    where s.direction = 'in' and not s.spoken and not coalesce(s.flags ?| ${WRITTEN_BY_NOBODY}, false)
      and coalesce(s.unanswerable, 'asked-for-none') = 'asked-for-none'
      and (h.id is null or exists (select from case_participant p where p.case_id = c.id and p.handle_id = h.id))
    order by z.root_id, s.part_id, s.at >= (select min(since) from said), s.id desc),
  answered as materialized (
    select z.root_id, them.id as handle_id, part.id as part_id, part.since, max(s.at) as at, max(s.at) filter (where s.spoken) as spoken_at
    from said s cross join lateral (select s.part_id as id, s.since union all select joined.from_id, null from (${joinedAs('s')}) joined) part
    left join lateral (
      select h.id, h.citizen_id from handle h where h.id = s.handle_id and s.direction = 'in' union all
      select h.id, h.citizen_id from jsonb_array_elements(coalesce(s."to", '[]') || coalesce(s.cc, '[]') || coalesce(s.bcc, '[]')) w
        cross join lateral (select * from handle h where h.type = w ->> 'type' and h.value = w ->> 'value' limit 1) h where s.direction = 'out') them on true
    cross join lateral (select z.root_id from citizen z where z.id = coalesce(them.citizen_id, (select o.citizen_id from cases o where o.id = s.origin_id)) limit 1) z
    where (s.spoken or (s.direction = 'out' and s.by_agent)) and not coalesce(s.flags ?| ${ANSWERS_NOBODY}, false)
      and coalesce((select d.state from delivery d where d.entry_id = s.id), 'sent') not in ('canceled', 'blocked', 'failed')
    group by 1, 2, 3, 4),
  unanswered as (
    select w.id from (select key, w.* from wrote w cross join lateral (values (w.root_id), (w.handle_id)) k(key)) w
    full join (select key, a.* from answered a cross join lateral (values (a.root_id), (a.handle_id)) k(key)) a on a.key = w.key
    group by w.id having count(w.id) > 0 and not coalesce(bool_or(a.key is not null and ${ANSWERS}), false)),
  waiting as (
    select distinct on (w.root_id) w.*, w.root_id in (select root_id from answered) as was_answered from wrote w
    where (w.id in (select id from unanswered)) is true and not ${IS_UNREAD}
    order by w.root_id, w.id desc)
  select coalesce(jsonb_agg(jsonb_build_object('id', w.root_id, 'name', w.name, 'at', ${isoTime('w.at')}, 'channelAccountId', w.channel_account_id,
    'address', w.value, 'wasAnswered', w.was_answered, 'firstReplyDueAt', ${isoTime(FIRST_REPLY_DUE)}) order by w.at), '[]')
  from waiting w where w.was_answered
    or (select count(*) from (select root_id from wrote union select root_id from answered) people) > 1) else '[]' end)`;
