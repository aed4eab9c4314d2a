/** Replaces null in columns that are part of a key: no case type, no agent. Channels have `none`. */
export const NONE = '00000000-0000-0000-0000-000000000000';

/**
 * Whether a case is restricted is asked by a `case`, of which the planner assumes that it is true of every second row. Of `is null` in a
 * table that was not analysed yet, it assumes one row in two hundred, and would join some hundred cases by nested loops over nested loops.
 */
const COUNTED_CASES = `
  counted_cases as materialized (
    select c.id, c.team_id, coalesce(c.case_type_id, '${NONE}') as case_type_id, c.opened_at, c.channel_account_id,
      c.merged_into_id is null as is_unmerged, c.imported_at is not null as is_imported
    from cases c where c.id = any($1::uuid[]) and c.status <> 'spam'
      and case when c.restricted_to is null then true else false end)`;

/** SQL condition: the later one of two changes of a status takes the earlier one back. A snooze that ended meanwhile is not begun again. */
const takesBack = (later: string, earlier: string): string =>
  `(${later} -> 'undo' is not null and ${earlier} ->> 'to' = ${later} ->> 'from'
    and (${earlier} ->> 'from' = ${later} ->> 'to' or (${earlier} ->> 'from' = 'snoozed' and ${later} ->> 'to' = 'open')))`;

/**
 * SQL: the facts from which the points of the cases `$1` are computed. They come from entries that are never rewritten, except
 * for the team and the case type, which are those of today.
 *
 * - `counted_cases`: the cases, without spam and restricted cases, of which nothing counts: rollups are by team, and whoever reads them
 *   would learn from a figure that one was opened or closed. `is_unmerged`: the case was not merged into another one.
 * - `messages`: inbound, every message, call, visit and letter that is not automatic; outbound, replies of agents that were
 *   sent and did not fail, at the time of sending. `templated`: made from a template, but for an agent's own, which nobody has approved.
 * - `status_changes`: each closing and each reopening, but for those that were taken back; a case that is spam no more is as it was before.
 *   `reopened_at`: when the case was reopened after a closing.
 *   What was imported from the history of a mailbox is no message that counts.
 * - `case_facts`: the unmerged cases. `is_imported`: it was opened by such an import, and is none that we opened. `began_at`: since when the citizen has waited; `channel`: by which the case came;
 *   `closed_by_id`: who closed it, where it is closed.
 *
 * Joins, not lookups by case: thousands of cases are counted at once. Index `timeline_entry_position`, a few pages a case.
 */
export const CASE_FACTS = `${COUNTED_CASES},
  messages as materialized (
    select e.case_id, e.position, e.direction, coalesce(e.channel_kind, 'none') as channel,
      case e.actor_kind when 'agent' then e.actor_id end as agent_id,
      case e.direction when 'out' then coalesce(d.sent_at, e.at) else e.at end as at, u.entry_id is not null and u.template_id not in (select id from template where owner_id is not null) as templated
    from counted_cases s join timeline_entry e on e.case_id = s.id and e.kind = 'message'
    left join delivery d on d.entry_id = e.id left join template_use u on u.entry_id = e.id
    where not coalesce(e.data -> 'flags' ?| array['automatic', 'imported', 'survey-response'], false) and (e.direction = 'in' or (
      (e.actor_kind = 'agent' or coalesce(e.data -> 'flags' ? 'sent-elsewhere', false)) and (d.entry_id is null or d.state in ('sent', 'delivered', 'read', 'unknown'))))),
  status_changes as materialized (
    select case_id, position, at, closes, agent_id, lead(at) over w as reopened_at, lag(agent_id) over w as closed_by_id from (
      select * from (
        select e.case_id, e.at, e.position, e.data ->> 'to' = 'closed' as closes,
          case e.data ->> 'from' when 'spam' then coalesce(lag(e.data ->> 'to') over s, 'open') else e.data ->> 'from' end = 'closed' as was_closed,
          ${takesBack('e.data', 'lag(e.data) over s')} as is_undo, ${takesBack('lead(e.data) over s', 'e.data')} as is_undone,
          case e.actor_kind when 'agent' then e.actor_id end as agent_id
        from counted_cases k join timeline_entry e on e.case_id = k.id and e.kind = 'activity'
        where k.is_unmerged and e.from_case_id is null and e.data ->> 'type' = 'status' and e.data ->> 'to' <> 'spam'
        window s as (partition by e.case_id order by e.position)) c
      where was_closed <> closes and is_undo is not true and is_undone is not true) t
    window w as (partition by case_id order by position)),
  first_contacts as materialized (
    select case_id, min(at) as at, count(distinct channel) as channels from messages where direction = 'in' group by 1),
  case_facts as materialized (
    select s.id, s.opened_at, s.is_imported, coalesce(by.channel, account.kind, 'none') as channel,
      case when s.is_imported then coalesce(first_contacts.at, came_back.at) else least(s.opened_at, first_contacts.at) end as began_at, first_contacts.channels,
      reply.at as replied_at, reply.agent_id as replied_by_id, closing.agent_id as closed_by_id
    from counted_cases s left join channel_account account on account.id = s.channel_account_id left join first_contacts on first_contacts.case_id = s.id
    left join (select distinct on (case_id) case_id, channel from messages order by case_id, position) by on by.case_id = s.id
    left join (
      select distinct on (o.case_id) o.case_id, o.at, o.agent_id from messages o join first_contacts on first_contacts.case_id = o.case_id and o.at >= first_contacts.at
      where o.direction = 'out' order by o.case_id, o.at, o.position) reply on reply.case_id = s.id
    left join (select case_id, min(at) as at from status_changes where not closes group by 1) came_back on s.is_imported and came_back.case_id = s.id
    left join status_changes closing on closing.case_id = s.id and closing.closes and closing.reopened_at is null
    where s.is_unmerged)`;

/**
 * SQL: the same facts of cases in which citizens have written and nothing else has happened: all that they lack would be empty.
 * `isWrittenOnly` says which these are.
 */
export const FACTS_OF_WRITTEN = `${COUNTED_CASES},
  messages as materialized (
    select e.case_id, e.position, e.direction, coalesce(e.channel_kind, 'none') as channel, e.at
    from timeline_entry e where e.case_id = any($1::uuid[]) and not coalesce(e.data -> 'flags' ?| array['automatic', 'imported', 'survey-response'], false)),
  case_facts as (
    select s.id, s.opened_at, s.is_imported, coalesce(by.channel, account.kind, 'none') as channel
    from counted_cases s left join channel_account account on account.id = s.channel_account_id
    left join (select distinct on (case_id) case_id, channel from messages order by case_id, position) by on by.case_id = s.id)`;

/** SQL condition: no SLA timer of the case `c` counts yet. Index `sla_timer_case`. */
export const hasNoCountedTimer = (c: string): string =>
  `not exists (select from sla_timer k where k.case_id = ${c}.id and (k.breached_at is not null or k.state = 'done'))`;

/** SQL condition: in the unmerged case `c` citizens have written, and nothing else has happened that counts. Index `timeline_entry_position`. */
export const isWrittenOnly = (c: string): string => `(${c}.merged_into_id is null and ${hasNoCountedTimer(c)}
  and not exists (select from timeline_entry e where e.case_id = ${c}.id and (e.kind <> 'message' or e.direction <> 'in')))`;
