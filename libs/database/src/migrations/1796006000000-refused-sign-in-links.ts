import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts at providers that were parted from their agents, and a way from each account to what came from there. */
export class RefusedSignInLinks1796006000000 implements MigrationInterface {
  name = 'RefusedSignInLinks1796006000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table sign_in_link add column ended_at timestamptz`);
    await runner.query(
      `create index session_sign_in_link on session (sign_in_link_id) where sign_in_link_id is not null`,
    );
    await runner.query(`create index provider_second_step_link on provider_second_step (sign_in_link_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index session_sign_in_link, provider_second_step_link`);
    // They were deleted then.
    await runner.query(`delete from sign_in_link where ended_at is not null`);
    await runner.query(`alter table sign_in_link drop column ended_at`);
  }
}
