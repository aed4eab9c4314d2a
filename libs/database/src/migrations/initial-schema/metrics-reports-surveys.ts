/** What metrics count and add up, reports, and surveys. */
export const metricsSchema = `
  -- One thing that a metric counts, with the team and the kind that its case has now. Written by \`metrics\`
  -- alone.
  create table metric_point (
    case_id uuid, metric text, n integer, at timestamptz not null, team_id uuid not null, channel text not null,
    case_type_id uuid not null, agent_id uuid not null, value bigint not null, primary key (case_id, metric, n)
  );
  -- Includes what is asked of a point, as the points of a year are in as many pages as there are cases.
  create index metric_point_at on metric_point (metric, at) include (team_id, channel, case_type_id, agent_id,
    value);

  -- Points added up, by days or months of a time zone. What a grain does not keep is none: \`none\`, or the nil
  -- uuid.
  create table metric_rollup (
    metric text, granularity text, zone text, day date, team_id uuid, channel text, case_type_id uuid,
    agent_id uuid, bucket smallint, n integer not null, total bigint not null,
    primary key (metric, granularity, zone, day, team_id, channel, case_type_id, agent_id, bucket)
  );

  -- In which time zones days are added up.
  create table metric_zone (
    zone text primary key, ready boolean not null default false
  );

  -- Figures that go to agents by mail, again and again.
  create table report (
    id uuid primary key, name text not null, every text not null check (every in ('day', 'week', 'month')),
    hour integer not null check (hour >= 0 and hour <= 23), time_zone text not null, metrics text[] not null,
    group_by text not null, team_id uuid references team, channel text, language text not null,
    agent_ids uuid[] not null, active boolean not null default true, next_at timestamptz, last_at timestamptz,
    problems jsonb not null default '[]', created_at timestamptz not null,
    constraint report_check check (active = (next_at is not null))
  );

  -- Who has got a report for which period: nobody gets it twice.
  create table report_sent (
    report_id uuid references report on delete cascade, agent_id uuid references agent, period date,
    at timestamptz not null, primary key (report_id, agent_id, period)
  );

  -- A citizen was asked how it went, once per case. What they answered is not here.
  create table survey (
    id uuid primary key, case_id uuid not null references cases, team_id uuid not null references team,
    case_type_id uuid references case_type, channel text not null,
    entry_id uuid not null references timeline_entry, language text not null, sent_at timestamptz not null,
    responded_at timestamptz
  );
  create unique index survey_case on survey (case_id);
  create index survey_sent on survey (sent_at) include (team_id, channel, case_type_id, responded_at);

  -- What somebody answered. Nothing here leads to a case or a person: the id is made from the survey's with
  -- our key, so that whoever holds the link can change what they said, and the time is the day alone.
  create table survey_response (
    id uuid primary key, day date not null, at timestamptz not null, team_id uuid not null references team,
    case_type_id uuid references case_type, channel text not null, language text not null,
    score integer not null check (score >= 1 and score <= 3),
    clarity integer check (clarity >= 1 and clarity <= 5), text text not null default ''
  );
  create index survey_response_day on survey_response (day, team_id) include (channel, case_type_id, score);

  -- A zone is complete once the log was read from its first event; that of the first team is so from the
  -- start.
  insert into metric_zone (zone, ready) values ('Europe/Paris', true);
`;
