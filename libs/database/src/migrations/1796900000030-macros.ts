import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Several acts under one name, and what each has changed in a case. */
export class Macros1796900000030 implements MigrationInterface {
  name = 'Macros1796900000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table macro (
         id uuid primary key,
         version int not null default 1,
         name text not null,
         acts jsonb not null,
         channels text[] not null default '{}',
         case_type_ids uuid[] not null default '{}',
         owner_id uuid not null references agent,
         is_shared boolean not null,
         team_id uuid references team,
         created_at timestamptz not null,
         deleted_at timestamptz,
         constraint macro_scope_check check (is_shared or team_id is null)
       )`,
    );
    await runner.query(`create index macro_owner on macro (owner_id)`);
    await runner.query(`create index macro_shared on macro (team_id) where is_shared`);
    await runner.query(
      `create table macro_run (
         id uuid primary key,
         case_id uuid not null references cases on delete cascade,
         agent_id uuid not null references agent,
         at timestamptz not null,
         changes jsonb not null,
         undone_at timestamptz
       )`,
    );
    await runner.query(`create index macro_run_case on macro_run (case_id)`);
    await runner.query(`create index macro_run_at on macro_run (at)`);
    await runner.query(`alter table bulk_action add macro jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table bulk_action drop macro`);
    await runner.query(`drop table macro_run`);
    await runner.query(`drop table macro`);
  }
}
