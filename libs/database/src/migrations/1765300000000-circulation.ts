import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Kinds of case, who can be given what, hours, targets and their clocks, what agents are told. */
export class Circulation1765300000000 implements MigrationInterface {
  name = 'Circulation1765300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table kind (
        id uuid primary key, name text not null unique, active boolean not null default true,
        created_at timestamptz not null default now());

      alter table cases add column kind_id uuid references kind, add column language text, add column due_for text;
      -- What runs out next, for every view; closed cases have nothing that runs.
      create index cases_team_due on cases (team_id, status, coalesce(due_at, 'infinity'), id) where status <> 'closed';
      create index cases_assignee_due on cases (assignee_id, status, coalesce(due_at, 'infinity'), id)
        where status <> 'closed' and assignee_id is not null;
      create index cases_status_due on cases (status, coalesce(due_at, 'infinity'), id) where status <> 'closed';
      create index cases_problem on cases (team_id, last_entry_at, id) where delivery_problem is not null;
      create index cases_kind on cases (kind_id) where kind_id is not null;

      alter table team add column schedule jsonb, add column queue jsonb not null default '{}';
      alter table agent add column languages text[] not null default '{}', add column capacity integer;
      create table agent_skill (
        agent_id uuid not null references agent, kind_id uuid not null references kind,
        level integer not null check (level between 1 and 3), primary key (agent_id, kind_id));
      create index agent_skill_kind on agent_skill (kind_id);
      create table agent_presence (
        agent_id uuid primary key references agent, state text not null default 'available' check (state in ('available', 'busy', 'away')),
        since timestamptz not null, seen_at timestamptz, absent boolean not null default false, absent_until timestamptz,
        substitute_id uuid references agent, check (absent or (absent_until is null and substitute_id is null)));

      create table case_clock (
        id uuid primary key, case_id uuid not null references cases,
        clock text not null check (clock in ('first-response', 'next-response', 'resolution')), since integer not null,
        state text not null check (state in ('running', 'paused', 'done', 'dropped')),
        target jsonb not null, target_name text not null, team_id uuid not null references team, started_at timestamptz not null,
        due_at timestamptz, elapsed_seconds integer not null default 0, total_seconds integer not null, as_of timestamptz not null,
        ended_at timestamptz, breached_at timestamptz, rang integer, rings_at timestamptz,
        check ((state = 'running') = (due_at is not null and ended_at is null)),
        check ((state in ('done', 'dropped')) = (ended_at is not null)));
      create unique index case_clock_case on case_clock (case_id, clock, since);
      create index case_clock_open on case_clock (rings_at) where state = 'running';
      create index case_clock_breached on case_clock (breached_at) where breached_at is not null;

      create table notification (
        id uuid primary key, agent_id uuid not null references agent, case_id uuid references cases, about jsonb not null,
        once text, at timestamptz not null, read_at timestamptz);
      create index notification_agent on notification (agent_id, id);
      create index notification_unread on notification (agent_id) where read_at is null;
      create unique index notification_once on notification (agent_id, once) where once is not null;

      create table log_reader (name text primary key, position text not null);
    `);
  }

  async down(): Promise<void> {
    throw new Error('This migration has nothing to go back to: restore a backup.');
  }
}
