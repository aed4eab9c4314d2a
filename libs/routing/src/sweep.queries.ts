import type { Tx } from '@guichet/database';
import { mayHold } from './holders.js';

/** What a look over the queues found, team by team. */
export interface Found {
  teamId: string;
  count: number;
  /** The first of them. */
  caseIds: string[];
}

/** How many cases of a team are named. */
const NAMED = 20;
const FOUND = `team_id as "teamId", count(*)::integer as count, (array_agg(id order by id))[1:${NAMED}] as "caseIds"`;

/** Unfinished cases, by team. Index `cases_team`. */
export const unfinished = (tx: Tx): Promise<{ teamId: string; count: number }[]> =>
  tx.query(`select team_id as "teamId", count(*)::integer as count from cases where status <> 'closed' group by 1`);

/** Unfinished cases with somebody who has left, or may not have them. Index `cases_assignee_due`. */
export const lostCases = (tx: Tx, limit: number): Promise<{ id: string; teamId: string }[]> =>
  tx.query(
    `select c.id, c.team_id as "teamId" from cases c join agent a on a.id = c.assignee_id
     where c.status <> 'closed' and c.assignee_id is not null and not ${mayHold('a', 'c.team_id')} order by c.id limit $1`,
    [limit],
  );

/** Open cases of teams in which nobody is active. Index `cases_team`. */
export const inEmptyTeams = (tx: Tx): Promise<Found[]> =>
  tx.query(
    `select ${FOUND} from cases where status = 'open' and team_id in (
       select t.id from team t where not exists (
         select 1 from team_member m join agent a on a.id = m.agent_id and a.active where m.team_id = t.id)) group by 1`,
  );

/** Snoozed cases whose time is over for longer than a timer is ever late. Index `cases_status`. */
export const overslept = (tx: Tx, limit: number): Promise<{ id: string; teamId: string; until: Date }[]> =>
  tx.query(
    `select id, team_id as "teamId", snooze_until as until from cases
     where status = 'snoozed' and snooze_until < $1::timestamptz - interval '2 minutes' order by id limit $2`,
    [tx.now, limit],
  );

/**
 * Open cases that nobody has had for more than a day: nothing was said of them since but messages. Indexes
 * `cases_unassigned`, `timeline_entry_position` for those that are old enough.
 */
export const longUnassigned = (tx: Tx): Promise<Found[]> =>
  tx.query(
    `select ${FOUND} from cases c where assignee_id is null and status = 'open' and opened_at < $1::timestamptz - interval '1 day'
       and not exists (select 1 from timeline_entry e where e.case_id = c.id and e.kind = 'fact'
         and e.at > $1::timestamptz - interval '1 day' and e.data ->> 'type' in ('assigned', 'team', 'status')) group by 1`,
    [tx.now],
  );

/** Writes what the maintained counts lack of a recount, in one look at both. A scan of `cases`. */
export const mendCounts = (tx: Tx): Promise<{ teamId: string; delta: number }[]> =>
  tx.query(
    `insert into case_count (team_id, assignee_id, status, delta)
     select team_id, assignee_id, status, sum(n) from (
       select team_id, assignee_id, status, count(*) as n from cases group by 1, 2, 3
       union all select team_id, assignee_id, status, -delta from case_count) both_counts
     group by 1, 2, 3 having sum(n) <> 0 returning team_id as "teamId", delta`,
  );

/** Cases with a clock that should have rung by now. Index `case_clock_open`. */
export const asleepClocks = (tx: Tx): Promise<{ id: string; teamId: string }[]> =>
  tx.query(
    `select distinct c.id, c.team_id as "teamId" from case_clock k join cases c on c.id = k.case_id
     where k.state = 'running' and k.rings_at < $1::timestamptz - interval '2 minutes'`,
    [tx.now],
  );
