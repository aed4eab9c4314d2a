import { parameters, type Scope } from '@guichet/access';
import type { Reader } from '@guichet/database';

/** The state of a team's queue. Each number has its list: the query of the inbox that is named beside it. */
export interface Queue {
  id: string;
  name: string;
  /** `status=open`: it is our turn. */
  waiting: number;
  /** `view=unassigned&status=open`: those of `waiting` that have no assignee. */
  unassigned: number;
  /** `due=late` */
  late: number;
  /** `due=soon`: within two hours. */
  soon: number;
  /** The first of `status=open&sort=oldest`. */
  oldestAt: Date | null;
  oldestId: string | null;
}

/**
 * Returns how the queues of these teams stand, without restricted cases: they are subtracted by `cases_restricted`, as most figures
 * come from indexes that do not know of them. Waiting and unassigned are maintained counts; late and soon are a range of
 * `cases_team_due` for each team and status, the oldest is the first row of `cases_team`.
 */
export function queuesOf(reader: Reader, teams: Scope): Promise<Queue[]> {
  const { values, bind } = parameters(reader.now);
  return reader.query<Queue>(
    `select t.id, t.name, n.waiting, n.unassigned, due.late, due.soon, oldest.at as "oldestAt", oldest.id as "oldestId"
     from team t
     cross join lateral (
       select coalesce(sum(delta) filter (where status = 'open'), 0)::int as waiting,
         coalesce(sum(delta) filter (where status = 'open' and assignee_id is null), 0)::int as unassigned
       from case_count where team_id = t.id) n
     cross join lateral (
       select count(*) filter (where due_at <= $1)::int as late, count(*) filter (where due_at > $1)::int as soon
       from cases where restricted_to is not null and team_id = t.id and status in ('open', 'waiting', 'snoozed')
         and due_at <= $1::timestamptz + interval '2 hours') hidden
     cross join lateral (
       select coalesce(sum(d.late), 0)::int - hidden.late as late, coalesce(sum(d.soon), 0)::int - hidden.soon as soon from (values ('open'), ('waiting'), ('snoozed')) s(status)
       cross join lateral (
         select count(*) filter (where coalesce(due_at, 'infinity') <= $1) as late, count(*) filter (where coalesce(due_at, 'infinity') > $1) as soon
         from cases where team_id = t.id and status = s.status and status <> 'closed'
           and coalesce(due_at, 'infinity') <= $1::timestamptz + interval '2 hours') d) due
     left join lateral (
       select last_entry_at as at, id from cases where team_id = t.id and status = 'open' and restricted_to is null order by last_entry_at, id limit 1) oldest on true
     where ${teams.sqlTeam('t.id', bind)} order by due.late desc, n.waiting desc, t.name collate "fr-x-icu", t.id`,
    values,
  );
}

/** Counts the late cases of each agent in these teams: `due=late&assignee=<id>`. A range of `cases_assignee_due` each. */
export async function lateByAgent(
  reader: Reader,
  teams: Scope,
  agentIds: readonly string[],
): Promise<Map<string, number>> {
  const { values, bind } = parameters(agentIds, reader.now);
  const rows = await reader.query<{ id: string; late: number }>(
    `select a.id, count(*)::int as late from unnest($1::uuid[]) a(id)
     join (values ('open'), ('waiting'), ('snoozed')) s(status) on true
     join cases c on c.assignee_id = a.id and c.status = s.status and c.status <> 'closed' and coalesce(c.due_at, 'infinity') <= $2
       and ${teams.sql('c', bind)}
     group by 1`,
    values,
  );
  return new Map(rows.map(({ id, late }) => [id, late]));
}

/** Returns those of these teams that are not confidential, and whether there are others. */
export async function nonConfidentialTeams(
  reader: Reader,
  teams: Scope,
): Promise<{ teams: string[]; partial: boolean }> {
  const { values, bind } = parameters();
  const rows = await reader.query<{ id: string; confidential: boolean }>(
    `select id, confidential from team where ${teams.sqlTeam('id', bind)}`,
    values,
  );
  const open = rows.filter(({ confidential }) => !confidential);
  return { teams: open.map(({ id }) => id), partial: open.length < rows.length };
}

