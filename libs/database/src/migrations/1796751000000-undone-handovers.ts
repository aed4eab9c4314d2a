import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the last handover of a case has changed, so that it can be taken back for a moment. */
export class UndoneHandovers1796751000000 implements MigrationInterface {
  name = 'UndoneHandovers1796751000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table case_handover (
         case_id uuid primary key references cases, by_id uuid not null, at timestamptz not null, before jsonb not null,
         team_id uuid not null, position integer not null, note_id uuid)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table case_handover`);
  }
}
