import type { Database } from '@guichet/database';

/** How a team's queue stands. Each number has its list: the query of the inbox that says so. */
export interface Queue {
  id: string;
  name: string;
  /** `status=open`: it is our turn. */
  waiting: number;
  /** `view=unassigned`: unfinished, and nobody's. */
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
 * The queues of teams, null: of all. Waiting and unassigned are maintained counts; what is late is a range of
 * `cases_team_due` for each team and status, the oldest the first row of `cases_team`.
 */
export const queuesOf = (database: Database, teams: string[] | null, now: Date): Promise<Queue[]> =>
  database.read<Queue>(
    `select t.id, t.name, n.waiting, n.unassigned, due.late, due.soon, oldest.at as "oldestAt", oldest.id as "oldestId"
     from team t
     cross join lateral (
       select coalesce(sum(delta) filter (where status = 'open'), 0)::int as waiting,
         coalesce(sum(delta) filter (where status <> 'closed' and assignee_id is null), 0)::int as unassigned
       from case_count where team_id = t.id) n
     cross join lateral (
       select coalesce(sum(d.late), 0)::int as late, coalesce(sum(d.soon), 0)::int as soon from (values ('open'), ('waiting'), ('snoozed')) s(status)
       cross join lateral (
         select count(*) filter (where coalesce(due_at, 'infinity') <= $2) as late, count(*) filter (where coalesce(due_at, 'infinity') > $2) as soon
         from cases where team_id = t.id and status = s.status and status <> 'closed'
           and coalesce(due_at, 'infinity') <= $2::timestamptz + interval '2 hours') d) due
     left join lateral (
       select last_entry_at as at, id from cases where team_id = t.id and status = 'open' order by last_entry_at, id limit 1) oldest on true
     where $1::uuid[] is null or t.id = any($1) order by due.late desc, n.waiting desc, t.name collate "fr-x-icu", t.id`,
    [teams, now],
  );

/** What is late with each agent, in teams, null: in all: `due=late&assignee=<id>`. A range of `cases_assignee_due` each. */
export async function lateByAgent(
  database: Database,
  agentIds: readonly string[],
  teams: string[] | null,
  now: Date,
): Promise<Map<string, number>> {
  const rows = await database.read<{ id: string; late: number }>(
    `select a.id, count(*)::int as late from unnest($1::uuid[]) a(id)
     join (values ('open'), ('waiting'), ('snoozed')) s(status) on true
     join cases c on c.assignee_id = a.id and c.status = s.status and c.status <> 'closed' and coalesce(c.due_at, 'infinity') <= $3
       and ($2::uuid[] is null or c.team_id = any($2))
     group by 1`,
    [agentIds, teams, now],
  );
  return new Map(rows.map(({ id, late }) => [id, late]));
}

/** Those of these teams, null: of all, that are no secret; and whether there are others. */
export async function openTeams(
  database: Database,
  teams: string[] | null,
): Promise<{ teams: string[]; partial: boolean }> {
  const rows = await database.read<{ id: string; confidential: boolean }>(
    `select id, confidential from team where $1::uuid[] is null or id = any($1)`,
    [teams],
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
  /** `status=open&channel=<kind>`: those that used a channel of this kind. */
  waiting: number;
  lastAt: Date | null;
}

/**
 * Channel accounts with who waits by them, those in trouble first. When something last came is for the team of the account
 * to know. Index `cases_open_channels`, of which nothing else is read.
 */
export const channelsOf = (database: Database, teams: string[] | null): Promise<ChannelRow[]> =>
  database.read<ChannelRow>(
    `with waiting as (
       select kind, sum(n)::int as n from (
         select channels, count(*) as n from cases where status = 'open' and ($1::uuid[] is null or team_id = any($1)) group by 1) c, unnest(channels) kind group by 1)
     select a.id, a.kind, a.name, a.enabled, a.health, a.health_reason as reason, coalesce(w.n, 0) as waiting, case when $1::uuid[] is null or a.team_id = any($1) then l.last_at end as "lastAt"
     from channel_account a left join waiting w on w.kind = a.kind left join channel_activity l on l.channel_id = a.id
     order by a.enabled and a.health = 'error' desc, a.enabled desc, waiting desc, a.name collate "fr-x-icu", a.id`,
    [teams],
  );

/** Unfinished cases whose last answer did not leave or arrive: `problem=delivery`. Index `cases_problem`. */
export async function deliveryProblems(
  database: Database,
  teams: string[] | null,
): Promise<{ failed: number; unknown: number; stopped: number }> {
  const [row] = await database.read<{ failed: number; unknown: number; stopped: number }>(
    `select count(*) filter (where delivery_problem = 'failed')::int as failed, count(*) filter (where delivery_problem = 'unknown')::int as unknown,
       count(*) filter (where delivery_problem = 'stopped')::int as stopped
     from cases where delivery_problem is not null and status <> 'closed' and ($1::uuid[] is null or team_id = any($1))`,
    [teams],
  );
  return row!;
}

/** What has happened today, in sums of the day: `/metrics/<name>/cases?from=<today>&to=<today>`. */
export async function todaysFigures(
  database: Database,
  teams: string[] | null,
  zone: string,
  day: string,
): Promise<{ contacts: number; answers: number; closed: number }> {
  const [row] = await database.read<{ contacts: number; answers: number; closed: number }>(
    `select coalesce(sum(n) filter (where metric = 'contacts'), 0)::int as contacts, coalesce(sum(n) filter (where metric = 'answers'), 0)::int as answers,
       coalesce(sum(n) filter (where metric = 'closed'), 0)::int as closed
     from metric_sum where metric in ('contacts', 'answers', 'closed') and grain = 'day' and zone = $2 and day = $3::date
       and ($1::uuid[] is null or team_id = any($1))`,
    [teams, zone, day],
  );
  return row!;
}

/** Answers to "how did it go?" of the last seven days, today included. Index `survey_answer_day`. */
export async function latestAnswers(
  database: Database,
  teams: string[] | null,
  day: string,
): Promise<{ good: number; answers: number }> {
  const [row] = await database.read<{ good: number; answers: number }>(
    `select count(*) filter (where score = 3)::int as good, count(*)::int as answers from survey_answer
     where day > $2::date - 7 and ($1::uuid[] is null or team_id = any($1))`,
    [teams, day],
  );
  return row!;
}
