import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A draft knows since when it is written, and a merge that was undone while it was, as it may go to another person by that. */
export class DraftsOfUndoneMerges1796900000463 implements MigrationInterface {
  name = 'DraftsOfUndoneMerges1796900000463';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table draft add column begun_at timestamptz not null default now(), add column undone_move_id uuid`,
    );
    // The nearest that is known: what has been written on since a merge stays where it is, and says so.
    await runner.query(`update draft set begun_at = updated_at`);
    await runner.query(`alter table shared_draft add column undone_move_id uuid`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table shared_draft drop column undone_move_id`);
    await runner.query(`alter table draft drop column undone_move_id, drop column begun_at`);
  }
}
