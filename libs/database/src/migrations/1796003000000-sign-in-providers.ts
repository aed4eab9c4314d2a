import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Servers by which agents sign in (OpenID Connect), their accounts there, and the sign-ins that are under way. */
export class SignInProviders1796003000000 implements MigrationInterface {
  name = 'SignInProviders1796003000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table sign_in_provider (
      id uuid primary key, name text not null, profile text not null, issuer text not null,
      client_id text not null, client_secret bytea, domains text[] not null, sirets text[] not null,
      creates_agents boolean not null, team_id uuid references team (id) on delete set null,
      passwords_allowed boolean not null, active boolean not null, created_at timestamptz not null
    )`);
    await runner.query(`create table sign_in_link (
      id uuid primary key, agent_id uuid not null references agent (id) on delete cascade,
      provider_id uuid references sign_in_provider (id) on delete set null,
      issuer text not null, subject text not null, idp_id text not null, address text not null,
      approved_at timestamptz, created_at timestamptz not null, used_at timestamptz,
      constraint sign_in_link_account unique (issuer, subject, idp_id)
    )`);
    await runner.query(`create index sign_in_link_agent on sign_in_link (agent_id)`);
    await runner.query(`create table sign_in_attempt (
      state text primary key, provider_id uuid not null references sign_in_provider (id) on delete cascade,
      browser text not null, secrets bytea not null, return_to text not null, created_at timestamptz not null
    )`);
    await runner.query(`create index sign_in_attempt_age on sign_in_attempt (created_at)`);
    await runner.query(`create table provider_second_step (
      challenge text primary key, sign_in_link_id uuid not null references sign_in_link (id) on delete cascade,
      amr text[] not null, id_token bytea not null, created_at timestamptz not null
    )`);
    await runner.query(`alter table session
      add column sign_in_link_id uuid references sign_in_link (id) on delete set null,
      add column amr text[] not null default '{}', add column id_token bytea`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table session drop column sign_in_link_id, drop column amr, drop column id_token`);
    await runner.query(`drop table provider_second_step, sign_in_attempt, sign_in_link, sign_in_provider`);
  }
}
