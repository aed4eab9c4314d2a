import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of cases that agents keep under a name, for themselves, for a team or for everybody. */
export class SavedViews1796800000021 implements MigrationInterface {
  name = 'SavedViews1796800000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table saved_view (
         id uuid primary key,
         name text not null,
         filter jsonb not null,
         owner_id uuid not null references agent,
         is_shared boolean not null,
         team_id uuid references team,
         created_at timestamptz not null,
         deleted_at timestamptz,
         constraint saved_view_scope_check check (is_shared or team_id is null)
       )`,
    );
    await runner.query(`create index saved_view_owner on saved_view (owner_id)`);
    await runner.query(`create index saved_view_shared on saved_view (team_id) where is_shared`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table saved_view`);
  }
}
