/** For "none" where a column is part of a key: no kind, nobody. Channels say `none`. */
export const NONE = '00000000-0000-0000-0000-000000000000';

/**
 * What the points of the cases `$1` are made of, all of it from what is never rewritten, but for the team and the kind that
 * a case has now.
 *
 * - `subject`: the cases. `stands`: it was not merged into another one.
 * - `said`: what counts as said. In: every message, call, visit and letter that no machine wrote. Out: answers of agents
 *   that have left and arrived as far as we know, at the time when they left.
 * - `turns`: each closing, and each time it came back; `back_at`: when that closing was taken back.
 * - `story`: the cases that stand. `began_at`: since when the citizen has waited; `channel`: by which the case came; `closer_id`:
 *   who closed it, where it is closed.
 *
 * Joined and never looked up case by case: thousands are counted at once.
 * By index `timeline_entry_position`, a few pages for each case.
 */
export const STORY = `
  subject as materialized (
    select c.id, c.team_id, coalesce(c.kind_id, '${NONE}') as kind_id, c.opened_at, c.channel_id,
      c.merged_into_id is null as stands
    from cases c where c.id = any($1::uuid[])),
  said as materialized (
    select e.case_id, e.position, e.direction, coalesce(e.channel_kind, 'none') as channel,
      case e.actor_kind when 'agent' then e.actor_id end as agent_id,
      case e.direction when 'out' then coalesce(d.sent_at, e.at) else e.at end as at, u.entry_id is not null as templated
    from subject s join timeline_entry e on e.case_id = s.id and e.kind = 'message'
    left join delivery d on d.entry_id = e.id left join template_use u on u.entry_id = e.id
    where not coalesce(e.data -> 'flags' ? 'automatic', false) and (e.direction = 'in' or (
      e.actor_kind = 'agent' and (d.entry_id is null or d.state in ('sent', 'delivered', 'read', 'unknown'))))),
  turns as materialized (
    select case_id, position, at, closes, agent_id, lead(at) over w as back_at, lag(agent_id) over w as closer_id from (
      select e.case_id, e.at, e.position, e.data ->> 'to' = 'closed' as closes,
        case e.actor_kind when 'agent' then e.actor_id end as agent_id
      from subject s join timeline_entry e on e.case_id = s.id and e.kind = 'fact'
      where s.stands and e.from_case_id is null and e.data ->> 'type' = 'status' and (e.data ->> 'from' = 'closed') <> (e.data ->> 'to' = 'closed')) t
    window w as (partition by case_id order by position)),
  asked as materialized (
    select case_id, min(at) as at, count(distinct channel) as channels from said where direction = 'in' group by 1),
  story as materialized (
    select s.id, s.opened_at, coalesce(by.channel, account.kind, 'none') as channel, least(s.opened_at, asked.at) as began_at, asked.channels,
      answer.at as answered_at, answer.agent_id as answerer_id, closing.agent_id as closer_id
    from subject s left join channel_account account on account.id = s.channel_id left join asked on asked.case_id = s.id
    left join (select distinct on (case_id) case_id, channel from said order by case_id, position) by on by.case_id = s.id
    left join (
      select distinct on (o.case_id) o.case_id, o.at, o.agent_id from said o join asked on asked.case_id = o.case_id and o.at >= asked.at
      where o.direction = 'out' order by o.case_id, o.at, o.position) answer on answer.case_id = s.id
    left join turns closing on closing.case_id = s.id and closing.closes and closing.back_at is null
    where s.stands)`;
