import type { Tx } from '@guichet/database';
import { mayBeAssigned, worksInTeam } from '@guichet/access';

/** What a reconciliation found in one team. */
export interface FindingsOfTeam {
  teamId: string;
  count: number;
  /** The first of these cases. */
  caseIds: string[];
}

/** How many cases of a team are listed. */
const NAMED = 20;
const FOUND = `team_id as "teamId", count(*)::integer as count, (array_agg(id order by id))[1:${NAMED}] as "caseIds"`;

/** Counts the unfinished cases of each team. Index `cases_team`. */
export const countUnfinished = (tx: Tx): Promise<{ teamId: string; count: number }[]> =>
  tx.query(
    `select team_id as "teamId", count(*)::integer as count from cases where status not in ('closed', 'spam') group by 1`,
  );

/** Finds unfinished cases whose assignee is inactive or may not see their team. Index `cases_assignee_due`. */
export const casesOfInvalidAssignees = (tx: Tx, limit: number): Promise<{ id: string; teamId: string }[]> =>
  tx.query(
    `select c.id, c.team_id as "teamId" from cases c join agent a on a.id = c.assignee_id
     where c.status not in ('closed', 'spam') and c.assignee_id is not null and not ${mayBeAssigned('a', 'c.team_id')} order by c.id limit $1`,
    [limit],
  );

/**
 * SQL condition: no active agent who may have cases of the team, given as an expression, is a member of it. Whoever is only invited
 * takes no case yet.
 */
export const hasNoAgent = (team: string): string =>
  `not exists (select 1 from team_member m join agent a on a.id = m.agent_id and ${worksInTeam('a', team)} where m.team_id = ${team}
     and not exists (select 1 from password_link l where l.agent_id = a.id and l.purpose = 'invitation'))`;

/** Finds open cases of teams without an active member who may have them, but for restricted ones. Index `cases_team`. */
export const casesOfEmptyTeams = (tx: Tx): Promise<FindingsOfTeam[]> =>
  tx.query(
    `select ${FOUND} from cases where status = 'open' and restricted_to is null and team_id in (
       select t.id from team t where ${hasNoAgent('t.id')}) group by 1`,
  );

/** Finds snoozed cases that should have woken, allowing for the usual delay of a job. Index `cases_status`. */
export const overdueSnoozed = (tx: Tx, limit: number): Promise<{ id: string; teamId: string; until: Date }[]> =>
  tx.query(
    `select id, team_id as "teamId", snooze_until as until from cases
     where status = 'snoozed' and snooze_until < $1::timestamptz - interval '2 minutes' order by id limit $2`,
    [tx.now, limit],
  );

/**
 * Finds open cases that have been unassigned for more than a day, but for restricted ones. Indexes `cases_unassigned`, and `timeline_entry_position` for
 * the cases that are old enough.
 */
export const longUnassigned = (tx: Tx): Promise<FindingsOfTeam[]> =>
  tx.query(
    `select ${FOUND} from cases c where assignee_id is null and status = 'open' and restricted_to is null and opened_at < $1::timestamptz - interval '1 day'
       and not exists (select 1 from timeline_entry e where e.case_id = c.id and e.kind = 'activity'
         and e.at > $1::timestamptz - interval '1 day' and e.data ->> 'type' in ('assigned', 'team', 'status')) group by 1`,
    [tx.now],
  );

/** Corrects the maintained counts, in which restricted cases are not, by their difference from a recount, in one statement. It scans `cases`. */
export const fixCounts = (tx: Tx): Promise<{ teamId: string; delta: number }[]> =>
  tx.query(
    `insert into case_count (team_id, assignee_id, status, delta)
     select team_id, assignee_id, status, sum(n) from (
       select team_id, assignee_id, status, count(*) as n from cases where restricted_to is null group by 1, 2, 3
       union all select team_id, assignee_id, status, -delta from case_count) both_counts
     group by 1, 2, 3 having sum(n) <> 0 returning team_id as "teamId", delta`,
  );

/** Finds cases with an SLA timer whose threshold should have fired by now. Index `sla_timer_open`. */
export const casesWithOverdueThreshold = (tx: Tx): Promise<{ id: string; teamId: string }[]> =>
  tx.query(
    `select distinct c.id, c.team_id as "teamId" from sla_timer k join cases c on c.id = k.case_id
     where k.state = 'running' and k.next_threshold_at < $1::timestamptz - interval '2 minutes'`,
    [tx.now],
  );
