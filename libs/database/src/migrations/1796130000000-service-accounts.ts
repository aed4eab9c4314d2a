import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Programs with an account of the organisation. Each has a row of `agent`, as whatever acts here has one, that is never active and
 * has no password: what is for agents who work here is not for them.
 */
export class ServiceAccounts1796130000000 implements MigrationInterface {
  name = 'ServiceAccounts1796130000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table agent add column is_service boolean not null default false,
      add constraint agent_service_check check (not (is_service and (active or password_hash is not null)))`);
    await runner.query(`create table service_account (
      id uuid primary key references agent on delete cascade, name text not null, purpose text not null, contact text not null,
      scopes text[] not null, enabled boolean not null default true, created_by text not null,
      created_at timestamptz not null default now(), last_used_at timestamptz, deleted_at timestamptz
    )`);
    await runner.query(`create unique index service_account_name on service_account (name) where deleted_at is null`);
    await runner.query(`alter table api_token add column parent_id uuid references api_token on delete cascade`);
    await runner.query(`create index api_token_parent on api_token (parent_id) where parent_id is not null`);
  }

  /** Their agents stay, deactivated, as cases name them. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from api_token where agent_id in (select id from service_account)`);
    await runner.query(`delete from role_grant where agent_id in (select id from service_account)`);
    await runner.query(`alter table api_token drop column parent_id`);
    await runner.query(`drop table service_account`);
    await runner.query(`alter table agent drop column is_service`);
  }
}
