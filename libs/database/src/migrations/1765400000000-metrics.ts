import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What metrics count, what it adds up to, and the reports that are made of it. */
export class Metrics1765400000000 implements MigrationInterface {
  name = 'Metrics1765400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table metric_point (
        case_id uuid not null, metric text not null, n integer not null, at timestamptz not null, team_id uuid not null,
        channel text not null, kind_id uuid not null, agent_id uuid not null, value bigint not null,
        primary key (case_id, metric, n));
      -- With all that is asked of a point: those of a year lie in as many pages of the table as there are cases.
      create index metric_point_at on metric_point (metric, at) include (team_id, channel, kind_id, agent_id, value);
      create table metric_sum (
        metric text not null, grain text not null, zone text not null, day date not null, team_id uuid not null,
        channel text not null, kind_id uuid not null, agent_id uuid not null, bucket smallint not null,
        n integer not null, total bigint not null,
        primary key (metric, grain, zone, day, team_id, channel, kind_id, agent_id, bucket));
      create table metric_zone (zone text primary key, ready boolean not null default false);
      -- Complete once the log is read, which begins at its first event.
      insert into metric_zone (zone, ready)
        select coalesce(schedule ->> 'timeZone', 'Europe/Paris'), true from team union select 'Europe/Paris', true;

      create table channel_activity (
        channel_id uuid primary key references channel_account on delete cascade, last_at timestamptz not null);
      -- For the board: how old the unfinished is, and by which channels those came who wait.
      create index cases_age on cases (team_id, opened_at) where status <> 'closed';
      create index cases_open_channels on cases (team_id, channels) where status = 'open';

      create table report (
        id uuid primary key, name text not null, every text not null check (every in ('day', 'week', 'month')),
        hour integer not null check (hour between 0 and 23), time_zone text not null, metrics text[] not null,
        group_by text not null, team_id uuid references team, channel text, language text not null,
        agent_ids uuid[] not null, active boolean not null default true, next_at timestamptz, last_at timestamptz,
        problem text, created_at timestamptz not null, check (active = (next_at is not null)));
      create table report_sent (
        report_id uuid not null references report on delete cascade, agent_id uuid not null references agent,
        period date not null, at timestamptz not null, primary key (report_id, agent_id, period));
    `);
  }

  async down(): Promise<void> {
    throw new Error('This migration has nothing to go back to: restore a backup.');
  }
}