export interface ChannelRow {
  id: string;
  kind: string;
  name: string;
  enabled: boolean;
  health: 'ok' | 'error' | 'unknown';
  reason: string | null;
  /** Since when it does not work. */
  since: Date | null;
  /** `status=open&channel=<kind>`: those that used a channel of this kind. */
  waiting: number;
  lastAt: Date | null;
}

/**
 * Returns the channel accounts that the reader may know, with the number of cases that wait by their kind, failing accounts first. Only readers of the
 * team of an account see when a message last came. Index-only scan of `cases_open_channels`.
 */
export function channelsOf(reader: Reader, teams: Scope, known: Scope): Promise<ChannelRow[]> {
  const { values, bind } = parameters();
  return reader.query<ChannelRow>(
    `with waiting as (
       select kind, sum(n)::int as n from (
         select channels, count(*) as n from cases where status = 'open' and ${teams.sqlTeam('team_id', bind)} group by 1
         union all select channels, -count(*) from cases where restricted_to is not null and status = 'open' and ${teams.sqlTeam('team_id', bind)} group by 1) c, unnest(channels) kind group by 1)
     select a.id, a.kind, a.name, a.enabled, a.health, a.health_reason as reason, case when a.health = 'error' then a.health_at end as since, coalesce(w.n, 0) as waiting, case when ${teams.sqlTeam('a.team_id', bind)} then l.last_at end as "lastAt"
     from channel_account a left join waiting w on w.kind = a.kind left join channel_activity l on l.channel_account_id = a.id
     where a.shared or ${known.sqlTeam('a.team_id', bind)}
     order by a.enabled and a.health = 'error' desc, a.enabled desc, waiting desc, a.name collate "fr-x-icu", a.id`,
    values,
  );
}

/** Counts unfinished cases whose last reply was not sent or did not arrive: `problem=delivery`. Index `cases_problem`. */
export async function deliveryProblems(
  reader: Reader,
  teams: Scope,
): Promise<{ failed: number; unknown: number; blocked: number }> {
  const { values, bind } = parameters();
  const [row] = await reader.query<{ failed: number; unknown: number; blocked: number }>(
    `select count(*) filter (where delivery_problem = 'failed')::int as failed, count(*) filter (where delivery_problem = 'unknown')::int as unknown,
       count(*) filter (where delivery_problem = 'blocked')::int as blocked
     from cases where delivery_problem is not null and status not in ('closed', 'spam') and ${teams.sql('cases', bind)}`,
    values,
  );
  return row!;
}

/** Returns the figures of today, from the rollup by day: `/metrics/<name>/cases?from=<today>&to=<today>`. */
export async function todaysFigures(
  reader: Reader,
  teams: Scope,
  { zone, day }: { zone: string; day: string },
): Promise<{ contacts: number; replies: number; closed: number }> {
  const { values, bind } = parameters(zone, day);
  const [row] = await reader.query<{ contacts: number; replies: number; closed: number }>(
    `select coalesce(sum(n) filter (where metric = 'contacts'), 0)::int as contacts, coalesce(sum(n) filter (where metric = 'replies'), 0)::int as replies,
       coalesce(sum(n) filter (where metric = 'closed'), 0)::int as closed
     from metric_rollup where metric in ('contacts', 'replies', 'closed') and granularity = 'day' and zone = $1 and day = $2::date
       and ${teams.sqlTeam('team_id', bind)}`,
    values,
  );
  return row!;
}

/** Counts the survey responses of the last seven days, today included. Index `survey_response_day`. */
export async function recentSatisfaction(
  reader: Reader,
  teams: Scope,
  day: string,
): Promise<{ good: number; responses: number }> {
  const { values, bind } = parameters(day);
  const [row] = await reader.query<{ good: number; responses: number }>(
    `select count(*) filter (where score = 3)::int as good, count(*)::int as responses from survey_response
     where day > $1::date - 7 and ${teams.sqlTeam('team_id', bind)}`,
    values,
  );
  return row!;
}
