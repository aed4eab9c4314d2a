import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agents and groups that a directory keeps (SCIM), and which teams and roles the members of a group get. */
export class DirectoryGroups1796131000000 implements MigrationInterface {
  name = 'DirectoryGroups1796131000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table provisioned_agent (
      agent_id uuid primary key references agent on delete cascade, user_name text not null, user_key text not null unique,
      external_id text, given_name text, family_name text, created_at timestamptz not null default now(), deleted_at timestamptz
    )`);
    await runner.query(`create table agent_group (
      id uuid primary key, name text not null, name_key text not null unique, external_id text,
      team_ids uuid[] not null default '{}', role_ids uuid[] not null default '{}', reach text not null default 'own-teams',
      reach_team_ids uuid[] not null default '{}', created_at timestamptz not null default now()
    )`);
    await runner.query(`create table agent_group_member (
      group_id uuid references agent_group on delete cascade, agent_id uuid references agent on delete cascade,
      primary key (group_id, agent_id)
    )`);
    await runner.query(`create index agent_group_member_agent on agent_group_member (agent_id)`);
    await runner.query(`alter table role_grant add column group_id uuid references agent_group on delete cascade`);
    await runner.query(`create index role_grant_group on role_grant (group_id) where group_id is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table role_grant drop column group_id`);
    await runner.query(`drop table agent_group_member, agent_group, provisioned_agent`);
  }
}
