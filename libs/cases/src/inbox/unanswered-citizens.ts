import { UNREAD_LOCAL_PARTS } from '@guichet/channels';
import { SpokenKind } from '@guichet/contracts';
import { isoTime } from '@guichet/database';
import { NAMED_SENDER } from '../timeline/named-sender.js';

const SPOKEN = SpokenKind.options.map((kind) => `'${kind}'`).join(', ');
/** Flags of what nobody has written, or not here. */
const WRITTEN_BY_NOBODY = `array['automatic', 'imported', 'survey-response', 'others-address']`;
/** Flags of what answers nobody. */
const ANSWERS_NOBODY = `array['automatic', 'imported', 'survey-response']`;
/** Nobody reads what is sent to the address of `w`. */
const IS_UNREAD = `coalesce(substring(w.value from '^(.*)@') ~* any(array[${UNREAD_LOCAL_PARTS.map((local) => `'${local}'`).join(', ')}]), false)`;

/**
 * SQL: the reply `a` answers the question `w` of the same person: in the case in which it was asked, after that was merged, or in person
 * after it was asked. What was written after the merge goes on with what was answered, and a question that was closed needs no reply.
 */
const ANSWERS = `(a.part_id is not distinct from w.part_id or a.at >= w.since or a.spoken_at >= w.at or (w.part_id is null and w.at >= a.since)
  or (select from_closed from parts where id = w.part_id) or (w.part_id is null and (select into_closed from parts where id = a.part_id)))`;

/**
 * SQL: of the case `c`, into which something was moved or merged, those who have written and whom no agent has answered, with their last
 * message, who waits longest first; nobody where it is about one person whom nobody has answered, which `isUnanswered` says. As there, one
 * reply is enough, and what was said in person is one; but what answered another question of the same person before the cases were merged
 * is none to this one (`ANSWERS`). A message of which it is not certain who wrote it is of whom an agent has named, else of nobody; they
 * are answered by their number, whoever owns it. All other cases are done with at the first look: indexes `entry_move_into`, then
 * `message_case`, by which each message is unpacked once, an uncertain one twice.
 */
export const UNANSWERED_CITIZENS = `(case when c.status not in ('closed', 'spam') and c.merged_into_id is null
    and exists (select from entry_move v where v.into_id = c.id and v.undone_at is null) then (
  with said as materialized (
    select e.id, e.at, e.direction, e.channel_account_id, e.from_case_id, d.*, m.handle_id,
      case when d.flags ? 'sender-uncertain' then (${NAMED_SENDER} ->> 'id')::uuid end as named_id, e.channel_kind in (${SPOKEN}) as spoken,
      e.actor_kind = 'agent' or coalesce(d.flags ? 'sent-elsewhere', false) as by_agent
    from message m join timeline_entry e on e.id = m.entry_id
    cross join lateral jsonb_to_record(e.data) d(flags jsonb, "from" jsonb, "to" jsonb, cc jsonb, bcc jsonb, unanswerable text)
    where m.case_id = c.id),
  parts as materialized (
    select v.from_id as id, min(v.at) as since, bool_or(v.before -> 'from' ->> 'status' = 'closed') as from_closed,
      bool_or(v.into_id = c.id and v.before -> 'into' ->> 'status' = 'closed') as into_closed
    from (select distinct from_case_id from said) s join entry_move v on v.from_id = s.from_case_id and v.how = 'merged' and v.undone_at is null
    group by v.from_id),
  wrote as (
    select distinct on (z.root_id, part.id, s.at >= (select min(since) from parts)) z.root_id, part.id as part_id, part.since, s.id, s.at, s.channel_account_id, s.handle_id, h.value,
      coalesce(case when own.root_id = z.root_id then nullif(o.citizen_name, '') end, nullif(s."from" ->> 'name', ''), h.value, '') as name
    from said s left join parts part on part.id = s.from_case_id join cases o on o.id = coalesce(s.from_case_id, c.id) left join citizen own on own.id = o.citizen_id left join handle h on h.id = s.handle_id
    join citizen z on z.id = case when s.flags ? 'sender-uncertain' then s.named_id else coalesce(h.citizen_id, o.citizen_id) end
    where s.direction = 'in' and not s.spoken and not coalesce(s.flags ?| ${WRITTEN_BY_NOBODY}, false)
      and coalesce(s.unanswerable, 'asked-for-none') = 'asked-for-none'
      and (h.id is null or exists (select from case_participant p where p.case_id = c.id and p.handle_id = h.id))
    order by z.root_id, part.id, s.at >= (select min(since) from parts), s.id desc),
  answered as materialized (
    select z.root_id, h.id as handle_id, part.id as part_id, part.since, max(s.at) as at, max(s.at) filter (where s.spoken) as spoken_at
    from said s left join parts part on part.id = s.from_case_id
    left join lateral (
      select s.handle_id as id where s.direction = 'in' union
      select h.id from jsonb_array_elements(coalesce(s."to", '[]') || coalesce(s.cc, '[]') || coalesce(s.bcc, '[]')) w
        join handle h on h.type = w ->> 'type' and h.value = w ->> 'value' where s.direction = 'out') them on true
    left join handle h on h.id = them.id join cases o on o.id = coalesce(s.from_case_id, c.id) join citizen z on z.id = coalesce(h.citizen_id, o.citizen_id)
    where (s.spoken or (s.direction = 'out' and s.by_agent)) and not coalesce(s.flags ?| ${ANSWERS_NOBODY}, false)
      and coalesce((select d.state from delivery d where d.entry_id = s.id), 'sent') not in ('canceled', 'blocked', 'failed')
    group by 1, 2, 3, 4),
  waiting as (
    select distinct on (w.root_id) w.* from wrote w
    where not ${IS_UNREAD} and not exists (select from answered a where a.root_id = w.root_id and ${ANSWERS})
      and not exists (select from answered a where a.handle_id = w.handle_id and ${ANSWERS})
    order by w.root_id, w.id desc)
  select coalesce(jsonb_agg(jsonb_build_object('id', w.root_id, 'name', w.name, 'at', ${isoTime('w.at')}, 'channelAccountId', w.channel_account_id,
    'address', w.value, 'wasAnswered', exists (select from answered a where a.root_id = w.root_id)) order by w.at), '[]')
  from waiting w where exists (select from answered a where a.root_id = w.root_id)
    or (select count(*) from (select root_id from wrote union select root_id from answered) people) > 1) else '[]' end)`;
